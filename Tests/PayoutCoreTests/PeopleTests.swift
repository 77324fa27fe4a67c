import PayoutCore
import TestSupport
import Testing

/// Names, passwords, lock-outs and tokens of the people who sign in.
@Suite struct PeopleTests {
    private static let start = Timestamp(milliseconds: 1_771_051_030_000)

    // MARK: Names

    @Test(arguments: ["ani", "Ani.Wijaya", "a_b-c@example.com", "42", String(repeating: "a", count: 64)])
    func `A name is kept as it was written, and is the same in capitals`(text: String) throws {
        let name = try #require(PersonName(text))
        #expect(name.text == text)
        #expect(name == PersonName(text.uppercased()))
        #expect(Set([name]).contains(try #require(PersonName(text.lowercased()))))
    }

    @Test(arguments: [
        "", "a", String(repeating: "a", count: 65), "ani wijaya", "ani\n", "ani(siti)", "anï", "-ani", "salur", "Bank",
        "\u{212A}elvin",
    ])
    func `No other text is a name`(text: String) {
        #expect(PersonName(text) == nil)
    }

    // MARK: Passwords

    @Test(arguments: [
        ("hunter2", PasswordFault.tooShort), ("elevenchars", .tooShort),
        (String(repeating: "ab1!x", count: 300), .tooLong),
        ("siti.rahmawati", .isName), ("Siti.Rahmawati2026", .isName), ("1siti.rahmawati1", .isName),
        ("aaaaaaaaaaaa", .tooCommon), ("123123123123", .tooCommon), ("1q2w3e4r5t6y", .tooCommon),
        ("Password123456", .tooCommon), ("2026indonesia2026", .tooCommon), ("qwertyuiopasdfgh", .tooCommon),
        ("bismillah-1234", .tooCommon), ("passwordpassword", .tooCommon), ("9876543210987", .tooCommon),
    ])
    func `A password that is short, the name or common is refused`(password: String, fault: PasswordFault) throws {
        let name = try #require(PersonName("siti.rahmawati"))
        #expect(PasswordFault(in: password, of: name) == fault)
    }

    @Test(arguments: ["correct horse battery", "kucing-hitam-di-atap", "Tr0ub4dor&3 more", "sembilan belas ekor"])
    func `Other passwords are taken`(password: String) throws {
        #expect(PasswordFault(in: password, of: try #require(PersonName("siti.rahmawati"))) == nil)
    }

    @Test func `A random password is taken, and no two are the same`() throws {
        let seed = printedSeed(of: #function)
        let bits = SeededBits(SeededRandom(seed: seed))
        let made = (0..<200).map { _ in RandomPassword.make(random: bits) }
        let name = try #require(PersonName("siti"))
        #expect(made.allSatisfy { PasswordFault(in: $0.reveal(), of: name) == nil })
        #expect(Set(made).count == made.count)
    }

    @Test func `A hash is read back from its text, and does not show itself`() throws {
        let bytes = SeededBits(SeededRandom(seed: printedSeed(of: #function)))
        let hash = PasswordHash(cost: .usual, salt: bytes.bytes(16), key: bytes.bytes(32))
        #expect(hash.text.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
        #expect(PasswordHash(hash.text) == hash)
        #expect("\(hash)" == Secret.redacted && String(reflecting: hash) == Secret.redacted)
    }

    @Test(arguments: [
        "", "$scrypt$ln=15,r=8,p=1$00$00", "$scrypt$ln=60,r=8,p=1$%salt$%key", "$scrypt$ln=15,r=8$%salt$%key",
        "$scrypt$r=8,ln=15,p=1$%salt$%key", "$bcrypt$ln=15,r=8,p=1$%salt$%key", "$scrypt$ln=15,r=8,p=1$%salt$%key$",
        "$scrypt$ln=15,r=8,p=1,x=1$%salt$%key", "$scrypt$ln=-1,r=8,p=1$%salt$%key",
    ])
    func `No other text is a hash, nor one that asks for all the memory`(pattern: String) {
        let text = pattern.replacing("%salt", with: String(repeating: "0", count: 32))
            .replacing("%key", with: String(repeating: "0", count: 64))
        #expect(PasswordHash(text) == nil)
    }

    // MARK: Lock-outs

    @Test func `Five failures within a quarter of an hour lock a name for a quarter of an hour`() {
        var failures = SignInFailures()
        for minute in 0..<5 {
            #expect(failures.lockedUntil(at: Self.start + .seconds(60 * minute)) == nil)
            failures.add(at: Self.start + .seconds(60 * minute))
        }
        let last = Self.start + .seconds(240)
        let end = last + .seconds(900)
        #expect(failures.lockedUntil(at: last) == end)
        #expect(failures.lockedUntil(at: end - .milliseconds(1)) == end)
        #expect(failures.lockedUntil(at: end) == nil)
        // Those before the lock-out do not count again.
        failures.add(at: end)
        #expect(failures.lockedUntil(at: end) == nil)
    }

    @Test func `Failures that lie apart lock nothing`() {
        var failures = SignInFailures()
        for quarter in 0..<20 {
            failures.add(at: Self.start + .seconds(225 * quarter))
            #expect(failures.lockedUntil(at: Self.start + .seconds(225 * quarter)) == nil)
        }
    }

    @Test func `A clock that was ahead locks nobody`() {
        var failures = SignInFailures()
        for _ in 0..<5 { failures.add(at: Self.start + .seconds(86_400)) }
        #expect(failures.lockedUntil(at: Self.start) == nil)
    }

    // MARK: Sessions

    @Test func `A token is read back from its text, and its form token does not reveal it`() throws {
        let random = SeededBits(SeededRandom(seed: printedSeed(of: #function)))
        let token = SessionToken(random: random)
        let read = try #require(SessionToken(token.text))
        #expect(token.text.count == 64 && read.text == token.text)
        #expect(read.digest == token.digest && token.digest.count == 32)
        #expect(read.formToken == token.formToken && token.formToken != SessionToken(random: random).formToken)
        #expect(!token.formToken.contains(token.text) && token.formToken != Hexadecimal.encode(token.digest))
        #expect("\(token)" == Secret.redacted)
        for text in ["", "00", token.text + "0", String(token.text.dropLast()) + "g"] {
            #expect(SessionToken(text) == nil)
        }
    }

    @Test func `Roles are listed in one order`() {
        #expect(Set(Role.allCases).words == "maker, checker, operator, auditor, admin")
        #expect(Set<Role>([.admin, .maker]).inOrder == [.maker, .admin])
    }
}
