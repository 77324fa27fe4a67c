import Foundation
import Testing

/// Many at once, slow ones, and the same again and again: what a flood may cost in time, memory and disk.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct HostileFloodTests {
    /// By how much the ledger may grow in a flood: the log of the database, which is used again from its beginning.
    private static let ledgerGrowthBytesMax = 6 << 20

    @Test func `Slow and silent senders beyond the most connections keep nobody away`() async throws {
        try await UnderAttack.run { target in
            let head = "POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
            let openings = [
                "", "P", "POST /callb", head, head + "X-SIGN", head + "\r\n", head + "\r\n{",
                "GET /healthz HTTP/1.1\r\n",
            ]
            // More than `CallbackServerLimits.connectionsMax`; the last ones wait in the backlog.
            let held = try (0..<400).map { number in
                let connection = try RawConnection(port: target.port)
                connection.send(openings[number % openings.count])
                if number.isMultiple(of: 5) { connection.endSending() }
                return connection
            }
            // A byte now and then keeps a connection from being idle, but not the wait for its body from ending.
            for round in 0..<3 {
                for number in held.indices where number % openings.count == 6 && number % 3 == round {
                    held[number].send(" ")
                }
            }
            try target.checkHealth()
            let good = RawCallback("{}").signed(with: target.secret)
            #expect(try target.status(good) == 200)
            // Every one of them is cut off, and learns nothing except that it was too slow.
            for connection in held {
                let answer = connection.answer()
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer)")
            }
            target.checkMemory()
        }
    }

    @Test func `A flood of forgeries leaves no trace in the ledger`() async throws {
        try await UnderAttack.run { target in
            let before = target.ledgerBytes
            let forgery = RawCallback(#"{"originalExternalId":"\#(target.waiting)","latestTransactionStatus":"00"}"#)
                .changed { $0.signature = String(repeating: "0", count: 128) }
            for _ in 1...300 { #expect(try target.status(forgery) == 401) }
            var refused = 0
            for _ in 1...20 { refused += try target.send(repeatElement(forgery, count: 200), counting: 401) }
            #expect(refused == 4000)
            #expect(target.ledgerBytes - before < Self.ledgerGrowthBytesMax)
            try target.checkHealth()
        }
    }

    @Test func `A proven callback that is replayed by thousands is counted, not stored again`() async throws {
        let replays = 1000
        try await UnderAttack.run(isHeard: true) { target in
            let padding = String(repeating: "x", count: 20_000)
            let body = #"{"originalExternalId":"\#(target.waiting)","latestTransactionStatus":"03","x":"\#(padding)"}"#
            let callback = RawCallback(body).signed(with: target.secret)
            #expect(try target.status(callback) == 200)
            let before = target.ledgerBytes
            var taken = 0
            for _ in 1...(replays / 50) { taken += try target.send(repeatElement(callback, count: 50), counting: 200) }
            #expect(taken == replays)
            // Stored each time they would be 20 MB, in the ledger and in its log.
            #expect(target.ledgerBytes - before < Self.ledgerGrowthBytesMax, "\(target.ledgerBytes - before)")
            try target.checkHealth()
        } after: { reports in
            let events = try reports.events.count
            #expect(events < 100, "each replay is an event")
        }
    }

    @Test func `Where nothing proves a callback, strangers cannot fill the disk`() async throws {
        try await UnderAttack.run(bankOptions: ["--callbacks", "none"], isHeard: true) { target in
            let before = target.ledgerBytes
            let padding = String(repeating: "x", count: 60_000)
            var taken = 0
            for round in 0..<50 {
                let strangers = (0..<10).map { number in
                    RawCallback(#"{"originalExternalId":"stranger-\#(round)-\#(number)","x":"\#(padding)"}"#)
                        .changed {
                            $0.target = number % 2 == 0 ? "/callbacks/transfer" : "/callbacks/account-validation"
                        }
                }
                taken += try target.send(strangers, counting: 200)
            }
            #expect(taken == 500)
            // Who knows the identifier of a transfer may hint at it as often as he likes.
            for round in 0..<30 {
                let hints = (0..<10).map { number in
                    RawCallback(#"{"originalExternalId":"\#(target.waiting)","x":"\#(round)\#(number)\#(padding)"}"#)
                }
                taken += try target.send(hints, counting: 200)
            }
            #expect(taken == 800)
            // Stored whole they would be 48 MB.
            #expect(target.ledgerBytes - before < Self.ledgerGrowthBytesMax, "\(target.ledgerBytes - before)")
            try target.checkHealth()
        } after: { reports in
            let noted = try reports.events.count { $0.contains("callback_noted") }
            #expect(noted < 20, "each hint is an event: \(noted)")
        }
    }
}
