/// The names under which the simulated bank knows its account holders.
///
/// A name comes from the list given at the start, else from the last two digits of the account number: the last but
/// one chooses the given name, the last one the family name.
///
/// | digit | given name | family name |
/// |---|---|---|
/// | 0 | BUDI | SANTOSO |
/// | 1 | SITI | WIJAYA |
/// | 2 | AGUS | PRATAMA |
/// | 3 | DEWI | LESTARI |
/// | 4 | EKO | SAPUTRA |
/// | 5 | RINA | HIDAYAT |
/// | 6 | ANDI | NUGROHO |
/// | 7 | MAYA | KUSUMA |
/// | 8 | HENDRA | SIREGAR |
/// | 9 | PUTRI | HANDAYANI |
///
/// So the account `1234567890` belongs to PUTRI SANTOSO.
package struct BeneficiaryNames: Sendable {
    private let listed: [String: String]

    private static let given = ["BUDI", "SITI", "AGUS", "DEWI", "EKO", "RINA", "ANDI", "MAYA", "HENDRA", "PUTRI"]
    private static let family = [
        "SANTOSO", "WIJAYA", "PRATAMA", "LESTARI", "SAPUTRA", "HIDAYAT", "NUGROHO", "KUSUMA", "SIREGAR", "HANDAYANI",
    ]
    /// The name of every account that the bank "knows under another name".
    static let stranger = "SOMEBODY ELSE"

    package init(listed: [String: String]) { self.listed = listed }

    /// The name that the bank reports for an account.
    package func name(of accountNumber: String) -> String {
        let usual = listed[accountNumber] ?? Self.derived(from: accountNumber)
        switch MagicAccount(accountNumber: accountNumber) {
        case .otherName: return Self.stranger
        case .rephrasedName: return Self.rephrased(usual)
        case .some, .none: return usual
        }
    }

    /// The name of an account that is not listed.
    package static func derived(from accountNumber: String) -> String {
        let digits = accountNumber.utf8.suffix(2).map { Int($0) % 16 % 10 }
        guard let last = digits.last else { return "\(given[0]) \(family[0])" }
        let lastButOne = digits.count > 1 ? digits[0] : 0
        return "\(given[lastButOne]) \(family[last])"
    }

    /// The same name as another worker would have typed it: `Budi Santoso` becomes `santoso, budi.`
    static func rephrased(_ name: String) -> String {
        let words = name.lowercased().split(separator: " ")
        guard let last = words.last, words.count > 1 else { return name.lowercased() + "." }
        return "\(last), \(words.dropLast().joined(separator: " "))."
    }
}
