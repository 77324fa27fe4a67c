import Operations
import SalurSettings
import Testing

/// Which file systems a ledger may lie on.
struct FileSystemTests {
    @Test(arguments: [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "gfs2", "ocfs2", "lustre", "virtiofs", "vboxsf",
        "fuse", "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.davfs2", "fuse.ceph-fuse",
    ])
    func `What lies on another machine is remote`(name: String) { #expect(FileSystem(name: name).isRemote) }

    @Test(arguments: [
        "ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "ext3", "f2fs", "fuseblk", "fuse.ntfs-3g", "fuse.gocryptfs",
        "apfs", "ecryptfs", "",
    ])
    func `What lies here is not`(name: String) { #expect(!FileSystem(name: name).isRemote) }

    private static let table = """
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        30 22 0:26 / /srv rw shared:2 - tmpfs tmpfs rw
        31 22 0:40 / /srv/pay\\040roll rw,relatime shared:3 master:1 - nfs4 files:/pay rw,vers=4.2
        32 22 0:41 / /mnt/a rw - cifs //files/a rw
        33 32 8:2 / /mnt/a rw - xfs /dev/sdb1 rw
        a line that says nothing
        """

    @Test(
        arguments: [
            ("/home/ani/salur.db", "ext4"), ("/srv/salur.db", "tmpfs"), ("/srv/pay roll/salur.db", "nfs4"),
            ("/srv/pay roll", "nfs4"), ("/srv/pay rolls/salur.db", "tmpfs"), ("/mnt/a/salur.db", "xfs"),
            ("/mnt/ab", "ext4"),
        ])
    func `The deepest and newest mount counts`(path: String, name: String) {
        #expect(FileSystem.mounted(at: path, in: Self.table) == FileSystem(name: name))
    }

    @Test func `A table that says nothing decides nothing`() {
        #expect(FileSystem.mounted(at: "/srv", in: "") == nil)
    }
}
