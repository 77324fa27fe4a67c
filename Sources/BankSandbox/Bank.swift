import PayoutCore

/// The simulated bank without its sockets: a value that takes a request and the time and returns the answer, with what
/// has to be reported later. No clock, no I/O: two banks with the same settings answer the same requests alike, but for
/// the random text of their tokens.
///
/// **When an X-EXTERNAL-ID is used up.** From the moment that a request carrying it has passed the gate (headers,
/// token, timestamp, signature, rate), whatever comes then: also a refusal, a 5xx or a lost connection, since the
/// client cannot tell those apart. A request answered 401 or 429 was refused before processing and has not used it.
///
/// **When a validation is used up.** By the first transfer request with its customerReference that has passed the gate,
/// on the same grounds.
struct Bank: Sendable {
    /// What an X-EXTERNAL-ID was used for.
    enum Use: Sendable {
        /// A status inquiry, where the bank wants a fresh value for each.
        case inquiry
        case validation
        case transfer(Int)
        /// A transfer whose body could not be read; nothing more is known of it.
        case malformedTransfer
        case balance
    }

    /// The inquiries about one X-EXTERNAL-ID.
    struct InquiryTrace: Sendable {
        var count = 0
        var lastAt: Timestamp
    }

    /// More traces than this are forgotten together: it only delays a complaint about too frequent inquiries.
    static let inquiryTracesMax = 1_000_000
    static let retryAfterSeconds = 1

    let settings: SandboxSettings
    let chance: Chance
    let names: BeneficiaryNames
    let startedAt: Timestamp
    var gate: Gate
    var debits: DebitBooks
    var cards: CardBooks
    var counters = Counters()
    var violations = ViolationLog()
    var balance: Rupiah
    var validations: [ValidationRecord] = []
    var transfers: [TransferRecord] = []
    var uses: [String: Use] = [:]
    /// The booked transfer of each partnerReferenceNo.
    var booked: [String: Int] = [:]
    /// How many validations of each account (bank code and number) were asked for.
    var validationNumbers: [String: Int] = [:]
    /// How many transfers of each magic account (bank code and number) were asked for.
    var transferNumbers: [String: Int] = [:]
    /// The partnerReferenceNos of requests that were refused, yet count as used before.
    var burntReferences: Set<String> = []
    /// Requests that met a fault of "the first time" and shall not meet it again.
    var spared: Set<String> = []
    var inquiryTraces: [String: InquiryTrace] = [:]
    private var recentRequests: [Timestamp] = []
    private var quotaWindow: (began: Timestamp, calls: Int)?
    /// Transfers whose identifiers were forgotten: the oldest ones.
    private var forgottenCount = 0

    init(settings: SandboxSettings, startedAt: Timestamp) {
        self.settings = settings
        self.startedAt = startedAt
        chance = Chance(seed: settings.seed)
        names = BeneficiaryNames(listed: settings.names)
        gate = Gate(
            settings: settings, rules: GateRules(serviceSignature: settings.serviceSignature, wantsPlace: true))
        debits = DebitBooks(settings: settings)
        cards = CardBooks()
        balance = settings.balance
    }

    /// Answers one call of a service.
    mutating func receive(_ request: IncomingRequest, at now: Timestamp) -> Reply {
        guard let destination = Destination(request) else { return refuseUnknownPath(request, at: now) }
        let service = destination.service
        forgetIdentifiers(at: now)
        let number = counters.requests[service.name, default: 0] + 1
        counters.requests[service.name] = number
        var reply: Reply
        do throws(Refusal) {
            switch destination {
            case .transfers(.token): reply = try token(request, number: number, at: now)
            case .transfers(.validation): reply = try validate(request, at: now)
            case .transfers(.transfer): reply = try transfer(request, at: now)
            case .transfers(.inquiry): reply = try inquire(request, at: now)
            case .transfers(.balance): reply = try tellBalance(request, number: number, at: now)
            case .debits(let service): reply = try serve(request, service, number: number, at: now)
            case .cards(let service): reply = try serve(request, service, at: now)
            }
        } catch {
            reply = refusal(error, of: service, request: request, at: now)
        }
        let identity = request.header("X-EXTERNAL-ID") ?? request.header(Self.correlation) ?? service.name
        reply.delay = chance.duration(in: settings.timing.answerDelay, .answerDelay, identity, number)
        counters.answers[reply.loss == nil ? String(reply.status) : "lost", default: 0] += 1
        return reply
    }

    /// The answer to a refused request; a breach is noted.
    mutating func refusal(
        _ refusal: Refusal, of service: any NamedService, request: IncomingRequest, partnerReferenceNo: String? = nil,
        at now: Timestamp
    ) -> Reply {
        if let kind = refusal.violation {
            violations.note(
                Violation(
                    kind: kind, at: now, service: service.name, detail: refusal.message,
                    externalID: request.header("X-EXTERNAL-ID") ?? request.header(Self.correlation),
                    partnerReferenceNo: partnerReferenceNo))
        }
        var reply = Reply(code: refusal.code(of: service), message: refusal.message)
        if refusal.status == 429, settings.tellsRetryAfter, settings.quota == nil {
            reply.retryAfterSeconds = Self.retryAfterSeconds
        }
        return reply
    }

    /// Lets a service call in: everything that can be answered 400, 401 or 429 before its content matters.
    mutating func admit(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> String {
        let externalID = try gate.admit(request, at: now)
        try holdPace(at: now)
        return externalID
    }

    /// Refuses a call that comes too soon after others.
    mutating func holdPace(at now: Timestamp) throws(Refusal) {
        guard hasRoom(at: now), hasQuota(at: now) else { throw Refusal(429, case: "00", "Too Many Requests") }
    }

    /// Whether one more request fits into the second that ends now; those that were refused do not count.
    private mutating func hasRoom(at now: Timestamp) -> Bool {
        guard let max = settings.requestsPerSecondMax else { return true }
        let expired = recentRequests.prefix { now - $0 >= .seconds(1) }.count
        recentRequests.removeFirst(expired)
        guard recentRequests.count < max else { return false }
        recentRequests.append(now)
        return true
    }

    /// Whether the quota of the present window has a call left; those that were refused do not count.
    private mutating func hasQuota(at now: Timestamp) -> Bool {
        guard let quota = settings.quota else { return true }
        var window = quotaWindow ?? (began: now, calls: 0)
        if now - window.began >= quota.window { window = (began: now, calls: 0) }
        window.calls += 1
        guard window.calls <= quota.callsMax else { return false }
        quotaWindow = window
        return true
    }

    /// Forgets the identifiers of transfers that are too old; the books keep them.
    private mutating func forgetIdentifiers(at now: Timestamp) {
        guard let life = settings.timing.identifierLife else { return }
        while forgottenCount < transfers.count, now - transfers[forgottenCount].receivedAt >= life {
            uses[transfers[forgottenCount].externalID] = nil
            booked[transfers[forgottenCount].partnerReferenceNo] = nil
            forgottenCount += 1
        }
    }

    /// Uses up an X-EXTERNAL-ID; a used one is a conflict.
    mutating func claim(_ externalID: String, for use: Use) throws(Refusal) {
        guard uses[externalID] == nil else {
            throw Refusal(409, case: "00", "Conflict: X-EXTERNAL-ID was used before", .reusedExternalID)
        }
        uses[externalID] = use
    }

    private mutating func refuseUnknownPath(_ request: IncomingRequest, at now: Timestamp) -> Reply {
        let kind = request.path.hasPrefix(redirectedPrefix) ? ViolationKind.followedRedirect : .unknownPath
        let reply = Reply(status: 404, body: Array("not found\n".utf8), contentType: "text/plain")
        // A browser looks for icons and the like beside a page.
        guard request.method != .get || kind == .followedRedirect else { return reply }
        violations.note(
            Violation(
                kind: kind, at: now, service: "none", detail: "\(request.method.rawValue) \(request.path.prefix(200))",
                externalID: request.header("X-EXTERNAL-ID"), partnerReferenceNo: nil))
        return reply
    }
}
