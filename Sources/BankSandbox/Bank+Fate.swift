import PayoutCore

/// What misbehaviour meets one request.
enum Fate: Sendable, Equatable {
    case fair
    /// Refused with 429 before processing.
    case tooManyRequests
    /// Refused with 401 before processing, and the token revoked.
    case expiredToken
    /// The answer is spoilt; the request may have been processed nevertheless.
    case spoilt(FaultKind, isProcessed: Bool)

    var isProcessed: Bool {
        switch self {
        case .fair: true
        case .tooManyRequests, .expiredToken: false
        case .spoilt(_, let isProcessed): isProcessed
        }
    }
}

extension Bank {
    /// The seeded fate of a request: the first kind that strikes, in the order of ``FaultKind``'s declaration.
    mutating func fate(_ identity: String, _ number: Int = 0) -> Fate {
        for kind in FaultKind.allCases where chance.strikes(kind, settings.faults[kind], identity, number) {
            switch kind {
            case .errorBefore, .dropBefore: return counted(kind, .spoilt(kind, isProcessed: false))
            case .errorAfter, .dropAfter: return counted(kind, .spoilt(kind, isProcessed: true))
            case .redirect, .html:
                let isProcessed = chance.number(below: 2, .processed, identity, number) == 0
                return counted(kind, .spoilt(kind, isProcessed: isProcessed))
            case .tooManyRequests:
                if spared.insert(identity).inserted { return counted(kind, .tooManyRequests) }
            case .expiredToken:
                if spared.insert(identity).inserted { return counted(kind, .expiredToken) }
            case .lostCallback, .duplicateCallback, .earlyCallback, .reorderedCallback, .unknownStatus, .forgedCallback,
                .earlyNotFound, .inquiryError, .inquiryTooManyRequests, .validationError, .initiatedCallback,
                .wordCallback, .insufficientFunds, .pendingCharge, .expiredCustomerToken, .refundInDoubt:
                continue
            }
        }
        return .fair
    }

    /// Refuses before processing where the fate says so.
    mutating func refuseEarly(
        _ fate: Fate, _ request: IncomingRequest, at gate: WritableKeyPath<Bank, Gate> = \.gate
    ) throws(Refusal) {
        switch fate {
        case .tooManyRequests: throw Refusal(429, case: "00", "Too Many Requests")
        case .expiredToken:
            self[keyPath: gate].revokeToken(of: request)
            throw self[keyPath: gate].expiredToken
        case .fair, .spoilt: return
        }
    }

    /// Whether a fault of `kind` strikes; it is counted if so.
    mutating func strikes(_ kind: FaultKind, _ identity: String, _ number: Int = 0) -> Bool {
        guard chance.strikes(kind, settings.faults[kind], identity, number) else { return false }
        counters.faults[kind, default: 0] += 1
        return true
    }

    /// Which of the varieties of a fault a request meets; magic accounts always meet the plainest.
    func variety(_ identity: String, _ number: Int = 0, isMagic: Bool = false) -> UInt64 {
        isMagic ? 0 : chance.number(below: 4, .variety, identity, number)
    }

    /// Spoils an answer as its fate says.
    func spoil(_ reply: Reply, _ fate: Fate, _ service: any NamedService, variety: UInt64) -> Reply {
        guard case .spoilt(let kind, let isProcessed) = fate else { return reply }
        var spoilt = reply
        switch kind {
        case .errorBefore, .errorAfter, .inquiryError: spoilt.becomeError(service, variety)
        case .dropBefore, .dropAfter: spoilt.loss = isProcessed && variety == 1 ? .midBody : .silent
        case .redirect:
            spoilt.status = 307
            spoilt.location = redirectedPrefix + service.path
            spoilt.body = []
        case .html: spoilt.becomePage(service, variety)
        case .tooManyRequests, .expiredToken, .lostCallback, .duplicateCallback, .earlyCallback, .reorderedCallback,
            .unknownStatus, .forgedCallback, .earlyNotFound, .inquiryTooManyRequests, .validationError,
            .initiatedCallback, .wordCallback, .insufficientFunds, .pendingCharge, .expiredCustomerToken,
            .refundInDoubt:
            break
        }
        return spoilt
    }

    private mutating func counted(_ kind: FaultKind, _ fate: Fate) -> Fate {
        counters.faults[kind, default: 0] += 1
        return fate
    }
}

extension Reply {
    private static let page = """
        <!DOCTYPE html><html><head><title>Service notice</title></head>\
        <body><h1>We will be right back</h1><p>responseCode 2001800</p></body></html>
        """

    /// An error of the server: with a SNAP body, or as a gateway in front of the bank would send it.
    mutating func becomeError(_ service: any NamedService, _ variety: UInt64) {
        let code = variety == 1 ? "504\(service.code)00" : "500\(service.code)00"
        switch variety {
        case 0, 1:
            let error = Reply(code: code, message: variety == 1 ? "Timeout" : "General Error")
            (status, body) = (error.status, error.body)
        case 2: (status, body, contentType) = (502, Array(Self.page.utf8), "text/html")
        default: (status, body, contentType) = (503, [], "text/plain")
        }
    }

    /// An answer that is not SNAP: a page, or a responseCode that disagrees with the HTTP status.
    mutating func becomePage(_ service: any NamedService, _ variety: UInt64) {
        switch variety {
        case 0: (status, body, contentType) = (200, Array(Self.page.utf8), "text/html")
        case 1: (status, body, contentType) = (403, Array(Self.page.utf8), "text/html")
        case 2: (status, body) = (200, Reply(code: "404\(service.code)11", message: "Invalid Account").body)
        default: (status, body) = (400, Reply(code: "200\(service.code)00", message: "Successful").body)
        }
    }
}
