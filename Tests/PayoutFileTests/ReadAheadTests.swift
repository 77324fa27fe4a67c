import Dispatch
import Foundation
import PayoutFile
import Testing

/// Files that are longer than a few blocks are read on a thread of their own.
@Suite struct ReadAheadTests {
    private static let rowCount = 60_000

    /// Some 4 MiB of rows.
    private static func content() -> Data {
        var text = "reference,note\n"
        for number in 1...rowCount { text += "REF-\(number),\"a note, as long as such notes are, of row \(number)\"\n" }
        return Data(text.utf8)
    }

    private static func inFile(_ data: Data, _ body: (String) throws -> Void) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "salur-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try data.write(to: file)
        try body(file.path)
    }

    @Test func `Every row comes, in order, and the digest is that of the whole`() throws {
        try Self.inFile(Self.content()) { path in
            let reader = try PayoutFileReader(path: path)
            var count = 0
            var isInOrder = true
            try reader.forEachRow { row in
                count += 1
                isInOrder = isInOrder && row[0] == "REF-\(count)" && row.line == count + 1
            }
            #expect(count == Self.rowCount && isInOrder)
            #expect(try reader.digest == ContentStream.digest(path: path))
        }
    }

    @Test func `What is wrong far behind is told in its place`() throws {
        var data = Self.content()
        data.append(contentsOf: Array("REF-X,\"never closed\n".utf8))
        try Self.inFile(data) { path in
            let reader = try PayoutFileReader(path: path)
            var count = 0
            let error = #expect(throws: FileError.self) { try reader.forEachRow { _ in count += 1 } }
            #expect(error?.fault == .unclosedQuote && error?.line == Self.rowCount + 2)
            #expect(count == Self.rowCount && reader.digest == nil)
        }
    }

    @Test func `A compressed file that is cut off is refused after its last whole row`() throws {
        // Stored blocks, so that a cut falls among the rows.
        try Self.inFile(gzipped(Self.content()).dropLast(500_000)) { path in
            let reader = try PayoutFileReader(path: path)
            var count = 0
            let error = #expect(throws: FileError.self) { try reader.forEachRow { _ in count += 1 } }
            #expect(error?.fault == .gzipTruncated)
            #expect(count > 0 && count < Self.rowCount)
        }
    }

    @Test func `Whoever stops early waits for nothing`() throws {
        try Self.inFile(Self.content()) { path in
            for _ in 1...20 {
                let reader = try PayoutFileReader(path: path)
                for _ in 1...5000 { _ = try reader.nextRow() }
            }
        }
    }

    @Test func `Whoever stops early does not wait for a pipe either`() throws {
        let pipe = Pipe()
        let writer = pipe.fileHandleForWriting
        // Longer than what is read at first; then the pipe is silent.
        let data = Self.content().prefix(300_000)
        let hasWritten = DispatchSemaphore(value: 0)
        let thread = Thread {
            try? writer.write(contentsOf: data)
            hasWritten.signal()
        }
        thread.start()
        do {
            let reader = try PayoutFileReader(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
            #expect(try reader.nextRow()?.line == 2)
        }
        // What is left fits into the pipe; closed under the hands of its writer, it would end the process.
        hasWritten.wait()
        withExtendedLifetime(pipe) {}
    }

    /// `data` in gzip's form, in stored blocks.
    private func gzipped(_ data: Data) -> Data {
        var packed = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
        var rest = data[...]
        while !rest.isEmpty {
            let block = rest.prefix(60_000)
            rest = rest.dropFirst(block.count)
            let length = UInt16(block.count)
            packed.append(rest.isEmpty ? 1 : 0)
            for number in [length, ~length] { packed.append(contentsOf: [UInt8(number & 255), UInt8(number >> 8)]) }
            packed.append(block)
        }
        packed.append(Data(repeating: 0, count: 8))
        return packed
    }
}
