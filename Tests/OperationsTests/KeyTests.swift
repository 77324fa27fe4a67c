import FoundationEssentials
import PayoutCore
import PayoutLedger
import Testing

@testable import Operations

/// Keys of programs: what they open, for how long, from where, and what the journal says about it.
@Suite struct KeyTests {
    private let anywhere = "203.0.113.9"

    private func isAccepted(_ outcome: KeyOutcome) -> Bool { if case .accepted = outcome { true } else { false } }

    @Test func `A key is shown once, and the ledger does not have it`() async throws {
        let fixture = try await PeopleFixture()
        let key = try await fixture.people.addKey("Payroll", rights: [.upload], by: "ani").reveal()
        #expect(key.hasPrefix("salur_") && key.utf8.count == 6 + 64)
        guard case .accepted(let record) = try await fixture.people.accept(key: key, from: anywhere) else {
            Issue.record("the key is refused")
            return
        }
        #expect(record.terms.rights == [.view, .upload] && record.terms.actor == "key:payroll")
        for file in try FileManager.default.contentsOfDirectory(atPath: fixture.folder) {
            let data = FileManager.default.contents(atPath: fixture.folder + "/" + file) ?? Data()
            #expect(data.firstRange(of: Data(key.dropFirst(6).utf8)) == nil, "\(file)")
        }
        #expect(try fixture.people.keys().map(\.usedAt) == [fixture.clock.now()])
    }

    @Test func `What is no key, or was one, opens nothing`() async throws {
        let fixture = try await PeopleFixture()
        let key = try await fixture.people.addKey("payroll", rights: [.upload], by: "ani").reveal()
        let wrong = [
            "", "salur_", key.uppercased(), String(key.dropFirst(6)), key + "0",
            "salur_" + String(repeating: "0", count: 64),
        ]
        for text in wrong {
            guard case .unknown = try await fixture.people.accept(key: text, from: anywhere) else {
                Issue.record("\(text) is accepted")
                continue
            }
        }
        try await fixture.people.removeKey("PAYROLL", by: "ani")
        #expect(try await !isAccepted(fixture.people.accept(key: key, from: anywhere)))
        let again = try await fixture.people.addKey("payroll", rights: [.view], by: "ani").reveal()
        #expect(again != key)
        #expect(try await !isAccepted(fixture.people.accept(key: key, from: anywhere)))
        #expect(try await isAccepted(fixture.people.accept(key: again, from: anywhere)))
    }

    @Test func `A key ends, and each refusal of a minute is one event`() async throws {
        let fixture = try await PeopleFixture()
        let end = fixture.clock.now() + .seconds(3600)
        let key = try await fixture.people.addKey("payroll", rights: [.view], endsAt: end, by: "ani").reveal()
        #expect(try await isAccepted(fixture.people.accept(key: key, from: anywhere)))
        fixture.clock.pass(.seconds(3600))
        for _ in 1...3 {
            guard case .ended = try await fixture.people.accept(key: key, from: anywhere) else {
                Issue.record("the key is accepted after its end")
                return
            }
        }
        var kinds: [String] = []
        try fixture.ledger { try $0.forEachEvent(of: nil) { kinds.append($0.entry.kind) } }
        #expect(kinds == ["key_added", "key_refused"])
    }

    @Test func `A key is taken from the networks that it names alone`() async throws {
        let fixture = try await PeopleFixture()
        let key = try await fixture.people.addKey(
            "payroll", rights: [.view], from: ["10.1.0.0/16", "2001:db8::7"], by: "ani"
        ).reveal()
        for address in ["10.1.255.3", "::ffff:10.1.0.1", "2001:db8::7"] {
            #expect(try await isAccepted(fixture.people.accept(key: key, from: address)), "\(address)")
        }
        for address in ["10.2.0.1", "2001:db8::8", "", "unix"] {
            guard case .elsewhere = try await fixture.people.accept(key: key, from: address) else {
                Issue.record("\(address) is accepted")
                continue
            }
        }
    }

    @Test func `Terms that will not do are refused, and nothing is changed`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        _ = try await fixture.people.addKey("payroll", rights: [.view], by: "ani")
        let attempts: [(String, Set<KeyRight>, [String], Timestamp?)] = [
            ("Payroll", [.view], [], nil), ("p", [.view], [], nil), ("night", [], [], nil),
            ("night", [.view], ["10.0.0.0/33"], nil), ("night", [.view], ["home"], nil),
            ("night", [.view], [], fixture.clock.now()),
        ]
        for (name, rights, from, endsAt) in attempts {
            let failure = await fixture.failure {
                _ = try await $0.addKey(name, rights: rights, from: from, endsAt: endsAt, by: "ani")
            }
            #expect(failure?.status == .usage, "\(name) \(rights) \(from)")
        }
        #expect(await fixture.failure { try await $0.removeKey("night", by: "ani") }?.status == .usage)
        #expect(try fixture.people.keys().map(\.terms.name.text) == ["payroll"])
    }
}
