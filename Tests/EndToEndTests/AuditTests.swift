import Foundation
import Testing

/// The checks that all other tests here rely on: an untrue report and a secret that is shown are found.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct AuditTests {
    @Test(arguments: [("succeeded", "failed"), ("50000", "51000"), ("GAJI-0-2", "GAJI-0-9"), ("T0000", "T0009")])
    func `A report that was altered is found`(truth: String, lie: String) async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 2)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(ended.code == 0, "\(ended)")
                let reports = try Reports(world)
                let results = "\(reports.folder)/results.csv"
                try world.write(try world.read(results).replacing(truth, with: lie), to: results)
                let audit = Audit(reports: reports, payroll: payroll, ledger: try bank.ledger())
                withKnownIssue("the report is untrue") { try audit.check() }
            }
        }
    }

    @Test func `A secret or a full account number that is shown is found`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 2).text, to: "gaji.csv")
            let environment = ["SALUR_AYOCONNECT_CLIENT_SECRET": "hush"]
            for text in ["account 1200000001 is wrong", "the secret is hush."] {
                let outputs = [Ended(code: 0, output: text, errors: ""), Ended(code: 0, output: "", errors: text)]
                for ended in outputs {
                    withKnownIssue("\(text)") { world.searchForSecrets(ended, environment, []) }
                }
            }
            let masked = Ended(code: 0, output: "account *** 0001, batch 12000000010", errors: "")
            world.searchForSecrets(masked, environment, [])
        }
    }
}
