package import PayoutCore

/// One chosen behaviour of the simulated bank for a charge.
///
/// The two digits stand in the customer id of a known card (``KnownCard``), are typed on the registration page, or end
/// an amount, as those of ``DebitCase`` do. Where both have a code, it means the same for both. A charge with a code
/// meets no seeded faults.
package enum CardCase: Int, CaseIterable, Sendable {
    /// The card is gone at the bank: the charge is answered 4045411 with FAILED, and the card is no longer listed.
    case cardGone = 2
    /// Answered FAILED.
    case failed = 11
    /// Refused with 4035405 and the status FAILED.
    case refused = 12
    /// Answered SUCCESS, later reported as REFUNDED.
    case refundedByHand = 13
    /// Answered PENDING, the callback is lost, an inquiry reports SUCCESS.
    case callbackLost = 14
    /// The charge is made although its request is answered 500.
    case errorThoughCharged = 15
    /// The request is answered 504 and never made; inquiries find nothing.
    case timeoutNeverMade = 16
    /// The charge is made and the connection dropped without an answer.
    case droppedThoughCharged = 17
    /// The charge stays PENDING for ever.
    case pendingForEver = 18
    /// PENDING; the callback comes before the answer, and twice.
    case earlyAndTwice = 19
    /// PENDING; the callback is lost, and the first inquiry finds nothing.
    case notFoundFirst = 20
    /// PENDING, reported with an unknown status `ON_HOLD` first, then SUCCESS.
    case unknownFirst = 21
    /// The first request is answered 429 with `Retry-After`; later ones are fine.
    case tooManyRequestsFirst = 22
    /// The first request is answered 401 and its token revoked; later ones are fine.
    case expiredTokenFirst = 23
    /// The charge is made and answered with a 307 redirect.
    case redirectedThoughCharged = 24
    /// The charge is made and answered with an HTML page and HTTP 200.
    case pageThoughCharged = 25
    /// PENDING; a callback with a wrong amount first, then the right one.
    case wrongAmountFirst = 26
    /// PENDING, reported as FAILED, then as SUCCESS: a contradiction.
    case failedThenSucceeded = 27
    /// Answered 4095401, and every inquiry finds nothing.
    case conflict = 28
    /// Refused with 4035414 (insufficient funds) without a status; an inquiry reports FAILED.
    case insufficientFunds = 29
    /// Refused with 4035414 without a status, and yet an inquiry reports SUCCESS.
    case insufficientYetCharged = 30
    /// The first charge of the card is answered FAILED; later ones succeed.
    case firstFails = 31
    /// The charge stays PENDING until somebody settles it (`POST /control/settle`).
    case pendingUntilSettled = 35
    /// Answered PENDING, then reported as SUCCESS.
    case pendingThenCharged = 41
    /// Answered PENDING, then reported as FAILED.
    case pendingThenFailed = 42
    /// PENDING; succeeds soon, and its callback comes late (``SandboxTiming/lateCallbackDelay``).
    case lateCallback = 46
    /// PENDING; the callback is lost, and the first three inquiries are answered 429 with `Retry-After`.
    case inquiriesRefusedFirst = 47
    /// Answered 503, the supplier failed; never made, and inquiries find nothing.
    case supplierFailed = 59
    /// Held: answered AUTHORIZED although the money was to be taken at once.
    case heldThoughPaid = 60
    /// Held like 60; the hold lapses soon, and VOIDED is reported.
    case holdLapses = 61

    /// The code that ends an amount, or nil for an ordinary amount.
    package init?(amount: Rupiah) {
        guard amount.whole % 1_000_000 / 100 == 9900 else { return nil }
        self.init(rawValue: Int(amount.whole % 100))
    }

    /// Whose behaviour the Nth charge of a card shows, counted from 1; nil for an ordinary one.
    func behaviour(onCharge number: Int) -> CardCase? {
        guard self == .firstFails else { return self }
        return number == 1 ? .failed : nil
    }
}
