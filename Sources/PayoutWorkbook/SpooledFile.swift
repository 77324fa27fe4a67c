internal import Glibc
internal import PayoutFile

/// Bytes on the disk in a file without a name: gone with the process, and readable by nobody else.
final class SpooledFile {
    private static let directory = "/var/tmp"
    private static let appendedBytes = 64 * 1024

    /// How many bytes were appended.
    private(set) var byteCount = 0
    private let descriptor: Int32
    /// The file that a message is about.
    private let name: String
    /// Appended bytes that are not on the disk yet.
    private var pending: [UInt8] = []

    init(for name: String) throws(FileError) {
        self.name = name
        var template = Array("\(Self.directory)/salur-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Self.failure(name) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Adds `bytes` at the end.
    func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        pending.append(contentsOf: bytes)
        byteCount += bytes.count
        if pending.count >= Self.appendedBytes { try flush() }
    }

    /// Writes to the disk what was appended. Bytes can be read after that only.
    func flush() throws(FileError) {
        var start = byteCount - pending.count
        var rest = pending[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(start)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(name) }
            rest = rest.dropFirst(count)
            start += count
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Reads to the start of `buffer` what lies at `offset`; fewer bytes than it holds only at the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure(name) }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// The bytes at `offset`; fewer than `count` only at the end.
    func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
        defer { buffer.deallocate() }
        return Array(buffer[..<(try read(at: offset, into: buffer))])
    }

    private static func failure(_ name: String) -> FileError {
        FileError(file: name, fault: .unreadable(reason: "\(directory): \(String(cString: strerror(errno)))"))
    }
}
