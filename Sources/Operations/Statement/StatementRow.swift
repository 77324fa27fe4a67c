internal import PayoutCore

extension StatementMatching {
    /// How a row and a booking were found to belong together.
    enum Basis: String, CaseIterable {
        case reference
        case account
        case amount
        case sum
    }

    /// What came of a row or of a booking.
    enum Verdict: Equatable {
        case matched(Basis)
        /// The payment came back, and the ledger knows it.
        case returned
        /// The ledger says that the payment came back, and the bank has not booked that.
        case unreturned
        case fee
        /// The text names the row, and the amounts are not equal.
        case differs
        /// The bank has booked what the ledger does not call paid, or given back what it calls paid.
        case contradicts
        case ambiguous
        /// The amounts are equal, and the text of the booking names somebody or something else.
        case otherText
        /// The text names the row, and the booking is of a day before it was sent, or long after.
        case otherDay
        case open
    }

    /// A row of a batch, as far as it is compared.
    struct Row {
        let key: Int64
        /// Its batch and its day, for bookings of sums.
        let group: Group
        let amount: Rupiah
        let status: PayoutStatus
        let account: String
        /// Whom it is for, and what the payee reads.
        var name = ""
        var note = ""
        /// The numbers that a booking may carry.
        let numbers: [String]
        /// Whether the company pays it; else it is paid to the company.
        let isOut: Bool
        /// The days on which its booking may be, since 1970; nil where it was never sent.
        var days: ClosedRange<Int64>?
        /// How often something was sent for it.
        var attempts = 1

        /// Whether anything was ever sent for it.
        var wasSent: Bool { attempts > 0 }

        /// Whether the ledger says that money moved.
        var isExpected: Bool { status == .succeeded || status == .refunded }
    }

    /// The rows of a batch that were settled on one day, or all of them.
    struct Group: Hashable {
        let batch: Int
        /// Days since 1970 in Jakarta; nil for the whole batch.
        let day: Int64?
    }

    /// What came of a row.
    struct Outcome {
        let verdict: Verdict
        /// The bookings that it is about, by their places in the statement.
        let lines: [Int]

        /// The first of them.
        var line: Int? { lines.first }
    }
}

extension StatementMatching.Row {
    /// Banks book a transfer on its day or the next one; holidays and late files come on top. Later bookings are
    /// others.
    static let lateDaysMax: Int64 = 10
    /// How long after its file a row that was not sent may have been paid in another way.
    static let unsentDaysMax: Int64 = 31

    /// Whether a booking may be of one of `days`; true where the statement does not say.
    func mayBeBooked(on days: [Int64]) -> Bool {
        guard let own = self.days, !days.isEmpty else { return true }
        return days.contains(where: own.contains)
    }

    /// Whether bookings are those of a payment that came back and was sent again: each earlier payment came back, and
    /// no more were made than attempts.
    func isRepeated(paid: Int, cameBack: Int) -> Bool {
        guard isExpected, cameBack > 0, paid > 1, paid <= attempts else { return false }
        return paid == cameBack + (status == .refunded ? 0 : 1)
    }

    /// Whether the money may have come back on one of `days`: any day after it was sent.
    func mayComeBack(on days: [Int64]) -> Bool {
        guard let own = self.days, !days.isEmpty else { return true }
        return days.contains { $0 >= own.lowerBound }
    }
}
