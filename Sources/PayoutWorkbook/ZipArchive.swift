internal import PayoutFile

/// A zip archive on the disk whose files are unpacked one after another, within limits for all of them together.
final class ZipArchive {
    /// What may be unpacked of one workbook, in bytes: a million rows of forty columns.
    static let unpackedBytesMax = 4 * 1024 * 1024 * 1024

    /// The workbook as it is called in messages.
    let name: String
    let directory: ZipDirectory
    fileprivate let file: SpooledFile
    fileprivate let bytesMax: Int
    fileprivate var unpackedBytes = 0

    /// Another limit than ``unpackedBytesMax`` is for tests.
    init(_ file: SpooledFile, name: String, bytesMax: Int = unpackedBytesMax) throws(FileError) {
        self.file = file
        self.name = name
        self.bytesMax = bytesMax
        directory = try ZipDirectory(file, name: name)
    }

    /// The file called `name`; nil where there is none, or no name.
    func part(_ name: String?) throws(FileError) -> ZipPart? {
        guard let name, let entry = directory[name] else { return nil }
        return try ZipPart(entry, in: self)
    }

    func error(_ fault: WorkbookFault) -> FileError { FileError(file: name, fault: .workbook(fault)) }
}

extension ZipArchive {
    /// Where the bytes of `entry` begin.
    func start(of entry: ZipEntry) throws(FileError) -> Int {
        let header = try file.bytes(at: entry.headerOffset, count: 30)
        guard header.doubleWord(at: 0) == 0x0403_4B50, let nameBytes = header.word(at: 26),
            let extraBytes = header.word(at: 28)
        else { throw error(.damaged(part: entry.name)) }
        let start = entry.headerOffset + 30 + nameBytes + extraBytes
        guard entry.packedBytes <= file.byteCount, start <= file.byteCount - entry.packedBytes else {
            throw error(.damaged(part: entry.name))
        }
        return start
    }

    /// Reads packed bytes.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        try file.read(at: offset, into: buffer)
    }

    /// Counts bytes that were unpacked of any of the files.
    func count(unpacked count: Int) throws(FileError) {
        unpackedBytes += count
        if unpackedBytes > bytesMax { throw error(.tooLarge(mebibytesMax: bytesMax / 1_048_576)) }
    }
}
