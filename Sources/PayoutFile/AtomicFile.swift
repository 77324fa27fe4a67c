internal import CrashPoints
internal import Crypto
internal import Glibc
internal import PayoutCore
internal import Wording

/// A file that appears whole or not at all: written next to its place with mode 0600, flushed to the disk, then
/// renamed.
///
/// Until ``commit()`` nobody sees it, and a file that stood there before stays as it was. One that is dropped without
/// a commit leaves nothing behind.
package final class AtomicFile {
    /// Bytes collected before they are written.
    private static let bufferBytes = 256 * 1024

    /// Where the file will stand.
    package let path: String
    private let temporaryPath: String
    private let directoryPath: String
    private var descriptor: Int32
    private let buffer: UnsafeMutableRawBufferPointer
    private var filled = 0
    private var hash = SHA256()

    /// Begins a file that will stand at `path`; its folder must exist.
    package init(path: String) throws(OutputError) {
        self.path = path
        let cut = path.lastIndex(of: "/")
        directoryPath = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
        temporaryPath = "\(directoryPath)/.\(name).\(UInt32.random(in: .min ... .max)).part"
        buffer = .allocate(byteCount: Self.bufferBytes, alignment: 16)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        descriptor = open(temporaryPath, flags, mode_t(S_IRUSR | S_IWUSR))
        guard descriptor >= 0 else { throw error(.create) }
        pass(.begun)
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            unlink(temporaryPath)
        }
        buffer.deallocate()
    }

    /// Adds `bytes` at the end.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        if filled + bytes.count > buffer.count { try flush() }
        if bytes.count > buffer.count {
            try writeAll(bytes)
        } else if !bytes.isEmpty {
            UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyMemory(from: bytes)
            filled += bytes.count
        }
    }

    /// Adds `text` in UTF-8 at the end.
    package func write(_ text: String) throws(OutputError) {
        try write(Array(text.utf8))
    }

    /// Adds `bytes` at the end.
    package func write(_ bytes: [UInt8]) throws(OutputError) {
        // A typed error does not pass through withUnsafeBytes, so it is carried out by hand.
        let outcome: Result<Void, OutputError> = bytes.withUnsafeBytes { raw in
            Result { () throws(OutputError) in try write(raw) }
        }
        try outcome.get()
    }

    /// Makes the file appear at ``path``: everything is on the disk, name included, when this returns.
    ///
    /// - Returns: the SHA-256 of the content, lowercase hexadecimal.
    @discardableResult
    package func commit() throws(OutputError) -> String {
        try flush()
        guard fsync(descriptor) == 0 else { throw error(.writeToDisk) }
        pass(.written)
        guard rename(temporaryPath, path) == 0 else { throw error(.putInPlace) }
        close(descriptor)
        descriptor = -1
        pass(.renamed)
        try syncDirectory()
        return Hexadecimal.encode(hash.finalize())
    }

    /// As ``commit()``; a file of other content that stood there, which somebody has edited, is kept under the first
    /// free one of `names`.
    ///
    /// - Parameter digest: the SHA-256, lowercase hexadecimal, of a file that nobody has edited; nil where none is
    ///   known.
    /// - Returns: the SHA-256 of the content, lowercase hexadecimal.
    @discardableResult
    package func commit(
        keepingEditedAs names: some Sequence<String>, unless digest: String? = nil
    ) throws(OutputError) -> String {
        try flush()
        let (old, new) = (try? ContentStream.digest(path: path), try? ContentStream.digest(path: temporaryPath))
        if let old, let new, old.hexadecimal != new.hexadecimal, old.hexadecimal != digest,
            let free = names.first(where: { access("\(directoryPath)/\($0)", F_OK) != 0 })
        {
            guard rename(path, "\(directoryPath)/\(free)") == 0 else { throw error(.putInPlace) }
        }
        return try commit()
    }

    private func flush() throws(OutputError) {
        try writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
        filled = 0
    }

    private func writeAll(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        hash.update(bufferPointer: bytes)
        var written = 0
        while written < bytes.count, let base = bytes.baseAddress {
            let count = Glibc.write(descriptor, base + written, bytes.count - written)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw error(.write) }
            written += count
        }
    }

    /// A rename is durable only once its folder is.
    private func syncDirectory() throws(OutputError) {
        let directory = open(directoryPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw error(.writeToDisk) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw error(.writeToDisk) }
    }

    /// Where this is a file of a report folder, a test may want to see what dying here leaves behind.
    private func pass(_ stage: CrashPoint.Stage) {
        guard CrashPoint.isWatched else { return }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if let file = CrashPoint.ReportFile(rawValue: name) { CrashPoint.file(file, stage).pass() }
    }

    private func error(_ action: OutputError.Action) -> OutputError {
        OutputError(path: path, action: action, reason: .verbatim(String(cString: strerror(errno))))
    }
}
