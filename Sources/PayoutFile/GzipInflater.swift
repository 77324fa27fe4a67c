internal import CZlib

/// Unpacks gzip data piece by piece; several members in a row are one content (RFC 1952, section 2.2).
final class GzipInflater {
    /// The first two bytes of every gzip member.
    static let magic: [UInt8] = [0x1F, 0x8B]
    /// Raw bytes read at a time.
    static let inputBytes = 64 * 1024
    /// From this many unpacked bytes on, the ratio is judged.
    static let ratioFreeBytes = 64 * 1024 * 1024
    /// Unpacked bytes per raw byte beyond which the file is refused. Payrolls shrink some 5 to 20 times.
    static let ratioMax = 200
    /// zlib: the largest window, and expect a gzip header rather than a zlib one.
    private static let windowBitsForGzip: Int32 = 15 + 16

    private let source: any ByteSource
    private let name: String
    private let input: UnsafeMutablePointer<UInt8>
    /// On the heap because zlib's state points back to it, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var sourceEnded = false
    private var isBetweenMembers = false
    private var rawBytes = 0
    private var unpackedBytes = 0

    /// Unpacks `head`, the bytes that were read already, and all that follows in `source`.
    init(head: [UInt8], source: any ByteSource, name: String) throws(FileError) {
        self.source = source
        self.name = name
        input = .allocate(capacity: Self.inputBytes)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input.update(from: head, count: head.count)
        rawBytes = head.count
        stream.pointee.next_in = input
        stream.pointee.avail_in = UInt32(head.count)
        let status = inflateInit2_(
            stream, Self.windowBitsForGzip, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            throw FileError(file: name, fault: .unreadable(reason: "zlib could not be started"))
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
        input.deallocate()
    }

    /// Unpacks at most `buffer.count` bytes to the start of `buffer`; 0 means the end of the last member.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let wanted = stream.pointee.avail_out
        while stream.pointee.avail_out == wanted {
            if isBetweenMembers {
                guard try beginNextMember() else { return 0 }
            }
            if stream.pointee.avail_in == 0 {
                try refill()
                if sourceEnded { throw FileError(file: name, fault: .gzipTruncated) }
            }
            try inflateOnce()
        }
        let count = Int(wanted - stream.pointee.avail_out)
        unpackedBytes += count
        if unpackedBytes > Self.ratioFreeBytes, unpackedBytes / Self.ratioMax > rawBytes {
            throw FileError(file: name, fault: .gzipExpansion(ratioMax: Self.ratioMax))
        }
        return count
    }

    private func inflateOnce() throws(FileError) {
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isBetweenMembers = true
        case Z_MEM_ERROR: throw FileError(file: name, fault: .unreadable(reason: "out of memory"))
        default: throw FileError(file: name, fault: .gzipCorrupt)
        }
    }

    /// Whether another member follows; what follows but is no member is an error.
    private func beginNextMember() throws(FileError) -> Bool {
        while stream.pointee.avail_in < Self.magic.count, !sourceEnded { try refill() }
        if stream.pointee.avail_in == 0 { return false }
        let follows = UnsafeBufferPointer(start: stream.pointee.next_in, count: Int(stream.pointee.avail_in))
        guard follows.starts(with: Self.magic) else { throw FileError(file: name, fault: .gzipTrailingGarbage) }
        guard inflateReset(stream) == Z_OK else { throw FileError(file: name, fault: .gzipCorrupt) }
        isBetweenMembers = false
        return true
    }

    /// Moves what is left to the front and reads more after it.
    private func refill() throws(FileError) {
        let left = Int(stream.pointee.avail_in)
        if left > 0, let rest = stream.pointee.next_in { input.update(from: rest, count: left) }
        let free = UnsafeMutableRawBufferPointer(start: input + left, count: Self.inputBytes - left)
        let count = try source.read(into: free)
        sourceEnded = count == 0
        rawBytes += count
        stream.pointee.next_in = input
        stream.pointee.avail_in = UInt32(left + count)
    }
}
