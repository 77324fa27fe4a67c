internal import PayoutCore

/// What about the payees of a file that is in no ledger a person should look at.
package struct UnfiledSurvey {
    private var surveyor: PayeeSurveyor
    /// Whether rows with changed accounts would be held; if not, they are shown here; nil where they do not count.
    private let holdsChangedAccounts: Bool?

    /// - Parameters:
    ///   - changePercent: from how many percent on a difference of amounts is shown.
    ///   - changedAccounts: whether changed accounts are held; false if they are only shown; nil if neither.
    package init(
        _ reader: LedgerReader, fileName: String, changePercent: Int, changedAccounts: Bool?
    ) throws {
        holdsChangedAccounts = changedAccounts
        surveyor = try PayeeSurveyor(
            PayeeSearch(reader, besides: nil), changePercent: changePercent, purpose: nil, fileName: fileName)
    }

    /// What was found so far.
    package var survey: PayeeSurvey { surveyor.survey }

    /// Takes in one part of the file.
    ///
    /// - Returns: the rows that would be held since they pay a known person to another account.
    mutating func add(
        _ part: FingerprintPart, of rows: UnfiledRows, in reader: LedgerReader
    ) throws -> [(entry: Int64, likeness: Likeness)] {
        let search = try PayeeSearch(reader, besides: nil)
        try surveyor.add(accounts: part.accounts, amounts: rows.amounts, search) { rows.surveyRow($0) }
        guard let holdsChangedAccounts else { return [] }
        let changes = try search.changedAccounts(
            names: part.names, persons: part.persons, accounts: part.accounts
        ) { entry in
            let place = RowFingerprints.rowsBefore(entry)
            return PayeeRow(order: rows.order(place), number: rows.number(place), seen: DuplicateReview())
        }
        guard !holdsChangedAccounts else { return changes }
        for (entry, likeness) in changes {
            let place = RowFingerprints.rowsBefore(entry)
            surveyor.addChangedAccount(rows.surveyRow(place), .likeness(likeness, of: rows.order(place)))
        }
        return []
    }

    /// Takes in the end of the file.
    package mutating func finish(_ reader: LedgerReader) throws { try surveyor.finish(reader) }
}
