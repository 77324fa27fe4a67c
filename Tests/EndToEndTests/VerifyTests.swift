import Foundation
import Subprocess
import Testing

/// The tamper-evident journal as an auditor meets it: with the folder, the public key and the printed line.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct VerifyTests {
    private static let readme = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md").path

    private struct Verdict: Decodable {
        let proven: Bool
        let events: Int
        let head: String
        let keyFingerprint: String?
    }

    private struct Run: Decodable {
        struct Journal: Decodable {
            let events: Int
            let head: String
            let signature: String?
            let keyFingerprint: String?
        }
        let journal: Journal
    }

    private func withKey(_ world: World) async throws -> [String: String?] {
        let made = try await world.shell(
            "openssl genpkey -algorithm ed25519 -out audit-key.pem && chmod 600 audit-key.pem "
                + "&& openssl pkey -in audit-key.pem -pubout -out audit-public.pem")
        try #require(made.code == 0, "\(made.errors)")
        return ["SALUR_AUDIT_PRIVATE_KEY_FILE": "audit-key.pem"]
    }

    /// `events` and `head` of the line that a run ends with.
    private func printed(_ ended: Ended) throws -> (events: String, head: String) {
        let line = try #require(ended.output.split(separator: "\n").first { $0.hasPrefix("Journal: ") }, "\(ended)")
        let words = line.split(separator: " ")
        let head = words[4].filter { $0 != ";" && $0 != "," }
        return (words[1].filter(\.isNumber), head)
    }

    @Test func `A signed run is proven by its folder, its key and its printed line alone`() async throws {
        try await World.with { world in
            let key = try await withKey(world)
            var payroll = Payroll(rows: 8)
            for magic in [Payroll.Magic.invalidAccount, .transferFails, .refunded, .earlyAndTwice] {
                payroll.add(magic)
            }
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--faults", "0.3", "--seed", "11"]) { bank in
                let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: key)
                #expect(ended.output.contains("; signed by key "), "\(ended)")
                let folder = try Reports(world).folder
                let (events, head) = try printed(ended)
                let verdict = try await world.salur(
                    ["verify", folder, "--public-key", "audit-public.pem", "--head", head, "--events", events])
                #expect(verdict.code == 0, "\(verdict)")
                #expect(verdict.output.contains("Signed by your key"))
                let seal = try #require(ended.output.firstMatch(of: /seal ([0-9a-f]{64})/)).1
                #expect(try await world.salur(["verify", folder, "--seal", String(seal)]).code == 0)
                let stated = try await world.shell("tail -n 1 \(folder)/audit.jsonl | jq -j .statement | sha256sum")
                #expect(stated.output.hasPrefix(seal))
                let json = try await world.salur(["verify", "--json", folder])
                let document = try json.json(Verdict.self)
                #expect(document.proven && document.head == head && "\(document.events)" == events)

                // The folder somewhere else, without ledger and settings, and one digit of it changed.
                #expect(
                    try await world.shell("cp -r \(folder) copy && sed -i 's/succeeded/cancelled/' copy/results.csv")
                        .code == 0)
                let altered = try await world.salur(["verify", "copy"])
                #expect(altered.code == 1)
                #expect(altered.output.contains("copy") && altered.output.contains("results.csv, line "))
            }
        }
    }

    @Test func `The lines of the README prove the signature, the digests and the chain with public tools`() async throws
    {
        try await World.with { world in
            let key = try await withKey(world)
            try world.write(Payroll(rows: 4).text, to: "gaji.csv")
            try await world.withBank { bank in
                let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: key)
                #expect(ended.code == 0, "\(ended)")
                let folder = try Reports(world).folder
                let readme = try String(contentsOfFile: Self.readme, encoding: .utf8)
                let start = try #require(readme.range(of: "```sh\n# The auditor's lines\n"))
                let end = try #require(readme[start.upperBound...].range(of: "```"))
                try world.write(String(readme[start.upperBound..<end.lowerBound]), to: "\(folder)/audit.sh")
                #expect(try await world.shell("cp audit-public.pem \(folder)").code == 0)
                let proven = try await world.shell("cd \(folder) && sh -e audit.sh")
                #expect(proven.code == 0, "\(proven)")
                #expect(proven.output.contains("Signature Verified Successfully"))
                #expect(proven.output.contains("reconciliation.json: OK"))
                #expect(try proven.output.contains(printed(ended).head))
                for (file, old, new) in [
                    ("results.csv", "succeeded", "cancelled"), ("audit.jsonl", "validating", "validated"),
                    ("audit.jsonl", "journal seal", "journal seals"),
                ] {
                    let line =
                        "cd \(folder) && cp \(file) kept && sed -i 's/\(old)/\(new)/' \(file) && ! sh -e audit.sh"
                    let altered = try await world.shell(line + " && mv kept \(file)")
                    #expect(altered.code == 0, "\(file): \(altered)")
                }
            }
        }
    }

    @Test func `Without a key the run says so, and the printed line still shows a cut end`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 3).text, to: "gaji.csv")
            try await world.withBank { bank in
                let first = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(first.output.contains("; not signed"))
                let folder = try Reports(world).folder
                let (events, head) = try printed(first)
                let proven = try await world.salur(["verify", folder, "--head", head, "--events", events])
                #expect(proven.code == 0 && proven.output.contains("Not signed"), "\(proven)")
                #expect(try await world.shell("sed -i '$d' \(folder)/audit.jsonl").code == 0)
                let cut = try await world.salur(["verify", folder, "--head", head])
                #expect(cut.code == 1 && cut.output.contains("audit.jsonl: the seal"), "\(cut)")
                let again = try await world.salur(["report", "--json"], bank: bank)
                let journal = try #require(try again.json([Run].self).first?.journal)
                #expect(journal.head == head && journal.signature == nil && journal.keyFingerprint == nil)
                #expect(try await world.salur(["verify", folder]).code == 0)
            }
        }
    }

    @Test func `A run that was killed is an event, and the chain goes on`() async throws {
        try await World.with { world in
            // On a busy machine a callback may be late, and this test is not about callbacks.
            let key = try await withKey(world).merging(World.unhurried) { $1 }
            try world.write(Payroll(rows: 150).text, to: "gaji.csv")
            try await world.withBank(["--answer-delay", "20ms..60ms"]) { bank in
                for round in 1...2 {
                    _ = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: key) { running in
                        try await waitUntil("transfers have begun") {
                            try bank.requests("transfer") >= 5 * round || running.hasEnded
                        }
                        running.send(.kill)
                    }
                }
                let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: key)
                // An intent whose request never left before the kill may end as not found.
                #expect(ended.code == 0 || ended.code == 1, "\(ended)")
                let folder = try Reports(world).folder
                let journal = try world.read("\(folder)/audit.jsonl")
                #expect(journal.contains("was cut off, without a word of its end"))
                #expect(
                    journal.contains(
                        #""kind":"run_ended","line":null,"reference":null,"status":null,"detail":"settled""#))
                let verdict = try await world.salur(["verify", folder, "--public-key", "audit-public.pem"])
                #expect(verdict.code == 0, "\(verdict)")
            }
        }
    }

    @Test func `What cannot be verified is told apart from what is altered`() async throws {
        try await World.with { world in
            #expect(try await world.salur(["verify", "nowhere"]).code == 65)
            #expect(try await world.salur(["verify"]).code == 64)
            #expect(try await world.salur(["verify", "x", "--head", "12"]).code == 64)
            #expect(try await world.salur(["verify", "x", "--public-key", "missing.pem"]).code == 65)
            let wrong = try await world.salur(
                ["doctor"], settings: ["SALUR_AUDIT_PRIVATE_KEY_FILE": "missing.pem"])
            #expect(wrong.code == 78 && "\(wrong)".contains("audit.privateKeyFile"), "\(wrong)")
        }
    }
}
