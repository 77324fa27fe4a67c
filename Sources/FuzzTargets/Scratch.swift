internal import Glibc

/// A folder of this process, in memory where the system has such a place; it is removed when the process ends.
enum Scratch {
    /// The folder without a slash at its end.
    static let path: String = {
        for place in ["/dev/shm", "/tmp"] {
            var template = Array("\(place)/salur-fuzz-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { continue }
            atexit { Scratch.removeAll() }
            return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        preconditionFailure("no folder could be made in /dev/shm or /tmp")
    }()

    /// Puts a file into the folder, in place of the one that was there, and returns its path.
    @discardableResult
    static func write(_ name: String, _ bytes: some Collection<UInt8>) throws(BrokenProperty) -> String {
        let path = Self.path + "/" + name
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(S_IRUSR | S_IWUSR))
        guard descriptor >= 0 else { throw BrokenProperty("\(path) cannot be written: is the disk full?") }
        defer { close(descriptor) }
        let contiguous = Array(bytes)
        let written = contiguous.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == contiguous.count else { throw BrokenProperty("\(path) was not written whole") }
        return path
    }

    /// The bytes of a file in the folder; none where there is no such file.
    static func bytes(of name: String) -> [UInt8] {
        let descriptor = open(path + "/" + name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = room.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return bytes }
            bytes += room[..<count]
        }
    }

    /// Takes a file out of the folder.
    static func remove(_ name: String) { unlink(path + "/" + name) }

    private static func removeAll() {
        guard let directory = opendir(path) else { return }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            remove(name)
        }
        closedir(directory)
        rmdir(path)
    }
}
