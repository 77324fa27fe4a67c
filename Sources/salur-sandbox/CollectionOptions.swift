import ArgumentParser
import BankSandbox

/// The flags of Direct Debit and of cards.
struct CollectionOptions: ParsableArguments {
    @Option(help: "How long a binding page can be used. (default: 180s)")
    var bindingSessionLife: DurationArgument?

    @Option(help: "How long the pages for a card and for 3DS can be used. (default: 300s)")
    var cardSessionLife: DurationArgument?

    @Option(help: "How long a hold on a card lasts before it is voided. (default: 7d)")
    var holdLife: DurationArgument?

    @Option(help: "How long a customer may take to type a code (OTP). (default: 300s)")
    var codeLife: DurationArgument?

    @Option(help: "Direct debit and cards: from a result to its callback where that is late. (default: 30s)")
    var lateCallbackDelay: DurationArgument?

    @Option(
        help: """
            Direct debit and cards: time before the first repeat of a callback; the second \
            comes after twice, the third after five times this time. (default: 1m)
            """)
    var collectionRetryDelay: DurationArgument?

    @Option(
        help: """
            Direct debit and cards: more status inquiries than this within a second are \
            answered 429 and noted; 0 has no limit. (default: 2)
            """)
    var inquiriesPerSecondMax: Int?

    @Flag(help: "Direct debit: a status inquiry finds a payment by its referenceNo alone.")
    var inquiryByReferenceOnly = false

    func validate() throws {
        if let inquiriesPerSecondMax, inquiriesPerSecondMax < 0 {
            throw ValidationError("--inquiries-per-second-max is a whole number from 0.")
        }
    }

    /// Puts the flags into the settings.
    func apply(to settings: inout SandboxSettings) {
        settings.inquiresByReferenceOnly = inquiryByReferenceOnly
        if let max = inquiriesPerSecondMax { settings.inquiriesPerSecondMax = max == 0 ? nil : max }
        if let bindingSessionLife { settings.timing.bindingSessionLife = bindingSessionLife.duration }
        if let cardSessionLife { settings.timing.cardSessionLife = cardSessionLife.duration }
        if let holdLife { settings.timing.holdLife = holdLife.duration }
        if let codeLife { settings.timing.codeLife = codeLife.duration }
        if let lateCallbackDelay { settings.timing.lateCallbackDelay = lateCallbackDelay.duration }
        if let collectionRetryDelay { settings.timing.collectionRetryDelay = collectionRetryDelay.duration }
    }
}
