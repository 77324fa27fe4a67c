import PayoutCore
import TestSupport
import Testing

/// One-time codes, with the vectors of RFC 4226 and RFC 6238.
@Suite struct OneTimeCodeTests {
    /// The ASCII digits that both documents use.
    private static let secret = CodeSecret(Array("12345678901234567890".utf8))

    private static func moment(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1000) }

    private static func accepted(_ code: String, at seconds: Int64, after used: Int64? = nil) -> Int64? {
        OneTimeCode.acceptedStep(of: code, secret, at: moment(seconds), after: used)
    }

    @Test(
        arguments: zip(
            Int64(0)...9,
            [
                "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
            ]))
    func `Codes are those of RFC 4226, appendix D`(step: Int64, code: String) {
        #expect(OneTimeCode.code(Self.secret, step: step) == code)
    }

    /// The document has eight digits; six are the last of them.
    @Test(
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func `Codes are those of RFC 6238, appendix B`(seconds: Int64, code: String) {
        let step = OneTimeCode.step(at: Self.moment(seconds))
        #expect(OneTimeCode.code(Self.secret, step: step) == code.suffix(6))
        #expect(Self.accepted(String(code.suffix(6)), at: seconds) == step)
    }

    @Test func `A phone may be one step early or late, and no more`() {
        let now: Int64 = 1_111_111_111
        let step = OneTimeCode.step(at: Self.moment(now))
        for drift in Int64(-3)...3 {
            let code = OneTimeCode.code(Self.secret, step: step + drift)
            #expect(Self.accepted(code, at: now) == (abs(drift) <= 1 ? step + drift : nil))
        }
    }

    @Test func `A code is used once, and one before it not at all any more`() throws {
        let now: Int64 = 1_111_111_111
        let step = OneTimeCode.step(at: Self.moment(now))
        let codes = (-1...1).map { OneTimeCode.code(Self.secret, step: step + $0) }
        #expect(Self.accepted(codes[1], at: now, after: step - 1) == step)
        #expect(Self.accepted(codes[1], at: now, after: step) == nil)
        #expect(Self.accepted(codes[0], at: now, after: step) == nil)
        #expect(Self.accepted(codes[2], at: now, after: step) == step + 1)
    }

    @Test(arguments: ["", "0", "00000", "0000000", "14050471", "abcdef", "０５０４７１"])
    func `Nothing else is a code`(text: String) {
        #expect(Self.accepted(text, at: 1_111_111_111) == nil)
    }

    @Test func `Spaces in a code do not count`() {
        #expect(Self.accepted(" 050 471\n", at: 1_111_111_111) != nil)
    }

    /// RFC 4648, section 10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `Base32 is that of RFC 4648`(text: String, encoded: String) {
        #expect(CodeSecret(Array(text.utf8)).base32 == encoded)
    }

    @Test func `An app reads the address, and the secret does not show itself`() throws {
        let name = try #require(PersonName("siti@example.com"))
        #expect(
            Self.secret.address(for: name)
                == "otpauth://totp/Salur:siti%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Salur"
                + "&algorithm=SHA1&digits=6&period=30")
        #expect("\(Self.secret)" == Secret.redacted)
        let random = SeededBits(SeededRandom(seed: printedSeed(of: #function)))
        #expect(CodeSecret(random: random).bytes.count == 20)
    }
}
