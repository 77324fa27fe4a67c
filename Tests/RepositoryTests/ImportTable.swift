/// What each target may import: the shape of the code as a table.
///
/// A target imports only targets of lower layers. Whoever adds an import changes this table in the same commit, and so
/// shows the change of shape to the reader of that commit.
struct TargetRule: Sendable {
    let layer: Int
    let name: String
    /// Targets of this package.
    let targets: Set<String>
    /// Modules of other packages. `Logging` and the platform are allowed to all but the core.
    let modules: Set<String>

    init(_ layer: Int, _ name: String, _ targets: Set<String> = [], modules: Set<String> = []) {
        self.layer = layer
        self.name = name
        self.targets = targets
        self.modules = modules
    }
}

enum ImportTable {
    static let rules: [TargetRule] = [
        TargetRule(0, "CZlib"),
        TargetRule(0, "CExpat"),
        TargetRule(0, "CSQLite"),
        TargetRule(0, core, modules: ["Crypto"]),
        TargetRule(0, wording),
        TargetRule(0, crashPoints),

        TargetRule(1, "PayoutFile", [core, wording, crashPoints, "CZlib"], modules: ["Crypto"]),
        TargetRule(1, "PayoutRules", [core, wording], modules: ["Crypto"]),
        TargetRule(1, "BankAPI", [core]),
        TargetRule(1, "SNAP", [core], modules: ["Crypto", "CryptoExtras"]),
        TargetRule(1, "LedgerAPI", [core, wording]),
        // Encrypts what customers entrust to us.
        TargetRule(1, "Vault", [core, wording], modules: ["Crypto"]),

        TargetRule(
            2, "PayoutLedger", [core, wording, crashPoints, "LedgerAPI", "CSQLite"], modules: ["GRDB", "GRDBSQLite"]),
        // Reads whatever form a payout file has.
        TargetRule(2, "PayoutWorkbook", [core, wording, "PayoutFile", "CExpat", "CZlib"]),
        TargetRule(2, "LedgerMemory", [core, "LedgerAPI"]),
        TargetRule(
            2, "Ayoconnect", [core, "BankAPI", "SNAP"],
            modules: ["AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL"]),
        TargetRule(2, "PayoutEngine", [core, "BankAPI", crashPoints, "LedgerAPI"], modules: ["DequeModule"]),
        TargetRule(
            2, "CallbackServer", [core, wording, "BankAPI", crashPoints],
            modules: ["HTTPTypes", "HummingbirdCore", "NIOCore", "NIOHTTP1", "NIOPosix", "ServiceLifecycle"]),
        TargetRule(
            2, "Delivery", [core],
            modules: ["AsyncHTTPClient", "Crypto", "NIOCore", "NIOHTTP1", "Subprocess", "SystemPackage"]),
        TargetRule(2, "MetricsServer", [wording], modules: ["CoreMetrics", "NIOCore", "NIOHTTP1", "NIOPosix"]),
        // Proves reports and journal without ledger, settings or bank.
        TargetRule(3, "AuditTrail", [core, wording, "PayoutFile", "PayoutWorkbook"], modules: ["Crypto"]),
        TargetRule(
            4, "PayoutReports",
            [core, wording, "SNAP", "PayoutFile", "PayoutWorkbook", "PayoutRules", "PayoutLedger", "AuditTrail"]),
        // The simulated bank has wire types of its own: with those of the client, one mistake would hide on both sides.
        TargetRule(
            2, "BankSandbox", [core, "SNAP"],
            modules: [
                "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "AsyncHTTPClient", "NIOCore", "NIOHTTP1",
                "NIOPosix", "NIOSSL", "ServiceLifecycle",
            ]),

        TargetRule(
            3, "salur-sandbox", [core, "PayoutFile", "SNAP", "BankSandbox"], modules: ["ArgumentParser", "Subprocess"]),
        TargetRule(1, "TestSupport", [core, "CZlib"]),
        TargetRule(
            3, "PayoutSimulator",
            [core, "BankAPI", "LedgerAPI", "LedgerMemory", "PayoutLedger", "PayoutEngine", "TestSupport"]),
        TargetRule(4, "salur-simulate", [core, "PayoutSimulator"]),
        // Starts the other programs; the engine and the ledger make a settled ledger without a network.
        TargetRule(
            5, "salur-benchmark", [core, "BankAPI", "PayoutLedger", "PayoutEngine"],
            modules: ["ArgumentParser", "AsyncHTTPClient", "Hummingbird", "NIOCore", "NIOHTTP1"]),
        TargetRule(
            4, "SalurSettings",
            [
                core, wording, crashPoints, "Vault", "SNAP", "Ayoconnect", "CallbackServer", "PayoutEngine",
                "AuditTrail",
            ],
            modules: ["Configuration", "Yams"]),
        TargetRule(
            5, "Operations",
            [
                core, wording, crashPoints, "PayoutFile", "PayoutWorkbook", "PayoutRules", "BankAPI", "Vault", "SNAP",
                "PayoutLedger", "Ayoconnect", "PayoutEngine", "CallbackServer", "MetricsServer", "PayoutReports",
                "Delivery", "AuditTrail",
                "SalurSettings",
            ],
            modules: ["CoreMetrics", "Crypto", "CryptoExtras", "NIOPosix", "ServiceLifecycle", "UnixSignals"]),
        // Whatever reads foreign bytes, and the program that searches for bytes that break it.
        TargetRule(
            5, "FuzzTargets",
            [
                core, wording, "CZlib", "PayoutFile", "PayoutWorkbook", "PayoutRules", "BankAPI", "SNAP", "Ayoconnect",
                "CallbackServer", "AuditTrail", "SalurSettings", "TestSupport",
            ], modules: ["Crypto"]),
        TargetRule(6, "salur-fuzz", ["FuzzTargets"]),
        // What operations return, in words.
        TargetRule(
            6, "Presentation",
            [
                core, wording, "SNAP", "PayoutRules", "PayoutLedger", "PayoutEngine", "PayoutReports", "AuditTrail",
                "Operations",
            ]),
        // The pages of the service.
        TargetRule(
            7, "WebConsole",
            [
                core, wording, "PayoutRules", "PayoutLedger", "PayoutReports", "SalurSettings", "Operations",
                "Presentation",
            ],
            modules: [
                "Crypto", "HTTPTypes", "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "Mustache", "NIOCore",
                "NIOSSL",
                "ServiceLifecycle",
            ]),
        // The commands parse, call and print; what the parts do together is in Operations.
        // From the other parts they take only the types of what they print.
        TargetRule(
            8, "salur",
            [
                core, wording, "SNAP", "PayoutFile", "PayoutRules", "PayoutLedger", "PayoutEngine", "PayoutReports",
                "AuditTrail", "SalurSettings", "Operations", "Presentation", "WebConsole",
            ],
            modules: ["ArgumentParser", "ServiceLifecycle", "UnixSignals"]),
    ]

    static let core = "PayoutCore"
    static let crashPoints = "CrashPoints"
    static let wording = "Wording"

    /// Parts of the platform and the logger: no dependency worth a row.
    static let everywhere: Set<String> = [
        "Logging", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin",
    ]

    /// The core has no I/O, no clock and no logger: of all those, this much.
    static let coreEverywhere: Set<String> = ["FoundationEssentials"]

    static func rule(for target: String) -> TargetRule? { rules.first { $0.name == target } }

    /// All that `target` may write after `import`.
    static func allowed(for rule: TargetRule) -> Set<String> {
        rule.targets.union(rule.modules).union(rule.name == core ? coreEverywhere : everywhere)
    }
}
