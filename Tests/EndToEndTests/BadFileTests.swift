import Foundation
import Testing

/// Files that cannot be paid at all: exit 65, a message that names the file and the line, and nothing is sent.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct BadFileTests {
    /// A file that is refused.
    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]?
        /// What the message has to say, besides the name of the file.
        let says: [String]

        var testDescription: String { name }

        init(_ name: String, _ bytes: (some Sequence<UInt8> & Sendable)?, says: String...) {
            self.name = name
            self.bytes = bytes.map(Array.init)
            self.says = says
        }
    }

    private static let plain = Payroll(rows: 3)
    private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0x08, 0x00, 0x00, 0x00]
    private static let sixteenBits: [UInt8] = [0xFF, 0xFE] + plain.text.utf16.flatMap { [UInt8($0 & 0xFF), 0xD8] }

    static let refused: [Refused] = [
        Refused("missing.csv", [UInt8]?.none, says: "there is no such file"),
        Refused("empty.csv", [UInt8](), says: "the file is empty"),
        Refused("header.csv", "\(Payroll.header)\n".utf8, says: "no rows"),
        Refused("columns.csv", "name,iban\nBudi,1\n".utf8, says: "line 1", "account_number"),
        Refused("binary.csv", plain.bytes + [0x41, 0xC3, 0x28, 0x0A], says: "line 5", "UTF-8"),
        Refused("zero.csv", plain.bytes + [0x41, 0x00, 0x0A], says: "line 5", "zero byte"),
        Refused(
            "joined.csv", "\u{FEFF}\(plain.text)\u{FEFF}\(plain.text)".utf8, says: "line 5",
            "two files were joined there"),
        Refused("wide.csv", sixteenBits, says: "UTF-16", "CSV UTF-8"),
        Refused("book.xlsx", zip + [UInt8](repeating: 7, count: 600), says: "Excel", "its sender"),
        Refused("quote.csv", "\(plain.text)GAJI-9,014,1200000099,\"BUDI,50000,\n".utf8, says: "line 5", "never closed"),
    ]

    @Test(arguments: refused)
    func `A file that is no payout file is refused, and nothing is sent`(file: Refused) async throws {
        try await World.with { world in
            if let bytes = file.bytes { try world.write(bytes, to: file.name) }
            let check = try await world.salur(["check", file.name])
            #expect(check.code == 65, "\(check)")
            for words in [file.name] + file.says { #expect(check.errors.contains(words), "\(check.errors)") }
            try await world.withBank { bank in
                let run = try await world.salur(["run", "--yes", file.name], bank: bank)
                #expect(run.code == 65, "\(run)")
                for words in [file.name] + file.says { #expect(run.errors.contains(words), "\(run.errors)") }
                #expect(try bank.ledger(summary: true).counters.requests.isEmpty)
            }
        }
    }

    @Test func `A gzipped file that was not copied completely is refused`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 500).text, to: "gaji.csv")
            #expect(try await world.shell("gzip gaji.csv && head -c 1500 gaji.csv.gz > cut.csv.gz").code == 0)
            let check = try await world.salur(["check", "cut.csv.gz"])
            #expect(check.code == 65, "\(check)")
            try await world.withBank { bank in
                let run = try await world.salur(["run", "--yes", "cut.csv.gz"], bank: bank)
                #expect(run.code == 65, "\(run)")
                for ended in [check, run] {
                    #expect(ended.errors.contains("cut.csv.gz"), "\(ended.errors)")
                    #expect(ended.errors.contains("ends too early"))
                }
                #expect(try bank.ledger(summary: true).counters.requests.isEmpty)
                // The unfinished import leaves nothing behind.
                #expect(try await world.salur(["status"]).output.contains("cut.csv") == false)
            }
        }
    }
}
