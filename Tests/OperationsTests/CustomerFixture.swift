import FoundationEssentials
import Operations
import PayoutCore
import PayoutLedger
import SalurSettings
import Testing

/// Settings, a key file and a ledger of their own for one test of mandates and cards.
final class CustomerFixture {
    static let mandateHeader = "customer,bank_code,account_token,auth_code,public_user_id"
    static let cardHeader = "customer,customer_id,card_token"

    private let files: SettingsFixture
    var folder: String { files.folder }
    let settings: Settings
    let keyFile: VaultKeyFile

    init() async throws {
        files = try SettingsFixture()
        keyFile = VaultKeyFile(path: files.folder + "/vault.key")
        #expect(try keyFile.create())
        settings = try await files.load(
            ["SALUR_VAULT_KEY_FILE": keyFile.path], ledgerPath: files.folder + "/salur.db")
    }

    /// A text of exactly `count` characters that begins with `text`.
    static func token(_ text: String, _ count: Int = 32) -> String {
        text + String(repeating: "x", count: count - text.count)
    }

    /// The row of a mandate whose secrets are made of `secret`.
    static func mandate(_ customer: String, bank: String = "002", secret: String) -> String {
        "\(customer),\(bank),\(token("tok" + secret)),\(token("code" + secret)),USER-\(customer)"
    }

    /// The row of a card whose secret is made of `secret`.
    static func card(_ customer: String, secret: String) -> String {
        "\(customer),ID-\(customer),\(token("card" + secret, 40))"
    }

    /// Writes a file of `rows` below `header`, and answers its path.
    func write(_ rows: [String], header: String = mandateHeader) throws -> String {
        let path = folder + "/customers.csv"
        try Data(([header] + rows).joined(separator: "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    /// Imports rows as `--yes` does.
    @discardableResult
    func importing(_ means: ImportedMeans = .mandates, _ rows: String...) async throws -> ImportSummary {
        let header = means == .mandates ? Self.mandateHeader : Self.cardHeader
        let job = CustomerImport(settings: settings, clock: FixedClock())
        return try await job.apply(try await job.plan(means, try write(rows, header: header)), by: "ani")
    }

    /// The failure that an import ends in.
    func refusal(
        _ means: ImportedMeans = .mandates, header: String = mandateHeader, _ rows: String...
    ) async throws -> CommandFailure {
        let job = CustomerImport(settings: settings, clock: FixedClock())
        let path = try write(rows, header: header)
        let failure = await #expect(throws: CommandFailure.self) { try await job.plan(means, path) }
        return try #require(failure)
    }

    /// The ledger, opened for one use.
    func ledger<Result>(_ body: (Ledger) async throws -> Result) async throws -> Result {
        let ledger = try Ledger(path: settings.ledgerPath)
        defer { try? ledger.close() }
        return try await body(ledger)
    }
}
