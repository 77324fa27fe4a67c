internal import PayoutCore
internal import SNAP

/// The case codes with which the bank refuses one row for what stands in that row.
///
/// Some banks answer an expired token with 400 or 403 instead of 401. So a refusal ends a row at once only where its
/// code is in this table, and its words do not speak of the token; any other 4xx makes us suspect the token first.
///
/// | status | cases | SNAP's words |
/// |---|---|---|
/// | 400 | 01, 02 | invalid field format, invalid mandatory field |
/// | 403 | 02, 03, 04, 05 | exceeds the amount limit, suspected fraud, activity count limit, do not honor |
/// | 403 | 07, 08, 09 | card blocked, card expired, dormant account |
/// | 403 | 14, 15, 16 | insufficient funds, transaction not permitted, suspend transaction |
/// | 403 | 18, 20, 23 | inactive account, merchant limit, account limit |
/// | 404 | 01, 02, 03, 04 | transaction not found, invalid routing, bank not supported, transaction cancelled |
/// | 404 | 08, 09, 11, 12, 13 | invalid merchant, no issuer, invalid account, invalid bill, invalid amount |
/// | 404 | 16, 17, 18 | partner not found, invalid terminal, inconsistent request |
///
/// Case 00 is generic and stands for anything, an expired token included.
enum RowRefusal {
    static let caseCodes: [Int: Set<String>] = [
        400: ["01", "02"],
        403: ["02", "03", "04", "05", "07", "08", "09", "14", "15", "16", "18", "20", "23"],
        404: ["01", "02", "03", "04", "08", "09", "11", "12", "13", "16", "17", "18"],
    ]

    /// Words of a message that speaks of who is calling, not of a row.
    private static let wordsOfAccess = ["token", "authoriz", "authoris", "authent", "bearer", "credential"]

    /// Whether the bank's words speak of the token or of who is calling.
    static func speakOfAccess(_ message: String) -> Bool {
        let words = message.lowercased()
        return wordsOfAccess.contains { words.contains($0) }
    }
}

extension HTTPAnswer {
    /// Whether this answer may mean that the token is no longer accepted, although it is not 401: a 4xx without a code
    /// that speaks of the row (``RowRefusal``).
    ///
    /// 408, 409 and 429 have meanings of their own; 405 is a service that pauses.
    func suspectsToken(_ service: WireService) -> Bool {
        guard (400..<500).contains(status), ![401, 405, 408, 409, 429].contains(status) else { return false }
        guard let snap = snap(service) else { return true }
        let isOfTheRow = RowRefusal.caseCodes[status]?.contains(snap.caseCode) ?? false
        let isOfTheCutOff = status == 403 && snap.caseCode == "06"
        return !(isOfTheRow || isOfTheCutOff) || RowRefusal.speakOfAccess(snap.answer.message)
    }
}
