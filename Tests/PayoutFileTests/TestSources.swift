import CZlib
import Glibc
import PayoutFile
import TestSupport

/// Feeds bytes from memory, at most `chunkBytes` at a time.
final class MemorySource: ByteSource {
    private var rest: ArraySlice<UInt8>
    private let chunkBytes: Int

    init(_ bytes: [UInt8], chunkBytes: Int = 64 * 1024) {
        rest = bytes[...]
        self.chunkBytes = chunkBytes
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        let count = min(chunkBytes, buffer.count, rest.count)
        buffer.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
    }
}

extension TemporaryFolder {
    /// What the folder holds, hidden files included, sorted.
    var names: [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Puts a file into the folder and returns its path.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = try AtomicFile(path: "\(path)/\(name)")
        try file.write(bytes)
        try file.commit()
        return file.path
    }

    /// The bytes of a file in the folder.
    func bytes(of name: String) -> [UInt8] {
        guard let file = fopen("\(path)/\(name)", "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var byte = fgetc(file)
        while byte != EOF {
            bytes.append(UInt8(truncatingIfNeeded: byte))
            byte = fgetc(file)
        }
        return bytes
    }
}

/// One gzip member that holds `bytes`.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
    input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            _ = deflate(&stream, Z_FINISH)
        }
    }
    return Array(output.prefix(Int(stream.total_out)))
}

/// A whole file as read: header, rows with their lines, format.
struct ReadFile: Equatable {
    var header: [String]
    var rows: [[String]]
    var lines: [Int]
    var format: CSVFormat
    var digest: String?
}

/// Reads `bytes` to the end.
func readAll(_ bytes: [UInt8], chunkBytes: Int = 64 * 1024, bufferBytes: Int = 4096) throws -> ReadFile {
    let reader = try PayoutFileReader(
        source: MemorySource(bytes, chunkBytes: chunkBytes), name: "test.csv", allowsNoRows: true,
        allowsByteOrderMarks: true, bufferBytes: bufferBytes)
    var file = ReadFile(header: reader.header.names, rows: [], lines: [], format: reader.header.format)
    while let row = try reader.nextRow() {
        file.lines.append(row.line)
        file.rows.append(row.cells)
    }
    file.digest = reader.digest?.hexadecimal
    return file
}

/// Reads `text` to the end.
func readAll(_ text: String) throws -> ReadFile { try readAll(Array(text.utf8)) }
