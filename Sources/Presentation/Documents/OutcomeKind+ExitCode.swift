package import Operations

extension OutcomeKind {
    /// How the program ends; scripts depend on these numbers (design: commands). They live here alone.
    package var exitCode: Int32 {
        switch self {
        case .success: 0
        case .notAllPaid: 1
        case .usage: 64
        case .badFile: 65
        case .bankUnreachable: 69
        case .internalError: 70
        case .cannotWrite: 73
        case .ledgerFailed: 74
        case .notSettled: 75
        case .stopped: 77
        case .badSettings: 78
        }
    }
}
