internal import PayoutCore
internal import PayoutFile

/// The payments of a `pain.001` document, one by one.
final class PaymentMessage {
    /// What a row is made of, in the order of its cells.
    static let columns: [Column] = [
        .reference, .bankCode, .accountNumber, .accountName, .amount, .note, .currency,
    ]
    /// What follows them: the bank once more, who has the account and what kind of number it has, and what a status
    /// report (`pain.002`) names again.
    static let otherColumns =
        ["bic", "bank_name", "account_holder_name", "account_kind"] + StatusReportColumn.allCases.map(\.rawValue)
    private static let textBytesMax = 16 * 1024
    /// Nobody reads a note of more days.
    private static let daysMax = 100

    /// What a group of payments, or the whole message, says of itself.
    struct Claims {
        var count: String?
        var sum: String?
    }

    /// What the whole message says of its payments.
    private(set) var claims = Claims()
    /// The payment that was read last.
    let row = CellRow()
    /// Whether that payment has a reference.
    private(set) var hasReference = false
    /// The days on which its groups are to be paid, so far.
    private(set) var days: [PaymentDay] = []
    /// Which of them is that of the present group; nil where it has none.
    private var day: Int?
    private let name: String
    private var reader: XMLReader?
    private var path: [PaymentElement] = []
    private var depth = 0
    private var texts: [PaymentElement: [UInt8]] = [:]
    private var currency: [UInt8] = []
    private var startLine = 0
    private var found = Group()
    private var total = Group()
    private var group = Claims()
    private var hasHeader = false
    /// The kind of the message, such as `pain.001.001.09`, and what it calls itself.
    private var kind = ""
    private var identification = ""
    private var groupIdentification = ""

    /// The payments that were found of a group.
    private struct Group {
        var count = 0
        var sum: DecimalSum? = DecimalSum()

        mutating func add(_ amount: DecimalSum?) {
            count += 1
            if let amount { sum? += amount } else { sum = nil }
        }
    }

    init(_ content: ContentStream, name: String) throws(FileError) {
        self.name = name
        reader = try XMLReader(MessageContent(content, name: name), handler: self)
    }

    /// Reads the next payment; false at the end of the message.
    func advance() throws(FileError) -> Bool { try reader?.advance() ?? false }

    /// Compares all payments with what the message says of them.
    func demandClaims() throws(FileError) {
        if let fault = Self.difference(total, claims) { throw FileError(file: name, fault: .message(fault)) }
    }

    private static func difference(_ found: Group, _ claims: Claims) -> MessageFault? {
        if let count = claims.count, Int(count) != found.count { return .count(claimed: count, found: found.count) }
        guard let sum = claims.sum else { return nil }
        guard let claimed = DecimalSum(sum), let sum = found.sum, claimed == sum else {
            return .sum(claimed: sum, found: found.sum?.text)
        }
        return nil
    }

    private func refuse(_ fault: MessageFault) {
        reader?.refuse(FileError(file: name, line: reader?.line, fault: .message(fault)))
    }
}

extension PaymentMessage: XMLHandler {
    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        depth += 1
        // An element is known only within the one that it belongs to.
        guard path.count == depth - 1, let element = PaymentElement(name, in: path.last) else {
            if depth <= 2 { refuse(.otherMessage(root: name.text)) }
            return
        }
        path.append(element)
        switch element {
        case .document:
            for name in Self.namespaces(attributes) {
                if name.hasPrefix("pain.001.") { kind = name } else { refuse(.otherMessage(root: name)) }
            }
        case .payment:
            startLine = max(reader?.line ?? 0, row.line + 1, 2)
            texts.removeAll(keepingCapacity: true)
            currency.removeAll(keepingCapacity: true)
        case .group: (group, found, groupIdentification, day) = (Claims(), Group(), "", nil)
        case .messageHeader where hasHeader: refuse(.repeated(element: name.text))
        case .messageHeader: hasHeader = true
        case .amount: currency = Array((attributes["Ccy"] ?? "").utf8)
        case .cheque: refuse(.method(name.text))
        case _: break
        }
        guard element.isText else { return }
        if let text = texts[element] {
            // A note may come in several parts, and there may be several instructions.
            guard [.note, .agentInstructionCode, .accountKindCode, .proxyKindCode].contains(element) else {
                return refuse(.repeated(element: name.text))
            }
            texts[element] = text + [UInt8(ascii: " ")]
        } else {
            texts[element] = []
        }
    }

    func end(_ name: XMLName) {
        defer { depth -= 1 }
        guard path.count == depth, let element = path.popLast() else { return }
        switch element {
        case .payment: endPayment()
        case .group:
            if let fault = Self.difference(found, group) { refuse(fault) }
        case .messageIdentification: identification = takeText(element)
        case .groupIdentification: groupIdentification = takeText(element)
        case .messageCount: claims.count = takeText(element)
        case .messageSum: claims.sum = takeText(element)
        case .groupCount: group.count = takeText(element)
        case .groupSum: group.sum = takeText(element)
        case .executionDay, .executionMoment: take(day: takeText(element))
        case .method:
            let method = takeText(element)
            if method != "TRF" { refuse(.method(method)) }
        case .agentInstructionCode:
            // Cash held for the payee, or a cheque.
            let code = takeText(element)
            if ["HOLD", "CHQB"].contains(code) { refuse(.method(code)) }
        case .order, .debtorInstruction, .localInstrumentCode:
            let words = takeText(element)
            if Self.saysNoTransfer(words) { refuse(.method(words)) }
        case _: break
        }
    }

    private func take(day text: String) {
        // Of a moment, the day counts.
        let text = String(text.prefix("2026-11-30".count))
        guard !text.isEmpty else { return }
        if let known = days.firstIndex(where: { $0.text == text }) {
            day = known
        } else if days.count < Self.daysMax {
            day = days.count
            days.append(PaymentDay(text: text, line: reader?.line ?? 1))
        }
    }

    /// Whether an instruction or an instrument is that of cash or a cheque, or says not to pay.
    private static func saysNoTransfer(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        let others: Set<String> = [
            "cash", "tunai", "cheque", "check", "chq", "cek", "giro", "hold", "tahan", "cancel", "cancelled", "batal",
            "stop",
        ]
        return words.contains(where: others.contains) || words.joined(separator: " ").contains("not pay")
    }

    func take(text: UnsafeBufferPointer<UInt8>) {
        guard path.count == depth, let element = path.last, element.isText else { return }
        guard texts[element, default: []].count <= Self.textBytesMax else { return refuse(.tooComplex) }
        texts[element, default: []].append(contentsOf: text)
    }

    private func takeText(_ element: PaymentElement) -> String {
        String(decoding: Self.trimmed(texts.removeValue(forKey: element) ?? []), as: UTF8.self)
    }

    /// An amount without decimals that are zero: the point of XML stands before decimals only.
    private static func whole(_ amount: ArraySlice<UInt8>) -> [UInt8] {
        let digits = amount.prefix { $0 != UInt8(ascii: ".") }
        let decimals = amount.dropFirst(digits.count + 1)
        let isWhole = !digits.isEmpty && !decimals.isEmpty && decimals.allSatisfy { $0 == UInt8(ascii: "0") }
        return Array(isWhole ? digits : amount)
    }

    /// The kinds of ISO 20022 messages that the document says it is.
    private static func namespaces(_ attributes: XMLAttributes) -> [String] {
        var names: [String] = []
        attributes.visit { name, value in
            guard String(cString: name).hasPrefix("xmlns") else { return }
            let parts = String(cString: value).split(separator: ":")
            if let message = parts.last, parts.dropLast().last == "xsd" { names.append(String(message)) }
        }
        return names
    }

    /// What the number of the account is, where the message says so; a proxy is none, whatever its kind.
    private var accountKind: [UInt8] {
        let kinds = [.accountKindCode, .proxyKindCode].map { Self.trimmed(texts[$0] ?? []) }
        let hasProxy = texts[.proxyKindCode] != nil || texts[.proxyNumber] != nil
        let words = (hasProxy ? [Array("PROXY".utf8)[...]] : []) + kinds
        return Array(words.filter { !$0.isEmpty }.joined(separator: [UInt8(ascii: " ")]))
    }

    /// The only account; both, which no rule takes for a number, where there are two.
    private static func only(_ account: [UInt8]?, or international: [UInt8]?) -> [UInt8] {
        guard let account, !trimmed(account).isEmpty else { return international ?? [] }
        guard let international, !trimmed(international).isEmpty,
            !trimmed(international).elementsEqual(trimmed(account))
        else { return account }
        return trimmed(account) + Array(" / ".utf8) + trimmed(international)
    }

    private static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
        let start = text.firstIndex { $0 > 0x20 } ?? text.endIndex
        let end = text.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
        return text[start..<end]
    }

    private func endPayment() {
        let amount = Self.trimmed(texts[.amount] ?? [])
        let sum = DecimalSum(String(decoding: amount, as: UTF8.self))
        found.add(sum)
        total.add(sum)
        if let day { days[day].rows += 1 }
        row.begin(line: startLine)
        // ISO 20022 has this word for a payment that its maker gave no reference of its own.
        let named = Self.trimmed(texts[.reference] ?? [])
        let reference = named.elementsEqual("NOTPROVIDED".utf8) ? texts[.instruction] ?? [] : Array(named)
        let bank = texts[.memberCode] ?? texts[.bankCode] ?? texts[.bankName] ?? []
        let account = Self.only(texts[.account] ?? texts[.proxyNumber], or: texts[.internationalAccount])
        let accountCurrency = Self.trimmed(texts[.accountCurrency] ?? [])
        // An account in another currency takes no rupiah, whatever the amount is in.
        let isForeign = !accountCurrency.isEmpty && !accountCurrency.elementsEqual("IDR".utf8)
        hasReference = !Self.trimmed(reference).isEmpty
        let cells = [reference, bank, account, texts[.payee] ?? [], Self.whole(amount), texts[.note] ?? []]
        // The code of the clearing system, the BIC and the name must be those of the same bank.
        let others =
            [
                isForeign ? Array(accountCurrency) : currency, texts[.bankCode] ?? [], texts[.bankName] ?? [],
                texts[.accountHolder] ?? [], accountKind,
            ] + answered(named, reference)
        for (column, cell) in (cells + others).enumerated() {
            let fits = Self.trimmed(cell).withUnsafeBytes { row.append($0, column: column) }
            if !fits { refuse(.tooComplex) }
        }
        reader?.pause()
    }
}

extension PaymentMessage {
    /// The cells of ``StatusReportColumn`` for the payment that was just read.
    ///
    /// - Parameter named: its `EndToEndId`, which is said again only where it is not the reference.
    private func answered(_ named: ArraySlice<UInt8>, _ reference: [UInt8]) -> [[UInt8]] {
        StatusReportColumn.allCases.map { column in
            switch column {
            case .message: identification.isEmpty && kind.isEmpty ? [] : Array("\(kind) \(identification)".utf8)
            case .group: Array(groupIdentification.utf8)
            case .instruction: texts[.instruction] ?? []
            case .endToEnd: named.elementsEqual(reference) ? [] : Array(named)
            }
        }
    }
}

/// The content of a message as XML.
struct MessageContent: XMLSource {
    private let content: ContentStream
    private let name: String

    init(_ content: ContentStream, name: String) {
        self.content = content
        self.name = name
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        try content.read(into: buffer)
    }

    func error(_ fault: XMLFault, line: Int) -> FileError {
        let fault: MessageFault =
            switch fault {
            case .malformed: .malformed
            case .documentType: .documentType
            case .tooComplex: .tooComplex
            }
        return FileError(file: name, line: line, fault: .message(fault))
    }
}
