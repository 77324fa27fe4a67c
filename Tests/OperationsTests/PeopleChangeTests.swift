import FoundationEssentials
import PayoutCore
import PayoutLedger
import Testing
import Wording

@testable import Operations

/// Adding, changing and removing people, and what the journal says about it.
@Suite struct PeopleChangeTests {
    @Test func `A person is listed with roles, and never with a secret`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti", [.checker, .maker], withCode: true)
        try await fixture.add("Ani", [.admin])
        let entries = try fixture.people.list()
        #expect(entries.map(\.name) == ["Ani", "siti"])
        #expect(entries[1].roles == [.maker, .checker] && entries[1].hasCode && !entries[0].hasCode)
        #expect(entries[1].signedInAt == nil && entries[1].lockedUntil == nil && entries[1].sessions == 0)
        var dumped = ""
        dump(try fixture.ledger { try $0.people() }, to: &dumped)
        #expect(dumped.contains(Secret.redacted) && !dumped.contains("scrypt"))
    }

    @Test func `No two people have one name, and a removed person makes room`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let taken = await fixture.failure { _ in try await fixture.add("SITI") }
        #expect(taken?.status == .usage && taken?.phrase.english.contains("already") == true)
        try await fixture.people.remove("siti", by: "ani")
        #expect(try await fixture.word("siti") == "refused")
        try await fixture.add("SITI", [.auditor])
        #expect(try fixture.people.list().map(\.roles) == [[.auditor]])
        #expect(try await fixture.word("siti") == "signed in")
    }

    @Test func `What will not do is refused, and changes nothing`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let secret = Secret(PeopleFixture.password)
        let acts: [(People) async throws -> Void] = [
            { try await $0.add("not a name", password: secret, roles: [.maker], by: "ani") },
            { try await $0.add("budi", password: secret, roles: [], by: "ani") },
            { try await $0.add("budi", password: Secret("short"), roles: [.maker], by: "ani") },
            { try await $0.setPassword("siti", Secret("siti12345678"), by: "ani") },
            { try await $0.setPassword("budi", secret, by: "ani") },
            { try await $0.setRoles("siti", [], by: "ani") },
            { try await $0.setRoles("budi", [.maker], by: "ani") },
            { try await $0.remove("budi", by: "ani") }, { try await $0.unlock("budi", by: "ani") },
            { _ = try await $0.enrolCode("budi", by: "ani") }, { try await $0.disableCode("budi", by: "ani") },
        ]
        for act in acts {
            let failure = try #require(await fixture.failure(act))
            #expect(failure.status == .usage)
            #expect(failure.phrase.english.hasSuffix("Nothing was changed."), "\(failure.phrase.english)")
            #expect(!failure.phrase.english.contains(PeopleFixture.password))
        }
        #expect(try fixture.events() == ["added siti by ani"])
    }

    @Test func `Nobody can be listed where there is no ledger`() async throws {
        let fixture = try await PeopleFixture()
        #expect(await fixture.failure { _ = try $0.list() }?.status == .badSettings)
        #expect(
            await fixture.failure { _ = try await $0.signIn("siti", password: "", code: nil) }?.status == .badSettings)
    }

    @Test func `Everything that happens to people is in the journal, and the journal is whole`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        try await fixture.add("budi", withCode: true)
        try await fixture.people.setRoles("siti", [.checker], by: "ani")
        try await fixture.people.setPassword("siti", Secret("burung putih di pagar"), by: "ani")
        for _ in 0..<5 { _ = try await fixture.word("siti", "wrong") }
        try await fixture.people.unlock("siti", by: "ani")
        let person = try await fixture.people.signIn("siti", password: "burung putih di pagar", code: nil)
        if case .signedIn(let token) = person { try await fixture.people.signOut(token: token) }
        try await fixture.people.disableCode("budi", by: "ani")
        try await fixture.people.remove("siti", by: "ani")
        let siti = [
            "removed siti by ani", "signed_out siti by siti", "signed_in siti by siti", "unlocked siti by ani",
            "locked siti by salur", "refused siti by salur", "refused siti by salur", "refused siti by salur",
            "refused siti by salur", "refused siti by salur", "password_set siti by ani", "roles_set siti by ani",
            "added siti by ani",
        ]
        #expect(try fixture.events(of: "SITI") == siti)
        let budi = ["code_disabled budi by ani", "code_enrolled budi by ani", "added budi by ani"]
        #expect(try fixture.events(of: "budi") == budi)
        let roles = try #require(try fixture.people.events(limit: 100).first { $0.act == .rolesSet })
        #expect(roles.detail == "siti: checker, before maker")
        let all = try fixture.people.events(limit: 100)
        #expect(all.count == siti.count + budi.count)
        let older = try fixture.people.events(before: all[2].number, limit: 2)
        #expect(older == Array(all[3..<5]))
        var chained = 0
        try fixture.ledger { try $0.forEachEvent(of: nil) { _ in chained += 1 } }
        #expect(chained == all.count)
    }

    @Test func `A name that nobody has is an event once a minute, and without the name`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        for name in ["secret-typed-as-name", "b1", "b2"] { _ = try await fixture.word(name, "wrong") }
        fixture.clock.pass(.seconds(60))
        _ = try await fixture.word("b3", "wrong")
        #expect(
            try fixture.events() == ["refused nobody by salur", "refused nobody by salur", "added siti by ani"])
        let details = try fixture.people.events(limit: 9).map(\.detail)
        #expect(!details.joined().contains("secret-typed"))
    }
}
