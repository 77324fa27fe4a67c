internal import Crypto
internal import PayoutCore

/// What a whole content is known by.
package struct ContentDigest: Hashable, Sendable {
    /// SHA-256 of the decompressed content, 64 lowercase hexadecimal digits.
    package let hexadecimal: String
    /// The length of the decompressed content in bytes.
    package let byteCount: Int
}

/// The content of an input: unpacked where it is gzip (known by its magic bytes, not by its name), digested on the way.
package final class ContentStream {
    /// The largest content that is read, in decompressed bytes: some hundred million rows.
    package static let contentBytesMax = 16 * 1024 * 1024 * 1024
    /// Bytes read at a time where only the digest is wanted.
    private static let digestBufferBytes = 256 * 1024

    /// Whether the input is gzip.
    package let isCompressed: Bool
    /// Decompressed bytes handed out so far.
    package private(set) var byteCount = 0
    /// The digest of the whole content; nil until the end was read.
    package private(set) var digest: ContentDigest?

    private let source: any ByteSource
    private let inflater: GzipInflater?
    private let name: String
    private let bytesMax: Int
    /// The first bytes of the content that were read to recognise the format, until they are handed out.
    private var head: [UInt8]
    private var hash = SHA256()

    /// The content of `source`, called `name` in messages. Another limit than ``contentBytesMax`` is for tests.
    package init(
        source: any ByteSource, name: String, bytesMax: Int = contentBytesMax
    ) throws(FileError) {
        self.source = source
        self.bytesMax = bytesMax
        self.name = name
        let head = try Self.readHead(of: source)
        isCompressed = head == GzipInflater.magic
        inflater = isCompressed ? try GzipInflater(head: head, source: source, name: name) : nil
        self.head = isCompressed ? [] : head
    }

    /// Whether a read may wait for somebody else.
    var mayWait: Bool { source.mayWait }

    /// - Throws: ``FileFault/changed`` where the input is no longer what was read.
    func checkUnchanged() throws(FileError) { try source.checkUnchanged() }

    /// The digest of the content of the file at `path` (or of standard input for `-`), without looking at its rows.
    package static func digest(path: String) throws(FileError) -> ContentDigest {
        let source = try FileSource(path: path)
        let content = try ContentStream(source: source, name: source.name)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: digestBufferBytes, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            _ = try content.read(into: buffer)
            if let digest = content.digest { return digest }
        }
    }

    /// Hands out at most `buffer.count` (at least 1) bytes of content; 0 means the end, and ``digest`` is known then.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        let count = try readUndigested(into: buffer)
        if count == 0 {
            if digest == nil {
                digest = ContentDigest(hexadecimal: Hexadecimal.encode(hash.finalize()), byteCount: byteCount)
            }
            return 0
        }
        byteCount += count
        guard byteCount <= bytesMax else {
            throw FileError(file: name, fault: .tooLarge(bytesMax: bytesMax))
        }
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    /// The first bytes of the content, fewer than `count` only where it has no more. They are handed out all the same.
    package func peek(_ count: Int) throws(FileError) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
        defer { buffer.deallocate() }
        while head.count < count {
            let free = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(count - head.count)])
            let added = try readSource(into: free)
            if added == 0 { break }
            head += free[..<added]
        }
        return Array(head.prefix(count))
    }

    private func readUndigested(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        if head.isEmpty { return try readSource(into: buffer) }
        let count = min(head.count, buffer.count)
        buffer.copyBytes(from: head[..<count])
        head.removeFirst(count)
        return count
    }

    private func readSource(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        if let inflater { return try inflater.read(into: buffer) }
        return try source.read(into: buffer)
    }

    /// Two bytes, fewer only where the source has no more.
    private static func readHead(of source: any ByteSource) throws(FileError) -> [UInt8] {
        var head: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: GzipInflater.magic.count, alignment: 1)
        defer { buffer.deallocate() }
        while head.count < buffer.count {
            let free = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(buffer.count - head.count)])
            let count = try source.read(into: free)
            if count == 0 { break }
            head += buffer[..<count]
        }
        return head
    }
}
