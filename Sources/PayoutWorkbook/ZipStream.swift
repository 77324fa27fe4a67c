internal import CZlib
internal import PayoutFile
internal import Wording

/// Writes a ZIP archive as a stream (PKWARE APPNOTE 4.3): each part is packed while it grows, and its length and its
/// checksum follow it. Every part has the same date, so that the same content makes the same bytes.
final class ZipStream {
    /// Takes bytes at the end of the archive.
    typealias Sink = (UnsafeRawBufferPointer) throws(OutputError) -> Void

    private struct Part {
        let name: String
        let offset: Int
        var plainBytes = 0
        var packedBytes = 0
        var checksum = crc32(0, nil, 0)
    }

    private static let localHeader = 0x0403_4B50
    private static let descriptor = 0x0807_4B50
    private static let directoryHeader = 0x0201_4B50
    private static let directoryEnd = 0x0605_4B50
    /// Version 2.0 suffices to unpack.
    private static let version = 20
    /// Names are UTF-8, and lengths follow the content.
    private static let flags = 0x0808
    private static let deflated = 8
    /// The first day that the form knows, 1 January 1980.
    private static let date = 0x0021
    /// What the lengths of the form can hold.
    private static let bytesMax = Int(UInt32.max)
    private static let roomBytes = 64 * 1024

    private let path: String
    private let sink: Sink
    private let stream: UnsafeMutablePointer<z_stream>
    private let room: UnsafeMutableRawBufferPointer
    private var offset = 0
    private var parts: [Part] = []

    /// - Parameters:
    ///   - path: the file as it is called in messages.
    ///   - sink: takes the bytes of the archive.
    init(path: String, sink: @escaping Sink) throws(OutputError) {
        (self.path, self.sink) = (path, sink)
        room = .allocate(byteCount: Self.roomBytes, alignment: 16)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // A negative window: the data have no header of zlib's own.
        let status = deflateInit2_(
            stream, Z_BEST_SPEED, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            throw OutputError(path: path, action: .create, reason: Phrase("zlib could not be started"))
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
        room.deallocate()
    }

    /// Begins the part `name`; the one before it has ended.
    func begin(_ name: String) throws(OutputError) {
        parts.append(Part(name: name, offset: offset))
        deflateReset(stream)
        let head = Self.little(
            (Self.localHeader, 4), (Self.version, 2), (Self.flags, 2), (Self.deflated, 2), (0, 2), (Self.date, 2),
            (0, 4), (0, 4), (0, 4), (name.utf8.count, 2), (0, 2))
        try put(head + Array(name.utf8))
    }

    /// The bytes of the part that is being written, before they were packed.
    var plainBytes: Int { parts.last?.plainBytes ?? 0 }

    /// Adds `bytes` to the part that is being written.
    func write(_ bytes: [UInt8]) throws(OutputError) {
        guard !bytes.isEmpty, !parts.isEmpty else { return }
        var input = bytes
        // A typed error does not pass through withUnsafeMutableBytes, so it is carried out by hand.
        let outcome: Result<Void, OutputError> = input.withUnsafeMutableBufferPointer { input in
            Result { () throws(OutputError) in try pack(input, Z_NO_FLUSH) }
        }
        try outcome.get()
    }

    /// Ends the part that is being written.
    func end() throws(OutputError) {
        guard !parts.isEmpty else { return }
        try pack(UnsafeMutableBufferPointer(start: nil, count: 0), Z_FINISH)
        let part = parts[parts.count - 1]
        guard part.plainBytes < Self.bytesMax, offset < Self.bytesMax else {
            throw OutputError(path: path, action: .write, reason: Phrase("it would be larger than 4 GB"))
        }
        try put(Self.little((Self.descriptor, 4)) + Self.facts(part))
    }

    /// Ends the archive.
    func finish() throws(OutputError) {
        let start = offset
        for part in parts {
            let head = Self.little(
                (Self.directoryHeader, 4), (Self.version, 2), (Self.version, 2), (Self.flags, 2), (Self.deflated, 2),
                (0, 2), (Self.date, 2))
            let tail = Self.little((part.name.utf8.count, 2), (0, 2), (0, 2), (0, 2), (0, 2), (0, 4), (part.offset, 4))
            try put(head + Self.facts(part) + tail + Array(part.name.utf8))
        }
        try put(
            Self.little(
                (Self.directoryEnd, 4), (0, 4), (parts.count, 2), (parts.count, 2), (offset - start, 4), (start, 4),
                (0, 2)))
    }

    private func pack(_ input: UnsafeMutableBufferPointer<UInt8>, _ flush: Int32) throws(OutputError) {
        let last = parts.count - 1
        // Without bytes, zlib would begin the checksum anew.
        if !input.isEmpty {
            parts[last].checksum = crc32(parts[last].checksum, input.baseAddress, UInt32(input.count))
        }
        parts[last].plainBytes += input.count
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(input.count)
        repeat {
            stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(room.count)
            _ = deflate(stream, flush)
            let count = room.count - Int(stream.pointee.avail_out)
            parts[last].packedBytes += count
            offset += count
            try sink(UnsafeRawBufferPointer(rebasing: room[..<count]))
        } while stream.pointee.avail_out == 0
    }

    private func put(_ bytes: [UInt8]) throws(OutputError) {
        offset += bytes.count
        let outcome: Result<Void, OutputError> = bytes.withUnsafeBytes { raw in
            Result { () throws(OutputError) in try sink(raw) }
        }
        try outcome.get()
    }

    private static func facts(_ part: Part) -> [UInt8] {
        little((Int(part.checksum), 4), (part.packedBytes, 4), (part.plainBytes, 4))
    }

    /// Numbers and their lengths in bytes, the least significant byte first.
    private static func little(_ fields: (number: Int, bytes: Int)...) -> [UInt8] {
        fields.flatMap { field in (0..<field.bytes).map { UInt8(truncatingIfNeeded: field.number >> (8 * $0)) } }
    }
}
