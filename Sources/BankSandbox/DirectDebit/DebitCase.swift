package import PayoutCore

/// One chosen behaviour of the simulated bank for a debit payment or its refund.
///
/// The two digits stand in the tokens of a mandate (``KnownMandate``), are typed on the binding page, or end an amount:
/// `9900` and the two digits, such as Rp 1.990.014 for the code 14. Codes up to 39 mean what they mean for transfers
/// (``MagicAccount``). A payment with a code meets no seeded faults.
package enum DebitCase: Int, CaseIterable, Sendable {
    /// No customer token is given out: 4037405, the account was unbound or blocked.
    case tokenRefused = 1
    /// The binding vanished at the bank: the payment is answered 4045411, and the account is no longer listed.
    case accountGone = 2
    /// The first payment of the mandate is answered 4015402, whatever its customer token; later ones are fine.
    case customerTokenRefusedFirst = 3

    /// The payment is reported as 06.
    case failed = 11
    /// The payment is refused at once with 4035405, and its status is 06.
    case refused = 12
    /// The payment is reported as 00, later as 04.
    case refundedByHand = 13
    /// The payment succeeds, its callback is lost, an inquiry reports 00.
    case callbackLost = 14
    /// The payment is made although its request is answered 500.
    case errorThoughPaid = 15
    /// The request is answered 504 and never made; inquiries find nothing.
    case timeoutNeverMade = 16
    /// The payment is made and the connection dropped without an answer.
    case droppedThoughPaid = 17
    /// The payment stays 03 for ever.
    case pendingForEver = 18
    /// The callback comes before the answer, and twice.
    case earlyAndTwice = 19
    /// The callback is lost, and the first inquiry finds nothing; later ones report 00.
    case notFoundFirst = 20
    /// Reported with an unknown status `99` first, then as 00.
    case unknownFirst = 21
    /// The first request is answered 429 with `Retry-After`; later ones are fine.
    case tooManyRequestsFirst = 22
    /// The first request is answered 401 and its B2B token revoked; later ones are fine.
    case expiredTokenFirst = 23
    /// The payment is made and answered with a 307 redirect.
    case redirectedThoughPaid = 24
    /// The payment is made and answered with an HTML page and HTTP 200.
    case pageThoughPaid = 25
    /// A callback with a wrong amount first, then the right one.
    case wrongAmountFirst = 26
    /// Reported as 06, then as 00: a contradiction.
    case failedThenSucceeded = 27
    /// Answered 4095401, and every inquiry finds nothing.
    case conflict = 28
    /// Refused with 4035414 (insufficient funds), and its status is 06; nothing is called back.
    case insufficientFunds = 29
    /// Refused with 4035414, and yet an inquiry reports 00; nothing is called back.
    case insufficientYetPaid = 30
    /// The first payment of the mandate is reported as 06; later ones succeed.
    case firstFails = 31
    /// The payment stays 03 until somebody settles it (`POST /control/settle`).
    case pendingUntilSettled = 35

    /// The answer itself says 00.
    case paidAtOnce = 40
    /// Answered 2025400, then reported as 00.
    case inProgressThenPaid = 41
    /// Answered 2025400, then reported as 06.
    case inProgressThenFailed = 42
    /// The payment waits for a code of the customer, whatever the bank.
    case codeDue = 43
    /// The callback says `success` in the place of 00.
    case paidInWords = 44
    /// The callback says `failed` in the place of 06.
    case failedInWords = 45
    /// The payment succeeds soon, its callback comes late (``SandboxTiming/lateCallbackDelay``).
    case lateCallback = 46
    /// The callback is lost, and the first three inquiries are answered 429 with `Retry-After`.
    case inquiriesRefusedFirst = 47

    // From here on the payment succeeds, and its refund is what goes wrong.

    /// The refund is answered 5005800 and done a little later.
    case refundDoneLater = 51
    /// The refund is made and answered 4045818: inconsistent request.
    case refundInconsistent = 52
    /// The refund is refused with 4045813: invalid amount.
    case refundAmountRefused = 53
    /// The refund is refused with 4035800: its time is over.
    case refundTooLate = 54
    /// The refund is answered 5005800 and never made.
    case refundNeverMade = 55
    /// The refund is made and answered 4095801: processed before.
    case refundDuplicate = 56
    /// The first refund of the payment is refused with 4045800; later ones are fine.
    case firstRefundRefused = 57
    /// The refund is made and the connection dropped without an answer.
    case refundDropped = 58

    /// The code that ends an amount, or nil for an ordinary amount.
    package init?(amount: Rupiah) {
        guard amount.whole % 1_000_000 / 100 == 9900 else { return nil }
        self.init(rawValue: Int(amount.whole % 100))
    }

    /// Whose behaviour the Nth payment of a mandate shows, counted from 1; nil for an ordinary one.
    func behaviour(onPayment number: Int) -> DebitCase? {
        guard self == .firstFails else { return self }
        return number == 1 ? .failed : nil
    }
}
