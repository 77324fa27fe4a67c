import CrashPoints
import Foundation
import Testing

/// The HTTP API of `salur serve`: from upload to report, each act once, each key with its rights.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct APITests {
    /// Submits a file.
    ///
    /// - Returns: the path of the batch.
    private func submit(_ text: String, _ maker: APIClient) async throws -> String {
        let answer = try await maker.upload(text)
        #expect(answer.status == 201, "\(answer)")
        return "/batches/" + (try #require(answer.object("batch")["batch"] as? String))
    }

    /// What an approval of the present preview says.
    private func approval(_ preview: APIClient.Answer) throws -> [String: Any] {
        let warnings = try #require(preview.object["warnings"] as? [[String: Any]], "\(preview)")
        return [
            "mark": try #require(preview.object["mark"] as? String), "reason": "checked with HR",
            "acknowledged": warnings.compactMap { $0["number"] as? Int },
        ]
    }

    @Test func `One key submits, another approves, the service pays, and the report is fetched`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let upload = try await world.key("payroll", "upload")
                let approve = try await world.key("treasury", "approve", "accounts")
                let payroll = Payroll(rows: 4)
                _ = try await world.withService(bank, people: [:]) { port, _ in
                    let maker = APIClient(port: port, key: upload)
                    let checker = APIClient(port: port, key: approve)
                    let checked = try await maker.upload(payroll.text, "fileName=gaji.csv&dryRun=true")
                    #expect(checked.status == 200 && checked.object("check")["accepted"] as? Int == 4, "\(checked)")
                    #expect(checked.object["batch"] == nil)
                    #expect(try await checker.get("/batches").object["batches"] as? [String] == [])
                    let batch = try await submit(payroll.text, maker)
                    let body = try approval(try await checker.get(batch + "/preview"))
                    #expect(try await maker.post(batch + "/approve", body).code == "forbidden")
                    #expect(try bank.transfers().isEmpty)
                    let approved = try await checker.post(batch + "/approve", body)
                    #expect(approved.status == 200, "\(approved)")
                    #expect(approved.object["approved_by"] as? String == "key:treasury")
                    try await waitUntil("four people are paid") {
                        try await checker.get(batch).object["status"] as? String == "settled"
                    }
                    #expect(try await checker.get(batch).object("paid")["count"] as? Int == 4)
                    let rows = try await checker.get(batch + "/rows?limit=3&status=succeeded")
                    #expect((rows.object["rows"] as? [Any])?.count == 3 && rows.object["next"] is String, "\(rows)")
                    #expect(!rows.text.contains(payroll.rows[0].accountNumber))
                    let row = try await checker.get(batch + "/rows/2?account=whole")
                    #expect(row.object["account_number"] as? String == payroll.rows[0].accountNumber, "\(row)")
                    let reports = try await checker.get(batch + "/reports")
                    #expect((reports.object["reports"] as? [String])?.contains("results.csv") == true)
                    #expect(try await checker.get(batch + "/reports/results.csv").text.contains("succeeded"))
                    #expect(try await maker.get(batch + "/reports/results.csv").status == 403)
                    let journal = try await maker.get(batch + "/journal").text
                    #expect(journal.contains("report_taken") && journal.contains("key:payroll"), "\(journal)")
                }
                #expect(try bank.transfers().count == 4)
                #expect(try await world.salur(["verify", "--ledger", "salur.db"]).code == 0)
            }
        }
    }

    @Test func `A key with all rights does not approve what it has submitted`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let key = try await world.key("all", "upload", "approve", "operate", "accounts")
                _ = try await world.withService(bank, people: [:]) { port, _ in
                    let client = APIClient(port: port, key: key)
                    let batch = try await submit(Payroll(rows: 2).text, client)
                    let body = try approval(try await client.get(batch + "/preview"))
                    let answer = try await client.post(batch + "/approve", body)
                    #expect(answer.status == 409 && answer.code == "four_eyes", "\(answer)")
                }
                #expect(try bank.transfers().isEmpty)
            }
        }
    }

    @Test func `Killed before it can answer, the service makes one batch of a file that is sent again`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let key = try await world.key("payroll", "upload")
                let text = Payroll(rows: 5).text
                let killed = [CrashPoint.switchName: "batch_submitted.committed" as String?]
                _ = try? await world.withService(bank, people: [:], settings: killed) { port, running in
                    _ = try? await APIClient(port: port, key: key).upload(text, once: "march")
                    try await waitUntil("it is gone") { running.hasEnded }
                }
                _ = try await world.withService(bank, people: [:]) { port, _ in
                    let client = APIClient(port: port, key: key)
                    let again = try await client.upload(text, once: "march")
                    #expect(again.status == 201 && again.headers["idempotent-replayed"] == nil, "\(again)")
                    let repeated = try await client.upload(text, once: "march")
                    #expect(repeated.status == 201 && repeated.text == again.text)
                    #expect(repeated.headers["idempotent-replayed"] == "true")
                    let other = try await client.upload(Payroll(rows: 6).text, once: "march")
                    #expect(other.status == 422 && other.code == "idempotency_key_reused")
                    #expect((try await client.get("/batches").object["batches"] as? [Any])?.count == 1)
                }
            }
        }
    }

    @Test func `Killed after it has paused a batch, the service does not pause it again`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let key = try await world.key("night", "upload", "operate")
                var batch = ""
                _ = try await world.withService(bank, people: [:]) { port, _ in
                    batch = try await submit(Payroll(rows: 2).text, APIClient(port: port, key: key))
                }
                let killed = [CrashPoint.switchName: "batch_status.committed" as String?]
                let path = batch
                _ = try? await world.withService(bank, people: [:], settings: killed) { port, running in
                    let client = APIClient(port: port, key: key)
                    _ = try? await client.post(path + "/pause", ["reason": "wait"], once: "pause")
                    try await waitUntil("it is gone") { running.hasEnded }
                }
                _ = try await world.withService(bank, people: [:]) { port, _ in
                    let client = APIClient(port: port, key: key)
                    #expect(try await client.post(path + "/resume", ["reason": "go on"]).status == 200)
                    let again = try await client.post(path + "/pause", ["reason": "wait"], once: "pause")
                    #expect(again.status == 200 && again.object["status"] as? String == "submitted", "\(again)")
                    #expect(try await client.get(path).object["status"] as? String == "submitted")
                }
            }
        }
    }

    @Test func `A row is resolved by proof only where it is in doubt, and a new reference is for a retry alone`()
        async throws
    {
        try await World.with { world in
            try await world.withBank { bank in
                let (key, looks) = (
                    try await world.key("night", "upload", "operate"), try await world.key("watch", "upload")
                )
                _ = try await world.withService(bank, people: [:]) { port, _ in
                    let client = APIClient(port: port, key: key)
                    let batch = try await submit(Payroll(rows: 2).text, client)
                    let row = batch + "/rows/2/resolve"
                    let proof = ["result": "failed", "evidence": "mail of the bank"]
                    let watch = APIClient(port: port, key: looks)
                    #expect(try await watch.post(row, proof).status == 403)
                    let refused = try await client.post(row, proof, once: "proof")
                    #expect(refused.status == 200 && refused.object("done")["count"] as? Int == 0, "\(refused)")
                    #expect(try await client.post(row, proof, once: "proof").text == refused.text)
                    let plan = try await client.post(row + "?dryRun=true", proof)
                    #expect(plan.object("planned")["count"] as? Int == 0, "\(plan)")
                    for body in [[:], ["result": "failed"], ["external_id": "1"], ["result": "paid", "evidence": "x"]] {
                        #expect(try await client.post(row, body).status == 400, "\(body)")
                    }
                    #expect(try await client.post(batch + "/rows/9/resolve", proof).status == 404)
                    let foreign = ["external_id": String(repeating: "a", count: 32)]
                    #expect(try await client.post(row, foreign).status == 422)
                    var decision: [String: Any] = [
                        "act": "cancel", "status": ["queued"], "reason": "wrong month", "new_reference": true,
                    ]
                    #expect(try await client.post(batch + "/decisions?dryRun=true", decision).status == 400)
                    decision["act"] = "retry"
                    #expect(try await client.post(batch + "/decisions?dryRun=true", decision).status == 200)
                }
            }
        }
    }

    @Test func `Rows are decided only where their number and sum are as expected`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let key = try await world.key("night", "upload", "operate")
                _ = try await world.withService(bank, people: [:]) { port, _ in
                    let client = APIClient(port: port, key: key)
                    let batch = try await submit(Payroll(rows: 3).text, client)
                    var body: [String: Any] = ["act": "cancel", "status": ["queued"], "reason": "wrong month"]
                    let plan = try await client.post(batch + "/decisions?dryRun=true", body)
                    #expect(plan.object("planned")["count"] as? Int == 3, "\(plan)")
                    #expect(plan.object("planned")["sum"] as? Int == 153_000)
                    let missing = try await client.post(batch + "/decisions", body)
                    #expect(missing.status == 409 && missing.code == "expected_differs", "\(missing)")
                    body["expected"] = ["count": 3, "sum": 152_999]
                    #expect(try await client.post(batch + "/decisions", body).code == "expected_differs")
                    body["expected"] = ["count": 3, "sum": 153_000]
                    let done = try await client.post(batch + "/decisions", body, once: "cancel")
                    #expect(done.status == 200 && done.object("done")["count"] as? Int == 3, "\(done)")
                    #expect(try await client.post(batch + "/decisions", body, once: "cancel").text == done.text)
                }
            }
        }
    }
}
