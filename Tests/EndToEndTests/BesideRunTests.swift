import Foundation
import Subprocess
import Testing

/// What persons do in other processes while one process pays.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct BesideRunTests {
    private struct Status: Decodable {
        struct Run: Decodable { let processId: Int }

        let status: String
        let run: Run?
        let command: String?
    }

    private static let hold: [String: String?] = World.patient.merging(["SALUR_CHECKS_NAME_MATCH": "hold"]) { $1 }

    /// Submits and approves a file.
    private func approve(_ index: Int, _ person: Operator) async throws {
        let submitted = try await person.salur("submit", "gaji-\(index).csv")
        #expect(submitted.code == 0, "\(submitted)")
        try await person.decide("approve", "gaji-\(index).csv", code: 0)
    }

    @Test func `Every command but a second run works beside a process`() async throws {
        var payroll = Payroll(rows: 3)
        payroll.add(.otherName)
        payroll.add(.pendingUntilSettled)
        try await Operator.with(payroll, Payroll(rows: 2, series: 1), options: ["--names", "gaji-0.csv"]) { person in
            let (bank, world) = (person.bank, person.world)
            try await approve(0, person)
            let paid = try await person.salur("process", settings: Self.hold) { _ in
                try await waitUntil("four transfers") { try bank.requests("transfer") >= 4 }
                let submitted = try await person.salur("submit", "gaji-1.csv")
                #expect(submitted.code == 0, "\(submitted)")
                let second = try await person.salur("run", "--yes", "gaji-1.csv")
                #expect(second.code == 75, "\(second)")
                #expect(second.errors.contains("Another salur is sending from the ledger salur.db"), "\(second)")
                try await person.decide("pause", "gaji-1.csv", code: 0)
                try await person.decide("resume", "gaji-1.csv", code: 0)
                try await person.decide("cancel", "GAJI-1-1", code: 0)
                try await person.decide("close", "gaji-1.csv", code: 0)
                for command in [
                    ["verify", "--ledger", "salur.db"], ["explain", "GAJI-0-1"], ["report", "--output", "now"],
                ] {
                    let ended = try await world.salur(command, bank: bank)
                    #expect(ended.code == 0, "\(command): \(ended)")
                }
                let status = try await world.salur(["status"], bank: bank)
                #expect(status.output.contains("A run is sending: process "), "\(status)")
                #expect(status.output.contains("being paid"), "\(status)")
                try await waitUntil("a held row") {
                    try await world.salur(["status"], bank: bank).output.contains("name_mismatch")
                }
                try await person.decide("release", "MAGIC-4", code: 0)
                try await waitUntil("its transfer") { try bank.requests("transfer") >= 5 }
                let stuck = try #require(try bank.ledger().booked.first { $0.status == "03" })
                try person.settle(stuck.externalId, "00")
            }
            #expect(paid.code == 0, "\(paid)")
            #expect(paid.sentence.hasPrefix("Paid 5 people"), "\(paid)")
            #expect(try person.timesPaid().map(\.value) == Array(repeating: 1, count: 5))
            try await person.audit(payroll, "gaji-0.csv")
            let over = try await world.salur(["status"], bank: bank)
            #expect(over.output.contains("No run is sending now."), "\(over)")
        }
    }

    @Test func `The last words about a batch are of the batch as it is then`() async throws {
        var stuck = Payroll(rows: 0)
        stuck.add(.pendingUntilSettled)
        var held = Payroll(rows: 0)
        held.add(.otherName)
        try await Operator.with(stuck, held, options: ["--names", "gaji-0.csv"]) { person in
            try await approve(0, person)
            try await approve(1, person)
            let paid = try await person.salur("process", settings: Self.hold) { _ in
                try await waitUntil("a held row of a settled batch") {
                    let status = try await person.salur("status", "gaji-1.csv")
                    return status.output.contains("name_mismatch") && status.output.contains("settled")
                }
                try await person.decide("close", "gaji-1.csv", code: 0)
                try await waitUntil("a transfer without a result") {
                    try person.bank.ledger().booked.contains { $0.status == "03" }
                }
                let open = try #require(try person.bank.ledger().booked.first { $0.status == "03" })
                try person.settle(open.externalId, "00")
            }
            #expect(paid.code == 1, "\(paid)")
            #expect(paid.output.contains("a person has closed this batch: nothing more of it is sent"), "\(paid)")
            #expect(!paid.output.contains("decide about the"), "\(paid)")
        }
    }

    @Test func `A pause halts the batch that is being paid, and a later process pays the rest`() async throws {
        let payroll = Payroll(rows: 60)
        try await Operator.with(payroll, options: ["--answer-delay", "50ms"]) { person in
            try await approve(0, person)
            let slow: [String: String?] = ["SALUR_DISPATCH_CONCURRENCY": "1"]
            let halted = try await person.salur("process", settings: World.patient.merging(slow) { $1 }) { _ in
                try await waitUntil("the first transfer") { try person.bank.requests("transfer") >= 1 }
                try await person.decide("pause", code: 0)
            }
            #expect(halted.code == 77, "\(halted)")
            #expect(halted.sentence.contains("a person has paused it: salur resume gaji-0-"), "\(halted)")
            #expect(halted.sentence.contains("still to be sent"), "\(halted)")
            #expect(try person.bank.requests("transfer") < 60)
            try await person.decide("resume", code: 0)
            try await person.process(code: 0)
            #expect(try person.timesPaid().map(\.value) == Array(repeating: 1, count: 60))
            try await person.audit(payroll)
        }
    }

    @Test func `After a kill status says that no run is sending, decisions go on, and a process finishes`() async throws
    {
        let payroll = Payroll(rows: 20)
        try await Operator.with(payroll, options: ["--answer-delay", "50ms"]) { person in
            try await approve(0, person)
            let slow: [String: String?] = ["SALUR_DISPATCH_CONCURRENCY": "1"]
            let killed = try await person.salur("process", settings: slow) { running in
                try await waitUntil("the first transfer") { try person.bank.requests("transfer") >= 1 }
                let during = try await person.salur("status", "--json").json([Status].self)
                #expect(during.first?.run != nil && during.first?.command == nil, "\(during)")
                running.send(.kill)
            }
            #expect(killed.code == -9, "\(killed)")
            let status = try await person.salur("status", "--json").json([Status].self)
            #expect(status.first?.status == "running" && status.first?.run == nil, "\(status)")
            #expect(status.first?.command == "salur process", "\(status)")
            let text = try await person.salur("status")
            #expect(text.output.contains("begun and cut off: no run is paying it"), "\(text)")
            try await person.decide("cancel", "GAJI-0-20", code: 0)
            try await person.process(code: 1)
            // One call is in flight at a time. Where the kill fell between its intent and its departure, the bank does
            // not know that transfer, and the row waits for a person.
            let paid = try person.timesPaid().map(\.value)
            #expect(paid.allSatisfy { $0 == 1 } && (18...19).contains(paid.count), "\(paid)")
        }
    }

    @Test func `A suspended process whose lease was taken sends nothing more when it goes on`() async throws {
        let payroll = Payroll(rows: 40)
        try await Operator.with(payroll, options: ["--answer-delay", "50ms"]) { person in
            let bank = person.bank
            try await approve(0, person)
            let slow: [String: String?] = ["SALUR_DISPATCH_CONCURRENCY": "2"]
            let first = try await person.salur("process", settings: slow) { running in
                try await waitUntil("the first transfer") { try bank.requests("transfer") >= 1 }
                running.send(.suspend)
                try await waitUntil("it stands still") { running.isStopped || running.hasEnded }
                try FileManager.default.removeItem(atPath: person.world.path("salur.db.lock"))
                // The suspended process keeps the port of the callbacks, so this one stops by itself.
                let port = try Port.free()
                let other = try await person.salur(
                    "process",
                    settings: [
                        "SALUR_CALLBACKS_LISTEN": "127.0.0.1:\(port)", "SALUR_DISPATCH_SETTLE_TIMEOUT": "5s",
                    ])
                #expect([75, 77].contains(other.code), "\(other)")
                let sent = try bank.ledger().sent
                running.send(.resume)
                try await waitUntil("it ends") { running.hasEnded }
                #expect(try bank.ledger().sent == sent)
            }
            #expect(first.code == 75, "\(first)")
            #expect(first.errors.contains("Another salur has begun to send from the ledger"), "\(first)")
            for _ in 1...3 where try await person.salur("process").code == 0 { break }
            // Two calls are in flight at a time. Where the suspension fell between an intent and its departure, the
            // bank does not know that transfer, and the row waits for a person.
            let paid = try person.timesPaid().map(\.value)
            #expect(paid.allSatisfy { $0 == 1 } && (38...40).contains(paid.count), "\(paid)")
            try await person.audit(payroll)
        }
    }

    @Test func `Files that are submitted at the same time beside a process all come in whole`() async throws {
        var slow = Payroll(rows: 1)
        slow.add(.pendingUntilSettled)
        let payrolls = (1...3).map { Payroll(rows: 4000, series: $0) }
        try await Operator.with(slow, payrolls[0], payrolls[1], payrolls[2]) { person in
            try await approve(0, person)
            let paid = try await person.salur("process", settings: World.patient) { running in
                try await waitUntil("the transfers") { try person.bank.requests("transfer") >= 2 }
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    for index in 1...3 {
                        tasks.addTask {
                            let ended = try await person.salur("submit", "gaji-\(index).csv")
                            #expect(ended.code == 0, "\(ended)")
                        }
                    }
                    try await tasks.waitForAll()
                }
                running.send(.terminate)
            }
            // Nobody has approved the new ones, and a job that is started again goes on with the first.
            #expect(paid.code == 75, "\(paid)")
            let proven = try await person.salur("verify", "--ledger", "salur.db")
            #expect(proven.code == 0, "\(proven)")
            for index in 1...3 {
                #expect(try await person.reports("gaji-\(index).csv").results.count == 4000)
            }
        }
    }
}
