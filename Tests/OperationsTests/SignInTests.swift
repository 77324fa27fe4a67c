import FoundationEssentials
import PayoutCore
import PayoutLedger
import Testing

@testable import Operations

/// Signing in: passwords, codes, lock-outs.
@Suite struct SignInTests {
    @Test func `A person signs in, in whatever capitals`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("Siti", [.maker, .operator])
        let token = try await fixture.token("SITI")
        let person = try #require(try await fixture.people.signedIn(token: token))
        #expect(person.name == "Siti" && person.roles == [.maker, .operator])
        #expect(person.accepts(formToken: person.formToken))
        #expect(!person.accepts(formToken: token) && !person.accepts(formToken: ""))
        #expect(person.expiresAt == fixture.clock.now() + .seconds(3600))
    }

    /// RFC 7914, section 12.
    @Test func `Passwords are hashed by scrypt`() async throws {
        let key = try #require(
            Hexadecimal.decode("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"))
        let hash = PasswordHash(
            cost: .init(roundsLog: 14, blockSize: 8, parallelism: 1), salt: Array("SodiumChloride".utf8), key: key)
        #expect(try await KeyStretching.matches(Secret("pleaseletmein"), hash))
    }

    @Test func `No other text matches a hash, not even one that no password can be`() async throws {
        let hash = try await KeyStretching.hash(of: Secret("the same one"), cost: Self.cheap)
        for text in ["the same On", "", String(repeating: "a", count: 1 << 20)] {
            #expect(try await !KeyStretching.matches(Secret(text), hash))
        }
    }

    private static let cheap = PasswordHash.Cost(roundsLog: 4, blockSize: 8, parallelism: 1)

    @Test func `Each hash has a salt of its own`() async throws {
        let hashes = [
            try await KeyStretching.hash(of: Secret("the same one"), cost: Self.cheap),
            try await KeyStretching.hash(of: Secret("the same one"), cost: Self.cheap),
        ]
        #expect(hashes[0].salt != hashes[1].salt && hashes[0].key != hashes[1].key)
        for hash in hashes { #expect(try await KeyStretching.matches(Secret("the same one"), hash)) }
    }

    @Test(arguments: ["siti", "nobody", "not a name at all", ""])
    func `A name that nobody has is refused and locked as any other`(name: String) async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        var words: [String] = []
        for _ in 0..<6 { words.append(try await fixture.word(name, "wrong")) }
        #expect(words == ["refused", "refused", "refused", "refused", "locked 15", "locked 15"])
        fixture.clock.pass(.seconds(14 * 60))
        #expect(try await fixture.word(name) == "locked 1")
        fixture.clock.pass(.seconds(60))
        #expect(try await fixture.word(name, "wrong") == "refused")
    }

    @Test func `A name that nobody has takes the work of the others`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let siti = try fixture.ledger { try $0.people().first }
        #expect(siti?.password.cost == fixture.people.nobody.cost)
        #expect(People(settings: fixture.settings, clock: fixture.clock).nobody.cost == .usual)
    }

    @Test func `The right password ends a row of wrong ones`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        for _ in 0..<3 {
            for _ in 0..<4 { #expect(try await fixture.word("siti", "wrong") == "refused") }
            #expect(try await fixture.word("siti") == "signed in")
        }
    }

    @Test func `Many names tried from one address lock the address, and no other`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        func word(_ name: String, _ password: String, from address: String?) async throws -> String {
            switch try await fixture.people.signIn(name, password: password, code: nil, from: address) {
            case .signedIn: "signed in"
            case .refused: "refused"
            case .needsCode: "needs code"
            case .locked: "locked"
            }
        }
        let address = "203.0.113.7"
        for number in 1..<SignInFailures.countMaxOfAddress {
            #expect(try await word("name\(number)", "Spring2026!", from: address) == "refused")
            // A name of one's own clears nothing.
            if number == 20 { #expect(try await word("siti", PeopleFixture.password, from: address) == "signed in") }
        }
        #expect(try await word("another", "Spring2026!", from: address) == "locked")
        #expect(try await word("siti", PeopleFixture.password, from: address) == "locked")
        #expect(try await word("siti", PeopleFixture.password, from: "203.0.113.8") == "signed in")
        #expect(try await word("siti", PeopleFixture.password, from: nil) == "signed in")
        #expect(try fixture.events().filter { $0.hasPrefix("locked") } == ["locked nobody by salur"])
        fixture.clock.pass(SignInFailures.lockLength)
        #expect(try await word("siti", PeopleFixture.password, from: address) == "signed in")
    }

    @Test func `A person who is locked out is unlocked by another one`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        for _ in 0..<5 { _ = try await fixture.word("siti", "wrong") }
        #expect(try fixture.people.list().first?.lockedUntil != nil)
        #expect(try await fixture.people.unlock("siti", by: "ani"))
        #expect(try await !fixture.people.unlock("siti", by: "ani"))
        #expect(try await fixture.word("siti") == "signed in")
    }

    @Test func `Of many guesses at once no more are looked at than may be`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti")
        let people = fixture.people
        let guesses = ["a", "b", "c", "d", "e", "f", "g", "h"]
        let looked = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                for guess in guesses {
                    group.addTask {
                        if case .refused = try await people.signIn("siti", password: guess, code: nil) {
                            true
                        } else {
                            false
                        }
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(looked == 4)
        #expect(try await fixture.word("siti") == "locked 15")
        #expect(try fixture.events().filter { $0.hasPrefix("refused") }.count == 5)
    }

    @Test func `A code is asked for after the right password alone, and used once`() async throws {
        let fixture = try await PeopleFixture()
        let enrolment = try #require(try await fixture.add("siti", withCode: true))
        #expect(enrolment.base32.reveal().count == 32)
        #expect(enrolment.address.reveal().contains("secret=\(enrolment.base32.reveal())&"))
        #expect(try await fixture.word("siti", "wrong") == "refused")
        #expect(try await fixture.word("siti") == "needs code")
        #expect(try await fixture.word("siti", code: "") == "needs code")
        let code = try fixture.code("siti")
        #expect(try await fixture.word("siti", "wrong", code: code) == "refused")
        #expect(try await fixture.word("siti", code: code) == "signed in")
        #expect(try await fixture.word("siti", code: code) == "refused")
        fixture.clock.pass(.seconds(30))
        #expect(try await fixture.word("siti", code: fixture.code("siti")) == "signed in")
    }

    @Test func `Wrong codes lock a person out as wrong passwords do`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti", withCode: true)
        let right = try fixture.code("siti")
        for _ in 0..<4 {
            #expect(try await fixture.word("siti", code: right == "000000" ? "1" : "000000") == "refused")
        }
        #expect(try await fixture.word("siti", code: "abc") == "locked 15")
        #expect(try await fixture.word("siti", code: right) == "locked 15")
    }

    @Test func `Another secret makes the codes of the first one worthless, and no secret asks for none`() async throws {
        let fixture = try await PeopleFixture()
        try await fixture.add("siti", withCode: true)
        let old = try fixture.code("siti")
        _ = try await fixture.people.enrolCode("siti", by: "ani")
        #expect(try await fixture.word("siti", code: old) == "refused")
        #expect(try await fixture.word("siti", code: fixture.code("siti")) == "signed in")
        try await fixture.people.disableCode("siti", by: "ani")
        #expect(try await fixture.word("siti") == "signed in")
    }
}
