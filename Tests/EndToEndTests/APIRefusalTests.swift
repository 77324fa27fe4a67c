import Foundation
import Testing

/// What the HTTP API of `salur serve` refuses, and in which words.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct APIRefusalTests {
    @Test func `Keys and sessions open what they are for, and nothing else`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let view = try await world.key("auditor", "view")
                let far = try await world.key("far", "upload", options: ["--from", "10.9.0.0/16"])
                _ = try await world.withService(bank, people: ["siti": "maker"]) { port, _ in
                    let none = APIClient(port: port, key: nil)
                    let stranger = try await none.get("/batches")
                    #expect(stranger.status == 401 && stranger.code == "unauthorized", "\(stranger)")
                    #expect(stranger.headers["www-authenticate"] == "Bearer realm=\"salur\"")
                    #expect(stranger.headers["content-type"] == "application/problem+json")
                    #expect(
                        try await APIClient(port: port, key: "salur_" + view.dropFirst(7)).get("/batches").status == 401
                    )
                    let elsewhere = try await APIClient(port: port, key: far).get("/batches")
                    #expect(elsewhere.status == 403 && elsewhere.code == "forbidden", "\(elsewhere)")
                    let siti = try await ConsoleClient(port: port, as: "siti")
                    #expect(try await siti.get("/api/v1/batches").status == 401)
                    let page = try await ConsoleClient(port: port).get(
                        "/", headers: ["Authorization": "Bearer \(view)"])
                    #expect(page.path == "/sign-in")
                    let auditor = APIClient(port: port, key: view)
                    #expect(try await auditor.get("/batches").status == 200)
                    for path in ["approve", "turn-down", "pause", "resume", "close", "decisions"] {
                        let answer = try await auditor.post("/batches/12345678/\(path)", ["reason": "x"])
                        #expect(answer.status == 403, "\(path): \(answer)")
                    }
                    #expect(try await auditor.upload("a").status == 403)
                }
                #expect(try await world.salur(["key", "remove", "auditor"]).code == 0)
            }
        }
    }

    @Test func `What cannot be read is refused with a code and what to do`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let key = try await world.key("all", "upload", "approve", "operate", "accounts")
                let small = ["SALUR_SERVICE_UPLOAD_MAX": "1" as String?]
                _ = try await world.withService(bank, people: [:], settings: small) { port, _ in
                    let client = APIClient(port: port, key: key)
                    let answers: [(APIClient.Answer, Int, String)] = [
                        (try await client.get("/nowhere"), 404, "not_found"),
                        (try await client.get("/batches/12345678"), 404, "not_found"),
                        (try await client.send("DELETE", "/batches", nil, [:]), 405, "method_not_allowed"),
                        (try await client.get("/batches?limit=0"), 400, "bad_request"),
                        (try await client.get("/batches?after=-1"), 400, "bad_request"),
                        (try await client.upload("a", once: nil), 400, "idempotency_key_missing"),
                        (try await client.upload("a", ""), 400, "bad_request"),
                        (try await client.upload("a", "fileName=a&dry_run=true"), 400, "bad_request"),
                        (try await client.upload("a", "fileName=a&dryRun=yes"), 400, "bad_request"),
                        (try await client.upload("a", "fileName=a&dryRun=true&dryRun=false"), 400, "bad_request"),
                        (try await client.upload("a", "fileName=a&kind=gift"), 400, "bad_request"),
                        (try await client.upload("no table"), 422, "header_refused"),
                        (try await client.upload(String(repeating: "a", count: 2 << 20)), 413, "too_large"),
                        (
                            try await client.upload(
                                "a=b", headers: ["Content-Type": "application/x-www-form-urlencoded"]), 415,
                            "unsupported_media_type"
                        ),
                    ]
                    for (answer, status, code) in answers {
                        #expect(answer.status == status && answer.code == code, "\(answer)")
                        #expect((answer.object["what_to_do"] as? String)?.isEmpty == false)
                    }
                    #expect(answers[2].0.headers["allow"] == "GET, POST")
                    let indonesian = try await client.get("/nowhere", headers: ["Accept-Language": "id-ID,id;q=0.9"])
                    #expect(indonesian.object["detail"] as? String == "Tidak ada apa-apa di alamat ini.")
                    let made = try await client.upload(Payroll(rows: 1).text)
                    let batch = "/batches/" + (try #require(made.object("batch")["batch"] as? String, "\(made)"))
                    for (body, status, code) in [
                        (["mark": "00", "reason": "x"], 409, "changed"), (["mark": "00"], 400, "bad_request"),
                        (["mark": "00", "reason": " "], 422, "usage"),
                        (["mark": "00", "reason": "x", "allow_repeat": "yes"], 400, "bad_request"),
                    ] {
                        let answer = try await client.post(batch + "/approve", body)
                        #expect(answer.status == status && answer.code == code, "\(body): \(answer)")
                    }
                    #expect(try await client.get(batch + "/reports/..%2Fsalur.db").status == 404)
                    #expect(try await client.get(batch + "/rows?status=paid").code == "bad_request")
                    for line in ["9223372036854775807", "4294967296", "0", "-1"] {
                        #expect(try await client.get(batch + "/rows/\(line)").code == "not_found", "\(line)")
                    }
                    // Under these names, people would find the other batch.
                    let identity = try #require(made.object("batch")["batch"] as? String)
                    for name in [String(identity.prefix(8)), String(identity.prefix(16)), "gaji-\(identity.prefix(8))"]
                    {
                        let answer = try await client.upload(
                            Payroll(rows: 1, series: 5).text, "fileName=e.csv&batch=\(name)")
                        #expect(answer.status == 422 && answer.code == "usage", "\(name): \(answer)")
                    }
                    #expect((try await client.get("/batches").object["batches"] as? [Any])?.count == 1)
                }
            }
        }
    }

    @Test func `A form with anything but one file is refused, and nothing is submitted`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let key = try await world.key("payroll", "upload")
                _ = try await world.withService(bank, people: [:]) { port, _ in
                    let client = APIClient(port: port, key: key)
                    let file = "name=\"file\"; filename=\"gaji.csv\"\r\n\r\n\(Payroll(rows: 1).text)"
                    let other = "name=\"file\"; filename=\"other.csv\"\r\n\r\n\(Payroll(rows: 2, series: 1).text)"
                    let dryRun = "name=\"dryRun\"\r\n\r\ntrue"
                    for parts in [[dryRun, file], [file, dryRun], [file, other], [dryRun]] {
                        let form =
                            parts.map { "--x7\r\nContent-Disposition: form-data; \($0)\r\n" }.joined() + "--x7--\r\n"
                        let answer = try await client.upload(
                            form, "", headers: ["Content-Type": "multipart/form-data; boundary=x7"])
                        #expect(answer.status == 400 && answer.code == "bad_request", "\(parts): \(answer)")
                    }
                    #expect((try await client.get("/batches").object["batches"] as? [Any])?.isEmpty == true)
                    #expect(world.names(in: "salur.db.uploads").isEmpty)
                }
            }
        }
    }

    @Test func `Keys are added, listed without what they open, and removed`() async throws {
        struct Keys: Decodable {
            struct Key: Decodable {
                let name: String
                let rights: [String]
                let from: [String]
                let endsAt: String?
            }
            let keys: [Key]
        }
        try await World.with { world in
            let key = try await world.key(
                "Night", "operate", options: ["--expires", "2099-12-31", "--from", "10.0.0.0/8", "--from", "::1"])
            let list = try await world.salur(["key", "list", "--json"])
            let listed = try #require(try list.json(Keys.self).keys.first)
            #expect(
                listed.name == "Night" && listed.rights == ["view", "operate"] && listed.from == ["10.0.0.0/8", "::1"])
            #expect(listed.endsAt == "2100-01-01T00:00:00+07:00")
            #expect(!list.output.contains(key.dropFirst(6)))
            for words in [
                ["night", "--right", "view"], ["n", "--right", "view"], ["day"], ["day", "--right", "all"],
                ["day", "--right", "view", "--expires", "2020-01-01"], ["day", "--right", "view", "--from", "home"],
            ] {
                #expect(try await world.salur(["key", "add"] + words).code == 64, "\(words)")
            }
            #expect(try await world.salur(["key", "remove", "night"]).code == 0)
            #expect(try await world.salur(["key", "remove", "night"]).code == 64)
            #expect(try await world.salur(["verify", "--ledger", "salur.db"]).code == 0)
        }
    }
}
