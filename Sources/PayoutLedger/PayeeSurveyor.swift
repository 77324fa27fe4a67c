internal import GRDB
internal import PayoutCore

/// Finds out what about the payees of a file a person should look at, a part of the file at a time.
struct PayeeSurveyor {
    /// The last batch of the same kind.
    private struct Earlier {
        let sender: PayeeSearch.Sender
        let unpaid: PlaceSet
        /// Rows whose account the file pays as well.
        var seen = PlaceSet()
    }

    /// How many batches of the same kind are looked at: a month may come in halves, or by branch.
    private static let candidatesMax = 6

    private(set) var survey = PayeeSurvey()
    private let changePercent: Int
    /// Batches of the same kind, the newest first, until one is chosen.
    private var candidates: [PayeeSearch.Sender]
    private var earlier: Earlier?
    private var large = LargeAmounts()

    /// - Parameters:
    ///   - changePercent: from how many percent on a difference of amounts is shown.
    ///   - purpose: of the file.
    ///   - fileName: of the file; batches with a name of the same words are of the same kind.
    ///   - batch: the file as a batch; those that came later are not its last ones. Nil where it is none.
    init(
        _ search: PayeeSearch, changePercent: Int, purpose: String?, fileName: String, batch: BatchID? = nil
    ) throws {
        self.changePercent = changePercent
        let purposeWords = purpose.map { ReferenceStem.words(of: $0) } ?? ""
        let fileWords = Self.words(ofFile: fileName)
        // Mended rows are a part of the batch that they mend, and no batch of a kind of their own.
        let whole = try search.senders.filter { sender in
            try batch.map { sender.batch.id.key < $0.key } ?? true && !search.reader.mendsRows(sender.batch.id)
        }
        let ofPurpose = whole.filter { sender in
            guard !purposeWords.isEmpty, let other = sender.batch.purpose else { return false }
            return ReferenceStem.words(of: other) == purposeWords
        }
        let ofName = whole.filter { !fileWords.isEmpty && Self.words(ofFile: $0.batch.fileName) == fileWords }
        let isMending = try batch.map { try search.reader.mendsRows($0) } ?? false
        candidates = isMending ? [] : Array((ofPurpose.isEmpty ? ofName : ofPurpose).prefix(Self.candidatesMax))
    }

    /// Chooses the last batch that pays the same people: of several files of one kind, the newest one that shares at
    /// least half as many accounts as the one that shares most.
    ///
    /// - Parameter accounts: the fingerprints of the accounts of the first part, sorted.
    private mutating func choose(by accounts: [Int64], _ reader: LedgerReader) throws {
        guard let newest = candidates.first else { return }
        let shared = try candidates.count == 1 ? [] : candidates.map { try Self.shared(accounts, with: $0, reader) }
        let most = shared.max() ?? 0
        let place = shared.firstIndex { $0 * 2 >= most }
        let sender = place.map { candidates[$0] } ?? newest
        candidates = []
        earlier = Earlier(sender: sender, unpaid: try reader.unpaidPlaces(of: sender.batch))
        survey.comparison = BatchComparison(batch: sender.batch.folderName)
    }

    /// How many different accounts an earlier batch has in common with a part of the file.
    private static func shared(
        _ accounts: [Int64], with sender: PayeeSearch.Sender, _ reader: LedgerReader
    ) throws -> Int {
        var count = 0
        for part in 0..<sender.parts {
            var cursor = try FingerprintCursor(reader, sender.batch.id, .account, part: part)
            try LikenessSearch.join(accounts, &cursor) { _, _ in count += 1 }
        }
        return count
    }

    private static func words(ofFile name: String) -> String {
        let last = name.split(separator: "/").last.map { String($0) } ?? name
        return last == standardInput ? "" : ReferenceStem.words(of: last)
    }

    private static let standardInput = "standard input"

    /// Takes in one part of the file.
    ///
    /// - Parameters:
    ///   - accounts: the fingerprints of its accounts, sorted.
    ///   - amounts: its amounts by place.
    ///   - row: the row at a place.
    mutating func add(
        accounts: [Int64], amounts: [Int64], _ search: PayeeSearch, row: (Int) throws -> PayeeSurvey.Row?
    ) throws {
        let first = try search.firstPayments(accounts)
        survey.firstPayments += first.count
        survey.firstRows += try Self.firstRows(first, besides: survey.firstRows.count, row)
        try large.add(accounts.map { RowFingerprints.rowsBefore($0) }, amounts, row: row)
        try choose(by: accounts, search.reader)
        try compare(accounts: accounts, amounts: amounts, search.reader, row: row)
    }

    /// Notes a row whose payee was paid to another account before.
    mutating func addChangedAccount(_ row: PayeeSurvey.Row, _ reason: Reason) {
        survey.changedAccounts += 1
        if survey.changedRows.count < PayeeSurvey.rowsMax { survey.changedRows.append((row, reason)) }
    }

    private static func firstRows(
        _ entries: [Int64], besides count: Int, _ row: (Int) throws -> PayeeSurvey.Row?
    ) throws -> [PayeeSurvey.Row] {
        guard count < PayeeSurvey.rowsMax, !entries.isEmpty else { return [] }
        return try entries.map { RowFingerprints.rowsBefore($0) }.sorted().prefix(PayeeSurvey.rowsMax - count)
            .compactMap(row)
    }

    private mutating func compare(
        accounts: [Int64], amounts: [Int64], _ reader: LedgerReader, row: (Int) throws -> PayeeSurvey.Row?
    ) throws {
        guard var earlier, var comparison = survey.comparison else { return }
        var found = PlaceSet()
        for part in 0..<earlier.sender.parts {
            let before = try reader.amounts(of: earlier.sender.batch.id, part: part)
            var cursor = try FingerprintCursor(reader, earlier.sender.batch.id, .account, part: part)
            try LikenessSearch.join(accounts, &cursor) { mine, others in
                let paid = PayeeSearch.paid(others, part: part, earlier.unpaid)
                guard !paid.isEmpty, let entry = mine.first else { return }
                for other in paid {
                    earlier.seen.insert(part * RowFingerprints.partRowsMax + RowFingerprints.rowsBefore(other))
                }
                for own in mine { found.insert(RowFingerprints.rowsBefore(own)) }
                let change = (Self.sum(paid, of: before), Self.sum(mine, of: amounts))
                guard isChanged(from: change.0, to: change.1) else { return }
                comparison.changedAmounts += 1
                guard comparison.changes.count < PayeeSurvey.rowsMax,
                    let row = try row(RowFingerprints.rowsBefore(entry))
                else { return }
                comparison.changes.append(
                    BatchComparison.Change(row: row, before: Rupiah(change.0), now: Rupiah(change.1)))
            }
        }
        let new = accounts.filter { !found.contains(RowFingerprints.rowsBefore($0)) }
        comparison.newPayees += Self.payees(new, of: amounts)
        comparison.newRows += try Self.firstRows(new, besides: comparison.newRows.count, row)
        (self.earlier, survey.comparison) = (earlier, comparison)
    }

    /// Takes in the end of the file.
    mutating func finish(_ reader: LedgerReader) throws {
        if let found = large.found { (survey.largeAmounts, survey.usualAmount) = found }
        try choose(by: [], reader)
        guard let earlier, var comparison = survey.comparison else { return }
        let batch = earlier.sender.batch.id
        for part in 0..<earlier.sender.parts {
            let entries = PayeeSearch.paid(
                try reader.fingerprints(of: batch, .account, part: part), part: part, earlier.unpaid)
            let missing = PayeeSearch.paid(entries, part: part, earlier.seen)
            guard !missing.isEmpty else { continue }
            comparison.missingPayees += Self.payees(missing, of: try reader.amounts(of: batch, part: part))
            comparison.missingRows += try Self.firstRows(missing, besides: comparison.missingRows.count) { place in
                try reader.surveyRow(PayoutID(batch, place: part * RowFingerprints.partRowsMax + place + 1))
            }
        }
        survey.comparison = comparison
    }

    private func isChanged(from before: Int64, to now: Int64) -> Bool {
        let (product, overflows) = abs(now - before).multipliedReportingOverflow(by: 100)
        let (bound, boundOverflows) = before.multipliedReportingOverflow(by: Int64(changePercent))
        return overflows || !boundOverflows && product >= bound
    }

    private static func sum(_ entries: some Sequence<Int64>, of amounts: [Int64]) -> Int64 {
        entries.reduce(0) { sum, entry in
            let place = RowFingerprints.rowsBefore(entry)
            return sum &+ (amounts.indices.contains(place) ? amounts[place] : 0)
        }
    }

    /// The accounts of sorted entries, each once, and the sum of the rows.
    private static func payees(_ entries: [Int64], of amounts: [Int64]) -> Tally {
        var count = 0
        var last: Int64 = -1
        for entry in entries where RowFingerprints.hash(of: entry) != last {
            last = RowFingerprints.hash(of: entry)
            count += 1
        }
        return Tally(count: count, sum: Rupiah(sum(entries, of: amounts)))
    }
}

extension LedgerReader {
    /// What about the payees of a batch a person should look at; nil where nothing is paid to an account.
    ///
    /// - Parameters:
    ///   - changePercent: from how many percent on a difference of amounts is shown.
    ///   - warnsOfChangedAccounts: whether changed accounts are shown here, and not held.
    package func payeeSurvey(
        of batch: Batch, changePercent: Int, warnsOfChangedAccounts: Bool
    ) throws -> PayeeSurvey? {
        guard batch.rail == .payout else { return nil }
        let search = try PayeeSearch(self, besides: batch.id)
        var surveyor = try PayeeSurveyor(
            search, changePercent: changePercent, purpose: batch.purpose, fileName: batch.fileName,
            batch: batch.id)
        let ended = try endedPlaces(of: batch.id)
        let parts = try fingerprintParts(of: batch.id)
        for part in 0..<parts {
            let accounts = PayeeSearch.paid(
                try fingerprints(of: batch.id, .account, part: part), part: part, ended)
            // The first file of a ledger may be a large one, and has nothing to be compared with.
            let amounts = search.senders.isEmpty && parts > 1 ? [] : try amounts(of: batch.id, part: part)
            try surveyor.add(accounts: accounts, amounts: amounts, search) { place in
                try surveyRow(PayoutID(batch.id, place: part * RowFingerprints.partRowsMax + place + 1))
            }
        }
        if warnsOfChangedAccounts {
            let comparison = PaymentComparison(since: Timestamp(milliseconds: .max), seesChangedAccounts: true)
            try forEachLikeness(of: batch, comparison) { payout, likeness in
                guard likeness.code == ReasonCode.accountChanged, let row = try surveyRow(payout),
                    let order = try self.payout(payout)?.payout.order
                else { return }
                surveyor.addChangedAccount(row, .likeness(likeness, of: order))
            }
        }
        try surveyor.finish(self)
        return surveyor.survey
    }

    /// The amounts of the rows of one part by place; 0 where a row has none.
    func amounts(of batch: BatchID, part: Int) throws -> [Int64] {
        let first = PayoutID(batch, place: part * RowFingerprints.partRowsMax + 1).key
        var amounts: [Int64] = []
        let rows = try Row.fetchCursor(
            database.cachedStatement(sql: "SELECT id, amount FROM payout WHERE id BETWEEN ? AND ? ORDER BY id"),
            arguments: [first, first + Int64(RowFingerprints.partRowsMax) - 1])
        while let row = try rows.next() {
            let place = Int((row[0] as Int64) - first)
            while amounts.count < place { amounts.append(0) }
            amounts.append((row[1] as Int64?) ?? 0)
        }
        return amounts
    }

    func surveyRow(_ id: PayoutID) throws -> PayeeSurvey.Row? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT line, reference, account_name, COALESCE(amount, 0) FROM payout WHERE id = ?"),
            arguments: [id.key]
        ).map { row in
            PayeeSurvey.Row(line: row[0], reference: row[1], accountName: row[2], amount: Rupiah(row[3]))
        }
    }
}
