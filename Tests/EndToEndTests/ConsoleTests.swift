import Foundation
import Subprocess
import Testing

/// The console of `salur serve`: who may do what, and what becomes of a file that is uploaded.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ConsoleTests {
    private static let people: KeyValuePairs = [
        "siti": "maker", "budi": "checker", "oki": "operator", "ani": "auditor",
    ]

    /// Uploads and submits a file as siti.
    ///
    /// - Returns: the path of the batch.
    private func submit(_ text: String, _ port: Int, named name: String = "gaji.csv") async throws -> String {
        let maker = try await ConsoleClient(port: port, as: "siti")
        let checked = try await maker.upload(Data(text.utf8), named: name)
        #expect(checked.path.hasPrefix("/uploads/"), "\(checked)")
        return try await maker.post(checked.path + "/submit", [:]).path
    }

    /// The fields of the form with which a batch is approved, all warnings ticked.
    private func approval(_ page: String) throws -> [String: String] {
        let start = try #require(page.range(of: "name=\"mark\" value=\""))
        var fields = ["mark": String(page[start.upperBound...].prefix { $0 != "\"" }), "reason": "checked with HR"]
        for part in page.components(separatedBy: "name=\"seen").dropFirst() {
            fields["seen" + part.prefix { $0.isNumber }] = "1"
        }
        return fields
    }

    @Test func `A maker submits, another person approves, and the service pays`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let paid = try await world.withService(bank, people: Self.people) { port, _ in
                    let batch = try await submit(Payroll(rows: 4).text, port)
                    let maker = try await ConsoleClient(port: port, as: "siti")
                    let checker = try await ConsoleClient(port: port, as: "budi")
                    let fields = try approval(try await checker.get(batch).text)
                    #expect(try await maker.post(batch + "/approve", fields).status == 403)
                    #expect(try bank.transfers().isEmpty)
                    #expect(try await checker.post(batch + "/approve", fields).status == 200)
                    try await waitUntil("four people are paid") {
                        try await checker.get(batch).text.contains("pill settled")
                    }
                    let reports = try await checker.get(batch).text
                    // The file has the name that its person gave it, and not its place on the server.
                    #expect(!reports.contains(".uploads/"))
                    for file in ["results.csv", "reconciliation.json", "audit.jsonl", "report.html"] {
                        #expect(reports.contains(batch + "/reports/" + file), "\(file)")
                    }
                    let results = try await checker.get(batch + "/reports/results.csv")
                    #expect(results.text.components(separatedBy: "succeeded").count > 4, "\(results.text)")
                    #expect(results.headers["content-disposition"] == "attachment; filename=\"results.csv\"")
                    return try bank.transfers().count
                }
                #expect(paid == 4)
            }
        }
    }

    @Test func `Nobody approves another batch than was shown, or without having read its warnings`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                _ = try await world.withService(bank, people: Self.people) { port, _ in
                    let batch = try await submit(Payroll(rows: 2).text, port)
                    let checker = try await ConsoleClient(port: port, as: "budi")
                    var fields = try approval(try await checker.get(batch).text)
                    let mark = fields["mark"]
                    fields["mark"] = "00"
                    #expect(try await checker.post(batch + "/approve", fields).status == 409)
                    fields["mark"] = mark
                    #expect(fields.removeValue(forKey: "seen0") != nil)
                    #expect(try await checker.post(batch + "/approve", fields).status == 422)
                    fields["seen0"] = "1"
                    fields["reason"] = " "
                    #expect(try await checker.post(batch + "/approve", fields).status == 422)
                    #expect(try await checker.get(batch).text.contains("waiting for approval"))
                }
                #expect(try bank.transfers().isEmpty)
            }
        }
    }

    /// The page that a file with two wrong rows is corrected on, and its path.
    private func uploadWithFaults(_ maker: ConsoleClient) async throws -> String {
        var payroll = Payroll(rows: 3)
        payroll.rows[1].bankCode = "999"
        payroll.rows[2].amount = "1.5"
        return try await maker.upload(Data(payroll.text.utf8), named: "gaji.csv").path
    }

    @Test func `Rejected rows are corrected in place, and who approves sees each correction`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                _ = try await world.withService(bank, people: Self.people) { port, _ in
                    let maker = try await ConsoleClient(port: port, as: "siti")
                    let upload = try await uploadWithFaults(maker)
                    #expect(try await maker.get(upload + "/mend").text.contains("no bank has this code"))
                    // One row is right now, and the other is wrong in another way: what was typed stays.
                    let typed = ["cell_3_1": "014", "cell_4_4": "2.5x", "then": "stay"]
                    let again = try await maker.post(upload + "/mend", typed).text
                    #expect(again.contains("value=\"2.5x\"") && !again.contains("name=\"cell_3_1\""), "\(again)")
                    let checked = try await maker.post(upload + "/mend", ["cell_4_4": "52000", "then": "back"])
                    #expect(checked.path == upload && checked.text.contains("&quot;999&quot; is now &quot;014&quot;"))
                    let mark = try #require(checked.text.firstMatch(of: /name="mark" value="([0-9a-f]+)"/)?.1)

                    // A page that was shown before the last correction submits nothing.
                    #expect(try await maker.post(upload + "/submit", ["mark": "00"]).status == 409)
                    let batch = try await maker.post(upload + "/submit", ["mark": String(mark)]).path
                    let checker = try await ConsoleClient(port: port, as: "budi")
                    let page = try await checker.get(batch).text
                    #expect(page.contains("2 rows were corrected before the file was submitted, by console/siti"))
                    #expect(page.contains("amount &quot;1.5&quot; is now &quot;52000&quot;"), "\(page)")
                    let story = try await checker.get(batch + "/rows/3").text
                    #expect(story.contains("row corrected") && story.contains("console/siti"))
                    let fields = try approval(page)
                    #expect(try await maker.post(batch + "/approve", fields).status == 403)
                    #expect(try await checker.post(batch + "/approve", fields).status == 200)
                    try await waitUntil("three people are paid") { try bank.transfers().count == 3 }
                }
            }
        }
    }

    @Test func `Rejected rows of a batch are corrected later, and paid once`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                _ = try await world.withService(bank, people: Self.people) { port, _ in
                    let maker = try await ConsoleClient(port: port, as: "siti")
                    let first = try await maker.post(try await uploadWithFaults(maker) + "/submit", [:]).path
                    #expect(try await maker.get(first).text.contains(first + "/mend"))
                    let auditor = try await ConsoleClient(port: port, as: "ani")
                    #expect(try await auditor.post(first + "/mend", [:]).status == 403)
                    let page = try await maker.post(first + "/mend", [:])
                    let names = page.text.matches(of: /name="(cell_[0-9]+_[0-9]+)" value="(999|1\.5)"/)
                    #expect(names.count == 2, "\(page)")
                    var typed = ["then": "back"]
                    for name in names { typed[String(name.1)] = name.2 == "999" ? "014" : "52000" }
                    let upload = String(page.path.dropLast("/mend".count))
                    let checked = try await maker.post(upload + "/mend", typed).text
                    let mark = try #require(checked.firstMatch(of: /name="mark" value="([0-9a-f]+)"/)?.1)
                    let second = try await maker.post(upload + "/submit", ["mark": String(mark)]).path
                    #expect(second != first)
                    // Nothing of the first batch is left to mend: the second one asks for it.
                    #expect(try await maker.post(first + "/mend", [:]).status == 422)
                    #expect(try await !maker.get(first).text.contains(first + "/mend"))
                    let checker = try await ConsoleClient(port: port, as: "budi")
                    for batch in [first, second] {
                        let fields = try approval(try await checker.get(batch).text)
                        #expect(try await checker.post(batch + "/approve", fields).status == 200)
                    }
                    try await waitUntil("three people are paid") { try bank.transfers().count == 3 }
                }
            }
        }
    }

    @Test func `The payee book and the mandates show no whole account number to anybody`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                _ = try await world.withService(bank, people: Self.people) { port, _ in
                    let batch = try await submit(Payroll(rows: 2).text, port)
                    let checker = try await ConsoleClient(port: port, as: "budi")
                    let fields = try approval(try await checker.get(batch).text)
                    #expect(try await checker.post(batch + "/approve", fields).status == 200)
                    try await waitUntil("two people are paid") { try bank.transfers().count == 2 }
                    try await waitUntil("both are settled") {
                        try await checker.get(batch).text.contains("pill settled")
                    }
                    for (person, _) in Self.people {
                        let client = try await ConsoleClient(port: port, as: person)
                        let page = try await client.get("/payees").text
                        #expect(page.contains(batch + "/rows/3"), "\(page)")
                        #expect(page.contains("*** 0001") && !page.contains("00000001"), "\(page)")
                        #expect(try await client.get("/mandates").status == 200)
                    }
                    #expect(try await checker.post("/payees", ["account": "1"]).status == 422)
                    #expect(try await checker.post("/payees", ["name": "nobody"]).text.contains("No account is like"))
                }
            }
        }
    }

    @Test func `A batch that was turned down is never sent`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                _ = try await world.withService(bank, people: Self.people) { port, _ in
                    let batch = try await submit(Payroll(rows: 2).text, port)
                    let checker = try await ConsoleClient(port: port, as: "budi")
                    let fields = try approval(try await checker.get(batch).text)
                    let page = try await checker.post(batch + "/turn-down", ["reason": "wrong month"])
                    #expect(page.text.contains("wrong month"), "\(page)")
                    _ = try await checker.post(batch + "/approve", fields)
                    #expect(try await checker.get(batch).text.contains("closed by a person"))
                }
                #expect(try bank.transfers().isEmpty)
            }
        }
    }

    @Test func `An auditor sees all and changes nothing, a stranger sees nothing`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                _ = try await world.withService(bank, people: Self.people) { port, _ in
                    let batch = try await submit(Payroll(rows: 2).text, port)
                    let acts =
                        [
                            "/approve", "/turn-down", "/pause", "/resume", "/close", "/decide?act=cancel&status=queued",
                            "/rows/2/account",
                        ].map { batch + $0 }
                        + ["/submit", "/mend", "/take-back"].map { "/uploads/0123456789abcdef0123456789abcdef" + $0 }
                        + [batch + "/mend"]
                    let auditor = try await ConsoleClient(port: port, as: "ani")
                    for path in [batch, batch + "/rows", batch + "/rows/2", "/service", "/search?q=x", "/"] {
                        #expect(try await auditor.get(path).status == 200, "\(path)")
                    }
                    for path in acts {
                        #expect(try await auditor.post(path, ["reason": "x"]).status == 403, "\(path)")
                    }
                    #expect(try await auditor.upload(Data("a".utf8), named: "a.csv").status == 403)
                    let stranger = ConsoleClient(port: port)
                    for path in [batch, batch + "/rows", batch + "/progress", "/upload", "/service", "/nowhere"] {
                        #expect(try await stranger.get(path).path == "/sign-in", "\(path)")
                    }
                    for path in acts {
                        #expect(try await stranger.post(path, ["reason": "x"], token: "").status == 403, "\(path)")
                    }
                    #expect(try await auditor.get(batch).text.contains("waiting for approval"))
                }
                #expect(try bank.transfers().isEmpty)
            }
        }
    }

    @Test func `A form of another session or another site does nothing`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                _ = try await world.withService(bank, people: Self.people) { port, _ in
                    let batch = try await submit(Payroll(rows: 1).text, port)
                    let oki = try await ConsoleClient(port: port, as: "oki")
                    let foreign = try await ConsoleClient(port: port, as: "budi").formToken()
                    let reason = ["reason": "x"]
                    #expect(try await oki.post(batch + "/close", reason, token: foreign).status == 403)
                    #expect(try await oki.post(batch + "/close", reason, token: "").status == 403)
                    let elsewhere = ["Origin": "https://evil.example"]
                    #expect(try await oki.post(batch + "/close", reason, headers: elsewhere).status == 403)
                    let crossSite = ["Sec-Fetch-Site": "cross-site"]
                    #expect(try await oki.post(batch + "/close", reason, headers: crossSite).status == 403)
                    let maker = try await ConsoleClient(port: port, as: "siti")
                    #expect(try await maker.upload(Data("a".utf8), named: "a.csv", token: foreign).status == 403)
                    let page = try await oki.get("/sign-in")
                    #expect(page.headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
                    #expect(page.headers["x-content-type-options"] == "nosniff")
                    let token = try await oki.formToken()
                    _ = try await oki.post("/sign-out", [:])
                    #expect(try await oki.get("/").path == "/sign-in")
                    #expect(try await oki.post(batch + "/close", reason, token: token).status == 403)
                }
            }
        }
    }

    @Test func `No name leads out of a folder, and no file is too large`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let small = ["SALUR_SERVICE_UPLOAD_MAX": "1"]
                _ = try await world.withService(bank, people: Self.people, settings: small) { port, _ in
                    let batch = try await submit(Payroll(rows: 1).text, port, named: "../../etc/gaji maret?#.csv")
                    #expect(!batch.contains(".."))
                    let ani = try await ConsoleClient(port: port, as: "ani")
                    for file in ["..%2Fsalur.db", "..%2F..%2Fsalur.db", "%2e%2e/salur.db", ".salur", "none.csv"] {
                        #expect(try await ani.get(batch + "/reports/" + file).status == 404, "\(file)")
                    }
                    #expect(try await ani.get("/batches/..%2F..").status == 422)
                    let maker = try await ConsoleClient(port: port, as: "siti")
                    let large = try await maker.upload(Data(count: 3 << 20), named: "large.csv")
                    #expect(large.status == 422 && large.text.contains("larger than 1 MB"), "\(large)")
                    let wrong = try await maker.upload(Data("no table".utf8), named: "x.csv")
                    #expect(wrong.status == 422, "\(wrong)")
                }
            }
        }
    }

    @Test func `A row is found by its name, the end of its account and its amount, and digits stand in no address`()
        async throws
    {
        try await World.with { world in
            try await world.withBank { bank in
                _ = try await world.withService(bank, people: Self.people) { port, _ in
                    let batch = try await submit(Payroll(rows: 3).text, port)
                    let ani = try await ConsoleClient(port: port, as: "ani")
                    let wanted = ["name": "pegawai", "account": "0001", "amount": "51000"]
                    let page = try await ani.post("/search", wanted)
                    #expect(page.text.contains(batch + "/rows/3") && !page.text.contains(batch + "/rows/2"), "\(page)")
                    #expect(page.path == "/search" && page.text.contains("*** 0001"))
                    #expect(try await ani.post("/search", ["account": "1200000001"]).status == 422)
                    #expect(try await ani.post("/search", [:]).status == 422)
                    #expect(try await ani.post("/search", wanted, token: "").status == 403)
                }
            }
        }
    }

    @Test func `To see a whole account number is recorded`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                var payroll = Payroll(rows: 1)
                payroll.add(.pendingForEver)
                let account = payroll.rows[0].accountNumber
                _ = try await world.withService(bank, people: Self.people) { port, _ in
                    let batch = try await submit(payroll.text, port)
                    let oki = try await ConsoleClient(port: port, as: "oki")
                    #expect(try await !oki.get(batch + "/rows/2").text.contains(account))
                    #expect(try await oki.post(batch + "/rows/2/account", [:]).text.contains(account))
                    let story = try await oki.get(batch + "/rows/2").text
                    #expect(story.contains("account number shown") && story.contains("console/oki"), "\(story)")
                    #expect(try await oki.get(batch + "/reports/results.csv").status == 200)
                    let page = try await oki.get(batch).text
                    #expect(page.contains("report taken") && page.contains("results.csv"), "\(page)")
                }
            }
        }
    }

    @Test func `Killed while it pays, the service goes on and pays nobody twice`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let payroll = Payroll(rows: 40)
                _ = try? await world.withService(bank, people: Self.people) { port, running in
                    let batch = try await submit(payroll.text, port)
                    let checker = try await ConsoleClient(port: port, as: "budi")
                    let fields = try approval(try await checker.get(batch).text)
                    _ = try await checker.post(batch + "/approve", fields)
                    try await waitUntil("some are paid") { try bank.transfers().count > 5 }
                    running.send(.kill)
                    try await waitUntil("it is gone") { running.hasEnded }
                }
                _ = try await world.withService(bank, people: [:]) { port, _ in
                    let ani = try await ConsoleClient(port: port, as: "ani")
                    try await waitUntil("all is settled") { try await ani.get("/").text.contains("pill settled") }
                }
                // A transfer that was on its way when the service was killed, and that the bank does not know, is left
                // to a person.
                _ = try await world.salur(["report"], bank: bank)
                let reports = try Reports(world)
                try Audit(reports: reports, payroll: payroll, ledger: try bank.ledger()).check()
                #expect(Set(try reports.statuses.values).isSubset(of: ["succeeded", "not_found"]))
                let references = try bank.transfers().map(\.partnerReferenceNo)
                #expect(references.count > 5 && Set(references).count == references.count)
            }
        }
    }
}
