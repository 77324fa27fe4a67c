package import PayoutCore
internal import PayoutLedger
package import SalurSettings
internal import Vault

/// What an import makes of a row.
package enum ImportEffect: String, CaseIterable, Sendable {
    /// The customer had none.
    case added
    /// It takes the place of another one.
    case replaced
    /// The customer has this one already.
    case unchanged
    /// Not imported: the customer is blocked at this bank until a person lifts that.
    case blocked
}

/// What an import would do, or has done.
package struct ImportSummary: Sendable {
    /// The file as it is called in messages.
    package let file: String
    /// What is imported.
    package let means: ImportedMeans
    /// How many rows of the file have which effect.
    package let counts: [ImportEffect: Int]
    /// Customers of whom something is replaced or blocked, in the order of the file, at most ``namedMax``.
    package let named: [(customer: String, effect: ImportEffect)]
    /// Whether a person said no.
    package var isDeclined = false

    /// How many customers are named.
    package static let namedMax = 10

    package init(
        file: String, means: ImportedMeans, counts: [ImportEffect: Int],
        named: [(customer: String, effect: ImportEffect)]
    ) {
        self.file = file
        self.means = means
        self.counts = counts
        self.named = named
    }

    /// Whether there is anything to do.
    package var changesSomething: Bool { counts[.added, default: 0] + counts[.replaced, default: 0] > 0 }

    /// How many rows the file has.
    package var rowCount: Int { counts.values.reduce(0, +) }

    /// How it ended.
    package var status: OutcomeKind {
        if isDeclined { return .notSettled }
        return counts[.blocked, default: 0] > 0 ? .notAllPaid : .success
    }
}

/// What a file of customers holds.
package enum ImportedMeans: String, Sendable {
    case mandates
    case cards
}

/// Brings mandates or cards from a file into the ledger, with their secrets sealed:
///
///     let plan = try await job.plan(.mandates, "mandates.csv")   // every row checked, nothing changed
///     // Whoever asks shows plan.summary, and a person says yes.
///     let summary = try await job.apply(plan, by: "ani")
///
/// A file with a wrong row is refused as a whole. The same file again changes nothing.
package struct CustomerImport: Sendable {
    /// What would be done.
    package struct Plan: Sendable {
        package let summary: ImportSummary
        fileprivate let rows: [CustomerFile.Row]
    }

    private let settings: Settings
    private let clock: any WallClock

    package init(settings: Settings, clock: any WallClock) {
        self.settings = settings
        self.clock = clock
    }

    /// What the import of a file would do; nothing is changed.
    ///
    /// - Throws: ``CommandFailure``; with ``OutcomeKind/badFile`` where a row is wrong.
    package func plan(_ means: ImportedMeans, _ path: String) async throws(CommandFailure) -> Plan {
        do {
            let vault = try vault()
            let file = try CustomerFile(path: path, columns: means.columns)
            return try await LedgerSession(making: settings.ledgerPath).run { ledger in
                let summary = try ledger.read { reader in
                    try tally(file.rows, of: file.name, as: means) { row in
                        switch means {
                        case .mandates: try MandateRow(row).effect(reader) { try vault.open($0, at: $1) }
                        case .cards: try CardRow(row).effect(reader) { try vault.open($0, at: $1) }
                        }
                    }
                }
                return Plan(summary: summary, rows: file.rows)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Imports every row in one transaction.
    ///
    /// - Throws: ``CommandFailure``; then nothing is imported.
    package func apply(_ plan: Plan, by person: String) async throws(CommandFailure) -> ImportSummary {
        do {
            let vault = try vault()
            return try await LedgerSession(making: settings.ledgerPath).run { ledger in
                let now = clock.now()
                let change = BindingChange(by: person, because: "imported", at: now)
                return try vault.write(in: ledger, by: person, at: now) { transaction, keys in
                    if let link = try? BankLink(settings) {
                        try transaction.bind(to: link.binding, path: ledger.path, at: now)
                    }
                    return try tally(plan.rows, of: plan.summary.file, as: plan.summary.means) { row in
                        switch plan.summary.means {
                        case .mandates: try MandateRow(row).save(in: transaction, under: keys, change)
                        case .cards: try CardRow(row).save(in: transaction, under: keys, change)
                        }
                    }
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func vault() throws -> CustomerVault {
        try CustomerVault(VaultKeyFile(path: try settings.requireVaultKeyFile()))
    }

    private func tally(
        _ rows: [CustomerFile.Row], of file: String, as means: ImportedMeans,
        _ effect: (CustomerFile.Row) throws -> ImportEffect
    ) throws -> ImportSummary {
        var counts: [ImportEffect: Int] = [:]
        var named: [(customer: String, effect: ImportEffect)] = []
        for row in rows {
            let effect = try effect(row)
            counts[effect, default: 0] += 1
            switch effect {
            case .added, .unchanged: break
            case .replaced, .blocked:
                if named.count < ImportSummary.namedMax { named.append((row[.customer], effect)) }
            }
        }
        return ImportSummary(file: file, means: means, counts: counts, named: named)
    }
}

extension ImportedMeans {
    fileprivate var columns: [CustomerColumn] {
        switch self {
        case .mandates: CustomerColumn.ofMandates
        case .cards: CustomerColumn.ofCards
        }
    }
}
