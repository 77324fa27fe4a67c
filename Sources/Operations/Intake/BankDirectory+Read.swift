internal import FoundationEssentials
internal import PayoutRules
internal import Wording

extension BankDirectory {
    /// Reads a directory in the form of the embedded one.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/badSettings``.
    static func read(_ path: String) throws -> BankDirectory {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(
                .badSettings,
                Phrase("The bank directory \(path) (checks.banksFile) is missing or cannot be read."))
        }
        do {
            return try BankDirectory(csv: String(decoding: data, as: UTF8.self))
        } catch {
            throw CommandFailure(.badSettings, Phrase("The bank directory \(path) (checks.banksFile): \(error)"))
        }
    }
}
