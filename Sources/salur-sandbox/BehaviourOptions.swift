import ArgumentParser
import BankSandbox
import PayoutCore
import SNAP

/// The flags that both commands share: how the bank behaves.
struct BehaviourOptions: ParsableArguments {
    @Option(help: "How callbacks are signed, or off: none are sent.")
    var callbacks = CallbackChoice.symmetric

    @Flag(help: "Sign every callback with a wrong signature.")
    var wrongCallbackSignatures = false

    @Option(help: "How signatures are written.")
    var signatureEncoding = SignatureEncoding.hex

    @Option(help: "How service calls must be signed.")
    var serviceSignature = ServiceSignature.asymmetric

    @Option(help: "What the X-EXTERNAL-ID of a status inquiry must be: that of the transfer, or a fresh value.")
    var inquiryHeader = InquiryHeaderRule.transfer

    @Option(help: "The responseCode of an inquiry that says a status: 2003600 or 2002600.")
    var inquiryCode = "2003600"

    @Option(help: "The merchant's money at the start, in rupiah.")
    var balance: RupiahArgument?

    @Option(
        help: """
            A payout file whose account holders the bank knows by the names written there. \
            (default: names are derived from the last two digits of the account number)
            """)
    var names: String?

    @Option(help: "The same seed gives the same misbehaviour.")
    var seed: UInt64 = 1

    @Option(help: "All kinds of misbehaviour in a reasonable mix, from 0 to 1.")
    var faults: Double = 0

    @Option(
        name: .customLong("fault"),
        help: ArgumentHelp(
            "One kind of misbehaviour and its probability from 0 to 1; may be repeated, and overrules --faults.",
            discussion: "Kinds: " + FaultKind.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "kind=probability"))
    var single: [FaultArgument] = []

    @Option(help: "Delay of every answer, such as 50ms or 10ms..2s. (default: none)")
    var answerDelay: DurationRangeArgument?

    @Option(help: "Time from a validation to its result. (default: 10ms..50ms)")
    var validationDelay: DurationRangeArgument?

    @Option(help: "Time from a transfer, debit payment or charge to its result. (default: 20ms..200ms)")
    var transferDelay: DurationRangeArgument?

    @Option(help: "Time before the first repeat of a callback; doubles twice. (default: 500ms)")
    var callbackRetryDelay: DurationArgument?

    @Option(help: "How long a token is good. (default: 1h)")
    var tokenLife: DurationArgument?

    @Option(help: "The HTTP status that answers an expired token: 401, 400 or 403.")
    var expiredTokenAnswer = 401

    @Flag(help: "A new token voids the one before.")
    var singleToken = false

    @Option(help: "Close a connection that was idle for so long. (default: 75s)")
    var idleConnectionLife: DurationArgument?

    @Option(help: "The bank's clock is ahead of the true time. (default: not at all)")
    var clockAhead: DurationArgument?

    @Option(help: "The bank's clock is behind the true time. (default: not at all)")
    var clockBehind: DurationArgument?

    @Flag(help: "Call /callbacks/transfer/ and /callbacks/account-validation/, with a slash at the end.")
    var callbackTrailingSlash = false

    @OptionGroup var collections: CollectionOptions
    @OptionGroup var tls: TLSOptions

    @Option(help: "Inquiries about one transfer that come faster than this are refused. (default: 50ms)")
    var inquiryIntervalMin: DurationArgument?

    @Option(help: "How long after a booking the first inquiry may be told 07 (fault early-not-found). (default: 2s)")
    var earlyNotFoundWindow: DurationArgument?

    @Option(
        name: [.customLong("rate-limit"), .customLong("requests-per-second-max")],
        help: "More service calls within any second are answered 429. (default: no limit)")
    var requestsPerSecondMax: Int?

    @Option(help: "A quota, such as 2000/15m: further service calls in that time are answered 429. (default: none)")
    var quota: QuotaArgument?

    @Option(help: "How old a validation may be when its transfer comes. (default: 10m)")
    var validationLife: DurationArgument?

    @Option(help: "Forget the identifiers of a transfer after this time, such as 1d. (default: never)")
    var forgetAfter: DurationArgument?

    @Flag(help: "Answer 429 without Retry-After.")
    var noRetryAfter = false

    @Option(help: "Daily window (Asia/Jakarta) in which transfers are refused, such as 23:30-00:00. (default: none)")
    var cutOff: WindowArgument?

    func validate() throws {
        guard (0...1).contains(faults) else { throw ValidationError("--faults is a number from 0 to 1.") }
        guard ["2003600", "2002600"].contains(inquiryCode) else {
            throw ValidationError("--inquiry-code is 2003600 or 2002600.")
        }
        if let requestsPerSecondMax, requestsPerSecondMax < 1 {
            throw ValidationError("--rate-limit is a whole number from 1.")
        }
        guard [400, 401, 403].contains(expiredTokenAnswer) else {
            throw ValidationError("--expired-token-answer is 401, 400 or 403.")
        }
        if clockAhead != nil, clockBehind != nil {
            throw ValidationError("Use either --clock-ahead or --clock-behind.")
        }
    }

    /// Puts the flags into the settings. Throws where the file of names cannot be used.
    func apply(to settings: inout SandboxSettings) throws {
        if let proof = callbacks.proof { settings.proof = proof } else { settings.callbackURL = nil }
        settings.wrongCallbackSignatures = wrongCallbackSignatures
        settings.signatureEncoding = signatureEncoding
        settings.serviceSignature = serviceSignature
        settings.inquiryHeader = inquiryHeader
        settings.inquiryCode = inquiryCode
        settings.seed = seed
        settings.faults = FaultProbabilities(mix: faults)
        for fault in single { settings.faults[fault.kind] = fault.probability }
        settings.requestsPerSecondMax = requestsPerSecondMax
        settings.quota = quota?.quota
        settings.tellsRetryAfter = !noRetryAfter
        settings.cutOff = cutOff?.window
        settings.expiredTokenStatus = expiredTokenAnswer
        settings.hasSingleToken = singleToken
        settings.addsSlashToCallbacks = callbackTrailingSlash
        settings.tls = tls.files
        let lead = (clockAhead?.duration ?? .zero) - (clockBehind?.duration ?? .zero)
        if lead != .zero { (settings.clock, settings.datesAnswers) = (SandboxClock(ahead: lead), true) }
        if let names { settings.names = try NamesFile.read(names) }
        if let balance { settings.balance = balance.amount }
        applyTiming(to: &settings.timing)
        collections.apply(to: &settings)
    }

    private func applyTiming(to timing: inout SandboxTiming) {
        if let answerDelay { timing.answerDelay = answerDelay.range }
        if let validationDelay { timing.validationDelay = validationDelay.range }
        if let transferDelay { timing.transferDelay = transferDelay.range }
        if let callbackRetryDelay { timing.callbackRetryDelay = callbackRetryDelay.duration }
        if let tokenLife { timing.tokenLife = tokenLife.duration }
        if let idleConnectionLife { timing.idleConnectionLife = idleConnectionLife.duration }
        if let inquiryIntervalMin { timing.inquiryIntervalMin = inquiryIntervalMin.duration }
        if let validationLife { timing.validationLife = validationLife.duration }
        if let forgetAfter { timing.identifierLife = forgetAfter.duration }
        if let earlyNotFoundWindow { timing.earlyNotFoundWindow = earlyNotFoundWindow.duration }
    }
}
