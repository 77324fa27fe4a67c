import Foundation
import Testing

/// The commands of `docs/api.md` do what stands there.
@Suite(.timeLimit(.minutes(15)))
struct APIGuideTests {
    /// The `curl` commands of the page, in their order.
    private static func commands() throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let page = try String(contentsOf: root.appending(path: "docs/api.md"), encoding: .utf8)
        let blocks = page.components(separatedBy: "```sh\n").dropFirst().map {
            $0.components(separatedBy: "\n```")[0].replacingOccurrences(of: "\\\n", with: " ")
        }
        return blocks.flatMap { $0.components(separatedBy: "\n") }.filter { $0.hasPrefix("curl ") }
    }

    @Test func `Every command of the page works, one after the other`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                var payroll = Payroll(rows: 2)
                for number in 1...2 { payroll.add(.transferFails, number: number) }
                try world.write(payroll.text, to: "gaji.csv")
                var variables = [
                    "PAYROLL": try await world.key("payroll", "upload"),
                    "TREASURY": try await world.key("treasury", "approve", "accounts"),
                    "NIGHT": try await world.key("night", "operate"),
                ]
                let commands = try Self.commands()
                #expect(commands.count == 9)
                _ = try await world.withService(bank, people: [:]) { port, _ in
                    variables["SALUR"] = "http://127.0.0.1:\(port)"
                    let reader = APIClient(port: port, key: variables["NIGHT"])
                    for command in commands {
                        if command.contains("/reports/") || command.contains("/decisions") {
                            let path = "/batches/" + (variables["BATCH"] ?? "")
                            try await waitUntil("the batch is settled") {
                                try await reader.get(path).object["status"] as? String == "settled"
                            }
                        }
                        let set = variables.map { "\($0.key)='\($0.value)'\n" }.joined()
                        let curl = "curl() { command curl --silent --show-error --fail-with-body \"$@\"; }\n"
                        let ended = try await world.shell(set + curl + command)
                        #expect(ended.code == 0, "\(command): \(ended)")
                        let answer = APIClient.Answer(status: 200, text: ended.output, headers: [:])
                        if let batch = answer.object("batch")["batch"] as? String { variables["BATCH"] = batch }
                        if let mark = answer.object["mark"] as? String { variables["MARK"] = mark }
                    }
                }
                #expect(try Set(bank.transfers().map(\.partnerReferenceNo)).count >= 4)
            }
        }
    }
}
