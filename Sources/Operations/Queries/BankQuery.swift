internal import Ayoconnect
internal import BankAPI
package import Logging
package import PayoutCore
package import SalurSettings
internal import Wording

/// Asks the bank single questions: `balance`, `inquire`.
package struct BankQuery: Sendable {
    private let link: BankLink
    private let clock: any WallClock
    private let logger: Logger

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings, clock: any WallClock, logger: Logger) throws(CommandFailure) {
        do { link = try BankLink(settings) } catch { throw CommandFailure(error) }
        self.clock = clock
        self.logger = logger
    }

    /// The available balance of the merchant.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/bankUnreachable`` where the bank does not report it.
    package func balance() async throws(CommandFailure) -> Rupiah {
        let gateway = link.gateway(clock: clock, logger: logger)
        let balance = await BankLink.balance(of: gateway, clock: clock)
        await gateway.shutdown()
        guard let balance else {
            throw CommandFailure(
                .bankUnreachable,
                Phrase(
                    """
                    The bank at \(link.bank.baseURL) did not tell the balance. Run "salur doctor".
                    """))
        }
        return balance
    }

    /// The status of the transfer with this X-EXTERNAL-ID, as the bank reports it; nothing in the ledger changes.
    ///
    /// - Parameter partnerReferenceNo: that of the transfer, where it is known.
    /// - Throws: ``CommandFailure`` where the bank reports no status, or answers about another transfer.
    package func inquire(
        _ externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo
    ) async throws(CommandFailure) -> TransactionStatus {
        let gateway = link.gateway(clock: clock, logger: logger)
        let outcome = await gateway.inquire(
            InquiryRequest(
                externalID: externalID, partnerReferenceNo: partnerReferenceNo, subject: .transfer(to: nil),
                amount: nil))
        await gateway.shutdown()
        switch outcome {
        case .reported(let report): return report.status
        case .disagrees(let what):
            throw CommandFailure(
                .bankUnreachable,
                Phrase(
                    """
                    The bank's answer is about another transfer (\(what) differs).
                    """))
        case .undecided(let undecided):
            throw CommandFailure(
                .bankUnreachable,
                Phrase(
                    """
                    The bank did not tell the status (\(undecided.code)). Try again later.
                    """))
        }
    }
}
