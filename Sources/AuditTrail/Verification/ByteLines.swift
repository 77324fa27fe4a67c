internal import PayoutFile

/// The lines of a file as bytes, in constant memory.
struct ByteLines {
    enum Line {
        /// A line without its line feed.
        case whole(ArraySlice<UInt8>)
        /// The bytes after the last line feed.
        case cut
        case tooLong
    }

    private static let bufferBytes = 256 * 1024

    private let source: FileSource
    private let lineBytesMax: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var hasEnded = false

    /// - Throws: `FileError` where the file cannot be opened.
    init(path: String, lineBytesMax: Int) throws(FileError) {
        source = try FileSource(path: path)
        self.lineBytesMax = lineBytesMax
    }

    /// The next line, or nil at the end. After a line that is too long there is nothing more.
    mutating func next() throws(FileError) -> Line? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return .whole(buffer[start..<end])
            }
            searched = buffer.count
            if hasEnded {
                guard start < buffer.count else { return nil }
                start = buffer.count
                return .cut
            }
            guard buffer.count - start <= lineBytesMax else {
                (start, hasEnded) = (buffer.count, true)
                return .tooLong
            }
            searched -= start
            try fill()
        }
    }

    private mutating func fill() throws(FileError) {
        buffer.removeFirst(start)
        start = 0
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bufferBytes, alignment: 16)
        defer { room.deallocate() }
        let count = try source.read(into: room)
        hasEnded = count == 0
        buffer.append(contentsOf: room[..<count])
    }
}
