internal import CExpat
internal import PayoutFile

/// Where the bytes of an XML document come from, and what its errors say.
protocol XMLSource {
    /// Reads at most `buffer.count` bytes; 0 means the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int

    /// The error of a document that is no XML, or is built as no program builds one.
    func error(_ fault: XMLFault, line: Int) -> FileError
}

/// What can be wrong with an XML document as such.
enum XMLFault {
    case malformed
    case documentType
    case tooComplex
}

/// Reads an XML document piece by piece and hands its parts to a handler, which can pause it. Nothing outside the
/// document is ever read, a document type declaration is refused, and so there are no entities but the five of XML.
final class XMLReader {
    /// How deeply elements may lie in one another.
    static let depthMax = 64
    /// The longest tag or comment, in bytes.
    static let tagBytesMax = 1024 * 1024
    /// How much is read at a time.
    private static let pieceBytes: Int32 = 64 * 1024

    private let source: any XMLSource
    private unowned let handler: any XMLHandler
    private let parser: XML_Parser
    private var fault: XMLFault?
    private var refusal: FileError?
    private var depth = 0
    private var names = NameBudget()
    private var bytesRead = 0
    private var sourceHasEnded = false
    private var isPaused = false

    /// - Parameter handler: outlives the reader.
    init(_ source: any XMLSource, handler: any XMLHandler) throws(FileError) {
        guard let parser = XML_ParserCreate(nil) else { throw source.error(.tooComplex, line: 1) }
        self.source = source
        self.handler = handler
        self.parser = parser
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { XMLReader.of($0)?.begin($1, $2) }, { XMLReader.of($0)?.end($1) })
        XML_SetCharacterDataHandler(parser) { XMLReader.of($0)?.take($1, count: $2) }
        XML_SetStartDoctypeDeclHandler(parser) { reader, _, _, _, _ in XMLReader.of(reader)?.stop(.documentType) }
    }

    deinit { XML_ParserFree(parser) }

    /// The line of the document that is read.
    var line: Int { Int(XML_GetCurrentLineNumber(parser)) }

    /// Reads on until the handler pauses, and returns true; false at the end of the document.
    func advance() throws(FileError) -> Bool {
        while true {
            let status: XML_Status
            if isPaused {
                isPaused = false
                status = XML_ResumeParser(parser)
            } else if sourceHasEnded {
                return false
            } else {
                status = try parsePiece()
            }
            if let refusal { throw refusal }
            if let fault { throw source.error(fault, line: line) }
            switch status {
            case XML_STATUS_OK: try demandProgress()
            case XML_STATUS_SUSPENDED:
                isPaused = true
                return true
            case _: throw source.error(.malformed, line: line)
            }
        }
    }

    /// Ends ``advance()`` after the present element; called by the handler.
    func pause() { XML_StopParser(parser, 1) }

    /// Refuses the document; called by the handler.
    func refuse(_ error: FileError) {
        if refusal == nil { refusal = error }
        XML_StopParser(parser, 0)
    }

    private func parsePiece() throws(FileError) -> XML_Status {
        guard let piece = XML_GetBuffer(parser, Self.pieceBytes) else { throw source.error(.tooComplex, line: line) }
        let count = try source.read(into: UnsafeMutableRawBufferPointer(start: piece, count: Int(Self.pieceBytes)))
        sourceHasEnded = count == 0
        bytesRead += count
        return XML_ParseBuffer(parser, Int32(count), sourceHasEnded ? 1 : 0)
    }

    /// A tag that does not end is kept in memory, and looked at again with every piece.
    private func demandProgress() throws(FileError) {
        let index = XML_GetCurrentByteIndex(parser)
        guard index < 0 || bytesRead - Int(index) <= Self.tagBytesMax else {
            throw source.error(.tooComplex, line: line)
        }
    }

    private func stop(_ fault: XMLFault) {
        if self.fault == nil { self.fault = fault }
        XML_StopParser(parser, 0)
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLReader? {
        data.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    // MARK: What the parser finds

    private func begin(
        _ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        guard fault == nil, refusal == nil, let name else { return }
        depth += 1
        let attributes = XMLAttributes(list)
        names.count(name)
        attributes.visit { name, _ in names.count(name) }
        guard depth <= Self.depthMax, !names.isSpent else { return stop(.tooComplex) }
        handler.begin(XMLName(name), attributes)
    }

    private func end(_ name: UnsafePointer<CChar>?) {
        guard fault == nil, refusal == nil, let name else { return }
        depth -= 1
        handler.end(XMLName(name))
    }

    private func take(_ text: UnsafePointer<CChar>?, count: Int32) {
        guard fault == nil, refusal == nil, let text else { return }
        text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
            handler.take(text: UnsafeBufferPointer(start: $0, count: Int(count)))
        }
    }
}

/// The parser remembers every name that it has met, so a document may have so many and no more.
private struct NameBudget {
    private static let namesMax = 4096
    private static let bytesMax = 256 * 1024

    private var seen: Set<UInt64> = []
    private var bytes = 0

    var isSpent: Bool { seen.count > Self.namesMax || bytes > Self.bytesMax }

    @inline(__always)
    mutating func count(_ name: UnsafePointer<CChar>) {
        // Most names of a sheet have one letter, and there are few of those.
        if name[0] > 0, name[1] == 0 { return }
        countLong(name)
    }

    private mutating func countLong(_ name: UnsafePointer<CChar>) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var length = 0
        while name[length] != 0 {
            hash = (hash ^ UInt64(UInt8(bitPattern: name[length]))) &* 0x100_0000_01B3
            length += 1
        }
        if seen.insert(hash).inserted { bytes += length }
    }
}
