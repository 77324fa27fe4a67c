/// A JSON document, read by nobody's library: what the product made of a body is held against it.
///
/// It is lenient where leniency only adds to what the bank may have said, and keeps every member, also those whose name
/// is there twice.
indirect enum JSONDocument {
    case object([(name: String, value: JSONDocument)])
    case array([JSONDocument])
    case string(String)
    /// A number, `true`, `false` or `null`, as it is written.
    case word(String)

    private static let depthMax = 520

    /// Reads `body`; nil where it is no JSON.
    static func read(_ body: [UInt8]) -> JSONDocument? {
        var reader = Reader(bytes: body.starts(with: [0xEF, 0xBB, 0xBF]) ? body[3...] : body[...])
        guard let document = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.rest.isEmpty ? document : nil
    }

    /// The values of the members called `name`; none where this is no object.
    subscript(name: String) -> [JSONDocument] {
        guard case .object(let members) = self else { return [] }
        return members.filter { $0.name == name }.map(\.value)
    }

    /// A string that is not empty, or a number, as text.
    var text: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .word(let word): ["true", "false", "null"].contains(word) ? nil : word
        case .object, .array: nil
        }
    }

    private struct Reader {
        private(set) var rest: ArraySlice<UInt8>

        init(bytes: ArraySlice<UInt8>) { rest = bytes }

        mutating func skipSpace() { rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }

        private mutating func took(_ character: Unicode.Scalar) -> Bool {
            skipSpace()
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func value(depth: Int) -> JSONDocument? {
            guard depth < depthMax else { return nil }
            if took("{") { return object(depth: depth + 1) }
            if took("[") { return array(depth: depth + 1) }
            if took("\"") { return string().map { .string($0) } }
            let word = rest.prefix { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
                    || [0x2B, 0x2D, 0x2E].contains(byte)
            }
            rest = rest.dropFirst(word.count)
            return word.isEmpty ? nil : .word(String(decoding: word, as: UTF8.self))
        }

        private mutating func object(depth: Int) -> JSONDocument? {
            var members: [(name: String, value: JSONDocument)] = []
            if took("}") { return .object(members) }
            while true {
                guard took("\""), let name = string(), took(":"), let value = value(depth: depth) else { return nil }
                members.append((name, value))
                if took("}") { return .object(members) }
                guard took(",") else { return nil }
                if took("}") { return .object(members) }
            }
        }

        private mutating func array(depth: Int) -> JSONDocument? {
            var values: [JSONDocument] = []
            if took("]") { return .array(values) }
            while true {
                guard let value = value(depth: depth) else { return nil }
                values.append(value)
                if took("]") { return .array(values) }
                guard took(",") else { return nil }
                if took("]") { return .array(values) }
            }
        }

        private mutating func string() -> String? {
            var units: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let escaped = rest.popFirst(), appendEscaped(escaped, to: &units) else { return nil }
                case _: units.append(byte)
                }
            }
            return nil
        }

        private mutating func appendEscaped(_ escaped: UInt8, to units: inout [UInt8]) -> Bool {
            let meanings: [UInt8: UInt8] = [0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09]
            guard escaped == UInt8(ascii: "u") else {
                units.append(meanings[escaped] ?? escaped)
                return true
            }
            guard let first = codeUnit() else { return false }
            var codeUnits = [first]
            if 0xD800..<0xDC00 ~= first, rest.starts(with: Array("\\u".utf8)) {
                rest = rest.dropFirst(2)
                guard let second = codeUnit() else { return false }
                codeUnits.append(second)
            }
            units += Array(String(decoding: codeUnits, as: UTF16.self).utf8)
            return true
        }

        private mutating func codeUnit() -> UInt16? {
            let digits = rest.prefix(4)
            rest = rest.dropFirst(4)
            return digits.count == 4 ? UInt16(String(decoding: digits, as: UTF8.self), radix: 16) : nil
        }
    }
}

/// What a body says, for demands on what the product made of it.
struct WhatTheBankSaid {
    private let document: JSONDocument?

    init(_ body: [UInt8]) { document = JSONDocument.read(body) }

    /// Whether the body says `text`, and nothing else, under one of `names`.
    func says(_ text: String, as names: String...) -> Bool {
        names.contains { name in
            let values = document?[name] ?? []
            return !values.isEmpty && values.allSatisfy { isSame($0.text, as: text) }
        }
    }

    /// All that the body says under `name`.
    func texts(of name: String) -> [String] { (document?[name] ?? []).compactMap(\.text) }

    /// Whether the object under `outer` says `text`, and nothing else, under `name`.
    func says(_ text: String, as name: String, in outer: String) -> Bool {
        let values = (document?[outer] ?? []).flatMap { $0[name] }
        return !values.isEmpty && values.allSatisfy { isSame($0.text, as: text) }
    }

    /// Whether the body is silent under `name`, or says `text` there.
    func agrees(on name: String, with text: String) -> Bool {
        (document?[name] ?? []).allSatisfy { value in value.text.map { isSame($0, as: text) } ?? true }
    }

    /// Whether every amount under `name` is `whole` rupiah by its letters; `isDemanded`: and there is one.
    func saysAmount(_ whole: Int64, as name: String, isDemanded: Bool = true) -> Bool {
        amountsAgree(document?[name] ?? [], whole, isDemanded: isDemanded)
    }

    /// Whether the first account's balance is `whole` rupiah by its letters.
    func saysBalance(_ whole: Int64) -> Bool {
        guard case .array(let accounts) = document?["accountInfos"].last, let first = accounts.first else {
            return false
        }
        return amountsAgree(first["availableBalance"], whole, isDemanded: true)
    }

    private func amountsAgree(_ amounts: [JSONDocument], _ whole: Int64, isDemanded: Bool) -> Bool {
        let said = amounts.filter { value in
            if case .word("null") = value { return false }
            return true
        }
        return (!isDemanded || !said.isEmpty)
            && said.allSatisfy { amount in
                let currencies = amount["currency"].compactMap(\.text)
                let values = amount["value"].compactMap(\.text)
                let isRupiah = currencies.allSatisfy { $0 == "IDR" }
                return isRupiah && values.count == 1 && values.allSatisfy { Self.isSameAmount($0, whole) }
            }
    }

    /// Compares digits, not numbers.
    static func isSameAmount(_ text: String, _ whole: Int64) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let digits = (parts.first ?? "").drop { $0 == "0" }
        let isWhole = parts.count == 1 || (parts.count == 2 && ["0", "00"].contains(parts[1]))
        return isWhole && digits == (whole == 0 ? "" : String(whole)) && !(parts.first ?? "").isEmpty
    }

    /// A code may be a number on the wire, and a number may be written in several ways.
    private func isSame(_ said: String?, as text: String) -> Bool {
        guard let said else { return false }
        return said.utf8.elementsEqual(text.utf8) || (Double(said).map { Double(text) == $0 } ?? false)
    }
}
