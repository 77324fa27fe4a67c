internal import PayoutCore

extension AuditLine {
    /// Reads a line without its line feed; nil where it is not written exactly as it would be written.
    init?(_ bytes: ArraySlice<UInt8>, comparingWith writer: inout LineWriter) {
        var scanner = LineScanner(bytes)
        guard let line = scanner.line() else { return nil }
        writer.removeAll()
        writer.write(line)
        guard writer.bytes.count == bytes.count + 1, writer.bytes.starts(with: bytes) else { return nil }
        self = line
    }
}

/// Takes a line of `audit.jsonl` apart, whose keys come in one order.
private struct LineScanner {
    private static let filesMax = 16
    /// No number that salur writes comes near it.
    private static let numberMax = 1 << 53

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func line() -> AuditLine? {
        if took(#"{"type":"event","number":"#) { return event().map { .event($0) } }
        if took(#"{"type":"checkpoint","batch":"#) { return checkpoint(isSeal: false).map { .checkpoint($0) } }
        if took(#"{"type":"seal","batch":"#) { return checkpoint(isSeal: true).map { .checkpoint($0) } }
        return nil
    }

    private mutating func event() -> AuditEvent? {
        guard let number = number(), took(#","at":"#), let at = string().flatMap(MomentText.read),
            took(#","kind":"#), let kind = string(), took(#","line":"#)
        else { return nil }
        let line = took("null") ? nil : self.number()
        guard took(#","reference":"#), let reference = optional(), took(#","status":"#), let status = optional(),
            took(#","detail":"#), let detail = string(), took(#","actor":"#), let actor = string(),
            took(#","evidence":"#), let evidence = optional(),
            took(#","previous":"#), let previous = string().flatMap({ Hexadecimal.decode($0) }),
            took(#","link":"#), let link = string().flatMap({ Hexadecimal.decode($0) })
        else { return nil }
        // A word that is no status is not written again, so the line does not compare equal.
        let entry = JournalEntry(
            at: at, line: line, reference: reference, kind: kind, status: status.flatMap { PayoutStatus(rawValue: $0) },
            detail: detail, actor: actor, evidence: evidence.flatMap { Hexadecimal.decode($0) })
        return AuditEvent(number: number, entry: entry, previous: previous, link: link)
    }

    private mutating func checkpoint(isSeal: Bool) -> AuditCheckpoint? {
        guard let batch = string(), took(#","events":"#), let events = number(), took(#","head":"#),
            let head = string()
        else { return nil }
        var files: [AuditCheckpoint.File]?
        if isSeal {
            guard took(#","files":{"#), let found = self.files() else { return nil }
            files = found
        }
        guard took(#","statement":"#), string() != nil, took(#","public_key":"#), let key = optional(),
            took(#","signature":"#), let signature = optional()
        else { return nil }
        var checkpoint = AuditCheckpoint(batch: batch, events: events, head: head, files: files)
        if let key, let signature { checkpoint.signature = .init(publicKey: key, bytes: signature) }
        return checkpoint
    }

    private mutating func files() -> [AuditCheckpoint.File]? {
        var files: [AuditCheckpoint.File] = []
        while !took("}") {
            if !files.isEmpty, !took(",") { return nil }
            guard files.count < Self.filesMax, let name = string(), took(":"), let digest = string() else { return nil }
            files.append(AuditCheckpoint.File(name: name, digest: digest))
        }
        return files
    }

    private mutating func took(_ text: StaticString) -> Bool {
        let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[position...].starts(with: expected) else { return false }
        position += expected.count
        return true
    }

    private mutating func number() -> Int? {
        var value = 0
        let start = position
        while position < bytes.endIndex, 0x30...0x39 ~= bytes[position] {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(bytes[position] - 0x30))
            guard !overflow, !carry, sum <= Self.numberMax else { return nil }
            value = sum
            position += 1
        }
        return position == start ? nil : value
    }

    /// A text or null; nil where it is neither.
    private mutating func optional() -> String?? {
        if took("null") { return .some(nil) }
        return string().map { .some($0) }
    }

    private mutating func string() -> String? {
        guard took("\"") else { return nil }
        var text: [UInt8] = []
        while position < bytes.endIndex {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = escaped() else { return nil }
                text.append(escaped)
            case _: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escaped() -> UInt8? {
        guard position < bytes.endIndex else { return nil }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return byte
        case UInt8(ascii: "n"): return UInt8(ascii: "\n")
        case UInt8(ascii: "u"):
            guard took("00"), position + 2 <= bytes.endIndex else { return nil }
            let digits = String(decoding: bytes[position..<position + 2], as: UTF8.self)
            position += 2
            return Hexadecimal.decode(digits)?.first
        case _: return nil
        }
    }
}
