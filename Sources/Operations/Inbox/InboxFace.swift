internal import Glibc

/// What an entry of a folder is, and what distinguishes it from another one, and from itself after a change.
struct InboxFace: Hashable {
    enum Kind: Hashable {
        case file, folder, symbolicLink
        /// A pipe, a socket or a device.
        case other
    }

    /// What stays the same as long as nobody writes to the file, also if it is renamed.
    struct Content: Hashable, Codable {
        let bytes: Int
        let device: UInt64
        let node: UInt64
        let modifiedSeconds: Int
        let modifiedNanoseconds: Int
    }

    let kind: Kind
    let content: Content
    /// The rights of a file or folder, as `chmod` takes them.
    let rights: mode_t
    /// When the system last noted a change of any kind, in seconds and nanoseconds; nobody can set it.
    private let changed: [Int]

    /// What is at `path` itself, also where it is a symbolic link; nil where nothing is there.
    init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .symbolicLink
            default: .other
            }
        content = Content(
            bytes: Int(status.st_size), device: UInt64(status.st_dev), node: UInt64(status.st_ino),
            modifiedSeconds: status.st_mtim.tv_sec, modifiedNanoseconds: status.st_mtim.tv_nsec)
        rights = status.st_mode & 0o7777
        changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }

    /// Whether nothing has happened to another file since this one was made or written.
    func isNoOlder(than other: InboxFace) -> Bool { !changed.lexicographicallyPrecedes(other.changed) }
}
