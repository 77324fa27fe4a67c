import Foundation
import Testing

/// Whatever is thrown at the callback address of the real program: it stays up, stays small, reveals nothing and
/// changes nothing, and the next true callback is taken.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct HostileCallbackTests {
    private static let somebody =
        #"{"originalExternalId":"0190f3a1b2c3d4e5f60718293a4b5c6d","latestTransactionStatus":"00"}"#

    @Test func `Every wrong proof is answered with the same words, which tell nothing`() async throws {
        try await UnderAttack.run { target in
            let good = RawCallback(Self.somebody).signed(with: target.secret)
            let signature = try #require(good.signature)
            let wrong: [(inout RawCallback) -> Void] = [
                { $0.signature = nil }, { $0.signature = "" }, { $0.signature = " " }, { $0.signature = "0" },
                { $0.timestamp = nil }, { $0.timestamp = "" }, { $0.timestamp = "2026-02-14T13:40:01+07:00" },
                { $0.timestamp = "0001-01-01T00:00:00Z" }, { $0.timestamp = "9999-12-31T23:59:59+07:00" },
                { $0.timestamp = "now" }, { $0.timestamp = String(repeating: "9", count: 10_000) },
                { $0.signature = String(signature.dropLast(2)) }, { $0.signature = signature + "00" },
                { $0.signature = String(signature.reversed()) }, { $0.signature = "zz" + signature.dropFirst(2) },
                { $0.signature = Data(signature.utf8).base64EncodedString() },
                { $0.signature = String(repeating: "0", count: 128) },
                { $0.signature = String(repeating: "a", count: 12_000) },
                { $0.body.append(UInt8(ascii: " ")) }, { $0.body = [] }, { $0.body = Array("{}".utf8) },
                { $0.body = Array(Self.somebody.replacing("00\"}", with: "06\"}").utf8) },
                { $0.target = "/callbacks/account-validation" }, { $0.target += "?" }, { $0.target += "?a=b" },
                { $0.headers = ["X-SIGNATURE: \(signature)"] }, { $0.headers = ["X-TIMESTAMP: 2026"] },
                { $0 = $0.signed(with: "another secret") }, { $0 = $0.signed(with: "") },
            ]
            var answers: Set<String> = []
            for (number, change) in wrong.enumerated() {
                let answer = try RawConnection.exchange(port: target.port, good.changed(change).bytes)
                #expect(answer.hasPrefix("HTTP/1.1 401 "), "number \(number): \(answer)")
                let lines = answer.split(separator: "\r\n", omittingEmptySubsequences: false)
                answers.insert(lines.filter { !$0.lowercased().hasPrefix("date:") }.joined(separator: "\n"))
            }
            #expect(answers.count == 1, "\(answers)")
            let answer = try #require(answers.first).lowercased()
            #expect(answer.hasSuffix("\n\n"), "nothing stands behind the head: \(answer)")
            for word in ["server:", "hummingbird", "swift", "salur", "signature", "error", "version", "nio"] {
                #expect(!answer.contains(word), "\(answer)")
            }
            // The same callback under its own proof is taken. Nobody knows its transaction, and the answer does not
            // say so.
            #expect(try target.status(good) == 200)
        }
    }

    @Test func `Requests that are no requests are refused or cut off`() async throws {
        try await UnderAttack.run { target in
            let good = RawCallback(Self.somebody).signed(with: target.secret)
            let lines = good.bytes
            func text(_ head: String) -> [UInt8] { Array((head + "\r\n\r\n").utf8) }
            let long = String(repeating: "x", count: 100_000)
            let attacks: [[UInt8]] = [
                text("GET /callbacks/transfer HTTP/1.1\r\nHost: x\r\nConnection: close"),
                text("DELETE /healthz HTTP/1.1\r\nHost: x\r\nConnection: close"),
                text("CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\nConnection: close"),
                text("GET http://example.com/ HTTP/1.1\r\nHost: x\r\nConnection: close"),
                text("GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close"),
                text("GET /\(long) HTTP/1.1\r\nHost: x\r\nConnection: close"),
                text("POST /callbacks/transfer HTTP/1.0\r\nContent-Length: 0"),
                text("POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nX-SIGNATURE: \(long)\r\nContent-Length: 0"),
                text("POST /callbacks/transfer HTTP/1.1\r\n" + (0..<1000).map { "X-\($0): x\r\n" }.joined() + "A: b"),
                text("POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nContent-Length: -1"),
                text("POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3") + [
                    0, 0, 0,
                ],
                text("POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked")
                    + Array("zz\r\n".utf8),
                text("PRI * HTTP/2.0\r\n\r\nSM"), text("\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}\u{00}\u{01}\u{FC}"),
                [UInt8](repeating: 0, count: 10_000), (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 181) },
                Array(lines.prefix(20)) + [0] + lines.dropFirst(20),
            ]
            for (number, attack) in attacks.enumerated() {
                let connection = try RawConnection(port: target.port)
                connection.send(attack)
                connection.endSending()
                let answer = connection.answer()
                #expect(
                    answer.isEmpty || answer.hasPrefix("HTTP/1.") && !answer.hasPrefix("HTTP/1.1 2"),
                    "\(number): \(answer)")
                #expect(!answer.lowercased().contains("swift"), "\(number): \(answer)")
                try target.checkHealth()
            }
        }
    }

    @Test func `Bodies without end are never kept, whether their length is told or not`() async throws {
        try await UnderAttack.run { target in
            let head = "POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nX-SIGNATURE: 00\r\nX-TIMESTAMP: 2026\r\n"
            let megabyte = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
            for framing in ["Content-Length: 99999999999", "Transfer-Encoding: chunked"] {
                let connection = try RawConnection(port: target.port)
                connection.send(head + framing + "\r\n\r\n")
                for _ in 0..<200 {
                    if framing.hasPrefix("Transfer") { connection.send("100000\r\n") }
                    guard connection.send(megabyte) else { break }
                    if framing.hasPrefix("Transfer") { connection.send("\r\n") }
                }
                try target.checkHealth()
            }
            target.checkMemory()
        }
    }

    @Test func `Proven bodies of every bad kind are taken and mean nothing`() async throws {
        try await UnderAttack.run { target in
            let deep = 30_000
            let bodies: [[UInt8]] = [
                [], Array("null".utf8), Array("[]".utf8), Array("\"00\"".utf8), Array("{".utf8),
                Array(String(repeating: "[", count: deep).utf8),
                Array(String(repeating: #"{"a":"#, count: 10_000).utf8),
                Array((String(repeating: "[", count: deep) + String(repeating: "]", count: deep)).utf8),
                [UInt8](repeating: 0, count: 60_000), [0xFF, 0xFE, 0x00],
                Array(#"{"latestTransactionStatus":"0"#.utf8) + [0xC3, 0x28],
                Array(#"{"originalExternalId":"\u0000","latestTransactionStatus":"\ud800"}"#.utf8),
                Array(#"{"originalExternalId":"\#(target.waiting)\u0000","latestTransactionStatus":"00"}"#.utf8),
                Array(
                    #"{"originalExternalId":"\#(target.waiting.uppercased())X","latestTransactionStatus":"06"}"#.utf8),
                Array(#"{"originalExternalId":["\#(target.waiting)"],"latestTransactionStatus":"06"}"#.utf8),
                Array(#"{"amount":{"value":1e9999,"currency":"IDR"}}"#.utf8),
                Array((#"{"responseMessage":""# + String(repeating: "é", count: 30_000) + #""}"#).utf8),
            ]
            for (number, body) in bodies.enumerated() {
                for moment in [
                    "2026-02-14T13:40:00+07:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59+07:00", "yesterday",
                ] {
                    let callback = RawCallback(body).changed { $0.timestamp = moment }.signed(with: target.secret)
                    #expect(try target.status(callback) == 200, "\(number) at \(moment)")
                }
            }
            try target.checkHealth()
        }
    }

    @Test func `Proven words about another amount, account or currency never settle the transfer that they name`()
        async throws
    {
        try await UnderAttack.run(isHeard: true) { target in
            for amount in [
                #"{"value":"75001.00","currency":"IDR"}"#, #"{"value":75000.5,"currency":"IDR"}"#, "75000", "[]",
                #"{"value":"1e9999","currency":"IDR"}"#, #"{"value":1e9999,"currency":"IDR"}"#,
                #"{"value":"-75000.00","currency":"IDR"}"#, #"{"value":"75000.00","currency":"USD"}"#,
                #"{"value":"9223372036854775808.00","currency":"IDR"}"#, #"{"value":"","currency":"IDR"}"#, #""75000""#,
            ] {
                let body =
                    #"{"originalExternalId":"\#(target.waiting)","latestTransactionStatus":"06","amount":\#(amount)}"#
                #expect(try target.status(RawCallback(body).signed(with: target.secret)) == 200, "\(amount)")
            }
            for other in [
                #""beneficiaryAccountNo":"9900350001""#, #""beneficiaryBankCode":"008""#, #""serviceCode":"16""#,
            ] {
                let body = #"{"originalExternalId":"\#(target.waiting)","latestTransactionStatus":"06",\#(other)}"#
                #expect(try target.status(RawCallback(body).signed(with: target.secret)) == 200, "\(other)")
            }
            try await waitUntil("they are looked at") {
                try target.bank.requests("inquiry") > 0
            }
            #expect(try target.bank.ledger().booked.count == UnderAttack.payroll.rows.count)
        }
    }
}
