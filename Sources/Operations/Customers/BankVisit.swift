internal import BankAPI
internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings

/// How a customer's visit to a page of the bank begins, and how the bank is asked about it. A protocol because accounts
/// and cards have a page each.
protocol BankVisit: Sendable {
    associatedtype Record: ReportedRecord

    /// Has the bank open its page.
    func begin(_ order: BindingOrder, _ session: BindingSession) async -> CustomerAnswer<VisitPage>
    /// Asks the bank what has become of a visit.
    ///
    /// - Parameters:
    ///   - current: what the customer had before the visit.
    ///   - open: opens the secrets of both.
    func ask(_ record: Record, after current: Record?, _ open: Opening) async throws -> VisitAnswer
    /// Asks the bank which accounts or cards a customer has; nil where the bank did not say.
    func reports(on userID: String) async -> [CustomerReport]?
}

/// A page of the bank that waits for its customer.
struct VisitPage: Sendable {
    let address: Secret
    /// What is known of the customer already.
    let report: CustomerReport
}

/// What the bank says of a visit when it is asked.
enum VisitAnswer: Sendable {
    case bound(CustomerReport)
    case notBoundYet
    /// The bank did not say, or cannot be asked.
    case silent
}

extension BankVisit {
    func ask(_ record: Record, after current: Record?, _ open: Opening) async throws -> VisitAnswer {
        guard let userID = record.userID ?? current?.userID, let reports = await reports(on: userID) else {
            return .silent
        }
        let known = current?.status == .bound || current?.status == .blocked ? try current?.token(open) : nil
        let new = reports.filter { report in
            guard let token = report.token, report.state == .bound else { return false }
            return known.map { !$0.isSame(as: token) } ?? true
        }
        // Of several nobody knows which is the customer's new one.
        return new.count == 1 ? .bound(new[0]) : .notBoundYet
    }
}

/// Identifiers of calls that move no money.
struct FreshIdentifiers: Sendable {
    let clock: any WallClock

    var externalID: ExternalID { ExternalID(fresh) }
    var number: PartnerReferenceNo { PartnerReferenceNo(fresh) }

    private var fresh: String { UUIDv7.hexadecimal(at: clock.now(), random: SystemRandomSource()) }
}

/// A customer's visit to the page on which he binds an account.
struct AccountVisit: BankVisit {
    typealias Record = MandateRecord

    let bank: any AccountBinding
    let identifiers: FreshIdentifiers

    func begin(_ order: BindingOrder, _ session: BindingSession) async -> CustomerAnswer<VisitPage> {
        let request = BindingRequest(
            externalID: session.externalID, partnerReferenceNo: session.partnerReferenceNo, customer: order.customer,
            email: order.email, phone: order.phone, bankCode: order.bankCode,
            returnTo: order.returnTo.map { ReturnAddresses(success: $0, failure: $0) })
        return await bank.bind(request).map { VisitPage(address: $0.address, report: $0.report) }
    }

    func reports(on userID: String) async -> [CustomerReport]? {
        let answer = await bank.boundAccounts(
            of: userID, externalID: identifiers.externalID, number: identifiers.number)
        guard case .done(_, let accounts) = answer else { return nil }
        return accounts.map { account in
            var report = CustomerReport()
            report.state = .bound
            report.userID = userID
            report.token = account.accountToken
            report.bankCode = account.bankCode
            report.maskedNumber = account.maskedNumber
            report.maskedName = account.maskedName
            report.endsAt = account.endsAt
            return report
        }
    }
}

/// A customer's visit to the page on which he registers a card. Before the callback the bank's id of a new customer is
/// not known, so that only an old one can be asked about.
struct CardVisit: BankVisit {
    typealias Record = CardRecord

    let bank: any CardBinding
    let identifiers: FreshIdentifiers
    /// Where the page leads where the order does not say: the bank demands an address.
    let returnTo: String

    func begin(_ order: BindingOrder, _ session: BindingSession) async -> CustomerAnswer<VisitPage> {
        let address = order.returnTo ?? returnTo
        let request = CardRegistration(
            externalID: session.externalID, partnerReferenceNo: session.partnerReferenceNo,
            name: order.name ?? order.customer, email: order.email, phone: order.phone,
            returnTo: ReturnAddresses(success: address, failure: address))
        return await bank.register(request).map { VisitPage(address: $0.address, report: CustomerReport()) }
    }

    func reports(on userID: String) async -> [CustomerReport]? {
        let answer = await bank.cards(of: userID, externalID: identifiers.externalID, number: identifiers.number)
        guard case .done(_, let cards) = answer else { return nil }
        return cards.map { card in
            var report = CustomerReport()
            report.state = card.state ?? .bound
            report.userID = userID
            report.token = card.cardToken
            report.maskedNumber = card.maskedNumber
            report.brand = card.brand
            report.expiry = card.expiry
            return report
        }
    }
}

extension CustomerAnswer {
    func map<Other: Sendable>(_ transform: (Success) -> Other) -> CustomerAnswer<Other> {
        switch self {
        case .done(let said, let success): .done(said, transform(success))
        case .refused(let said): .refused(said)
        case .deferred(let deferral): .deferred(deferral)
        case .doubtful(let doubt): .doubtful(doubt)
        case .unsent(let unsent): .unsent(unsent)
        }
    }
}
