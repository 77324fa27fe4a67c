import PayoutFile
import TestSupport
import Testing

@Suite("Encodings and separators")
struct EncodingTests {
    private static let text = "nama,catatan\n\"José, Budi\",\"lunas “baru”\"\nSiti 😀,x\n"

    private static func utf16(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
            let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
            return bigEndian ? bytes.reversed() : bytes
        }
    }

    @Test("UTF-16 is read like UTF-8, however the bytes arrive", arguments: [1, 3, 7, 1000], [false, true])
    func utf16(chunkBytes: Int, bigEndian: Bool) throws {
        let plain = try readAll(Self.text)
        let bytes = Self.utf16(Self.text, bigEndian: bigEndian)
        let read = try readAll(bytes, chunkBytes: chunkBytes, bufferBytes: 16)
        #expect(read.header == plain.header && read.rows == plain.rows && read.lines == plain.lines)
        #expect(read.format.hasByteOrderMark)
    }

    @Test("UTF-16 without a mark is known by its zeros", arguments: [false, true])
    func markless(bigEndian: Bool) throws {
        let text = "reference,name,account,amount,currency,note\n1,2,3,4,5,José\n"
        let read = try readAll(Self.utf16(text, bigEndian: bigEndian, mark: false))
        #expect(read.rows == [["1", "2", "3", "4", "5", "José"]])
    }

    @Test("damaged UTF-16 with a zero byte is refused for what comes first, in pieces of every size")
    func damageInPieces() {
        let start = "nama,catatan\nBudi,a"
        let lone: [UInt8] = [0x00, 0xD8, 0x41, 0x00]
        let zero: [UInt8] = [0x00, 0x00]
        let end = Self.utf16("b\nAni,x\n", bigEndian: false, mark: false)
        let zeroFirst = Self.utf16(start, bigEndian: false) + zero + end + lone + end
        let loneFirst = Self.utf16(start, bigEndian: false) + lone + end + zero + end
        for chunkBytes in 1...80 {
            for bufferBytes in [16, 17, 23, 64, 4096] {
                for (bytes, fault) in [(zeroFirst, FileFault.zeroByte), (loneFirst, .notUTF16)] {
                    let error = #expect(throws: FileError.self) {
                        try readAll(bytes, chunkBytes: chunkBytes, bufferBytes: bufferBytes)
                    }
                    #expect(error?.fault == fault, "\(chunkBytes), \(bufferBytes)")
                }
            }
        }
    }

    @Test("a large file of UTF-16 is read ahead like any other")
    func large() throws {
        let text = "a,b\n" + String(repeating: "José 😀,x\n", count: 100_000)
        let read = try readAll(Self.utf16(text, bigEndian: false))
        #expect(read.rows.count == 100_000 && read.rows.allSatisfy { $0 == ["José 😀", "x"] })
    }

    @Test("Windows-1252 is read where it is certain, and its first line is named")
    func windows1252() throws {
        let bytes = Array("a,b\nBudi,1\n\"Jos".utf8) + [0xE9, 0x2C, 0x22, 0x22, 0x22, 0x2C, 0x93, 0x78, 0x94, 0x0A]
        let reader = try PayoutFileReader(source: MemorySource(bytes, chunkBytes: 5), name: "test.csv")
        var rows: [[String]] = []
        while let row = try reader.nextRow() { rows.append(row.cells) }
        #expect(rows == [["Budi", "1"], ["José,\"", "“x”"]])
        #expect(reader.steps.map(\.line) == [3])
        #expect(reader.steps.map(\.kind) == [.windows1252])
    }

    @Test(
        "the line sep=… names the separator",
        arguments: [
            ("sep=;\na;b,c\n1;2,3\n", ["a", "b,c"]), ("SEP=,\r\na,b;c\r\n1,2;3\r\n", ["a", "b;c"]),
            ("\"sep=|\"\na|b\n1|2\n", ["a", "b"]), ("sep=\t\na\tb\n1\t2\n", ["a", "b"]),
            ("sep=;;;\na;b;;\n1;2;;\n", ["a", "b", "", ""]),
        ])
    func separatorLine(text: String, header: [String]) throws {
        let read = try readAll(text)
        #expect(read.header == header && read.rows.count == 1 && read.lines == [3])
    }

    @Test("a separator that is not read is named")
    func unknownSeparator() {
        let error = #expect(throws: FileError.self) { try readAll("sep=:\na:b\n1:2\n") }
        #expect(error?.code == "separator_line" && error?.line == 1)
    }

    @Test("columns may stand between vertical bars")
    func pipe() throws {
        let read = try readAll("a|b, c|d\n1|\"2|3\"|4\n")
        #expect(read.header == ["a", "b, c", "d"] && read.rows == [["1", "2|3", "4"]])
        #expect(read.format.delimiter == .pipe)
    }
}
