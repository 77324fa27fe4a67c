/// Reads the messages that a bank usually sends, strictly and in one pass.
///
/// Two thirds of what an answer cost was a general decoder that read the same bytes after ``StrictJSON`` had. This
/// reader knows only plain JSON: ASCII, no reverse solidus, whole numbers, no name twice, a few levels deep. Whatever
/// is anything else is not judged here but left to ``WireMessage/readThoroughly(_:)``, so that the two can never
/// disagree on a message that both read; a property test holds them to that.
struct PlainMessageReader {
    /// Deeper than any message that the contract shows.
    private static let depthMax = 8
    /// More digits than this might not fit into 64 bits.
    private static let digitsMax = 18
    /// More unknown names than this in one object are no usual message.
    private static let strangersMax = 32

    private let bytes: [UInt8]
    private var position = 0

    private init(_ body: [UInt8]) { bytes = body }

    /// The message; nil where the body is not plain, which says nothing about whether it is a message.
    static func read(_ body: [UInt8]) -> WireMessage? {
        var reader = PlainMessageReader(body)
        var message = WireMessage()
        let isRead = reader.object(depth: 1) { reader, name in reader.member(name, of: &message) }
        guard isRead else { return nil }
        reader.skipSpace()
        return reader.position == body.count ? message : nil
    }

    private mutating func member(_ name: WireName?, of message: inout WireMessage) -> Bool {
        switch name {
        case .responseCode: text(&message.responseCode)
        case .responseMessage: text(&message.responseMessage)
        case .accessToken: text(&message.accessToken)
        case .expiresIn: text(&message.expiresIn)
        case .referenceNo: text(&message.referenceNo)
        case .originalReferenceNo: text(&message.originalReferenceNo)
        case .originalExternalID: text(&message.originalExternalID)
        case .originalPartnerReferenceNo: text(&message.originalPartnerReferenceNo)
        case .serviceCode: text(&message.serviceCode)
        case .beneficiaryBankCode: text(&message.bankCode)
        case .beneficiaryAccountNo: text(&message.accountNumber)
        case .beneficiaryAccountName: text(&message.accountName)
        case .latestTransactionStatus: text(&message.latestTransactionStatus)
        case .latestVerificationStatus: text(&message.latestVerificationStatus)
        case .additionalInfo: additionalInfo(&message)
        case .amount: amount(&message.amount)
        // Asked for once a batch: not worth a reading of its own.
        case .accountInfos: false
        case .partnerReferenceNo, .value, .currency, .merchantID, .transactionDate, .customerReference, .notes,
            .additionalInfo1, .grantType, .availableBalance, nil:
            skipValue(depth: 1)
        }
    }

    /// A member as text: see the same of the thorough reading.
    private mutating func text(_ text: inout String?) -> Bool {
        skipSpace()
        switch peek {
        case UInt8(ascii: "\""):
            guard let range = string() else { return false }
            text = range.isEmpty ? nil : spelled(range)
            return true
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard let range = number() else { return false }
            text = spelled(range)
            return true
        case _: return skipValue(depth: 1)
        }
    }

    private mutating func additionalInfo(_ message: inout WireMessage) -> Bool {
        skipSpace()
        guard peek == UInt8(ascii: "{") else { return skipValue(depth: 1) }
        var reference: String?
        let isRead = object(depth: 2) { reader, name in
            switch name {
            case .customerReference: reader.text(&reference)
            case _: reader.skipValue(depth: 2)
            }
        }
        message.customerReference = reference
        return isRead
    }

    private mutating func amount(_ amount: inout WireAmount) -> Bool {
        skipSpace()
        guard peek == UInt8(ascii: "{") else {
            amount = peek == UInt8(ascii: "n") ? .missing : .malformed
            return skipValue(depth: 1)
        }
        var value: String?
        var currency: String?
        let isRead = object(depth: 2) { reader, name in
            switch name {
            case .value: reader.text(&value)
            case .currency: reader.text(&currency)
            case _: reader.skipValue(depth: 2)
            }
        }
        amount = WireAmount(value: value, currency: currency)
        return isRead
    }

    // MARK: JSON

    /// Reads an object; `each` must read the value of the member that it is given, by its name if that is one of ours.
    private mutating func object(
        depth: Int, _ each: (inout PlainMessageReader, WireName?) -> Bool
    ) -> Bool {
        guard depth <= Self.depthMax, took(UInt8(ascii: "{")) else { return false }
        if took(UInt8(ascii: "}")) { return true }
        var known: UInt64 = 0
        var strangers: [Range<Int>] = []
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\""), let range = string() else { return false }
            let entry = WireNameTable.find(bytes, range)
            if let entry {
                guard known & (1 << UInt64(entry.ordinal)) == 0 else { return false }
                known |= 1 << UInt64(entry.ordinal)
            } else {
                guard strangers.count < Self.strangersMax else { return false }
                guard !strangers.contains(where: { bytes[$0] == bytes[range] }) else { return false }
                strangers.append(range)
            }
            guard took(UInt8(ascii: ":")), each(&self, entry?.name) else { return false }
        } while took(UInt8(ascii: ","))
        return took(UInt8(ascii: "}"))
    }

    private mutating func array(depth: Int) -> Bool {
        guard depth <= Self.depthMax, took(UInt8(ascii: "[")) else { return false }
        if took(UInt8(ascii: "]")) { return true }
        repeat {
            guard skipValue(depth: depth) else { return false }
        } while took(UInt8(ascii: ","))
        return took(UInt8(ascii: "]"))
    }

    private mutating func skipValue(depth: Int) -> Bool {
        skipSpace()
        return switch peek {
        case UInt8(ascii: "\""): string() != nil
        case UInt8(ascii: "0")...UInt8(ascii: "9"): number() != nil
        case UInt8(ascii: "{"): object(depth: depth + 1) { reader, _ in reader.skipValue(depth: depth + 1) }
        case UInt8(ascii: "["): array(depth: depth + 1)
        case UInt8(ascii: "n"): word("null")
        case UInt8(ascii: "t"): word("true")
        case UInt8(ascii: "f"): word("false")
        case _: false
        }
    }

    /// The bytes between two quotes.
    private mutating func string() -> Range<Int>? {
        var end = position + 1
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") {
                defer { position = end + 1 }
                return position + 1..<end
            }
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") else { return nil }
            end += 1
        }
        return nil
    }

    /// The digits of a whole number that is spelled in its one usual way.
    private mutating func number() -> Range<Int>? {
        let start = position
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek) { position += 1 }
        let count = position - start
        guard count <= Self.digitsMax, count == 1 || bytes[start] != UInt8(ascii: "0") else { return nil }
        switch peek {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return start..<position
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return start..<position
        case _: return nil
        }
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        let isSame = word.withUTF8Buffer { $0.elementsEqual(bytes[position..<end]) }
        position = end
        return isSame
    }

    private mutating func took(_ byte: UInt8) -> Bool {
        skipSpace()
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while true {
            switch peek {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
            case _: return
            }
        }
    }

    /// The next byte; zero, which no plain message holds, at the end.
    private var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private func spelled(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// Finds the names of the wire by their bytes, without making a text of each.
private enum WireNameTable {
    struct Entry {
        let name: WireName
        /// Its number among all names.
        let ordinal: Int
        let bytes: [UInt8]
    }

    /// By length.
    private static let entries: [[Entry]] = {
        let all = WireName.allCases.enumerated().map { ordinal, name in
            Entry(name: name, ordinal: ordinal, bytes: Array(name.rawValue.utf8))
        }
        let longest = all.map(\.bytes.count).max() ?? 0
        return (0...longest).map { length in all.filter { $0.bytes.count == length } }
    }()

    static func find(_ bytes: [UInt8], _ range: Range<Int>) -> Entry? {
        guard range.count < entries.count else { return nil }
        return entries[range.count].first { $0.bytes.elementsEqual(bytes[range]) }
    }
}
