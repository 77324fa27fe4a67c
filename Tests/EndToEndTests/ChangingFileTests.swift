import CrashPoints
import Foundation
import Subprocess
import Testing

/// A payout file that changes while it is read, or between two runs.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ChangingFileTests {
    /// So many rows that reading them takes several commits, and more than is read ahead of them.
    private static let rowsCount = 60_000
    private let run = ["run", "--yes", "--batch", "gaji", "gaji.csv"]

    enum Change: String, CaseIterable, Sendable {
        case grows, isCut, isRewritten, isReplaced
    }

    @Test(arguments: Change.allCases)
    func `A file that changes while it is read is refused, and nothing is sent`(change: Change) async throws {
        try await World.with { world in
            let payroll = Payroll(rows: Self.rowsCount)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let pause = [CrashPoint.pauseName: "rows_imported.committed" as String?]
                let ended = try await world.salur(run, bank: bank, settings: pause) { running in
                    try await waitUntil("the first rows are read") { running.isStopped || running.hasEnded }
                    try Self.apply(change, to: world)
                    running.send(.resume)
                }
                #expect(ended.code == 65, "\(ended)")
                #expect(ended.errors.contains("gaji.csv: the file changed while it was read"), "\(ended)")
                #expect(try bank.ledger(summary: true).sent == 0)

                // Nothing of it is left, and the name is free for the file as it was meant.
                let small = Payroll(rows: 3)
                try world.write(small.text, to: "gaji.csv")
                let again = try await world.salur(run, bank: bank)
                #expect(again.code == 0, "\(again)")
                let reports = Reports(world, folder: "out/gaji")
                try Audit(reports: reports, payroll: small, ledger: try bank.ledger()).check()
            }
        }
    }

    private static func apply(_ change: Change, to world: World) throws {
        let path = world.path("gaji.csv")
        switch change {
        case .grows, .isCut, .isRewritten:
            let file = try #require(FileHandle(forWritingAtPath: path))
            switch change {
            case .grows:
                try file.seekToEnd()
                try file.write(contentsOf: Data("TAMBAHAN,014,1500000001,SIAPA,50000,\n".utf8))
            case .isCut: try file.truncate(atOffset: 400)
            case .isRewritten, .isReplaced: try file.write(contentsOf: Data("reference".utf8))
            }
            try file.close()
        case .isReplaced:
            try world.write(Payroll(rows: 5, series: 1).text, to: "new.csv")
            _ = rename(world.path("new.csv"), path)
        }
    }

    @Test func `A file that changed between two runs of one batch is refused, and the batch goes on with the old one`()
        async throws
    {
        try await World.with { world in
            let payroll = Payroll(rows: 12)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--answer-delay", "5ms"]) { bank in
                let step = [CrashPoint.switchName: "transfer_intended.committed:2" as String?]
                #expect(try await world.salur(run, bank: bank, settings: step).code == -9)
                let sent = try bank.ledger(summary: true).sent
                var other = payroll
                other.rows[7].amount = "99000"
                for text in [other.text, String(payroll.text.dropLast(60)), payroll.text + "X,014,1,A,50000,\n"] {
                    try world.write(text, to: "gaji.csv")
                    let refused = try await world.salur(run, bank: bank)
                    #expect(refused.code == 65, "\(refused)")
                    #expect(refused.errors.contains("the first line that differs is"), "\(refused)")
                    #expect(try bank.ledger(summary: true).sent == sent)
                }
                try world.write(payroll.text, to: "gaji.csv")
                let ended = try await world.salur(run, bank: bank, settings: Ordeal.settings)
                // The transfer whose intent was the last word before the kill never left: the bank does not know it.
                #expect([0, 1].contains(ended.code), "\(ended)")
                let ledger = try bank.ledger()
                ledger.checkNothingTwice("")
                try Audit(reports: Reports(world, folder: "out/gaji"), payroll: payroll, ledger: ledger).check()
            }
        }
    }
}
