internal import CZlib
internal import PayoutFile
internal import TestSupport

/// Unpacking: any pieces give the same content or the same error; what was packed comes back as it was; and what was
/// cut short, damaged or followed by something else is never taken for whole.
enum GzipFuzzing {
    static func check(_ input: [UInt8]) throws(BrokenProperty) {
        let whole = content(of: ChunkedSource(input))
        var random = SeededRandom(from: input)
        let source = ChunkedSource(input, chunkBytesMax: Int.random(in: 1...64, using: &random), random: random)
        let pieces = content(of: source, bufferBytes: Int.random(in: 1...64, using: &random))
        try demand(pieces == whole, "unpacked in pieces: \(pieces); at once: \(whole)")
        if case .failure(let error) = whole { try demandHarmlessSentence(error.phrase) }
        if !input.starts(with: magic) {
            try demand(whole == .success(input), "plain content is not handed on as it is")
        }
        try checkPacked(input, &random)
    }

    private static let magic: [UInt8] = [0x1F, 0x8B]

    private static func checkPacked(_ plain: [UInt8], _ random: inout SeededRandom) throws(BrokenProperty) {
        let cut = Int.random(in: 0...plain.count, using: &random)
        let (first, second) = (try pack(plain[..<cut]), try pack(plain[cut...]))
        let packed = first + second
        try demand(content(of: ChunkedSource(packed)) == .success(plain), "two members do not come back as they were")
        // A cut between members cannot be distinguished from a file that ends there, so one member is cut.
        let short = Array(packed[..<(first.count + Int.random(in: 1..<second.count, using: &random))])
        try demandFault(of: short, "a file that was cut short", [.gzipTruncated, .gzipTrailingGarbage])
        try demandFault(of: packed + [0x50], "something behind the last member", [.gzipTrailingGarbage])
        var damaged = packed
        damaged[Int.random(in: 0..<damaged.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        guard damaged.starts(with: magic), case .success(let other) = content(of: ChunkedSource(damaged)) else {
            return
        }
        // Some bits of a gzip header mean nothing; all of the content is under its checksum.
        try demand(other == plain, "damaged content is taken for whole")
    }

    private static func demandFault(
        of bytes: [UInt8], _ what: String, _ expected: [FileFault]
    ) throws(BrokenProperty) {
        switch content(of: ChunkedSource(bytes)) {
        case .success: throw BrokenProperty("\(what) is taken for whole")
        case .failure(let error): try demand(expected.contains(error.fault), "\(what) is called \(error.code)")
        }
    }

    private static func content(of source: ChunkedSource, bufferBytes: Int = 4096) -> Result<[UInt8], FileError> {
        Result { () throws(FileError) in
            let stream = try ContentStream(source: source, name: "input.gz", bytesMax: 1 << 24)
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferBytes, alignment: 16)
            defer { buffer.deallocate() }
            var bytes: [UInt8] = []
            while true {
                let count = try stream.read(into: buffer)
                if count == 0 { return bytes }
                bytes += buffer[..<count]
            }
        }
    }

    /// One gzip member that holds `bytes`.
    private static func pack(_ bytes: ArraySlice<UInt8>) throws(BrokenProperty) -> [UInt8] {
        var stream = z_stream()
        let status = deflateInit2_(
            &stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 1, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw BrokenProperty("zlib could not be started") }
        defer { deflateEnd(&stream) }
        var input = Array(bytes)
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(input.count))) + 64)
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
}
