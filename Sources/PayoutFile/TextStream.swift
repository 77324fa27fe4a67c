/// The text of a content in UTF-8: the content itself, or what UTF-16 says, decoded on the way.
///
/// The digest stays that of the content: a batch is known by the bytes of its file.
final class TextStream {
    /// Enough to recognise UTF-16, and no more: a pipe may have no more for a long time.
    private static let headBytes = UTF16Decoder.certainBytes
    /// Bytes of UTF-16 that are decoded at a time.
    private static let blockBytes = 64 * 1024

    let content: ContentStream
    private let name: String
    private var decoder: UTF16Decoder?
    /// Text that was not handed out yet, and where it begins.
    private var text: [UInt8]
    private var offset = 0
    private var block: [UInt8] = []
    /// Whether the text that was decoded last is followed by bytes that are no UTF-16.
    private var isDamaged = false

    /// The text of `content`, called `name` in messages.
    init(_ content: ContentStream, name: String) throws(FileError) {
        self.content = content
        self.name = name
        text = try Self.head(of: content)
        guard let order = UTF16Decoder.order(of: text) else { return }
        decoder = UTF16Decoder(order)
        let head = text
        text = []
        try decode(head[...])
        block = [UInt8](repeating: 0, count: Self.blockBytes)
    }

    /// Whether the content is UTF-16.
    var isUTF16: Bool { decoder != nil }

    /// Whether a read may wait for somebody else.
    var mayWait: Bool { content.mayWait }

    /// Hands out at most `buffer.count` (at least 1) bytes of text; 0 means the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        if offset == text.count {
            guard decoder != nil else { return try content.read(into: buffer) }
            try decodeNext()
        }
        let count = min(text.count - offset, buffer.count)
        buffer.copyBytes(from: text[offset..<(offset + count)])
        offset += count
        return count
    }

    /// Decodes until there is some text, or the content has ended.
    private func decodeNext() throws(FileError) {
        text.removeAll(keepingCapacity: true)
        offset = 0
        while text.isEmpty {
            if isDamaged { throw FileError(file: name, fault: .notUTF16) }
            let count = try readBlock()
            guard count > 0 else {
                guard decoder?.isComplete ?? true else { throw FileError(file: name, fault: .notUTF16) }
                return
            }
            try decode(block[..<count])
        }
    }

    private func readBlock() throws(FileError) -> Int {
        let content = content
        var result: Result<Int, FileError> = .success(0)
        block.withUnsafeMutableBytes { bytes in
            do throws(FileError) { result = .success(try content.read(into: bytes)) } catch { result = .failure(error) }
        }
        return try result.get()
    }

    private func decode(_ bytes: ArraySlice<UInt8>) throws(FileError) {
        // The text before the damage is handed out first, whatever the size of the pieces.
        isDamaged = !(decoder?.decode(bytes, to: &text) ?? true)
        if isDamaged, text.isEmpty { throw FileError(file: name, fault: .notUTF16) }
    }

    /// The first bytes, fewer only where the content has no more.
    private static func head(of content: ContentStream) throws(FileError) -> [UInt8] {
        var head: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: headBytes, alignment: 1)
        defer { buffer.deallocate() }
        while head.count < headBytes {
            let free = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(headBytes - head.count)])
            let count = try content.read(into: free)
            if count == 0 { break }
            head += buffer[..<count]
        }
        return head
    }
}
