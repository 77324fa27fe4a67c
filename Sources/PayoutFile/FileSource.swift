internal import Glibc

/// The bytes of a file or of standard input, read with plain `read(2)`.
package final class FileSource: ByteSource {
    /// The name under which standard input is given on the command line.
    package static let standardInputPath = "-"

    /// How the source is called in messages.
    package let name: String
    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private let path: String
    /// What a file on disk was known by when it was opened.
    private let face: FileFace?
    private var bytesRead = 0
    private var hasEnded = false
    private let observer = ReadingProgress.observer

    /// Whether it is no file on disk.
    package var mayWait: Bool { face == nil }

    /// Opens `path`, or standard input for `-`.
    ///
    /// - Parameter shownName: how the source is called in messages, where its path would say nothing to people.
    /// - Throws: ``FileFault/missing``, ``FileFault/directory``, ``FileFault/permissionDenied`` or
    ///   ``FileFault/unreadable(reason:)``.
    package init(path: String, shownAs shownName: String? = nil) throws(FileError) {
        name = Self.displayName(of: shownName ?? path)
        ownsDescriptor = path != Self.standardInputPath
        descriptor = ownsDescriptor ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
        guard descriptor >= 0 else { throw FileError(file: name, fault: Self.fault(of: errno)) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(file: name, fault: Self.fault(of: errno)) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw FileError(file: name, fault: .directory) }
        face = status.st_mode & S_IFMT == S_IFREG ? FileFace(status) : nil
        self.path = path
    }

    deinit {
        if !hasEnded { tell(hasEnded: true) }
        if ownsDescriptor, descriptor >= 0 { close(descriptor) }
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                bytesRead += count
                hasEnded = count == 0
                tell(hasEnded: hasEnded)
                if hasEnded { try checkUnchanged() }
                return count
            }
            if errno != EINTR { throw FileError(file: name, fault: Self.fault(of: errno)) }
        }
    }

    /// Looks whether a file on disk is still the one that was opened.
    ///
    /// - Throws: ``FileFault/changed``.
    package func checkUnchanged() throws(FileError) {
        if hasChanged { throw FileError(file: name, fault: .changed) }
    }

    private func tell(hasEnded: Bool) {
        observer?(ReadingProgress(name: name, bytesRead: bytesRead, bytesTotal: face?.bytes, hasEnded: hasEnded))
    }

    /// Whether somebody has written to the file since it was opened, or put another one in its place: then what was
    /// read is neither the one nor the other, as with a file that is still being copied.
    private var hasChanged: Bool {
        guard let face else { return false }
        var now = stat()
        guard fstat(descriptor, &now) == 0, FileFace(now) == face else { return true }
        guard ownsDescriptor else { return false }
        return stat(path, &now) != 0 || FileFace(now) != face
    }

    /// The path as it can be shown: no control characters, and words instead of `-`.
    private static func displayName(of path: String) -> String {
        if path == standardInputPath { return "standard input" }
        let scalars = path.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func fault(of code: Int32) -> FileFault {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case EISDIR: .directory
        case EACCES, EPERM: .permissionDenied
        default: .unreadable(reason: String(cString: strerror(code)))
        }
    }
}

/// What distinguishes a file on disk from another, and from itself after a change.
private struct FileFace: Equatable {
    let bytes: Int
    private let device: dev_t
    private let node: ino_t
    private let changedSeconds: Int
    private let changedNanoseconds: Int

    init(_ status: stat) {
        bytes = Int(status.st_size)
        device = status.st_dev
        node = status.st_ino
        changedSeconds = status.st_mtim.tv_sec
        changedNanoseconds = status.st_mtim.tv_nsec
    }
}
