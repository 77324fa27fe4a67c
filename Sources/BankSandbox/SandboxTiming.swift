/// Delays and lifetimes of the simulated bank.
package struct SandboxTiming: Sendable {
    /// Before every answer.
    package var answerDelay: ClosedRange<Duration> = .zero ... .zero
    /// From an accepted validation to its result.
    package var validationDelay: ClosedRange<Duration> = .milliseconds(10) ... .milliseconds(50)
    /// From a booked transfer to its result, and from one result to the next where there are several.
    package var transferDelay: ClosedRange<Duration> = .milliseconds(20) ... .milliseconds(200)
    /// How long a token is good.
    package var tokenLife: Duration = .seconds(3600)
    /// Before the first repeat of a callback that was not answered 2xx; doubles with every repeat.
    package var callbackRetryDelay: Duration = .milliseconds(500)
    /// How long a callback may take to be answered.
    package var callbackTimeout: Duration = .seconds(10)
    /// Inquiries about one transfer closer together than this are answered 429 and noted as a violation.
    package var inquiryIntervalMin: Duration = .milliseconds(50)
    /// How long a connection that nobody uses is kept; nil leaves that to the library.
    package var idleConnectionLife: Duration?
    /// A first inquiry within this time after the booking may be answered 07 (fault `early-not-found`).
    package var earlyNotFoundWindow: Duration = .seconds(2)

    /// How long a binding page can be used (Ayoconnect: Direct Debit, section 4).
    package var bindingSessionLife: Duration = .seconds(180)
    /// How long the pages for a card and for 3DS can be used (Ayoconnect: Card Acceptance, section 11).
    package var cardSessionLife: Duration = .seconds(300)
    /// How long a hold on a card lasts; then it is voided by itself (Ayoconnect: Card Acceptance, section 11).
    package var holdLife: Duration = .seconds(7 * 86_400)
    /// How long the customer may take to type a code (Ayoconnect: Direct Debit, section 6).
    package var codeLife: Duration = .seconds(300)
    /// From the result of a payment or charge to its callback, where that is late.
    package var lateCallbackDelay: Duration = .seconds(30)
    /// The second of ``SandboxSettings/inquiriesPerSecondMax``, less what requests may be closer together when they
    /// arrive than when they left.
    package static let inquiryWindow: Duration = .milliseconds(950)
    /// Before the first repeat of a callback of direct debit or cards; the second comes after twice, the third after
    /// five times this time (Ayoconnect: Direct Debit, section 8).
    package var collectionRetryDelay: Duration = .seconds(60)

    /// How far X-TIMESTAMP may be from the bank's clock, either way.
    package static let timestampTolerance: Duration = .seconds(300)
    /// How long a reported validation can be used for a transfer.
    package var validationLife: Duration = .seconds(600)
    /// How long the bank knows the identifiers of a transfer. After that they count as new, and an inquiry finds
    /// nothing; nil keeps them for ever.
    package var identifierLife: Duration?

    package init() {}
}
