import CrashPoints
import Foundation
import Subprocess
import TestSupport
import Testing

/// Ledgers that a dying machine leaves behind: a torn write-ahead log, a torn or foreign database, no right to write.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct DamageTests {
    private let run = ["run", "--yes", "gaji.csv"]

    private func settle(_ world: World, _ bank: Bank) async throws -> Ended {
        var ended = Ended(code: 0, output: "", errors: "")
        for _ in 1...8 {
            ended = try await world.salur(run, bank: bank, settings: Ordeal.settings)
            if ended.code < 2 { break }
        }
        return ended
    }

    /// What a power cut does to the end of the log: frames that were never written, or half written.
    enum Tear: String, CaseIterable, Sendable {
        case cutInsideFrame, cutWholeFrames, garbled, gone
    }

    @Test(arguments: Tear.allCases)
    func `A torn end of the log loses nothing for good: the bank is asked, and nobody is paid twice`(tear: Tear)
        async throws
    {
        let seed = printedSeed(of: "torn log")
        var numbers = SeededRandom(seed: seed)
        try await World.with { world in
            let payroll = Payroll(rows: 16)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--answer-delay", "0ms..20ms", "--seed", "\(seed)"]) { bank in
                // It dies with intents that are durable and sent; then the disk turns out to have lied.
                let step = "transfer_intended.committed:\(Int.random(in: 2...6, using: &numbers))"
                let killed = try await world.salur(
                    run, bank: bank, settings: Ordeal.settings.merging([CrashPoint.switchName: step]) { $1 })
                #expect([-9, 0].contains(killed.code), "\(killed)")
                try Self.tear(world.path("salur.db-wal"), tear, using: &numbers)
                let ended = try await settle(world, bank)
                // What was intended and never left is not found at the bank; everything else is paid.
                #expect([0, 1].contains(ended.code), "seed \(seed): \(ended)")
                let ledger = try bank.ledger()
                ledger.checkNothingTwice("seed \(seed)")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: ledger).check()
                let verdict = try await world.salur(["verify", try Reports(world).folder])
                #expect(verdict.code == 0, "\(verdict)")
            }
        }
    }

    private static let walHeaderBytes = 32
    private static let frameBytes = 24 + 4096

    private static func tear(_ path: String, _ tear: Tear, using numbers: inout SeededRandom) throws {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let frames = (bytes.count - walHeaderBytes) / frameBytes
        try #require(frames > 4, "the log is too short to be torn")
        let lost = Int.random(in: 1...max(1, frames / 3), using: &numbers)
        let cut = walHeaderBytes + (frames - lost) * frameBytes
        switch tear {
        case .cutWholeFrames: bytes.removeSubrange(cut...)
        case .cutInsideFrame: bytes.removeSubrange((cut + Int.random(in: 1..<frameBytes, using: &numbers))...)
        case .garbled: for index in cut..<bytes.count { bytes[index] = UInt8.random(in: 0...255, using: &numbers) }
        case .gone: bytes = []
        }
        try Data(bytes).write(to: URL(filePath: path))
        try? FileManager.default.removeItem(atPath: path.replacing("-wal", with: "-shm"))
    }

    @Test func `A database file that is torn is told before anything is sent, and left as it is`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 6)
            try world.write(payroll.text, to: "gaji.csv")
            try world.write(Payroll(rows: 3, series: 1).text, to: "lagi.csv")
            try await world.withBank { bank in
                #expect(try await world.salur(run, bank: bank).code == 0)
                let whole = try Data(contentsOf: URL(filePath: world.path("salur.db")))
                let sent = try bank.ledger(summary: true).sent
                for (name, torn) in Self.torn(whole) {
                    try torn.write(to: URL(filePath: world.path("salur.db")))
                    let ended = try await world.salur(["run", "--yes", "lagi.csv"], bank: bank)
                    #expect([74, 78].contains(ended.code), "\(name): \(ended)")
                    #expect(ended.errors.contains("salur.db"), "\(name): \(ended)")
                    #expect(try bank.ledger(summary: true).sent == sent, "\(name)")
                }
                // The copy that was kept goes on.
                try world.deleteLedger()
                try whole.write(to: URL(filePath: world.path("salur.db")))
                #expect(try await world.salur(["run", "--yes", "lagi.csv"], bank: bank).code == 0)
                #expect(try await world.salur(run, bank: bank).code == 0)
                try bank.ledger().checkNothingTwice("")
            }
        }
    }

    private static func torn(_ whole: Data) -> [(String, Data)] {
        var headless = whole
        headless.replaceSubrange(0..<100, with: Data(count: 100))
        var hollow = whole
        hollow.replaceSubrange(4096..<whole.count, with: Data(count: whole.count - 4096))
        return [
            ("without its head", headless), ("cut in the middle", whole.prefix(whole.count / 2 / 4096 * 4096)),
            ("hollow", hollow), ("cut in a page", whole.prefix(6000)),
        ]
    }

    @Test func `A ledger without the right to write is told before anything is sent`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 3)
            try world.write(payroll.text, to: "gaji.csv")
            try world.write(Payroll(rows: 3, series: 1).text, to: "lagi.csv")
            // Root may write anywhere, so it gives up that right first.
            let asOthers = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
            let through = try await world.shell("test $(id -u) != 0").code == 0 ? [] : asOthers
            try await world.withBank { bank in
                #expect(try await world.salur(run, bank: bank).code == 0)
                let sent = try bank.ledger(summary: true).sent
                for (close, open) in [("400 salur.db", "600 salur.db"), ("500 .", "700 .")] {
                    #expect(try await world.shell("chmod \(close)").code == 0)
                    let ended = try await world.salur(
                        ["run", "--yes", "lagi.csv"], bank: bank, settings: ["SALUR_OUTPUT_DIRECTORY": "out"],
                        through: through)
                    #expect(try await world.shell("chmod \(open)").code == 0)
                    #expect([74, 78].contains(ended.code), "\(close): \(ended)")
                    #expect(ended.errors.contains("salur.db"), "\(close): \(ended)")
                    #expect(try bank.ledger(summary: true).sent == sent)
                }
                #expect(try await world.salur(["run", "--yes", "lagi.csv"], bank: bank).code == 0)
                try bank.ledger().checkNothingTwice("")
            }
        }
    }

    @Test func `Asked to stop, a run waits for every answer that is on its way`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 150)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--answer-delay", "150ms..300ms"]) { bank in
                let stopped = try await world.salur(run, bank: bank) { running in
                    try await waitUntil("transfers in flight") { try bank.requests("transfer") >= 2 }
                    running.send(.terminate)
                }
                #expect(stopped.code == 75, "\(stopped)")
                let attempts = try Reports(world).table("attempts.csv").records
                let transfers = attempts.filter { $0["kind"] == "transfer" }
                #expect(try transfers.count == bank.requests("transfer"), "what was intended was sent")
                #expect(attempts.allSatisfy { $0["answer_code"] != "" }, "what was sent was answered: \(attempts)")
                let finished = try await world.salur(run, bank: bank)
                #expect(finished.code == 0, "\(finished)")
                let ledger = try bank.ledger()
                ledger.checkNothingTwice("")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: ledger).check()
            }
        }
    }
}
