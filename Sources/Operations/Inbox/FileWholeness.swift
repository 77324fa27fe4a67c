internal import Glibc
internal import PayoutCore
internal import PayoutFile
internal import SalurSettings
internal import Wording

/// Whether a file that nobody has written to for a while is all that its sender meant to write.
///
/// A format that has an end is whole with its end: gzip with its trailer, a workbook with the directory of its archive,
/// `pain.001` with its closing element. A text is whole where its last line ends, or where its control file agrees.
/// What is no payout file in any case counts as whole: whoever takes it says so.
enum FileWholeness: Hashable {
    case whole
    /// It lacks its end, in words.
    case unfinished(Phrase)
    /// It is another file than a moment ago, or none.
    case changed

    private static let gzip: [UInt8] = [0x1F, 0x8B]
    private static let zip: [UInt8] = [0x50, 0x4B]
    /// Files of Office before `.xlsx`, and PDF.
    private static let others: [[UInt8]] = [[0xD0, 0xCF, 0x11, 0xE0], Array("%PDF".utf8)]
    private static let wideMarks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF]]
    private static let headBytes = 512

    /// - Parameters:
    ///   - content: what the file was known by before.
    ///   - form: what its rows ask for, to compare them with its control file; nil where it has none.
    /// - Throws: `FileError` where it cannot be read.
    init(_ path: String, _ content: InboxFace.Content, control form: RowForm?) throws(FileError) {
        guard let file = try OpenFile(path), file.content == content else {
            self = .changed
            return
        }
        let head = try file.bytes(at: 0, count: Self.headBytes)
        if head.isEmpty {
            self = .unfinished(Phrase("it is empty"))
        } else if head.starts(with: Self.gzip) {
            self = try Self.ofGzip(path)
        } else if head.starts(with: Self.zip) {
            self = try Self.ofZip(file)
        } else if Self.others.contains(where: { head.starts(with: $0) }) {
            self = .whole
        } else {
            let isWide = Self.wideMarks.contains { head.starts(with: $0) }
            // No text has zero bytes, but for one in UTF-16.
            if !isWide, head.contains(0) {
                self = .whole
            } else {
                self = try Self.ofText(file, head, path, form)
            }
        }
    }

    private static func ofGzip(_ path: String) throws(FileError) -> FileWholeness {
        do {
            _ = try ContentStream.digest(path: path)
            return .whole
        } catch {
            switch error.fault {
            case .gzipTruncated: return .unfinished(Phrase("its compressed data does not end"))
            case .missing, .changed: return .changed
            case .unreadable: throw error
            default: return .whole
            }
        }
    }

    /// The end record of a zip archive with the longest comment (APPNOTE.TXT, section 4.3.16).
    private static let zipEndBytesMax = 22 + 65_535

    private static func ofZip(_ file: OpenFile) throws(FileError) -> FileWholeness {
        let start = max(0, file.content.bytes - zipEndBytesMax)
        let tail = try file.bytes(at: start, count: file.content.bytes - start)
        var end = tail.count - 22
        while end >= 0 {
            let isEnd = tail[end...].starts(with: [0x50, 0x4B, 0x05, 0x06])
            if isEnd, Int(tail[end + 20]) | Int(tail[end + 21]) << 8 == tail.count - end - 22 { return .whole }
            end -= 1
        }
        return .unfinished(Phrase("the directory at the end of the workbook is missing"))
    }

    private static let tailBytes = 4096

    private static func ofText(
        _ file: OpenFile, _ head: [UInt8], _ path: String, _ form: RowForm?
    ) throws(FileError) -> FileWholeness {
        let start = max(0, file.content.bytes - tailBytes)
        // Without the zeros, UTF-16 reads like ASCII.
        let tail = try file.bytes(at: start, count: file.content.bytes - start).filter { $0 != 0 }
        let first = head.first { $0 > 0x20 && $0 < 0x80 }
        if first == UInt8(ascii: "<") {
            return isClosed(tail) ? .whole : .unfinished(Phrase("its last element is not closed"))
        }
        if let last = tail.last, [UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(last) { return .whole }
        if let form, agrees(path, form) { return .whole }
        return .unfinished(Phrase("its last line has no end"))
    }

    /// Whether the text ends with the end tag of a payment message, `</Document>` or `</x:Document>`.
    private static func isClosed(_ tail: [UInt8]) -> Bool {
        var text = Substring(String(decoding: tail, as: UTF8.self))
        while text.last?.isWhitespace == true { text.removeLast() }
        guard text.hasSuffix(">"), let tag = text.lastIndex(of: "<") else { return false }
        let name = text[tag...].dropLast()
        guard name.hasPrefix("</") else { return false }
        return name.dropFirst(2).split(separator: ":").last?.prefix { !$0.isWhitespace } == "Document"
    }

    /// Whether the rows are those that the control file demands.
    private static func agrees(_ path: String, _ form: RowForm) -> Bool {
        (try? FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })) != nil
    }
}

/// A file that is looked into without following a link, and without waiting for anybody.
private final class OpenFile {
    let content: InboxFace.Content
    private let name: String
    private let descriptor: Int32

    /// Nil where it is missing, or no file.
    init?(_ path: String) throws(FileError) {
        name = path
        descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        let code = errno
        var status = stat()
        let isOpen = descriptor >= 0 && fstat(descriptor, &status) == 0
        let face = InboxFace(status)
        content = face.content
        if !isOpen, [EACCES, EPERM].contains(code) { throw FileError(file: path, fault: .permissionDenied) }
        if !isOpen, ![ENOENT, ELOOP, ENXIO].contains(code) {
            throw FileError(file: path, fault: .unreadable(reason: String(cString: strerror(code))))
        }
        guard isOpen, face.kind == .file else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, count))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled, off_t(offset + filled))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw FileError(file: name, fault: .unreadable(reason: String(cString: strerror(errno))))
            }
            if count == 0 { break }
            filled += count
        }
        return Array(bytes[..<filled])
    }
}
