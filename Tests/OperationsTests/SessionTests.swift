import FoundationEssentials
import PayoutCore
import PayoutLedger
import SalurSettings
import Testing

@testable import Operations

/// How long a person stays signed in, and what ends it.
@Suite struct SessionTests {
    @Test func `A session ends after an hour without a request`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let token = try await fixture.token("siti")
        for _ in 0..<5 {
            fixture.clock.pass(.seconds(59 * 60))
            #expect(try await fixture.isSignedIn(token))
        }
        fixture.clock.pass(.seconds(60 * 60))
        #expect(try await !fixture.isSignedIn(token))
    }

    @Test func `A session ends after twelve hours, whatever the person does`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let token = try await fixture.token("siti")
        for _ in 0..<23 {
            fixture.clock.pass(.seconds(30 * 60))
            #expect(try await fixture.isSignedIn(token))
        }
        fixture.clock.pass(.seconds(20 * 60))
        let person = try await fixture.people.signedIn(token: token)
        #expect(person?.expiresAt == fixture.clock.now() + .seconds(10 * 60))
        fixture.clock.pass(.seconds(10 * 60))
        #expect(try await !fixture.isSignedIn(token))
        // It is cleared away when somebody signs in.
        _ = try await fixture.token("siti")
        #expect(try fixture.ledger { try $0.session(try #require(SessionToken(token)).digest) } == nil)
    }

    @Test func `Other lengths are a matter of settings`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let short = fixture.people(limits: SessionLimits(length: .seconds(600), idle: .seconds(60)))
        guard case .signedIn(let token) = try await short.signIn("siti", password: PeopleFixture.password, code: nil)
        else {
            Issue.record("siti could not sign in")
            return
        }
        fixture.clock.pass(.seconds(60))
        #expect(try await short.signedIn(token: token) == nil)
        #expect(try await fixture.isSignedIn(token))
    }

    @Test func `The last request is written once a minute at most`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let token = try await fixture.token("siti")
        let digest = try #require(SessionToken(token)).digest
        func seen() throws -> Timestamp? { try fixture.ledger { try $0.session(digest)?.seenAt } }
        let start = fixture.clock.now()
        fixture.clock.pass(.seconds(59))
        #expect(try await fixture.isSignedIn(token))
        #expect(try seen() == start)
        fixture.clock.pass(.seconds(1))
        #expect(try await fixture.isSignedIn(token))
        #expect(try seen() == start + .seconds(60))
    }

    @Test func `A person signs out of one browser, and stays in another one`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let (first, second) = (try await fixture.token("siti"), try await fixture.token("siti"))
        #expect(try fixture.people.list().first?.sessions == 2)
        try await fixture.people.signOut(token: first)
        try await fixture.people.signOut(token: first)
        try await fixture.people.signOut(token: "nonsense")
        #expect(try await !fixture.isSignedIn(first))
        #expect(try await fixture.isSignedIn(second))
        #expect(try fixture.events().filter { $0.hasPrefix("signed_out") }.count == 1)
    }

    @Test(arguments: ["", "nonsense", String(repeating: "0", count: 64), String(repeating: "g", count: 64)])
    func `Nobody is signed in with another token`(token: String) async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        _ = try await fixture.token("siti")
        #expect(try await !fixture.isSignedIn(token))
    }

    enum Change: CaseIterable {
        case password, roles, fewerRoles, removal
    }

    @Test(arguments: Change.allCases)
    func `A change of a person ends all the sessions of that person, and of nobody else`(change: Change) async throws {
        let fixture = try await PeopleFixture()
        for name in ["siti", "budi"] { try await fixture.add(name, [.maker, .operator]) }
        let (first, second) = (try await fixture.token("siti"), try await fixture.token("siti"))
        let other = try await fixture.token("budi")
        switch change {
        case .password: try await fixture.people.setPassword("siti", Secret("burung putih di pagar"), by: "ani")
        case .roles: try await fixture.people.setRoles("siti", [.maker, .operator, .admin], by: "ani")
        case .fewerRoles: try await fixture.people.setRoles("siti", [.maker], by: "ani")
        case .removal: try await fixture.people.remove("siti", by: "ani")
        }
        #expect(try await !fixture.isSignedIn(first))
        #expect(try await !fixture.isSignedIn(second))
        #expect(try await fixture.isSignedIn(other))
    }

    @Test func `No token lies in the ledger`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let token = try await fixture.token("siti")
        let secrets = [
            Data(token.utf8), Data(try #require(Hexadecimal.decode(token))), Data(PeopleFixture.password.utf8),
        ]
        for name in try FileManager.default.contentsOfDirectory(atPath: fixture.folder) where name.hasPrefix("salur.db")
        {
            let data = try #require(FileManager.default.contents(atPath: fixture.folder + "/" + name))
            for secret in secrets { #expect(data.firstRange(of: secret) == nil, "\(name)") }
        }
    }

    @Test func `A ledger that is open already is used`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let ledger = try Ledger(path: fixture.settings.ledgerPath)
        let people = fixture.people(ledger: ledger)
        guard case .signedIn(let token) = try await people.signIn("siti", password: PeopleFixture.password, code: nil)
        else {
            Issue.record("siti could not sign in")
            return
        }
        #expect(try await people.signedIn(token: token)?.name == "siti")
        #expect(try await fixture.isSignedIn(token))
    }
}
