/// Reads a form with a file, `multipart/form-data` (RFC 7578), as its bytes come in:
///
///     var reader = MultipartReader(boundary: "x7")
///     for try await buffer in request.body {
///         try reader.read(Array(buffer: buffer)) { event in … }
///     }
///     try reader.finish()
///
/// It keeps a few kilobytes, however large the file is.
struct MultipartReader {
    enum Event: Equatable {
        /// A field begins. The name of the file is nil of a field without one.
        case field(name: String, fileName: String?)
        case bytes([UInt8])
    }

    enum Fault: Error {
        /// The bytes are no such form.
        case malformed
        /// The form ended early.
        case cutOff
    }

    private enum State {
        /// Looks for a boundary; nothing before the first one counts.
        case preamble
        case field
        /// Right after a boundary: another field, or the end.
        case boundary
        case header
        case end
    }

    private static let headerBytesMax = 8192
    private static let (carriageReturn, lineFeed, hyphen): (UInt8, UInt8, UInt8) = (13, 10, 45)

    private let boundary: [UInt8]
    private var state = State.preamble
    /// The first boundary may stand at the very beginning.
    private var kept: [UInt8] = [carriageReturn, lineFeed]

    init(boundary: String) { self.boundary = [Self.carriageReturn, Self.lineFeed] + Array("--\(boundary)".utf8) }

    /// The boundary in a `Content-Type`; nil where it is none of a form with files.
    static func boundary(in contentType: String) -> String? {
        let parts = contentType.split(separator: ";").map { $0.drop { $0 == " " } }
        guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
        for part in parts.dropFirst() where part.lowercased().hasPrefix("boundary=") {
            let value = part.dropFirst("boundary=".count).filter { $0 != "\"" }
            return (1...70).contains(value.utf8.count) ? String(value) : nil
        }
        return nil
    }

    /// - Throws: ``Fault``, and what `onEvent` throws.
    mutating func read(_ bytes: [UInt8], onEvent: (Event) throws -> Void) throws {
        kept += bytes
        while try step(onEvent) {}
    }

    /// - Throws: ``Fault/cutOff`` where the last boundary has not come.
    func finish() throws {
        switch state {
        case .end: break
        case .preamble, .field, .boundary, .header: throw Fault.cutOff
        }
    }

    /// - Returns: false where more bytes are needed.
    private mutating func step(_ onEvent: (Event) throws -> Void) throws -> Bool {
        switch state {
        case .preamble, .field:
            let isField = state == .field
            if let start = firstBoundary() {
                if isField, start > 0 { try onEvent(.bytes(Array(kept[..<start]))) }
                kept.removeFirst(start + boundary.count)
                state = .boundary
                return true
            }
            // The end of what is there may be the beginning of a boundary.
            let whole = kept.count - boundary.count
            if whole > 0 {
                if isField { try onEvent(.bytes(Array(kept[..<whole]))) }
                kept.removeFirst(whole)
            }
            return false
        case .boundary:
            guard kept.count >= 2 else { return false }
            switch (kept[0], kept[1]) {
            case (Self.hyphen, Self.hyphen): state = .end
            case (Self.carriageReturn, Self.lineFeed): state = .header
            case _: throw Fault.malformed
            }
            kept.removeFirst(2)
            return true
        case .header:
            let ending = [Self.carriageReturn, Self.lineFeed, Self.carriageReturn, Self.lineFeed]
            guard let end = kept.indices.dropLast(3).first(where: { kept[$0..<$0 + 4].elementsEqual(ending) }) else {
                guard kept.count <= Self.headerBytesMax else { throw Fault.malformed }
                return false
            }
            let header = String(decoding: kept[..<end], as: UTF8.self)
            kept.removeFirst(end + ending.count)
            try onEvent(try Self.field(header))
            state = .field
            return true
        case .end:
            kept = []
            return false
        }
    }

    private func firstBoundary() -> Int? {
        let last = kept.count - boundary.count
        guard last >= 0 else { return nil }
        var index = 0
        while index <= last {
            guard let found = kept[index...last].firstIndex(of: Self.carriageReturn) else { return nil }
            if kept[found..<found + boundary.count].elementsEqual(boundary) { return found }
            index = found + 1
        }
        return nil
    }

    private static func field(_ header: String) throws -> Event {
        for line in header.split(separator: "\r\n") {
            guard line.lowercased().hasPrefix("content-disposition:") else { continue }
            guard let name = parameter("name", of: line) else { break }
            return .field(name: name, fileName: parameter("filename", of: line))
        }
        throw Fault.malformed
    }

    /// The value of `key="…"`; a quotation mark in it comes as `%22`, a semicolon as it is.
    static func parameter(_ key: String, of line: Substring) -> String? {
        var rest = line.drop { $0 != ";" }.dropFirst()
        while !rest.isEmpty {
            let name = rest.drop { $0 == " " }.prefix { $0 != "=" && $0 != ";" }
            rest = rest.drop { $0 != "=" && $0 != ";" }.dropFirst()
            guard rest.first == "\"" else { continue }
            let value = rest.dropFirst().prefix { $0 != "\"" }
            if name.lowercased() == key { return String(value) }
            rest = rest.dropFirst().drop { $0 != "\"" }.drop { $0 != ";" }.dropFirst()
        }
        return nil
    }
}
