internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutReports
internal import SNAP
internal import SalurSettings
internal import Wording

struct BalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance", abstract: "Ask the bank for the available balance.",
        discussion: """
            EXAMPLES
              salur balance
              salur balance --json
            """)

    @OptionGroup var settings: SettingsOptions

    private struct Document: Encodable {
        let balance: Int64
    }

    func run() async throws {
        try await Output.guarded {
            let query = try BankQuery(
                settings: try await settings.load(writesLedger: false), clock: SystemClock(),
                logger: SettingsOptions.logger)
            let balance = try await query.balance()
            if settings.json {
                try Output.json(Document(balance: balance.whole))
            } else {
                Output.result(balance.display)
            }
            return .success
        }
    }
}

struct InquireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inquire", abstract: "Ask the bank for the status of one transfer; nothing is changed.",
        discussion: """
            EXAMPLES
              salur inquire b343df98b6316399757b7f111cfc2afc

            The identifier is the external_id of results.csv or attempts.csv. Where the \
            ledger does not know the transfer, its partner_reference_no can be given too.
            """)

    @Argument(help: ArgumentHelp("The X-EXTERNAL-ID of the transfer: 32 letters and digits.", valueName: "external-id"))
    var externalID: String

    @Option(
        name: .customLong("partner-reference-no"),
        help: ArgumentHelp(
            "The partnerReferenceNo of the transfer, if the ledger does not know it.", valueName: "number"))
    var partnerReferenceNo: String?

    @OptionGroup var settings: SettingsOptions

    private struct Document: Encodable {
        let externalID: String
        let latestTransactionStatus: String
        let status: String

        enum CodingKeys: String, CodingKey {
            case status
            case externalID = "external_id"
            case latestTransactionStatus = "latest_transaction_status"
        }
    }

    func validate() throws {
        let isIdentifier =
            externalID.utf8.count == 32 && externalID.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard isIdentifier else {
            throw ValidationError(Output.text(Phrase("An X-EXTERNAL-ID is exactly 32 letters and digits.")))
        }
    }

    func run() async throws {
        try await Output.guarded {
            let loaded = try await settings.load(writesLedger: false)
            let query = try BankQuery(settings: loaded, clock: SystemClock(), logger: SettingsOptions.logger)
            let identifier = ExternalID(externalID)
            let known = LedgerStatus.partnerReferenceNo(of: identifier, ledgerPath: loaded.ledgerPath)
            guard let number = partnerReferenceNo.map({ PartnerReferenceNo($0) }) ?? known else {
                throw CommandFailure(
                    .usage,
                    Phrase(
                        """
                        The ledger \(loaded.ledgerPath) does not know this transfer. Add --partner-reference-no \
                        from attempts.csv.
                        """))
            }
            let status = try await query.inquire(identifier, partnerReferenceNo: number)
            if settings.json {
                try Output.json(
                    Document(
                        externalID: externalID, latestTransactionStatus: status.snapCode, status: status.display.english
                    ))
            } else {
                Output.result(Phrase("\(status.snapCode) \(status.display)"))
            }
            return .success
        }
    }
}

extension TransactionStatus {
    /// The status in words.
    fileprivate var display: Phrase {
        if case .unrecognised = self { Phrase("unknown, so pending") } else { phrase }
    }
}
