internal import CZlib
internal import PayoutFile

/// One file of a zip archive, unpacked piece by piece; its length and its checksum are compared at its end.
final class ZipPart {
    /// Packed bytes read at a time.
    private static let inputBytes = 64 * 1024
    /// From this many unpacked bytes on, the ratio is judged.
    static let ratioFreeBytes = 64 * 1024 * 1024
    /// Unpacked bytes per packed byte beyond which the file is refused. Sheets shrink some 5 to 20 times.
    static let ratioMax = 200
    private static let stored = 0
    private static let deflated = 8

    let name: String
    private let entry: ZipEntry
    private let archive: ZipArchive
    private let input: UnsafeMutableRawBufferPointer
    /// On the heap because zlib's state points back to it, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var position: Int
    private var packedLeft: Int
    private var plainBytes = 0
    private var checksum: UInt = 0
    /// Whether the compressed data have ended.
    private var hasEnded = false

    init(_ entry: ZipEntry, in archive: ZipArchive) throws(FileError) {
        guard !entry.isEncrypted else { throw archive.error(.passwordProtected) }
        guard entry.method == Self.stored || entry.method == Self.deflated else {
            throw archive.error(.damaged(part: entry.name))
        }
        self.entry = entry
        self.archive = archive
        name = entry.name
        position = try archive.start(of: entry)
        packedLeft = entry.packedBytes
        input = .allocate(byteCount: Self.inputBytes, alignment: 16)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        checksum = crc32(0, nil, 0)
        // A negative window: the data have no header of zlib's own.
        let status = inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            throw FileError(file: archive.name, fault: .unreadable(reason: "zlib could not be started"))
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
        input.deallocate()
    }

    /// Unpacks at most `buffer.count` (at least 1) bytes to the start of `buffer`; 0 means the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        try FileError.demandTime(file: archive.name)
        let count = entry.method == Self.stored ? try copy(into: buffer) : try unpack(into: buffer)
        guard count > 0 else {
            guard plainBytes == entry.plainBytes, checksum == UInt(entry.checksum) else { throw damage }
            return 0
        }
        plainBytes += count
        checksum = crc32(checksum, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(count))
        try archive.count(unpacked: count)
        if plainBytes > entry.plainBytes { throw damage }
        if plainBytes > Self.ratioFreeBytes, plainBytes / Self.ratioMax > entry.packedBytes {
            throw archive.error(.expansion(part: name, ratioMax: Self.ratioMax))
        }
        return count
    }

    /// The workbook as it is called in messages.
    var fileName: String { archive.name }

    /// The error of the workbook that `fault` is.
    func archiveError(_ fault: WorkbookFault) -> FileError { archive.error(fault) }

    private var damage: FileError { archive.error(.damaged(part: name)) }

    private func copy(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, packedLeft)])
        let count = try archive.read(at: position, into: wanted)
        position += count
        packedLeft -= count
        return count
    }

    private func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let wanted = stream.pointee.avail_out
        while stream.pointee.avail_out == wanted, !hasEnded {
            if stream.pointee.avail_in == 0 {
                let count = try copy(into: input)
                guard count > 0 else { throw damage }
                stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_in = UInt32(count)
            }
            switch inflate(stream, Z_NO_FLUSH) {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END: hasEnded = true
            case _: throw damage
            }
        }
        return Int(wanted - stream.pointee.avail_out)
    }
}
