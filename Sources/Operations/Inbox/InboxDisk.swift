internal import FoundationEssentials
internal import Glibc
internal import PayoutFile
internal import Wording

/// What the inbox does to folders.
enum InboxDisk {
    /// What became of a file that was to be moved.
    enum Move: Hashable {
        case moved
        /// It is not there, or not any more.
        case missing
        /// Something has the new name already.
        case occupied
    }

    /// The names in a folder; none where it cannot be read.
    static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// Makes a folder unless it is there.
    ///
    /// - Parameter rights: as `chmod` takes them.
    /// - Throws: `OutputError`, also where something else has its name: a link could lead anywhere.
    static func makeFolder(_ path: String, rights: mode_t) throws(OutputError) {
        if mkdir(path, rights) == 0 {
            // The mask of the process has taken rights away.
            chmod(path, rights)
            return
        }
        let code = errno
        guard InboxFace(path)?.kind == .folder else { throw error(path, .create, code) }
    }

    /// Moves a file within its file system, in one step. Whatever has the new name is replaced.
    ///
    /// - Returns: false where the file is not there.
    static func move(_ path: String, to target: String) throws(OutputError) -> Bool {
        if rename(path, target) == 0 { return true }
        guard errno != ENOENT else { return false }
        throw error(path, .putInPlace, errno)
    }

    /// Moves a file within its file system. What has the new name stays.
    static func moveToFree(_ path: String, to target: String) throws(OutputError) -> Move {
        // Unlike a rename, a second name never replaces a file.
        if link(path, target) == 0 {
            remove(path)
            return .moved
        }
        switch errno {
        case ENOENT: return .missing
        case EEXIST:
            // Somebody died after the second name was made.
            guard let face = InboxFace(path), InboxFace(target)?.content == face.content else { return .occupied }
            remove(path)
            return .moved
        default: break
        }
        // Not every file system knows second names. Only one inbox of ours moves files there at a time.
        if InboxFace(target) != nil { return .occupied }
        return try move(path, to: target) ? .moved : .missing
    }

    /// Removes a folder that is empty.
    ///
    /// - Returns: whether it is gone.
    static func removeFolder(_ path: String) -> Bool { rmdir(path) == 0 || errno == ENOENT }

    /// Removes a file, if it is there.
    static func remove(_ path: String) { unlink(path) }

    /// Writes a small text that other users may read who may read the folder.
    static func write(_ text: String, to path: String, rights: mode_t) throws(OutputError) {
        let file = try AtomicFile(path: path)
        try file.write(text)
        try file.commit()
        chmod(path, rights)
    }

    private static func error(_ path: String, _ action: OutputError.Action, _ code: Int32) -> OutputError {
        OutputError(path: path, action: action, reason: .verbatim(String(cString: strerror(code))))
    }
}

/// Keeps a second inbox of ours away from a folder, where the file system can; it ends with its last use, or with the
/// process.
final class InboxLock {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Nil where another inbox has the folder. On a file system without locks both go on: each file is moved by one of
    /// them alone, and submitting it twice is one batch.
    static func take(_ folder: String) -> InboxLock? {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            close(descriptor)
            return nil
        }
        return InboxLock(descriptor)
    }

    deinit {
        guard descriptor >= 0 else { return }
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
