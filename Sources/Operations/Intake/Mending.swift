internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutRules

/// The rows of a file that mend rejected rows of other batches, as the column `mends` of `rejected.csv` says.
///
/// The parts of a payment may come in any number of files, as long as those that are neither rejected nor cancelled
/// are together no more than the amount of the first row. Where that amount cannot be read, one row is paid. Rows that
/// are rejected once more are linked as well, so that every file of mended rows leads to the first one.
struct Mending {
    /// A row of the file, and the row that it mends.
    struct Link {
        let line: Int
        let row: PayoutID
        /// The row of the first file, where this one asks for more than that.
        let surpasses: PayoutID?
        let reference: String
        let amount: Rupiah?
    }

    /// What a row of the file says.
    private struct Claim {
        let line: Int
        let text: String
        let amount: Rupiah?
        let isAccepted: Bool
        let party: MendedParty

        func link(to row: PayoutID, surpassing root: PayoutID? = nil) -> Link {
            Link(line: line, row: row, surpasses: root, reference: party.reference, amount: amount)
        }
    }

    /// What the rows of this file ask for in the place of a row, and the first of these rows.
    private typealias Taken = (line: Int, sum: Rupiah)

    private let column: Int?
    private var claims: [Claim] = []
    /// Lines whose reference came again.
    private var recalled: Set<Int> = []

    init(_ layout: ColumnLayout) { column = layout.index(of: .mends) }

    /// Looks at a row, whether or not it can be paid.
    mutating func take(_ row: borrowing ScannedRow) {
        guard let column else { return }
        let cells = row.cells
        // Where a row has not a cell for each column, the last one of this form is meant.
        let found = row.isWellFormed ? column : cells.lastIndex { Self.parts(of: $0) != nil } ?? column
        guard found < cells.count, cells[found].contains(where: { !$0.isWhitespace }) else { return }
        let shown = row.shown
        let name = shown.accountName.isEmpty ? shown.accountNumber : shown.accountName
        claims.append(
            Claim(
                line: row.line, text: cells[found], amount: row.amount, isAccepted: row.isAccepted,
                party: MendedParty(reference: shown.reference, name: name)))
    }

    /// Takes back a row whose reference came again.
    mutating func recall(_ line: Int) {
        if column != nil { recalled.insert(line) }
    }

    /// Finds the rows that are mended.
    ///
    /// - Returns: the links, and what is wrong with rows that cannot be paid, by line.
    func find(in reader: LedgerReader) throws -> (links: [Link], refused: [Int: RowFault]) {
        guard !claims.isEmpty else { return ([], [:]) }
        let batches = Dictionary(try reader.batches().map { ($0.folderName, $0) }) { first, _ in first }
        let names = Dictionary(batches.values.map { ($0.id, $0.folderName) }) { first, _ in first }
        var (links, refused): ([Link], [Int: RowFault]) = ([], [:])
        var taken: [PayoutID: Taken] = [:]
        for claim in claims {
            let isAccepted = claim.isAccepted && !recalled.contains(claim.line)
            guard let (name, line) = Self.parts(of: claim.text), let batch = batches[name],
                let row = try reader.row(inLine: line, of: batch.id), let mended = try reader.party(ofMended: row)
            else {
                if isAccepted { refused[claim.line] = RowFault(.mends, ShownText.of(claim.text), .mendsUnknown) }
                continue
            }
            let party = MendedParty(reference: mended.reference, name: mended.name)
            guard claim.party.isSame(as: party) else {
                let fault = RowFault.Cause.mendsOther(reference: party.reference, name: party.name)
                if isAccepted { refused[claim.line] = RowFault(.mends, ShownText.of(claim.text), fault) }
                continue
            }
            guard isAccepted, let amount = claim.amount else {
                links.append(claim.link(to: row))
                continue
            }
            let payment = try reader.samePayment(as: row)
            let root = payment.rows.first?.id ?? row
            let cause =
                try Self.refusal(ofNotDue: payment, reader)
                ?? Self.refusal(of: amount, payment, taken[root]) { names[$0] ?? "" }
            if let cause { refused[claim.line] = RowFault(nil, "", cause) }
            if cause == nil {
                taken[root] = (taken[root]?.line ?? claim.line, Rupiah((taken[root]?.sum.whole ?? 0) &+ amount.whole))
            }
            let isMore = cause == nil && payment.amount.map { amount > $0 } ?? false
            links.append(claim.link(to: row, surpassing: isMore ? root : nil))
        }
        return (links, refused)
    }

    /// Who said of one of the rows that it is not due; nil if nobody did.
    private static func refusal(ofNotDue payment: SamePayment, _ reader: LedgerReader) throws -> RowFault.Cause? {
        guard let row = payment.rows.last(where: \.isDismissed), let event = try reader.dismissal(of: row.id) else {
            return nil
        }
        return .mendedNotDue(
            person: event.actor, at: event.at, reason: RecordedReason.words(in: event.detail))
    }

    /// Why a row is not paid beside those that are paid, or may be, for the same payment; nil if it is.
    private static func refusal(
        of amount: Rupiah, _ payment: SamePayment, _ taken: Taken?, name: (BatchID) -> String
    ) -> RowFault.Cause? {
        // A row alone may ask for more: a person looks at it.
        guard payment.obstacle != nil || taken != nil else { return nil }
        let left = payment.left.flatMap { $0.subtracting(taken?.sum ?? .zero) }
        if let left, amount <= left { return nil }
        guard let obstacle = payment.obstacle else {
            guard let taken else { return nil }
            return left == nil ? .mendedUnread(line: taken.line) : .mendedTwice(line: taken.line)
        }
        if let left, left > .zero {
            return .mendedInPart(batch: name(obstacle.batch), line: obstacle.line, left: left)
        }
        return .mendedAlready(batch: name(obstacle.batch), line: obstacle.line, status: obstacle.status.rawValue)
    }

    /// `gaji-3f9a1c07:17` as the batch and the line; nil of anything else.
    private static func parts(of text: String) -> (batch: String, line: Int)? {
        let text = text.filter { !$0.isWhitespace }
        guard let colon = text.lastIndex(of: ":"), let line = Int(text[text.index(after: colon)...]) else { return nil }
        return (String(text[..<colon]), line)
    }
}

/// What tells whether two rows may be for the same payment.
struct MendedParty {
    let reference: String
    /// Of the account; of the customer or the payment where there is no account.
    let name: String

    /// Whether a row may mend one of this reference and name: it has the reference, also with something added for a
    /// part, or the name; or the other one's reference cannot be read.
    func isSame(as mended: MendedParty) -> Bool {
        let (own, other) = (Self.plain(reference), Self.plain(mended.reference))
        if other.isEmpty || mended.reference.hasPrefix("#") || own == other { return true }
        if own.isEmpty, name.isEmpty { return true }
        let (text, start) = (Self.folded(reference), Self.folded(mended.reference))
        if text.hasPrefix(start), let next = text.dropFirst(start.count).first, !next.isLetter, !next.isNumber {
            return true
        }
        // It was too long.
        if !own.isEmpty, mended.reference.unicodeScalars.count > ReferenceRule.codePointsMax, other.hasPrefix(own) {
            return true
        }
        let names = (PayeeName.folded(name), PayeeName.folded(mended.name))
        if !names.0.isEmpty, names.0 == names.1 { return true }
        return NameComparison(file: name, bank: mended.name).verdict == .same
    }

    private static func folded(_ reference: String) -> String {
        ReferenceFolding.folded(reference).uppercased()
    }

    /// Its letters and digits, as a person takes them.
    private static func plain(_ reference: String) -> String {
        ReferenceFolding.skeleton(of: reference).filter { $0.isLetter || $0.isNumber }
    }
}
