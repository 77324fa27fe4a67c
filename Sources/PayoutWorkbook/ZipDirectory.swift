internal import PayoutFile

/// A file in a zip archive, as the directory at the end of the archive describes it.
struct ZipEntry {
    let name: String
    let isEncrypted: Bool
    let method: Int
    var packedBytes: Int
    var plainBytes: Int
    let checksum: Int
    var headerOffset: Int
}

/// The directory of a zip archive (APPNOTE.TXT, sections 4.3.12 to 4.3.16), with the 64-bit records that some
/// programs write also for small archives.
struct ZipDirectory {
    /// A workbook has some dozens of files.
    static let entriesMax = 4096
    static let directoryBytesMax = 1024 * 1024
    /// The end record with the longest comment.
    private static let endBytesMax = 22 + 65_535

    private var entries: [String: ZipEntry] = [:]

    /// Reads the directory of `file`, called `name` in messages.
    init(_ file: SpooledFile, name: String) throws(FileError) {
        guard let place = try Self.place(in: file), place.count <= Self.entriesMax,
            place.bytes <= Self.directoryBytesMax, place.offset <= file.byteCount - place.bytes
        else { throw Self.damage(name) }
        let bytes = try file.bytes(at: place.offset, count: place.bytes)
        var offset = 0
        for _ in 0..<place.count {
            guard let (entry, end) = Self.entry(in: bytes, at: offset) else { throw Self.damage(name) }
            offset = end
            // Two files of one name could be read in two ways.
            guard entries.updateValue(entry, forKey: Self.folded(entry.name)) == nil else { throw Self.damage(name) }
        }
    }

    /// The entry called `name`, in any letter case, as the names of parts are compared.
    subscript(name: String) -> ZipEntry? { entries[Self.folded(name)] }

    var names: some Sequence<String> { entries.keys }

    private static func damage(_ name: String) -> FileError {
        FileError(file: name, fault: .workbook(.damaged(part: "zip")))
    }

    private static func folded(_ name: String) -> String {
        let slashed = String(String.UnicodeScalarView(name.unicodeScalars.map { $0 == "\\" ? "/" : $0 }))
        return slashed.lowercased()
    }

    private typealias Place = (count: Int, bytes: Int, offset: Int)

    /// Where the directory lies, by the record at the end of the archive.
    private static func place(in file: SpooledFile) throws(FileError) -> Place? {
        let start = max(0, file.byteCount - endBytesMax)
        let tail = try file.bytes(at: start, count: file.byteCount - start)
        var end = tail.count - 22
        while end >= 0, tail.doubleWord(at: end) != 0x0605_4B50 || tail.word(at: end + 20) != tail.count - end - 22 {
            end -= 1
        }
        guard end >= 0, let count = tail.word(at: end + 10), let bytes = tail.doubleWord(at: end + 12),
            let offset = tail.doubleWord(at: end + 16)
        else { return nil }
        guard count == 0xFFFF || bytes == 0xFFFF_FFFF || offset == 0xFFFF_FFFF else { return (count, bytes, offset) }
        guard tail.doubleWord(at: end - 20) == 0x0706_4B50, let large = tail.number(at: end - 12, bytes: 8),
            large <= file.byteCount - 56
        else { return nil }
        let record = try file.bytes(at: large, count: 56)
        guard record.doubleWord(at: 0) == 0x0606_4B50, let count = record.number(at: 32, bytes: 8),
            let bytes = record.number(at: 40, bytes: 8), let offset = record.number(at: 48, bytes: 8)
        else { return nil }
        return (count, bytes, offset)
    }

    /// The entry at `offset`, and where the next one begins.
    private static func entry(in bytes: [UInt8], at offset: Int) -> (ZipEntry, end: Int)? {
        guard bytes.doubleWord(at: offset) == 0x0201_4B50, let flags = bytes.word(at: offset + 8),
            let method = bytes.word(at: offset + 10), let checksum = bytes.doubleWord(at: offset + 16),
            let packedBytes = bytes.doubleWord(at: offset + 20), let plainBytes = bytes.doubleWord(at: offset + 24),
            let nameBytes = bytes.word(at: offset + 28), let extraBytes = bytes.word(at: offset + 30),
            let commentBytes = bytes.word(at: offset + 32), let headerOffset = bytes.doubleWord(at: offset + 42)
        else { return nil }
        let name = offset + 46
        let extra = name + nameBytes
        guard extra + extraBytes + commentBytes <= bytes.count else { return nil }
        var entry = ZipEntry(
            name: String(decoding: bytes[name..<extra], as: UTF8.self), isEncrypted: flags & 1 != 0, method: method,
            packedBytes: packedBytes, plainBytes: plainBytes, checksum: checksum, headerOffset: headerOffset)
        guard entry.takeLargeNumbers(from: Array(bytes[extra..<(extra + extraBytes)])) else { return nil }
        return (entry, extra + extraBytes + commentBytes)
    }
}

extension ZipEntry {
    /// Takes from the extra field what does not fit into 32 bits; false where it should be there and is not.
    fileprivate mutating func takeLargeNumbers(from extra: [UInt8]) -> Bool {
        let large = 0xFFFF_FFFF
        guard plainBytes == large || packedBytes == large || headerOffset == large else { return true }
        var field = 0
        while let tag = extra.word(at: field), let bytes = extra.word(at: field + 2) {
            if tag == 1 {
                var offset = field + 4
                let end = offset + bytes
                for path in [\ZipEntry.plainBytes, \.packedBytes, \.headerOffset] where self[keyPath: path] == large {
                    guard offset + 8 <= end, let number = extra.number(at: offset, bytes: 8) else { return false }
                    self[keyPath: path] = number
                    offset += 8
                }
                return true
            }
            field += 4 + bytes
        }
        return false
    }
}
