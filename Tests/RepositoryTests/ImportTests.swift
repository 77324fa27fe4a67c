import Testing

/// The shape of the code: who may import whom.
@Suite struct ImportTests {
    private let manifest = Repository.swiftFiles.first { $0.path == "Package.swift" }.map(Manifest.init)

    @Test func `Imports follow the table`() {
        report(Repository.sources.flatMap(Imports.findings))
    }

    @Test func `The manifest and the table name the same targets and allow the same dependencies`() throws {
        let targets = try #require(manifest).targets.filter { !$0.isTest }
        #expect(Set(targets.map(\.name)) == Set(ImportTable.rules.map(\.name)))
        report(targets.flatMap(Imports.findings))
    }

    @Test func `What is imported is declared in the manifest`() throws {
        let targets = try #require(manifest).targets
        report(Repository.swiftFiles.flatMap { Imports.undeclared(in: $0, targets: targets) })
    }

    @Test func `Every folder of sources and tests is a target`() throws {
        let targets = Set(try #require(manifest).targets.map(\.name))
        let folders = Repository.swiftFiles.compactMap { file in file.target.map { ($0, file) } }
        let unknown = Dictionary(folders, uniquingKeysWith: { first, _ in first }).filter { !targets.contains($0.key) }
        report(unknown.map { folder, file in file.finding(0, "Package.swift has no target \(folder)") })
    }

    @Test func `A target imports only lower layers, and only the ledger imports GRDB`() {
        for rule in ImportTable.rules {
            for name in rule.targets {
                let layer = ImportTable.rule(for: name)?.layer
                #expect(layer.map { $0 < rule.layer } == true, "\(rule.name) imports \(name)")
            }
            #expect(rule.modules.contains("GRDB") == (rule.name == "PayoutLedger"), "\(rule.name)")
        }
    }

    @Test func `Of the tests, too, only those of the ledger, and those that edit or forge one, reach SQLite`() throws {
        let reaching = try #require(manifest).targets.filter { $0.dependencies.contains("GRDB") }.map(\.name)
        let allowed = ["PayoutLedger", "PayoutLedgerTests", "AuditTrailTests", "EndToEndTests"]
        #expect(Set(reaching).subtracting(allowed).isEmpty)
    }

    @Test(arguments: ["salur", "Operations"])
    func `No money program carries the simulated bank`(program: String) throws {
        let reached = Imports.reached(from: program, targets: try #require(manifest).targets)
        #expect(reached.contains("PayoutCore"))
        #expect(!reached.contains("BankSandbox"))
    }

    @Test func `The simulated bank shares no wire types with the client`() throws {
        let reached = Imports.reached(from: "salur-sandbox", targets: try #require(manifest).targets)
        #expect(reached.contains("BankSandbox"))
        #expect(reached.isDisjoint(with: ["Ayoconnect", "BankAPI"]))
    }

    @Test func `An import against the table is found`() {
        let text =
            "// import GRDB\nimport PayoutCore\ninternal import GRDB\n@testable import struct Ayoconnect.BaseURL\n"
        let sandbox = SourceFile(path: "Sources/BankSandbox/A.swift", text: text)
        #expect(Imports.findings(in: sandbox).map(\.line) == [3, 4])
        let core = SourceFile(path: "Sources/PayoutCore/A.swift", text: "import Crypto\nimport Logging\n")
        #expect(Imports.findings(in: core).map(\.line) == [2])
        let unknown = SourceFile(path: "Sources/Unknown/A.swift", text: "import Crypto\n")
        #expect(Imports.findings(in: unknown).map(\.line) == [1])
    }

    @Test func `The dependencies of a target are read from the manifest`() {
        let text = """
            let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
            let package = Package(products: [.executable(name: "a", targets: ["a"])], targets: [
                // .target(name: "Old", dependencies: []),
                .target(name: "A", dependencies: ["B", grdb], resources: [.embedInCode("c.csv")]),
                .testTarget(
                    name: "ATests", dependencies: ["A", .product(name: "D", package: "d"), .target(name: "E")]),
            ])
            """
        let targets = Manifest(SourceFile(path: "Package.swift", text: text)).targets
        #expect(targets.map(\.name) == ["A", "ATests"])
        #expect(targets.map(\.dependencies) == [["B", "GRDB"], ["A", "D", "E"]])
        #expect(targets.map(\.isTest) == [false, true])
        #expect(targets.first?.line == 3)
    }
}
