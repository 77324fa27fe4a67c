import Foundation
import Subprocess
import Testing

/// `status` and `explain` during a run.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct WatchTests {
    private struct Status: Decodable {
        struct Need: Decodable {
            let status: String
            let commands: [String]
        }
        struct Oldest: Decodable { let reference: String }

        let status: String
        let state: String
        let paid: Reports.Amounts
        let byStatus: [String: Reports.Amounts]
        let oldestPending: Oldest?
        let nextInquiry: String?
        let needsPerson: [Need]
    }

    private struct Explained: Decodable {
        let status: String
        let accountNumber: String
        let transfers: [Sending]
        let lines: [String]

        struct Sending: Decodable { let externalId: String }
    }

    @Test func `status and explain tell of a run while it goes on, and --watch ends on Ctrl-C`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                var payroll = Payroll(rows: 3)
                payroll.add(.pendingForEver)
                payroll.add(.invalidAccount)
                try world.write(payroll.text, to: "gaji.csv")
                let paid = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: World.patient) {
                    run in
                    var seen: Status?
                    try await waitUntil("three people are paid, one is pending, one is invalid") {
                        guard world.exists("salur.db") else { return false }
                        let ended = try await world.salur(["status", "--json"])
                        guard ended.code == 0 else { return false }
                        seen = try ended.json([Status].self).first
                        return seen?.paid.count == 3 && seen?.oldestPending != nil && seen?.needsPerson.isEmpty == false
                    }
                    let status = try #require(seen)
                    #expect(status.state == "being paid")
                    #expect(status.oldestPending?.reference == "MAGIC-18")
                    #expect(status.needsPerson.map(\.status) == ["invalid"])
                    #expect(status.needsPerson.first?.commands.first == "salur explain MAGIC-1")
                    let reported = try await world.salur(["explain", "MAGIC-18"])
                    #expect(reported.code == 0, "\(reported)")
                    #expect(reported.output.split(separator: "\n").count <= 10)
                    #expect(reported.output.contains("never sent again"), "\(reported.output)")
                    for form in [[], ["--json"]] { try await watch(world, form) }
                    run.send(.terminate)
                    run.send(.terminate)
                }
                #expect(paid.code == 75, "\(paid)")
                let document = try await world.salur(["explain", "--json", "GAJI-0-1"]).json([Explained].self)
                let explained = try #require(document.first)
                #expect(explained.status == "succeeded")
                #expect(explained.accountNumber.hasPrefix("*** "))
                #expect(explained.transfers.first?.externalId.count == 32)
                let unknown = try await world.salur(["explain", "GAJI-0-9"])
                #expect(unknown.code == 64)
                #expect(unknown.errors.contains("GAJI-0-1"), "\(unknown.errors)")
            }
        }
    }

    /// Watches until the first look is written, then presses Ctrl-C.
    private func watch(_ world: World, _ form: [String]) async throws {
        let file = "watch\(form.joined()).txt"
        let shell = ["sh", "-c", "exec \"$@\" > \(file)", "sh"]
        let ended = try await world.salur(["status", "--watch", "--every", "3600"] + form, through: shell) { watching in
            try await waitUntil("the first look") { (try? world.read(file))?.hasSuffix("\n") == true }
            watching.send(.interrupt)
        }
        #expect(ended.code == 0, "\(ended)")
        let lines = try world.read(file).split(separator: "\n")
        #expect(lines.count == 1)
        #expect(lines.first?.contains("being paid") == true, "\(lines)")
    }

    @Test func `--watch --until-settled ends as the run did`() async throws {
        try await World.with { world in
            var payroll = Payroll(rows: 2)
            payroll.add(.invalidAccount)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let paid = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(paid.code == 1, "\(paid)")
            }
            let ended = try await world.salur(["status", "--watch", "--until-settled"])
            #expect(ended.code == 1, "\(ended)")
            #expect(ended.output.contains("gaji.csv: settled; paid 2 of 3, Rp 101.000; 1 need a person"), "\(ended)")
            let wrong = try await world.salur(["status", "--until-settled"])
            #expect(wrong.code == 64)
            #expect(try await world.salur(["status", "--watch", "--every", "0"]).code == 64)
        }
    }
}
