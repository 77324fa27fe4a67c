import Foundation
import Glibc
import PayoutFile
import TestSupport
import Testing
import Wording

@Suite("Files that are refused")
struct FileErrorTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let name: String
        let bytes: [UInt8]
        let code: String
        let line: Int?
        var testDescription: String { name }

        init(_ name: String, _ bytes: [UInt8], _ code: String, line: Int? = nil) {
            (self.name, self.bytes, self.code, self.line) = (name, bytes, code, line)
        }

        init(_ name: String, _ text: String, _ code: String, line: Int? = nil) {
            self.init(name, Array(text.utf8), code, line: line)
        }
    }

    static let examples = [
        Example("nothing", "", "file_empty"),
        Example("a byte order mark alone", "\u{FEFF}", "file_empty"),
        Example("blank lines alone", "\n  \r\n\n", "file_empty"),
        Example("nothing, compressed", gzip([]), "file_empty"),
        Example("a header alone", "a,b\n\n", "file_without_rows"),
        Example("an Excel workbook", [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 0, 0], "file_is_zip"),
        Example("an Excel workbook, compressed", gzip([0x50, 0x4B, 0x03, 0x04, 0x14]), "file_is_zip"),
        Example("an old Excel workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "file_is_old_excel"),
        Example("UTF-16 of a header alone", [0xFF, 0xFE, 0x61, 0, 0x2C, 0], "file_without_rows"),
        Example("half a unit of UTF-16", [0xFE, 0xFF, 0, 0x61, 0, 0x2C, 0], "not_utf16"),
        Example("half a pair of UTF-16", [0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8, 0x61, 0], "not_utf16"),
        Example("too little to be UTF-16", [0x61, 0, 0x2C, 0], "zero_byte", line: 1),
        Example("a PDF", "%PDF-1.7\n", "file_is_pdf"),
        Example("bzip2", "BZh91AY&SY", "file_is_bzip2"),
        Example("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "file_is_xz"),
        Example("zstd", [0x28, 0xB5, 0x2F, 0xFD, 1], "file_is_zstandard"),
        Example("compressed twice", gzip(gzip(Array("a,b\n1,2\n".utf8))), "file_is_gzip"),
        Example("a zero byte", "a,b\n1,2\n3,\0\n", "zero_byte", line: 3),
        Example("a zero byte in quotes", "a,b\n\"1\n\0\",2\n", "zero_byte", line: 3),
        Example(
            "Windows-1252 and UTF-8", Array("a,b\né,2\nJos".utf8) + [0xE9] + Array(",2\n".utf8), "not_utf8", line: 3),
        Example("UTF-8 and Windows-1252", [0xE9] + Array(",b\n1,é\n".utf8), "not_utf8", line: 2),
        Example(
            "a stray byte inside a cell of several lines",
            Array("a,b\n\"x\r\ny\rz".utf8) + [0xC3] + Array("\",2\n".utf8),
            "not_utf8", line: 4),
        Example("an overlong form", Array("a,b\n1,".utf8) + [0xC0, 0xAF, 0x0A], "not_utf8", line: 2),
        Example("a surrogate", Array("a,b\n1,".utf8) + [0xED, 0xA0, 0x80, 0x0A], "not_utf8", line: 2),
        Example("beyond Unicode", Array("a,b\n1,".utf8) + [0xF4, 0x90, 0x80, 0x80, 0x0A], "not_utf8", line: 2),
        Example("a character cut off by the end", Array("a,b\n1,".utf8) + [0xE2, 0x82], "not_utf8", line: 2),
        Example("an unclosed quote", "a,b\n1,2\n3,\"4\n5,6\n7,8\n", "unclosed_quote", line: 3),
        Example("an unclosed quote after another", "a,b\n\"1\n2\",\"4\n5,6\n", "unclosed_quote", line: 3),
        Example("an unclosed quote in the header", "a,\"b\n1,2\n", "unclosed_quote", line: 1),
        Example(
            "an unclosed quote in a file of megabytes",
            "a,b\n1,2\n3,\"4\n" + String(repeating: "5,6\n", count: 400_000), "unclosed_quote", line: 3),
        Example("text after a closing quote", "a,b\n\"1\"x,2\n", "text_after_closing_quote", line: 2),
        Example("a space after a closing quote", "a,b\n1,2\n\"1\" ,2\n", "text_after_closing_quote", line: 3),
        Example("an endless row", "a,b\n1,2\n" + String(repeating: "x", count: 1_100_000), "row_too_long", line: 3),
        Example("too many cells", "a,b\n" + String(repeating: ",", count: 256) + "\n", "too_many_columns", line: 2),
        Example("too many columns", String(repeating: "x,", count: 256) + "\n", "too_many_columns", line: 1),
        Example("garbage behind gzip", gzip(Array("a,b\n1,2\n".utf8)) + [0], "gzip_trailing_garbage"),
        Example("text behind gzip", gzip(Array("a,b\n1,2\n".utf8)) + Array("a,b\n".utf8), "gzip_trailing_garbage"),
        Example("half a member behind gzip", gzip(Array("a,b\n1,2\n".utf8)) + [0x1F, 0x8B, 8], "gzip_truncated"),
        Example("gzip in name only", [0x1F, 0x8B, 0xFF, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8], "gzip_corrupt"),
    ]

    private func refusal(of bytes: [UInt8], chunkBytes: Int = 1000) -> FileError? {
        do throws(FileError) {
            let source = MemorySource(bytes, chunkBytes: chunkBytes)
            let reader = try PayoutFileReader(source: source, name: "payroll.csv", bufferBytes: 16)
            while try reader.nextRow() != nil {}
            return nil
        } catch {
            return error
        }
    }

    @Test("each with its own code and line", arguments: examples)
    func codeAndLine(_ example: Example) throws {
        let error = try #require(refusal(of: example.bytes))
        #expect(error.code == example.code)
        #expect(error.line == example.line)
    }

    @Test("however the bytes arrive", arguments: examples.filter { $0.bytes.count < 1000 })
    func chunks(_ example: Example) throws {
        for chunkBytes in 1...3 { #expect(refusal(of: example.bytes, chunkBytes: chunkBytes)?.code == example.code) }
    }

    @Test("the message names the file and the line and says what to do", arguments: examples)
    func message(_ example: Example) throws {
        let error = try #require(refusal(of: example.bytes))
        let place = example.line.map { "payroll.csv, line \($0): " } ?? "payroll.csv: "
        #expect(error.description.hasPrefix(place))
        #expect(error.description.hasSuffix("."))
        #expect(!error.description.contains(".."))
        #expect(error.description.split(separator: ". ").count >= 2)
    }

    @Test("a compressed file that is cut anywhere is told as cut")
    func truncation() throws {
        let whole = gzip(Array("a,b\n1,2\n3,4\n".utf8)) + gzip(Array("5,6\n".utf8))
        let first = gzip(Array("a,b\n1,2\n3,4\n".utf8)).count
        for count in 2..<whole.count where count != first {
            let expected = count == first + 1 ? "gzip_trailing_garbage" : "gzip_truncated"
            #expect(refusal(of: Array(whole.prefix(count)))?.code == expected, "cut after \(count) bytes")
        }
    }

    @Test("a compressed file with a changed byte is refused, or the byte meant nothing")
    func corruption() throws {
        let bytes = Array("reference,amount\nA-1,1500000\nA-2,2500000\n".utf8)
        let whole = gzip(bytes)
        let headerBytes = 10
        for position in headerBytes..<whole.count {
            var damaged = whole
            damaged[position] ^= 0x10
            // Some bits of the last byte before the checksum are padding.
            if refusal(of: damaged) == nil { #expect(try readAll(damaged) == readAll(bytes), "byte \(position)") }
        }
    }

    @Test("a file that is written to, cut or replaced while it is read is refused", arguments: 0..<4)
    func change(_ kind: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "change-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "payroll.csv")
        try Data("a,b\n1,2\n".utf8).write(to: file)
        let source = try FileSource(path: file.path)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 1)
        defer { buffer.deallocate() }
        _ = try source.read(into: buffer)
        let handle = try FileHandle(forWritingTo: file)
        switch kind {
        case 0:
            try handle.seekToEnd()
            try handle.write(contentsOf: Data("3,4\n".utf8))
        case 1: try handle.truncate(atOffset: 6)
        case 2: try Data("a,b\n1,2\n".utf8).write(to: file, options: .atomic)
        default: try FileManager.default.removeItem(at: file)
        }
        let error = #expect(throws: FileError.self) { while try source.read(into: buffer) > 0 {} }
        #expect(error?.code == "file_changed")
    }

    @Test("a file that grows when its end was read, but not its last row, is refused")
    func growth() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "growth-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("a,b\n1,2\n3,4\n".utf8).write(to: file)
        let reader = try PayoutFileReader(path: file.path)
        _ = try reader.nextRow()
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("5,6\n".utf8))
        let error = #expect(throws: FileError.self) { while try reader.nextRow() != nil {} }
        #expect(error?.code == "file_changed" && reader.digest == nil)
    }

    @Test("an absurd expansion is refused")
    func expansion() throws {
        let bomb = gzip([UInt8](repeating: UInt8(ascii: "a"), count: 70 * 1024 * 1024))
        let content = try ContentStream(source: MemorySource(bomb), name: "bomb.csv.gz")
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1024 * 1024, alignment: 16)
        defer { buffer.deallocate() }
        let error = #expect(throws: FileError.self) { while try content.read(into: buffer) > 0 {} }
        #expect(error?.code == "gzip_expansion")
        #expect(content.byteCount <= 65 * 1024 * 1024)
    }

    @Test("content beyond the limit is refused")
    func tooLarge() throws {
        let content = try ContentStream(
            source: MemorySource([UInt8](repeating: 65, count: 101)), name: "large.csv", bytesMax: 100)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 16)
        defer { buffer.deallocate() }
        let error = #expect(throws: FileError.self) { while try content.read(into: buffer) > 0 {} }
        #expect(error?.code == "file_too_large")
    }

    @Test("a missing file, a folder and a path through a file")
    func paths() throws {
        let folder = try TemporaryFolder("file")
        let file = try folder.file("plain.csv", Array("a,b\n1,2\n".utf8))
        let codes = [
            "\(folder.path)/none.csv": "file_missing", folder.path: "file_is_directory", "\(file)/x": "file_missing",
        ]
        for (path, code) in codes {
            let error = #expect(throws: FileError.self) { try PayoutFileReader(path: path) }
            #expect(error?.code == code)
            #expect(error?.file == path)
        }
    }

    @Test("a file that may not be read", .enabled(if: geteuid() != 0, "root may read everything"))
    func permission() throws {
        let folder = try TemporaryFolder("file")
        let path = try folder.file("secret.csv", Array("a,b\n1,2\n".utf8))
        chmod(path, 0)
        let error = #expect(throws: FileError.self) { try PayoutFileReader(path: path) }
        #expect(error?.code == "file_permission_denied")
    }

    @Test("a name with control characters is shown without them")
    func nameWithControlCharacters() throws {
        let error = #expect(throws: FileError.self) { try PayoutFileReader(path: "/nowhere/a\u{1B}[31mb\n.csv") }
        #expect(error?.file == "/nowhere/a?[31mb?.csv")
    }
}
