import PayoutCore

/// What the bank knows about Direct Debit.
struct DebitBooks: Sendable {
    /// A token that stands for one customer (Ayoconnect: Direct Debit, section 2).
    struct CustomerToken: Sendable {
        let binding: Int
        let expiry: Timestamp
    }

    static let customerTokensMax = 100_000

    var gate: Gate
    var bindings: [BindingRecord] = []
    var payments: [DebitPaymentRecord] = []
    var refunds: [DebitRefundRecord] = []
    private(set) var customerTokens: [String: CustomerToken] = [:]
    /// The newest payment of each X-EXTERNAL-ID, partnerReferenceNo and referenceNo.
    var paymentsByExternalID: [String: Int] = [:]
    var paymentsByPartnerNo: [String: Int] = [:]
    var paymentsByReferenceNo: [String: Int] = [:]
    var refundsByPartnerNo: [String: Int] = [:]
    private var byAuthCode: [String: Int] = [:]
    private var byAccountToken: [String: Int] = [:]
    private var byUser: [String: [Int]] = [:]
    /// The day on which each X-EXTERNAL-ID, and each partnerReferenceNo of a service, was used last.
    private var daysOfUse: [String: Int64] = [:]
    var inquiryPace = InquiryPace()

    init(settings: SandboxSettings) {
        var settings = settings
        // X-PARTNER-ID carries the merchant here (Ayoconnect: Direct Debit, section 3).
        settings.credentials.partnerID = settings.credentials.merchantID
        gate = Gate(settings: settings, rules: .directDebit)
    }

    /// When an identifier was used before.
    enum EarlierUse: Sendable {
        case never
        case today
        /// The standard promises to notice a repetition within one day of Jakarta only.
        case otherDay
    }

    /// When a payment was made under this partnerReferenceNo.
    func earlierPayment(_ partnerReferenceNo: String, at now: Timestamp) -> EarlierUse {
        guard let index = paymentsByPartnerNo[partnerReferenceNo], !payments[index].status.isEmpty else {
            return .never
        }
        return Self.day(payments[index].receivedAt) == Self.day(now) ? .today : .otherDay
    }

    private static func day(_ moment: Timestamp) -> Int64 {
        let clock = JakartaTime(moment)
        return Int64(clock.year * 10_000 + clock.month * 100 + clock.day)
    }

    /// Uses up an identifier; answers when it was used before.
    mutating func use(_ identifier: String, at now: Timestamp) -> EarlierUse {
        let day = Self.day(now)
        guard let before = daysOfUse.updateValue(day, forKey: identifier) else { return .never }
        return before == day ? .today : .otherDay
    }

    mutating func add(_ record: BindingRecord) -> Int {
        let index = bindings.count
        bindings.append(record)
        byAuthCode[record.authCode] = index
        byAccountToken[record.accountToken] = index
        byUser[record.publicUserID, default: []].append(index)
        return index
    }

    /// The binding that a text names, also of a known mandate that nobody used yet.
    mutating func binding(_ text: String, as name: KnownMandate.Name, at now: Timestamp) -> Int? {
        let index =
            switch name {
            case .authCode: byAuthCode[text]
            case .accountToken: byAccountToken[text]
            case .publicUserID: byUser[text]?.last
            }
        if let index { return index }
        guard let mandate = KnownMandate(text, as: name) else { return nil }
        return add(
            BindingRecord(
                authCode: mandate.text(.authCode), accountToken: mandate.text(.accountToken),
                publicUserID: mandate.text(.publicUserID), bankCode: mandate.bank.code,
                behaviour: mandate.behaviour, since: now, status: .success))
    }

    /// All bindings of one public user id, the oldest first.
    mutating func bindings(ofUser publicUserID: String, at now: Timestamp) -> [Int] {
        _ = binding(publicUserID, as: .publicUserID, at: now)
        return byUser[publicUserID] ?? []
    }

    /// A new customer token; those that are over are forgotten when there are too many.
    mutating func issueCustomerToken(_ token: String, _ binding: Int, expiry: Timestamp, at now: Timestamp) {
        if customerTokens.count >= Self.customerTokensMax {
            customerTokens = customerTokens.filter { $0.value.expiry > now }
        }
        customerTokens[token] = CustomerToken(binding: binding, expiry: expiry)
    }

    /// No customer token of this binding is good any more.
    mutating func revokeCustomerTokens(of binding: Int) {
        customerTokens = customerTokens.filter { $0.value.binding != binding }
    }
}
