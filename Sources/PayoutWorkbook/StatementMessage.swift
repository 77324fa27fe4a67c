package import PayoutFile

/// Reads the bookings of a `camt.053` message (ISO 20022), a bank statement: one pass, one booking at a time.
///
/// Elements are known by their local names. All texts of a booking that can name a payment become one text.
package final class StatementMessage {
    /// One booking of the statement.
    package struct Entry: Sendable {
        package let line: Int
        package let date: String
        /// Every reference, name, account and remark of the booking and of the payments in it.
        package let text: String
        /// As the message writes it: a decimal number.
        package let amount: String
        package let currency: String
        /// Whether the money went out (`DBIT`); nil where the message does not say so.
        package let isOut: Bool?
        /// Whether the bank has booked it; else it may still change.
        package let isBooked: Bool
    }

    private static let statement = ["Document", "BkToCstmrStmt", "Stmt"]
    private static let entryDepth = 4
    /// Leaves that can name a payment, wherever they are in a booking.
    private static let telling: Set<String> = [
        "EndToEndId", "InstrId", "TxId", "MsgId", "PmtInfId", "AcctSvcrRef", "UETR", "ClrSysRef", "Ustrd", "Nm", "Id",
        "IBAN", "Ref", "NtryRef", "AddtlNtryInf", "AddtlTxInf",
    ]
    /// The longest text of one element, and of one booking with all its payments, in bytes.
    private static let textBytesMax = 16 * 1024
    private static let entryBytesMax = 8 * 1024 * 1024

    /// The accounts that the statements of the message are of, so far.
    package private(set) var accounts: [String] = []
    private let name: String
    private let content: ContentStream
    private var reader: XMLReader?
    private var path: [String] = []
    private var leaf: [UInt8] = []
    private var startLine = 0
    private var cells: [String: String] = [:]
    private var texts: [String] = []
    private var textBytes = 0
    private var entry: Entry?

    /// Reads from `source`.
    package init(source: any ByteSource, name: String) throws(FileError) {
        self.name = name
        content = try ContentStream(source: source, name: name)
        reader = try XMLReader(MessageContent(content, name: name), handler: self)
    }

    /// SHA-256 of the content, once the last booking was read.
    package var digest: ContentDigest? { content.digest }

    /// The next booking, or nil at the end.
    package func next() throws(FileError) -> Entry? {
        entry = nil
        _ = try reader?.advance()
        return entry
    }

    private func refuse(_ fault: MessageFault) {
        reader?.refuse(FileError(file: name, line: reader?.line, fault: .message(fault)))
    }

    private var isInEntry: Bool { path.count > Self.entryDepth && path[3] == "Ntry" }
}

extension StatementMessage: XMLHandler {
    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        path.append(name.text)
        leaf.removeAll(keepingCapacity: true)
        if path.count == 2, path != Array(Self.statement.prefix(2)) { return refuse(.otherMessage(root: name.text)) }
        if path.count == Self.entryDepth, path.starts(with: Self.statement), path.last == "Ntry" {
            startLine = reader?.line ?? 0
            (cells, texts, textBytes) = ([:], [], 0)
        }
        if path.count == Self.entryDepth + 1, isInEntry, path.last == "Amt" { cells["Ccy"] = attributes["Ccy"] ?? "" }
    }

    func end(_ name: XMLName) {
        let text = String(decoding: leaf, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        leaf.removeAll(keepingCapacity: true)
        defer { path.removeLast() }
        if path.starts(with: Self.statement), path.count > 5, path[3] == "Acct", path[4] == "Id", !text.isEmpty {
            if path.last == "IBAN" || path.suffix(2) == ["Othr", "Id"], !accounts.contains(text) {
                accounts.append(text)
            }
        }
        if isInEntry, !text.isEmpty { take(text) }
        if path.count == Self.entryDepth, path.starts(with: Self.statement), path.last == "Ntry" { endEntry() }
    }

    func take(text: UnsafeBufferPointer<UInt8>) {
        guard leaf.count <= Self.textBytesMax else { return refuse(.tooComplex) }
        leaf.append(contentsOf: text)
    }

    /// Takes the text of an element of a booking.
    private func take(_ text: String) {
        switch path.dropFirst(Self.entryDepth).joined(separator: "/") {
        case "Amt": cells["Amt"] = text
        case "CdtDbtInd": cells["CdtDbtInd"] = text
        case "Sts", "Sts/Cd", "Sts/Prtry": cells["Sts"] = text
        case "BookgDt/Dt", "BookgDt/DtTm": cells["BookgDt"] = String(text.prefix(10))
        case _:
            guard let element = path.last, Self.telling.contains(element) else { return }
            textBytes += text.utf8.count
            guard textBytes <= Self.entryBytesMax else { return refuse(.tooComplex) }
            texts.append(text)
        }
    }

    private func endEntry() {
        let isOut: Bool? =
            switch cells["CdtDbtInd"] {
            case "DBIT": true
            case "CRDT": false
            case _: nil
            }
        entry = Entry(
            line: startLine, date: cells["BookgDt"] ?? "", text: texts.joined(separator: " "),
            amount: cells["Amt"] ?? "", currency: cells["Ccy"] ?? "", isOut: isOut,
            isBooked: cells["Sts"].map { $0.uppercased() == "BOOK" } ?? true)
        reader?.pause()
    }
}
