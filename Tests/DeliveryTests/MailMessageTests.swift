import Delivery
import PayoutCore
import Testing

/// Mails as text: headers that nobody can add to, and words that every mail program shows right.
@Suite struct MailMessageTests {
    private func mail(_ subject: String, _ text: String = "Halo.") throws -> String {
        MailMessage(
            from: try #require(MailAddress("salur@example.co.id")), to: try #require(MailAddress("siti@example.co.id")),
            subject: subject, text: text, identifier: "0123456789abcdef0123456789abcdef",
            at: Timestamp(milliseconds: 1_771_051_030_000)
        ).text
    }

    @Test func `A plain mail is what a mail program reads`() throws {
        #expect(
            try mail("gaji.csv is settled") == """
                From: Salur <salur@example.co.id>
                To: siti@example.co.id
                Subject: gaji.csv is settled
                Date: Sat, 14 Feb 2026 13:37:10 +0700
                Message-ID: <0123456789abcdef0123456789abcdef@example.co.id>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable
                Auto-Submitted: auto-generated

                Halo.
                """)
    }

    @Test(arguments: [
        ("PT Contoh", "From: PT Contoh <salur@example.co.id>"),
        ("PT Contoh, Tbk.", "From: =?utf-8?B?UFQgQ29udG9oLCBUYmsu?= <salur@example.co.id>"),
        ("A\" <x@y.id>\nBcc: z@y.id", "From: =?utf-8?B?QSIgPHhAeS5pZD4gQmNjOiB6QHkuaWQ=?= <salur@example.co.id>"),
    ])
    func `The name of a sender is plain words or encoded, and never an address`(name: String, line: String) throws {
        let address = try #require(MailAddress("salur@example.co.id"))
        let text = MailMessage(
            from: address, sender: name, to: address, subject: "x", text: "x", identifier: "1",
            at: Timestamp(milliseconds: 0)
        ).text
        #expect(text.split(separator: "\n").first.map(String.init) == line)
    }

    @Test(arguments: [
        "gaji\nBcc: evil@example.com", "gaji\r\nBcc: evil@example.com", "gaji\rBcc: evil@example.com",
        "gaji\u{85}Bcc: evil@example.com", "gaji\u{2028}Bcc: evil@example.com", "gaji\u{0}Bcc: evil@example.com",
    ])
    func `A subject never begins another header`(subject: String) throws {
        let headers = try mail(subject).split(separator: "\n\n", maxSplits: 1)[0].split(separator: "\n")
        #expect(headers.count == 9, "\(headers)")
        #expect(!headers.contains { $0.hasPrefix("Bcc") })
    }

    @Test func `A subject beyond ASCII is encoded in words of whole characters`() throws {
        let text = try mail("Penggajian – ringkasan “Maret” untuk seluruh karyawan di Jakarta dan Surabaya")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasPrefix("Subject: =?utf-8?B?") })
        let words = lines[start...].prefix { $0.hasPrefix("Subject:") || $0.hasPrefix(" =?utf-8?B?") }
        #expect(words.count >= 2 && words.allSatisfy { $0.utf8.count <= 78 && $0.hasSuffix("?=") }, "\(words)")
        #expect(try mail("Gaji é").contains("Subject: =?utf-8?B?R2FqaSDDqQ==?="))
        #expect(try mail("a =?utf-8?Q?b?=").contains("Subject: =?utf-8?B?"))
    }

    @Test func `A text is quoted so that no line is too long and no character is lost`() throws {
        let text = try mail("x", "Rp 1.000 = lunas – ya\r\nakhir \n" + String(repeating: "a", count: 200))
        #expect(text.contains("Rp 1.000 =3D lunas =E2=80=93 ya\nakhir=20\naaa"), "\(text)")
        #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
    }

    @Test(arguments: [
        "", "siti", "siti@", "@example.com", "siti@example..com", "a@b@c", "siti@example.com, budi@example.com",
        "siti@example.com\nBcc: x@y.id", "<siti@example.com>", "siti @example.com", "-oQ@example.com",
        "sité@example.com",
        "a..b@example.com",
    ])
    func `What could name another recipient is no address`(text: String) { #expect(MailAddress(text) == nil) }

    @Test func `Usual addresses are addresses`() {
        for text in ["siti@example.co.id", "finance+salur@mail.example.com", "root@localhost"] {
            #expect(MailAddress(text)?.description == text)
        }
    }
}
