import AuditTrail
import FoundationEssentials
import PayoutCore
import PayoutFile
import PayoutLedger
import TestSupport
import Testing
import Wording

/// What a report folder proves, and how it shows that it was altered.
@Suite struct VerificationTests {
    @Test("What was written together is proven, signed or not", arguments: [true, false]) func proven(isSigned: Bool)
        throws
    {
        let fixture = try AuditFixture()
        let folder = try fixture.write(try fixture.batch(), isSigned: isSigned)
        let verdict = try ReportVerifier(folder: folder).verify()
        #expect(verdict.findings.map(\.phrase.english) == [])
        #expect(verdict.isProven && verdict.batch == "2026-02" && verdict.events > 10)
        #expect(verdict.signer == (isSigned ? try AuditPublicKey(pem: AuditFixture.publicKey) : nil))
    }

    @Test("Any byte of any file that becomes another is found", arguments: ReportFiles.names, [true, false])
    func anyByte(name: String, isSigned: Bool) throws {
        let fixture = try AuditFixture()
        let files = try ReportFiles(try fixture.write(try fixture.batch(), isSigned: isSigned))
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for _ in 1...80 {
            var bytes = files.bytes(name)
            let index = Int.random(in: bytes.indices, using: &random)
            let byte = UInt8.random(in: 1...255, using: &random)
            bytes[index] ^= byte
            let verdict = try files.verdict(name, bytes)
            #expect(!verdict.isProven, "\(name), byte \(index) xor \(byte); seed \(seed)")
        }
        #expect(try files.verdict(name, files.bytes(name)).isProven)
    }

    @Test("A byte put in or taken out is found", arguments: ReportFiles.names) func byteMore(name: String) throws {
        let fixture = try AuditFixture()
        let files = try ReportFiles(try fixture.write(try fixture.batch()))
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for _ in 1...40 {
            var (more, less) = (files.bytes(name), files.bytes(name))
            let index = Int.random(in: more.indices, using: &random)
            more.insert([0x20, 0x0A, 0x22, 0x30][index % 4], at: index)
            less.remove(at: index)
            #expect(try !files.verdict(name, more).isProven, "\(name), byte \(index) put in; seed \(seed)")
            #expect(try !files.verdict(name, less).isProven, "\(name), byte \(index) taken out; seed \(seed)")
        }
        for extra in ["\n", " ", "\r\n", "x"] {
            #expect(try !files.verdict(name, files.bytes(name) + Array(extra.utf8)).isProven)
        }
    }

    @Test("Each line that is taken out, doubled or moved is found", arguments: ReportFiles.names)
    func anyLine(name: String) throws {
        let fixture = try AuditFixture()
        let files = try ReportFiles(try fixture.write(try fixture.batch()))
        let lines = files.lines(name)
        for index in lines.indices.dropLast() {
            var (without, doubled, moved) = (lines, lines, lines)
            without.remove(at: index)
            doubled.insert(lines[index], at: index)
            moved.swapAt(index, index + 1)
            #expect(try !files.verdict(name, lines: without).isProven, "\(name), line \(index + 1) taken out")
            #expect(try !files.verdict(name, lines: doubled).isProven, "\(name), line \(index + 1) doubled")
            if lines[index] != lines[index + 1] {
                #expect(try !files.verdict(name, lines: moved).isProven, "\(name), line \(index + 1) moved")
            }
        }
    }

    @Test("The line that was altered is named, and what follows it is not blamed") func line() throws {
        let fixture = try AuditFixture()
        let files = try ReportFiles(try fixture.write(try fixture.batch()))
        var lines = files.lines(AuditFile.name)
        let place = try #require(lines.firstIndex { String(decoding: $0, as: UTF8.self).contains("→ validating") })
        let altered = String(decoding: lines[place], as: UTF8.self).replacing("→ validating", with: "→ validated")
        lines[place] = Array(altered.utf8)
        let verdict = try files.verdict(AuditFile.name, lines: lines)
        #expect(verdict.findings.map(\.line) == [place + 1])
        var results = files.lines("results.csv")
        results[1] = Array(String(decoding: results[1], as: UTF8.self).replacing("succeeded", with: "failed").utf8)
        let found = try files.verdict("results.csv", lines: results).findings.map(\.phrase.english)
        #expect(found.contains { $0.hasPrefix("results.csv, line 2: its status is failed, and by the journal it is") })
        #expect(found.contains { $0.hasPrefix("reconciliation.json: by_status.succeeded says 1 rows") })
        #expect(found.contains { $0.hasPrefix("results.csv: it was altered") })
    }

    @Test("A transfer that is missing from attempts.csv is named") func missingAttempt() throws {
        let fixture = try AuditFixture()
        let files = try ReportFiles(try fixture.write(try fixture.batch()))
        var lines = files.lines("attempts.csv")
        lines.remove(at: 2)
        let found = try files.verdict("attempts.csv", lines: lines).findings.map(\.phrase.english)
        #expect(
            found.contains { $0.contains("results.csv, line 2: its transfer") && $0.contains("is not in attempts") })
    }

    @Test("Reports of an earlier day prove themselves, but not against a later printed line") func cutTail() throws {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        let folder = try fixture.write(batch)
        let early = try ReportFiles(folder)
        let before = try ReportVerifier(folder: folder, expectation: AuditFixture.expectation()).verify()
        let pending = try fixture.ledger.read { try $0.queued(batch.id, after: .none, limit: 1) }
        try fixture.ends(try #require(pending.first), as: .succeeded)
        try fixture.write(batch)
        let after = try ReportVerifier(folder: folder, expectation: AuditFixture.expectation()).verify()
        #expect(after.isProven && after.events > before.events)
        // Both printed lines hold for the later folder.
        for seen in [before, after] {
            for events in [seen.events, nil] {
                let expectation = try AuditFixture.expectation(head: String(seen.head.prefix(16)), events: events)
                #expect(try ReportVerifier(folder: folder, expectation: expectation).verify().isProven)
            }
        }
        for name in ReportFiles.names {
            try Data(early.bytes(name)).write(to: URL(filePath: folder + "/" + name))
        }
        #expect(try ReportVerifier(folder: folder).verify().isProven)
        for (head, events) in [(after.head, after.events), (after.head, nil), (nil, after.events)] as [(String?, Int?)]
        {
            let expectation = try AuditFixture.expectation(head: head, events: events)
            let verdict = try ReportVerifier(folder: folder, expectation: expectation).verify()
            #expect(verdict.findings.contains { $0.phrase.english.contains("cut off") })
        }
        let forged = try AuditFixture.expectation(head: String(after.head.reversed()), events: before.events)
        #expect(try !ReportVerifier(folder: folder, expectation: forged).verify().isProven)
    }

    @Test("Another key, or none, is found by the auditor who has the key") func wrongKey() throws {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        let folder = try fixture.write(batch)
        let other = ReportVerifier.Expectation(publicKey: try AuditPublicKey(pem: AuditFixture.otherPublicKey))
        let wrong = try ReportVerifier(folder: folder, expectation: other).verify()
        #expect(wrong.findings.contains { $0.phrase.english.contains("and not by yours") })
        try fixture.write(batch, isSigned: false)
        let unsigned = try ReportVerifier(folder: folder, expectation: AuditFixture.expectation()).verify()
        #expect(unsigned.findings.contains { $0.phrase.english.contains("is not signed") })
    }

    @Test("Files of two batches, or of two days, do not belong together") func mixed() throws {
        let fixture = try AuditFixture()
        let first = try ReportFiles(try fixture.write(try fixture.batch(name: "one")))
        let second = try ReportFiles(try fixture.write(try fixture.batch(name: "two")))
        for name in ReportFiles.names where first.bytes(name) != second.bytes(name) {
            #expect(try !second.verdict(name, first.bytes(name)).isProven, "\(name)")
        }
    }

    @Test("A missing folder or file is said, not called altered", arguments: ReportFiles.names)
    func missing(name: String) throws {
        #expect(throws: FileError.self) { try ReportVerifier(folder: "/nowhere").verify() }
        let fixture = try AuditFixture()
        let folder = try fixture.write(try fixture.batch())
        try FileManager.default.removeItem(atPath: folder + "/" + name)
        let error = #expect(throws: FileError.self) { try ReportVerifier(folder: folder).verify() }
        #expect(error?.fault == .missing)
    }

    @Test("Garbage is refused, whatever it is", arguments: ReportFiles.names) func garbage(name: String) throws {
        let fixture = try AuditFixture()
        let files = try ReportFiles(try fixture.write(try fixture.batch()))
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for round in 1...60 {
            let verdict = try files.verdict(name, Self.garbage(files.bytes(name), round, &random))
            #expect(!verdict.isProven, "\(name), round \(round); seed \(seed)")
            #expect(verdict.findings.count <= 20)
        }
    }

    private static func garbage(_ bytes: [UInt8], _ round: Int, _ random: inout SeededRandom) -> [UInt8] {
        switch round % 5 {
        case 0: return (0..<Int.random(in: 0...5000, using: &random)).map { _ in .random(in: 0...255, using: &random) }
        case 1: return Array(bytes[..<Int.random(in: 0..<bytes.count, using: &random)])
        case 2:
            // Numbers beyond everything.
            let digits = bytes.indices.filter { 0x30...0x39 ~= bytes[$0] }
            guard let at = digits.randomElement(using: &random) else { return [] }
            return bytes[..<at] + Array("99999999999999999".utf8.prefix(Int.random(in: 3...17, using: &random)))
                + bytes[at...]
        case 3: return Array(bytes.shuffled(using: &random))
        case _:
            var mixed = bytes
            for _ in 1...20 {
                mixed[Int.random(in: mixed.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            return mixed
        }
    }

    @Test("An altered file cannot steer the terminal that shows what was altered", arguments: ReportFiles.names)
    func noControlCharacterIsShown(name: String) throws {
        let fixture = try AuditFixture()
        let files = try ReportFiles(try fixture.write(try fixture.batch()))
        let verdict = "\u{1B}[2K\rProven: nothing was altered\u{202E}"
        let escaped = #"\u001b[2K\u000dProven: nothing was altered\u202e"#
        for word in ["2026-02", "succeeded", "rejected", "014", "results.csv", "00000000000000000000000000000002"] {
            for text in name.hasSuffix(".csv") ? [verdict] : [verdict, escaped] {
                let altered = String(decoding: files.bytes(name), as: UTF8.self).replacing(word, with: text)
                for finding in try files.verdict(name, Array(altered.utf8)).findings {
                    let steers = finding.phrase.english.unicodeScalars.contains { scalar in
                        [.control, .format].contains(scalar.properties.generalCategory)
                    }
                    #expect(!steers, "\(name), \(word): \(finding.phrase.english.debugDescription)")
                }
            }
        }
    }
}
