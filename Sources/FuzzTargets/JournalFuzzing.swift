internal import AuditTrail
internal import Crypto
internal import PayoutCore
internal import PayoutFile

/// A folder of reports as an auditor is given it: whatever stands in it is a finding in a sentence, and nothing but
/// what was signed with the key is proven by it. Each file begins with a line `=== NAME`.
enum JournalFuzzing {
    static func check(_ input: [UInt8]) throws(BrokenProperty) {
        let files = files(in: input)
        for name in names { try Scratch.write(name, files[name] ?? []) }
        let key: AuditPublicKey
        do { key = try AuditPublicKey(pem: publicKey) } catch { throw BrokenProperty("the tests' key is not read") }
        let verdict = try verdict(.init(publicKey: key))
        try demand(verdict.findingCount >= verdict.findings.count, "more findings are shown than counted")
        try demand((verdict.findingCount == 0) == verdict.findings.isEmpty, "findings are counted and not shown")
        for finding in verdict.findings { try demandHarmlessSentence(finding.phrase) }
        // The product may prove a folder by this key only if it is the one that the key signed.
        let isOriginal = digest(of: files) == signedDigest
        try demand(
            verdict.isProven == isOriginal, isOriginal ? "the original is refused" : "an altered folder is proven")
        let bare = try self.verdict(.init())
        try demand(bare.findingCount <= verdict.findingCount, "without a key, more is found")
        guard isOriginal else { return }
        let cut = try self.verdict(.init(publicKey: key, events: verdict.events + 1))
        try demand(!cut.isProven, "a cut end is not found")
    }

    private static let names = AuditFile.sealedNamesWithoutPage + [AuditFile.name]

    /// SHA-256 of the files that the tests' key signed. Its private half signs nothing else.
    static let signedDigest = "69ff103c0a71ced16fb8145aa28f3771dd002c002780ef08c99dca0118691b92"
    private static let publicKey = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAY/iotfxCuWdiJKqRsWmGyPQHIxCEgKTsND0jMuWG2R0=
        -----END PUBLIC KEY-----
        """

    private static func verdict(_ expectation: ReportVerifier.Expectation) throws(BrokenProperty)
        -> ReportVerifier.Verdict
    {
        do throws(FileError) {
            return try ReportVerifier(folder: Scratch.path, expectation: expectation).verify()
        } catch {
            throw BrokenProperty("a file that is there cannot be read: \(error)")
        }
    }

    static func digest(of files: [String: [UInt8]]) -> String {
        var hash = SHA256()
        for name in names {
            hash.update(data: Array("\(name) \(files[name]?.count ?? 0)\n".utf8))
            hash.update(data: files[name] ?? [])
        }
        return Hexadecimal.encode(hash.finalize())
    }

    private static func files(in input: [UInt8]) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        var current = ""
        for line in input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.starts(with: Array("=== ".utf8)) {
                current = String(decoding: line.dropFirst(4), as: UTF8.self)
            } else {
                files[current, default: []] += Array(line) + [UInt8(ascii: "\n")]
            }
        }
        // The last line has no line feed after it that the split could have taken away.
        if files[current]?.isEmpty == false { files[current]?.removeLast() }
        return files
    }
}
