import FoundationEssentials
import PayoutCore
import PayoutLedger
import SalurSettings
import Testing

@testable import Operations

/// Requests of the HTTP API that act: each once, whatever is repeated and wherever a process ends.
@Suite struct RequestBookTests {
    private struct Cut: Error {}

    /// A ledger with a key, and what a process has open of it.
    private struct Place: Sendable {
        let fixture: PeopleFixture
        let ledger: Ledger
        let key: KeyRecord

        init() async throws {
            fixture = try await PeopleFixture()
            _ = try await fixture.people.addKey("payroll", rights: [.operate], by: "ani")
            ledger = try Ledger(path: fixture.settings.ledgerPath)
            key = try #require(try fixture.people.keys().first)
        }

        /// As another process has it.
        var book: RequestBook { RequestBook(ledger: ledger, clock: fixture.clock) }

        /// Something that leaves an event of the key in the journal.
        func act() throws {
            try ledger.write { transaction in
                try transaction.record(
                    JournalEvent(
                        at: fixture.clock.now(), batch: nil, payout: nil, kind: "test_act", detail: "",
                        actor: key.terms.actor))
            }
        }

        var acts: Int {
            get throws {
                var count = 0
                try fixture.ledger { try $0.forEachEvent(of: nil) { count += $0.entry.kind == "test_act" ? 1 : 0 } }
                return count
            }
        }

        func once(
            _ book: RequestBook, request: UInt8 = 1,
            _ act: @escaping @Sendable (Bool) async throws -> RequestBook.Answer
        ) async throws -> RequestBook.Outcome {
            try await book.once("march", Array(repeating: request, count: 32), by: key, act: act)
        }
    }

    private func word(_ outcome: RequestBook.Outcome) -> String {
        switch outcome {
        case .answered(let answer, let isRepeated): "\(answer.status) \(answer.text)\(isRepeated ? " again" : "")"
        case .differs: "differs"
        case .underWay: "under way"
        }
    }

    @Test func `The same request gets the same answer, and acts once`() async throws {
        let place = try await Place()
        for (index, expected) in ["201 done", "201 done again", "201 done again"].enumerated() {
            let outcome = try await place.once(place.book) { hasActed in
                #expect(!hasActed && index == 0)
                try place.act()
                return RequestBook.Answer(status: 201, text: "done")
            }
            #expect(word(outcome) == expected)
        }
        #expect(try place.acts == 1)
    }

    @Test func `Another request under the same key is refused, and does nothing`() async throws {
        let place = try await Place()
        _ = try await place.once(place.book) { _ in RequestBook.Answer(status: 200, text: "done") }
        let outcome = try await place.once(place.book, request: 2) { _ in
            Issue.record("it acts")
            return RequestBook.Answer(status: 200, text: "")
        }
        #expect(word(outcome) == "differs")
    }

    @Test func `While a request is worked on, the same one waits`() async throws {
        let place = try await Place()
        let book = place.book
        _ = try await place.once(book) { _ in
            let second = try await place.once(book) { _ in RequestBook.Answer(status: 200, text: "second") }
            #expect(word(second) == "under way")
            return RequestBook.Answer(status: 200, text: "first")
        }
        #expect(
            word(try await place.once(book) { _ in RequestBook.Answer(status: 200, text: "") }) == "200 first again")
    }

    @Test func `What could not be worked on is tried again`() async throws {
        let place = try await Place()
        let failed = try await place.once(place.book) { _ in
            RequestBook.Answer(status: 503, text: "busy", isFinal: false)
        }
        #expect(word(failed) == "503 busy")
        let second = try await place.once(place.book) { hasActed in
            #expect(!hasActed)
            return RequestBook.Answer(status: 200, text: "done")
        }
        #expect(word(second) == "200 done")
    }

    @Test func `A try that ended before its answer is known to have acted, or not`() async throws {
        let place = try await Place()
        for isAfterTheAct in [false, true] {
            await #expect(throws: Cut.self) {
                try await place.once(place.book) { hasActed in
                    #expect(!hasActed)
                    if isAfterTheAct { try place.act() }
                    throw Cut()
                }
            }
        }
        // Not final, and yet it stays known that it acted.
        for isFinal in [false, true] {
            _ = try await place.once(place.book) { hasActed in
                #expect(hasActed)
                return RequestBook.Answer(status: 503, text: "", isFinal: isFinal)
            }
        }
        #expect(try place.acts == 1)
    }

    @Test func `Of two processes with the same request one alone acts`() async throws {
        let place = try await Place()
        let outcome = try await place.once(place.book) { _ in
            _ = try await place.once(place.book) { _ in
                try place.act()
                return RequestBook.Answer(status: 200, text: "other")
            }
            #expect(throws: LedgerError.self) { try place.act() }
            return RequestBook.Answer(status: 503, text: "", isFinal: false)
        }
        #expect(word(outcome) == "503 ")
        #expect(try place.acts == 1)
        let again = try await place.once(place.book) { _ in RequestBook.Answer(status: 200, text: "") }
        #expect(word(again) == "200 other again")
    }

    @Test func `An answer is kept for thirty days`() async throws {
        let place = try await Place()
        _ = try await place.once(place.book) { _ in RequestBook.Answer(status: 200, text: "first") }
        place.fixture.clock.pass(LedgerTransaction.answersKept)
        let kept = try await place.once(place.book) { _ in RequestBook.Answer(status: 200, text: "") }
        #expect(word(kept) == "200 first again")
        place.fixture.clock.pass(.seconds(1))
        let second = try await place.once(place.book) { _ in RequestBook.Answer(status: 200, text: "second") }
        #expect(word(second) == "200 second")
    }
}
