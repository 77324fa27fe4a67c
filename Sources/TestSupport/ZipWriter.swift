internal import CZlib

/// Makes zip archives for tests, honest ones and others.
package struct ZipWriter {
    /// How files are put into the archive.
    package enum Packing: Sendable {
        case stored
        case deflated
    }

    /// What a file in the archive says of itself that is not so.
    package struct Lie: OptionSet, Sendable {
        /// The bits of the set.
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let checksum = Lie(rawValue: 1)
        package static let length = Lie(rawValue: 2)
        package static let encryption = Lie(rawValue: 4)
    }

    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    package init() {}

    /// Adds a file.
    package mutating func add(
        _ name: String, _ plain: [UInt8], _ packing: Packing = .deflated, lie: Lie = []
    ) {
        let packed = packing == .deflated ? Self.deflate(plain) : plain
        let checksum = plain.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
        let said = Self.little(
            (lie.contains(.encryption) ? 1 : 0, 2), (packing == .deflated ? 8 : 0, 2), (0, 4),
            (Int(checksum) ^ (lie.contains(.checksum) ? 1 : 0), 4), (packed.count, 4),
            (plain.count + (lie.contains(.length) ? 1 : 0), 4), (name.utf8.count, 2))
        directory += Self.little((0x0201_4B50, 4), (20, 2), (20, 2)) + said
        directory += Self.little((0, 8), (0, 4), (bytes.count, 4)) + Array(name.utf8)
        bytes += Self.little((0x0403_4B50, 4), (20, 2)) + said + Self.little((0, 2)) + Array(name.utf8) + packed
        count += 1
    }

    /// The archive; with the 64-bit end records that some programs always write.
    package func archive(isLarge: Bool = false) -> [UInt8] {
        var end: [UInt8] = []
        if isLarge {
            end += Self.little((0x0606_4B50, 4), (44, 8), (45, 2), (45, 2), (0, 8), (count, 8), (count, 8))
            end += Self.little((directory.count, 8), (bytes.count, 8))
            end += Self.little((0x0706_4B50, 4), (0, 4), (bytes.count + directory.count, 8), (1, 4))
        }
        let entries = isLarge ? 0xFFFF : count
        end += Self.little((0x0605_4B50, 4), (0, 4), (entries, 2), (entries, 2))
        end += Self.little(
            (isLarge ? 0xFFFF_FFFF : directory.count, 4), (isLarge ? 0xFFFF_FFFF : bytes.count, 4), (0, 2))
        return bytes + directory + end
    }

    /// Numbers and their lengths in bytes, the least significant byte first.
    private static func little(_ fields: (number: Int, bytes: Int)...) -> [UInt8] {
        fields.flatMap { field in (0..<field.bytes).map { UInt8(truncatingIfNeeded: field.number >> (8 * $0)) } }
    }

    private static func deflate(_ plain: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, Z_BEST_SPEED, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = plain
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(plain.count))) + 64)
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                _ = CZlib.deflate(&stream, Z_FINISH)
            }
        }
        return Array(output.prefix(Int(stream.total_out)))
    }
}
