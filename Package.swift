// swift-tools-version: 6.2

import PackageDescription

// One strict setting for every target of ours: a warning is an error, and imports are exact.
let usual: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

// Set by Tests/Fuzz/run alone: the library of the compiler that searches for inputs. With it, our own targets tell that
// library which of their branches ran, and watch their memory.
let fuzzingLibrary = Context.environment["SALUR_FUZZING_LIBRARY"]
let strict = usual + (fuzzingLibrary == nil ? [] : [.unsafeFlags(["-sanitize=fuzzer,address"])])

// Named once, because the same product serves several targets.
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let metrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
// Imported nowhere, but pinned: the server's own library is built on it.
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "salur",
    products: [
        .executable(name: "salur", targets: ["salur"]),
        .executable(name: "salur-sandbox", targets: ["salur-sandbox"]),
    ],
    // Pinned exactly, since there is no Package.resolved: the same commit builds the same program.
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(
            url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: [.defaults, "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        // Layer 0: the vocabulary and the rules of the game, zlib, expat, and what GRDB does not hand on of SQLite.
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "PayoutCore", dependencies: [crypto], swiftSettings: strict),
        .target(name: "Wording", swiftSettings: strict),
        // Where a debug build dies when a test asks for it; in a release build nothing but names.
        .target(name: "CrashPoints", swiftSettings: strict),
        // Layer 1: each speaks one language: files, rules, banks, SNAP, ledgers.
        .target(
            name: "PayoutFile", dependencies: ["PayoutCore", "Wording", "CrashPoints", "CZlib", crypto],
            swiftSettings: strict),
        .target(
            name: "PayoutRules", dependencies: ["PayoutCore", "Wording", crypto],
            resources: [.embedInCode("banks.csv"), .embedInCode("holidays.csv")], swiftSettings: strict),
        .target(name: "BankAPI", dependencies: ["PayoutCore"], swiftSettings: strict),
        .target(name: "SNAP", dependencies: ["PayoutCore", crypto, cryptoExtras], swiftSettings: strict),
        .target(name: "LedgerAPI", dependencies: ["PayoutCore", "Wording"], swiftSettings: strict),
        .target(name: "Vault", dependencies: ["PayoutCore", "Wording", crypto], swiftSettings: strict),
        // Workbooks, and whatever else a payout file may be, as rows.
        .target(
            name: "PayoutWorkbook", dependencies: ["PayoutCore", "Wording", "PayoutFile", "CExpat", "CZlib"],
            swiftSettings: strict),
        // Layers 2 and 3: the working parts. ImportTable.swift has the exact layer of each.
        .target(
            name: "PayoutLedger",
            dependencies: ["PayoutCore", "Wording", "CrashPoints", "LedgerAPI", "CSQLite", grdb, grdbSQLite],
            resources: [.embedInCode("schema.sql")], swiftSettings: strict),
        .target(
            name: "AuditTrail", dependencies: ["PayoutCore", "Wording", "PayoutFile", "PayoutWorkbook", crypto],
            swiftSettings: strict),
        // For simulated histories and tests.
        .target(name: "LedgerMemory", dependencies: ["PayoutCore", "LedgerAPI"], swiftSettings: strict),
        .target(
            name: "Ayoconnect",
            dependencies: ["PayoutCore", "BankAPI", "SNAP", httpClient, nioCore, nioPosix, nioHTTP1, nioSSL, logging],
            swiftSettings: strict),
        .target(
            name: "PayoutEngine",
            dependencies: ["PayoutCore", "BankAPI", "CrashPoints", "LedgerAPI", deque, logging],
            swiftSettings: strict),
        .target(
            name: "CallbackServer",
            dependencies: [
                "PayoutCore", "Wording", "BankAPI", "CrashPoints", hummingbirdCore, httpTypes, nioCore, nioHTTP1,
                nioPosix, logging, serviceLifecycle,
            ],
            swiftSettings: strict),
        // Takes notifications to people and programs: mails through a command of the system, signed webhooks.
        .target(
            name: "Delivery",
            dependencies: ["PayoutCore", crypto, httpClient, nioCore, nioHTTP1, subprocess, system],
            swiftSettings: strict),
        .target(
            name: "MetricsServer", dependencies: ["Wording", metrics, nioCore, nioHTTP1, nioPosix],
            swiftSettings: strict),
        .target(
            name: "PayoutReports",
            dependencies: [
                "PayoutCore", "Wording", "SNAP", "PayoutLedger", "PayoutFile", "PayoutWorkbook", "PayoutRules",
                "AuditTrail",
            ],
            swiftSettings: strict),
        .target(
            name: "BankSandbox",
            dependencies: [
                "PayoutCore", "SNAP", hummingbird, hummingbirdCore, hummingbirdTLS, httpClient, nioCore, nioHTTP1,
                nioPosix, nioSSL, logging, serviceLifecycle,
            ],
            swiftSettings: strict),
        // Layer 3 and up: programs, and what they are made of; TestSupport is layer 1.
        .executableTarget(
            name: "salur-sandbox",
            dependencies: ["BankSandbox", "PayoutCore", "PayoutFile", "SNAP", arguments, subprocess, logging],
            swiftSettings: strict),
        // What several test targets and the simulator use.
        .target(name: "TestSupport", dependencies: ["PayoutCore", "CZlib"], swiftSettings: strict),
        // The simulator takes the engine and the ledger as they are, and simulates everything around them.
        .target(
            name: "PayoutSimulator",
            dependencies: [
                "PayoutCore", "BankAPI", "LedgerAPI", "LedgerMemory", "PayoutLedger", "PayoutEngine", "TestSupport",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "salur-simulate", dependencies: ["PayoutCore", "PayoutSimulator"], swiftSettings: strict),
        .target(
            name: "SalurSettings",
            dependencies: [
                "PayoutCore", "Wording", "CrashPoints", "Vault", "SNAP", "Ayoconnect", "CallbackServer", "PayoutEngine",
                "AuditTrail", configuration, yams,
            ], swiftSettings: strict),
        .target(
            name: "Operations",
            dependencies: [
                "PayoutCore", "Wording", "CrashPoints", "PayoutFile", "PayoutWorkbook", "PayoutRules", "BankAPI",
                "Vault",
                "SNAP", "PayoutLedger", "Ayoconnect", "PayoutEngine", "CallbackServer", "MetricsServer",
                "PayoutReports", "Delivery",
                "AuditTrail", "SalurSettings", crypto, cryptoExtras, logging, metrics, nioPosix, serviceLifecycle,
                unixSignals,
            ],
            swiftSettings: strict),
        // Operations in words: sentences and the commands to type next.
        .target(
            name: "Presentation",
            dependencies: [
                "Operations", "Wording", "AuditTrail", "PayoutCore", "PayoutEngine", "PayoutLedger", "PayoutReports",
                "PayoutRules", "SNAP",
            ], swiftSettings: strict),
        // The pages of the service: they show what operations return, and call operations.
        .target(
            name: "WebConsole",
            dependencies: [
                "Presentation", "Operations", "SalurSettings", "Wording", "PayoutCore", "PayoutLedger", "PayoutReports",
                "PayoutRules", hummingbird, hummingbirdCore,
                hummingbirdTLS, mustache, httpTypes, nioCore, nioSSL, crypto, logging,
                serviceLifecycle,
            ],
            resources: [
                .embedInCode("Templates"), .embedInCode("Assets"),
            ], swiftSettings: strict),
        .executableTarget(
            name: "salur",
            dependencies: [
                "WebConsole", "Presentation", "Operations", "SalurSettings", "Wording", "AuditTrail", "PayoutCore",
                "PayoutEngine",
                "PayoutFile",
                "PayoutLedger",
                "PayoutReports", "PayoutRules", "SNAP", arguments, logging, serviceLifecycle, unixSignals,
            ], swiftSettings: strict),
        // Measures the programs as a person uses them; of their parts it takes the engine and the ledger alone.
        .executableTarget(
            name: "salur-benchmark",
            dependencies: [
                "PayoutCore", "BankAPI", "PayoutLedger", "PayoutEngine", arguments, hummingbird, httpClient, nioCore,
                nioHTTP1, logging,
            ], swiftSettings: strict),
        // What reads foreign bytes, and what must hold whatever they are. Run by its tests, and by "make fuzz".
        .target(
            name: "FuzzTargets",
            dependencies: [
                "PayoutCore", "Wording", "CZlib", "PayoutFile", "PayoutWorkbook", "PayoutRules", "BankAPI", "SNAP",
                "Ayoconnect", "CallbackServer", "AuditTrail", "SalurSettings", "TestSupport", crypto,
            ], swiftSettings: strict),
        // Tests: one target each, the fast ones first.
        .testTarget(
            name: "PayoutCoreTests", dependencies: ["TestSupport", "PayoutCore"], exclude: ["Golden", "Vectors"],
            swiftSettings: strict
        ),
        .testTarget(name: "WordingTests", dependencies: ["Wording"], swiftSettings: strict),
        .testTarget(
            name: "PayoutFileTests", dependencies: ["TestSupport", "PayoutFile", "Wording", "CZlib"],
            swiftSettings: strict),
        .testTarget(
            name: "PayoutWorkbookTests",
            dependencies: ["TestSupport", "PayoutWorkbook", "PayoutFile", "PayoutCore", "Wording"],
            swiftSettings: strict),
        .testTarget(
            name: "PayoutRulesTests", dependencies: ["PayoutRules", "Wording", "PayoutCore"], swiftSettings: strict),
        .testTarget(
            name: "SNAPTests", dependencies: ["SNAP", "PayoutCore"], exclude: ["Vectors"], swiftSettings: strict),
        .testTarget(name: "VaultTests", dependencies: ["Vault", "PayoutCore", "Wording"], swiftSettings: strict),
        .testTarget(
            name: "PayoutLedgerTests",
            dependencies: ["TestSupport", "PayoutLedger", "PayoutCore", crypto, grdb, grdbSQLite],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "LedgerConformanceTests",
            dependencies: ["TestSupport", "LedgerAPI", "LedgerMemory", "PayoutLedger", "PayoutCore"],
            swiftSettings: strict),
        .testTarget(
            name: "PayoutEngineTests",
            dependencies: ["TestSupport", "PayoutEngine", "PayoutLedger", "LedgerAPI", "BankAPI", "PayoutCore"],
            swiftSettings: strict),
        .testTarget(
            name: "PayoutSimulatorTests",
            dependencies: ["TestSupport", "PayoutSimulator", "PayoutEngine", "LedgerAPI", "BankAPI", "PayoutCore"],
            swiftSettings: strict),
        .testTarget(
            name: "PayoutReportsTests",
            dependencies: [
                "TestSupport", "PayoutReports", "AuditTrail", "Wording", "PayoutLedger", "PayoutFile", "PayoutWorkbook",
                "PayoutCore",
            ],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "AuditTrailTests",
            dependencies: [
                "TestSupport", "AuditTrail", "PayoutReports", "Wording", "PayoutLedger", "PayoutFile", "PayoutCore",
                grdb,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "AyoconnectTests",
            dependencies: [
                "TestSupport", "Ayoconnect", "SNAP", "BankAPI", "PayoutCore", nioCore, nioEmbedded, nioPosix, nioHTTP1,
                logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CallbackServerTests",
            dependencies: [
                "CallbackServer", "Wording", "BankAPI", "PayoutCore", httpClient, nioCore, nioHTTP1, nioPosix, logging,
                serviceLifecycle,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "MetricsServerTests",
            dependencies: ["MetricsServer", "Wording", httpClient, metrics, nioCore, nioHTTP1],
            swiftSettings: strict),
        .testTarget(
            name: "DeliveryTests",
            dependencies: ["TestSupport", "Delivery", "PayoutCore", crypto, nioCore, nioHTTP1, nioPosix],
            swiftSettings: strict),
        .testTarget(
            name: "BankSandboxTests",
            dependencies: [
                "BankSandbox", "PayoutCore", "SNAP", "salur-sandbox", hummingbird, httpClient, nioCore, nioHTTP1,
                nioPosix, logging, serviceLifecycle, subprocess, system,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "OperationsTests",
            dependencies: [
                "TestSupport", "Presentation", "Operations", "SalurSettings", "Wording", "Ayoconnect", "CallbackServer",
                "PayoutCore", "CrashPoints",
                "PayoutEngine", "PayoutFile",
                "PayoutLedger",
                "PayoutReports", "PayoutRules", "SNAP", "AuditTrail", "BankAPI", "Vault", logging,
            ],
            exclude: ["Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "WebConsoleTests", dependencies: ["TestSupport", "WebConsole", "Wording", "PayoutCore", httpTypes],
            swiftSettings: strict),
        .testTarget(name: "FuzzTargetsTests", dependencies: ["TestSupport", "FuzzTargets"], swiftSettings: strict),
        .testTarget(
            name: "SalurTests",
            dependencies: ["salur", "Presentation", "Operations", "Wording", "PayoutCore", "PayoutLedger"],
            swiftSettings: strict),
        .testTarget(
            name: "BenchmarkTests", dependencies: ["salur-benchmark", "PayoutCore"], swiftSettings: strict),
        .testTarget(name: "RepositoryTests", dependencies: ["Wording"], swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TestSupport", "salur", "salur-sandbox", "CrashPoints", crypto, grdb, subprocess, system],
            exclude: ["Golden"],
            swiftSettings: strict),
    ]
)

if let fuzzingLibrary {
    package.targets.append(
        .executableTarget(
            name: "salur-fuzz", dependencies: ["FuzzTargets"],
            swiftSettings: strict + [.enableExperimentalFeature("Extern")],
            linkerSettings: [
                .unsafeFlags(["-sanitize=address", "-Xlinker", fuzzingLibrary, "-lstdc++", "-lm"])
            ]))
}
