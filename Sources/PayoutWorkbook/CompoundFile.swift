internal import PayoutFile

/// A file of Microsoft's older container: a workbook of old (`.xls`), or a newer one that is encrypted.
enum CompoundFile {
    private static let bufferBytes = 256 * 1024
    /// The name of the stream that holds an encrypted workbook, as it stands in the directory (MS-OFFCRYPTO, 2.3).
    private static let encrypted: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] }

    /// Says which of the two `content` is.
    static func fault(of content: ContentStream, name: String) throws(FileError) -> FileError {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferBytes, alignment: 16)
        defer { buffer.deallocate() }
        var kept = 0
        while true {
            let free = UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
            let count = try content.read(into: free)
            guard count > 0 else { return FileError(file: name, fault: .foreignFormat(.oldExcel)) }
            let filled = UnsafeRawBufferPointer(rebasing: buffer[..<(kept + count)])
            if holdsName(filled) { return FileError(file: name, fault: .workbook(.passwordProtected)) }
            // The name may lie across the end of the piece.
            kept = min(encrypted.count - 1, filled.count)
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: filled[(filled.count - kept)...]))
        }
    }

    private static func holdsName(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= encrypted.count else { return false }
        return (0...(bytes.count - encrypted.count)).contains { start in
            bytes[start] == encrypted[0] && bytes[start...].starts(with: encrypted)
        }
    }
}
