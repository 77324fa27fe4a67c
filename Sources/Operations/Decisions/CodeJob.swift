internal import Ayoconnect
internal import BankAPI
package import Logging
package import PayoutCore
package import PayoutLedger
package import SalurSettings
internal import Wording

/// Sends the code of a customer whose collection waits for it (Ayoconnect: Direct Debit, section 6):
///
///     let outcome = try await job.send("INV-0042", batch: nil, by: "ani") { left in await typedCode(left) }
///
/// That the bank accepts a code is not the result of the payment: the row stays pending until a status is known. Three
/// wrong codes, also in several commands, block the customer.
package struct CodeJob: Sendable {
    /// What came of the codes for a row.
    package struct Outcome: Sendable {
        package let batch: Batch
        package let reference: String
        /// Our name of the customer.
        package let customer: String
        package let result: CodeResult
    }

    private let settings: Settings
    private let clock: any WallClock
    private let logger: Logger

    /// What a wrong code is called in the journal.
    private static let wrongCode = "otp_wrong"

    package init(settings: Settings, clock: any WallClock, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
    }

    /// Asks a person for the code, and sends it.
    ///
    /// - Throws: ``CommandFailure``; with ``OutcomeKind/usage`` where the row does not wait for a code.
    package func send(
        _ reference: String, batch batchName: String?, by person: String, asking ask: @escaping CodeQuestion
    ) async throws(CommandFailure) -> Outcome {
        do {
            try LedgerSession.requireLedger(at: settings.ledgerPath)
            return try await CustomerLink.connected(settings, clock, logger) { link in
                let (batch, stored, transfer) = try waitingRow(reference, inBatch: batchName, link.ledger)
                let customer = stored.payout.order.accountNumber
                guard let mandate = await link.book.mandate(of: customer) else {
                    throw CommandFailure(
                        .stopped,
                        Phrase(
                            """
                            The customer \(Explanation.shown(customer)) has no account that can be debited. No code \
                            was \
                            sent.
                            """))
                }
                let confirmation: Secret? =
                    if let sealed = transfer.confirmation { await link.book.open(SealedText(sealed)) } else { nil }
                let word = "attempt \(transfer.attempt.number)"
                let wrong = try link.ledger.read { try $0.events(of: stored.id) }
                    .count { $0.kind == Self.wrongCode && $0.detail == word }
                let exchange = CodeExchange(bank: link.accounts, book: link.book, wrongBefore: wrong) { _ in
                    try link.ledger.write { transaction in
                        try transaction.record(
                            JournalEvent(
                                at: clock.now(), batch: batch.id, payout: stored.id, kind: Self.wrongCode,
                                detail: word, actor: person))
                    }
                }
                let result = try await exchange.run(for: mandate, asking: ask) { code in
                    CustomerCode(
                        externalID: transfer.externalID, partnerReferenceNo: transfer.partnerReferenceNo,
                        providerReferenceNo: transfer.providerReferenceNo, action: .payment, mandate: mandate,
                        code: code, confirmation: confirmation)
                }
                return Outcome(batch: batch, reference: reference, customer: customer, result: result)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The row, and the attempt of it that waits for a code.
    private func waitingRow(
        _ reference: String, inBatch batchName: String?, _ ledger: Ledger
    ) throws -> (Batch, StoredPayout, Transfer) {
        guard let (batch, stored) = try ledger.read({ try PayoutFinder.row(reference, batch: batchName, in: $0) }),
            stored.payout.order.rail == .collection, stored.payout.status == .pending,
            stored.payout.reason == .awaitingCode, let transfer = stored.payout.liveTransfer
        else {
            throw CommandFailure(
                .usage,
                Phrase("\(reference) does not wait for a code of its customer. Nothing was sent. See: salur status"))
        }
        return (batch, stored, transfer)
    }
}

extension CodeJob.Outcome {
    /// How the command ends.
    package var kind: OutcomeKind {
        switch result {
        case .verified: .success
        case .noCode: .notSettled
        case .blocked, .expired, .refused: .stopped
        case .unclear: .bankUnreachable
        }
    }
}
