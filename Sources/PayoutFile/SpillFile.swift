internal import Glibc
internal import Wording

/// Fingerprints that no longer fit into memory, on disk in partitions, each to be read back on its own.
///
/// The file never has a name: it is gone with the process, whatever ends it, and is readable by nobody else. A
/// partition is a list of blocks; the last one of each is still in memory.
final class SpillFile {
    /// With the largest input some two million entries fall to a partition, rows of 16 bytes supposed.
    static let partitionCount = 1 << partitionBits
    private static let partitionBits: UInt64 = 9
    private static let entriesPerBlock = 341
    private static let entryBytes = 12
    private static let blockBytes = entriesPerBlock * entryBytes

    private let directory: String
    private let descriptor: Int32
    /// The block being filled of each partition, one after another.
    private let open: UnsafeMutableRawBufferPointer
    private var openEntries = [Int](repeating: 0, count: partitionCount)
    /// Which blocks of the file belong to each partition, in order.
    private var blocks = [[UInt32]](repeating: [], count: partitionCount)
    private var blockCount: UInt32 = 0

    init(directory: String) throws(OutputError) {
        self.directory = directory
        open = .allocate(byteCount: Self.partitionCount * Self.blockBytes, alignment: 16)
        descriptor = Self.unnamedFile(in: directory)
        guard descriptor >= 0 else { throw error(.useForTemporaryData) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        open.deallocate()
    }

    /// The error of a partition that does not fit into memory; out of reach within the limits of a file.
    var tooLarge: OutputError {
        OutputError(path: directory, action: .useForTemporaryData, reason: Phrase("the file has too many rows"))
    }

    /// Adds `entry` to the partition of its fingerprint.
    func append(_ entry: FingerprintEntry) throws(OutputError) {
        // The high bits choose the partition, the low bits the slot in the table.
        let partition = Int(entry.fingerprint >> (64 - Self.partitionBits))
        let offset = partition * Self.blockBytes + openEntries[partition] * Self.entryBytes
        open.storeBytes(of: entry.fingerprint, toByteOffset: offset, as: UInt64.self)
        open.storeBytes(of: entry.line, toByteOffset: offset + 8, as: UInt32.self)
        openEntries[partition] += 1
        if openEntries[partition] == Self.entriesPerBlock { try writeBlock(of: partition) }
    }

    /// Calls `body` with every entry of `partition`, in the order in which they were added.
    func forEachEntry(of partition: Int, _ body: (FingerprintEntry) throws -> Void) throws {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.blockBytes, alignment: 16)
        defer { block.deallocate() }
        for number in blocks[partition] {
            try read(block, number)
            try Self.forEachEntry(in: UnsafeRawBufferPointer(block), count: Self.entriesPerBlock, body)
        }
        let last = UnsafeRawBufferPointer(rebasing: open[(partition * Self.blockBytes)...])
        try Self.forEachEntry(in: last, count: openEntries[partition], body)
    }

    private static func forEachEntry(
        in block: UnsafeRawBufferPointer, count: Int, _ body: (FingerprintEntry) throws -> Void
    ) throws {
        for index in 0..<count {
            let offset = index * entryBytes
            try body(
                FingerprintEntry(
                    fingerprint: block.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
                    line: block.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self)))
        }
    }

    private func writeBlock(of partition: Int) throws(OutputError) {
        let start = partition * Self.blockBytes
        let position = off_t(blockCount) * off_t(Self.blockBytes)
        var written = 0
        while written < Self.blockBytes {
            let rest = UnsafeRawBufferPointer(rebasing: open[(start + written)..<(start + Self.blockBytes)])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, position + off_t(written))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw error(.useForTemporaryData) }
            written += count
        }
        blocks[partition].append(blockCount)
        blockCount += 1
        openEntries[partition] = 0
    }

    private func read(_ block: UnsafeMutableRawBufferPointer, _ number: UInt32) throws(OutputError) {
        let position = off_t(number) * off_t(Self.blockBytes)
        var done = 0
        while done < Self.blockBytes {
            let rest = UnsafeMutableRawBufferPointer(rebasing: block[done...])
            let count = pread(descriptor, rest.baseAddress, rest.count, position + off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw error(.readTemporaryData) }
            done += count
        }
    }

    /// A new file without a name, or a negative number with `errno` set.
    private static func unnamedFile(in directory: String) -> Int32 {
        var template = Array("\(directory)/salur-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return descriptor }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
        return descriptor
    }

    private func error(_ action: OutputError.Action) -> OutputError {
        OutputError(path: directory, action: action, reason: .verbatim(String(cString: strerror(errno))))
    }
}
