internal import FoundationEssentials
internal import PayoutCore

extension Reason {
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
    private static let decoder = JSONDecoder()

    /// Every payout has this one for a while, so it is made once.
    private static let storedAwaitingResult = try? encoded(.awaitingResult)

    private static func encoded(_ reason: Reason) throws -> String {
        String(decoding: try encoder.encode(reason), as: UTF8.self)
    }

    /// The reason as its column holds it, next to the column of its code, by which rows are found:
    ///
    ///     {"nameMismatch":{"bank":"SITI WIJAYA","file":"Budi"}}
    var stored: String {
        get throws {
            if self == .awaitingResult, let stored = Self.storedAwaitingResult { return stored }
            return try Self.encoded(self)
        }
    }

    /// What the two columns of a row hold.
    ///
    /// - Throws: ``LedgerError/unknownWord(table:words:)`` where this version does not know the reason, or it is not
    ///   the one of its code.
    init(stored json: String?, code: String) throws(LedgerError) {
        if code == ReasonCode.awaitingResult, json == Self.storedAwaitingResult {
            self = .awaitingResult
            return
        }
        // A text of the ledger may end at NUL, which a code of the bank may hold.
        func read(_ text: String) -> Substring.UTF8View { text.utf8[...].prefix { $0 != 0 } }
        guard let json, let known = try? Self.decoder.decode(Reason.self, from: Data(json.utf8)),
            read(known.code).elementsEqual(read(code))
        else { throw .unknownWord(table: "payout", words: code) }
        self = known
    }
}
