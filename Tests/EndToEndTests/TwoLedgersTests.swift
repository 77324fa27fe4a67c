import Foundation
import Testing

/// Two programs that know nothing of each other pay one file: what no ledger can see, the bank's guard must.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct TwoLedgersTests {
    /// The results of validations come late: both programs have asked the bank what it knows before either pays.
    private static let slow = ["--validation-delay", "2s..2s", "--answer-delay", "0ms..10ms"]

    @Test func `Two ledgers for one file, at the same time: the bank refuses the second, and both tell the truth`()
        async throws
    {
        try await World.with { world in
            let payroll = Payroll(rows: 10)
            try world.write(payroll.text, to: "gaji.csv")
            let ports = [try Port.free(), try Port.free()]
            let splitter = try CallbackSplitter(to: ports)
            defer { splitter.stop() }
            let options = Self.slow + ["--callback-url", "http://127.0.0.1:\(splitter.port)"]
            try await world.withBank(options) { bank in
                try await withThrowingTaskGroup(of: Ended.self) { tasks in
                    for (index, port) in ports.enumerated() {
                        let settings: [String: String?] = [
                            "SALUR_CALLBACKS_LISTEN": "127.0.0.1:\(port)", "SALUR_DISPATCH_VALIDATION_WAIT": "10s",
                        ]
                        let run = ["run", "--yes", "--ledger", "\(index).db", "--output", "out\(index)", "gaji.csv"]
                        tasks.addTask { try await world.salur(run, bank: bank, settings: settings) }
                    }
                    for try await ended in tasks { #expect(ended.code == 0, "\(ended)") }
                }
                let ledger = try bank.ledger()
                #expect(Dictionary(grouping: ledger.booked, by: \.accountNumber).allSatisfy { $0.value.count == 1 })
                #expect(ledger.booked.count == payroll.rows.count && ledger.paid == payroll.total)
                // Whoever comes second asks first and learns, or its request meets the bank's conflict: no other rule
                // is broken. Two that know nothing of each other may ask sooner than one would.
                let broken = Set(ledger.violations.map(\.kind)).subtracting(["inquiry-too-frequent"])
                #expect(broken.isSubset(of: ["reused-external-id", "second-transfer"]), "\(broken)")
                for index in ports.indices {
                    let reports = try Reports(world, in: "out\(index)")
                    #expect(Set(try reports.statuses.values) == ["succeeded"])
                    #expect(try reports.reconciliation.balanced)
                    #expect(try await world.salur(["verify", reports.folder]).code == 0)
                }
            }
        }
    }
}
