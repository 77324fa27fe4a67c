internal import BankAPI
internal import PayoutCore
internal import PayoutEngine
internal import TestSupport

/// What the network makes of one request.
enum Journey {
    case smooth
    /// The answer comes, but only so much later, after much else.
    case slow(Duration)
    /// The connection is refused, or there is no token: no byte leaves.
    case neverLeft(Unsent)
    /// The request left and never arrived.
    case lost(Doubt)
    /// The request arrived; what came back is no answer.
    case answerLost(Doubt)
    /// The client gives up; the request arrives all the same, so much later.
    case late(Duration)
    /// A proxy sends the request on twice; the client sees the answer to the second.
    case doubled

    /// The journey of the next request.
    static func draw(_ random: inout SeededRandom, faultsOneIn: Int, _ doubts: [Doubt]) -> Journey {
        guard random.chance(faultsOneIn) else { return .smooth }
        switch Int.random(in: 0..<11, using: &random) {
        case 10: return .slow(random.pause(300...29_000))
        case 0: return .neverLeft(.notConnected("refused"))
        case 1: return .neverLeft(.noToken("503"))
        case 2, 3: return .lost(random.pick([.timedOut, .connectionLost]))
        case 4: return .answerLost(random.pick([.timedOut, .connectionLost]))
        case 5, 6:
            return .answerLost(random.pick(doubts))
        case 7, 8: return .late(random.pause(random.pick([31_000...90_000, 31_000...800_000])))
        default: return .doubled
        }
    }
}

extension Doubt {
    /// How long the client takes to find out.
    func isKnownAfter(_ random: inout SeededRandom) -> Duration {
        switch self {
        case .timedOut: .seconds(30)
        case .serverError, .connectionLost, .redirected, .notUnderstood: random.pause(1...2000)
        }
    }
}

extension BankCall {
    /// What the gateway returns where nobody knows what became of the request.
    func doubtful(_ doubt: Doubt) -> CallAnswer {
        switch self {
        case .validation: .validation(.doubtful(doubt))
        case .movement: .movement(.doubtful(doubt))
        case .inquiry: .inquiry(.undecided(.doubtful(doubt)))
        }
    }

    /// What the gateway returns where no byte left.
    func unsent(_ unsent: Unsent) -> CallAnswer {
        switch self {
        case .validation: .validation(.unsent(unsent))
        case .movement: .movement(.unsent(unsent))
        case .inquiry: .inquiry(.undecided(.unsent(unsent)))
        }
    }

    /// What the gateway returns where the bank refused before processing.
    func deferred(_ deferral: Deferral) -> CallAnswer {
        switch self {
        case .validation: .validation(.deferred(deferral))
        case .movement: .movement(.deferred(deferral))
        case .inquiry: .inquiry(.undecided(.deferred(deferral)))
        }
    }

    /// The X-EXTERNAL-ID that the request carries.
    var externalID: ExternalID {
        switch self {
        case .validation(let request): request.externalID
        case .movement(let request): request.externalID
        case .inquiry(let request): request.externalID
        }
    }

    /// One word for the trace.
    var word: String {
        switch self {
        case .validation: "validation"
        case .movement: "transfer"
        case .inquiry: "inquiry"
        }
    }
}

extension CallAnswer {
    /// How the bank refused before processing, where it did.
    var deferral: Deferral? {
        switch self {
        case .validation(.deferred(let deferral)), .movement(.deferred(let deferral)),
            .inquiry(.undecided(.deferred(let deferral))):
            deferral
        case .validation, .movement, .inquiry: nil
        }
    }
}
