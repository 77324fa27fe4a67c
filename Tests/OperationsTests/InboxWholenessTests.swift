import FoundationEssentials
import Operations
import TestSupport
import Testing

/// A file that was cut off anywhere is not taken for all of it.
@Suite struct InboxWholenessTests {
    private static let message = """
        <?xml version="1.0"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"><CstmrCdtTrfInitn/></Document>

        """

    /// A file of one row, compressed.
    private static let gzip = Array(
        Data(
            base64Encoded: """
                H4sIAAAAAAACA0WJSxJAMAxA907hAFmktPZcwQFMpGEwTWaqvT9Wdu+TZZMsygIr6bWwRQFitqpl0ZpWyb9Sel/6GN\
                SKNCOg8+C63gdEHAJMNR7tTFrsNnBfRISdzqN5AGp7VYVnAAAA
                """) ?? Data())

    private static let workbook = WorkbookWriter(
        rows: [
            InboxFixture.header.split(separator: ",").map(String.init), ["A", "014", "1234500065", "Budi", "5", "x"],
        ]
    ).bytes
    /// In UTF-16, as some programs save text.
    private static let wide: [UInt8] = InboxFixture.csv("A", "B").utf16.reduce(into: [0xFF, 0xFE]) { bytes, unit in
        bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }

    @Test(
        "A format that has an end is complete with its end",
        arguments: [
            ("gaji.csv.gz", gzip), ("gaji.xlsx", workbook), ("gaji.csv", wide),
            ("gaji.xml", Array(message.utf8)), ("gaji.csv", Array(InboxFixture.csv("A", "B").utf8)),
            ("gaji.csv", Array(InboxFixture.csv("A", "B").replacing("\n", with: "\r\n").utf8)),
        ])
    func cutOff(name: String, bytes: [UInt8]) async throws {
        var random = SeededRandom(seed: printedSeed(of: #function))
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        let isText = name.hasSuffix(".csv")
        for _ in 0..<20 {
            // A text that ends with a line looks whole.
            let cut = Int.random(in: 1..<bytes.count - 3, using: &random)
            if isText, bytes[cut - 1] == 0x0A || bytes[cut - 1] == 0x0D || cut > 1 && bytes[cut - 2] == 0x0A {
                continue
            }
            try inbox.drop(name, Array(bytes[..<cut]))
            await inbox.settleDown()
            await inbox.look(after: .seconds(3600))
            #expect(inbox.states == [name: .incomplete], "\(cut) of \(bytes.count) bytes")
        }
        try inbox.drop(name, bytes)
        await inbox.settleDown()
        #expect(inbox.states != [name: .incomplete])
    }
}
