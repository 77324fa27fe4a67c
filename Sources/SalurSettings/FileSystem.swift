internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The file system that a ledger lies on, as far as that matters: on a network, locks and the shared memory of SQLite
/// do not hold between machines, and an fsync may not reach a disk. Then a payment could be made twice.
package struct FileSystem: Equatable, Sendable {
    /// What the system calls it, such as `nfs4` or `ext4`.
    package let name: String

    /// A file system of this name.
    package init(name: String) { self.name = name }

    /// The file system of `path`, or of the folder that it will be made in; nil if the system does not say.
    package static func of(_ path: String) -> FileSystem? {
        #if DEBUG
            if let name = ProcessInfo.processInfo.environment[seamName] { return FileSystem(name: name) }
        #endif
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard let real = realPath(path) ?? realPath(folder.isEmpty ? "." : folder),
            let table = FileManager.default.contents(atPath: "/proc/self/mountinfo")
        else { return nil }
        return mounted(at: real, in: String(decoding: table, as: UTF8.self))
    }

    /// The file system that holds `path`, by the text of `/proc/self/mountinfo`. Pure.
    package static func mounted(at path: String, in mountinfo: String) -> FileSystem? {
        var found: (point: String, name: Substring)?
        for line in mountinfo.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 4, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.endIndex else { continue }
            let point = unescaped(String(fields[4]))
            let holds = point == "/" || path == point || path.hasPrefix(point + "/")
            // What was mounted later, or deeper, hides what was there.
            if holds, point.utf8.count >= (found?.point.utf8.count ?? 0) { found = (point, fields[dash + 1]) }
        }
        return found.map { FileSystem(name: String($0.name)) }
    }

    /// Whether its files lie on another machine or on the host of a virtual one, or may. Pure.
    ///
    /// After `fuse.` comes a program: all but the few that are known to keep their files here count as remote.
    package var isRemote: Bool {
        guard name.hasPrefix("fuse.") else { return Self.remoteNames.contains(name) }
        return !Self.localPrograms.contains(String(name.dropFirst("fuse.".count)))
    }

    private static let remoteNames: Set<String> = [
        "nfs", "nfs3", "nfs4", "smbfs", "smb2", "smb3", "cifs", "9p", "afs", "ceph", "gfs", "gfs2", "ocfs2", "coda",
        "ncpfs", "lustre", "gpfs", "beegfs", "panfs", "acfs", "snfs", "vxfs", "vmhgfs", "prl_fs", "vboxsf",
        "virtiofs", "glusterfs", "davfs", "fuse", "sshfs", "orangefs", "pvfs2",
    ]

    private static let localPrograms: Set<String> = [
        "ntfs-3g", "exfat", "ext2", "ext4", "ecryptfs", "encfs", "gocryptfs", "cryfs", "fuse-overlayfs", "bindfs",
        "mergerfs", "zfs", "apfs", "lklfuse", "squashfuse", "portal",
    ]

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// A path as it was before the system wrote a space as `\040`.
    private static func unescaped(_ field: String) -> String {
        guard field.contains("\\") else { return field }
        return field.replacing("\\040", with: " ").replacing("\\011", with: "\t").replacing("\\134", with: "\\")
    }

    /// The variable of the environment that a debug build takes the name of the file system from, for tests of the
    /// whole program; a release build has no such seam.
    package static let seamName = "SALUR_TEST_FILE_SYSTEM"

    /// Whether this build understands a variable of the environment as that one.
    static func understands(_ variable: String) -> Bool {
        #if DEBUG
            variable == seamName
        #else
            false
        #endif
    }
}
