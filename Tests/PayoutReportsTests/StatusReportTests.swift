import FoundationEssentials
import PayoutCore
import PayoutFile
import PayoutLedger
import PayoutReports
import PayoutWorkbook
import Testing

/// `pain.002.xml`: what came of a payment message.
@Suite struct StatusReportTests {
    private static let header =
        ["reference", "bank_code", "account_number", "account_name", "amount", "note", "currency", "bic"]
        + StatusReportColumn.allCases.map(\.rawValue)
    /// What may stand within an element, in the order of the schemas of both versions.
    private static let order = [
        "Document": ["CstmrPmtStsRpt"],
        "CstmrPmtStsRpt": ["GrpHdr", "OrgnlGrpInfAndSts", "OrgnlPmtInfAndSts"],
        "GrpHdr": ["MsgId", "CreDtTm"],
        "OrgnlGrpInfAndSts": [
            "OrgnlMsgId", "OrgnlMsgNmId", "OrgnlNbOfTxs", "OrgnlCtrlSum", "GrpSts", "StsRsnInf", "NbOfTxsPerSts",
        ],
        "NbOfTxsPerSts": ["DtldNbOfTxs", "DtldSts", "DtldCtrlSum"],
        "OrgnlPmtInfAndSts": ["OrgnlPmtInfId", "TxInfAndSts"],
        "TxInfAndSts": ["OrgnlInstrId", "OrgnlEndToEndId", "TxSts", "StsRsnInf", "AcctSvcrRef"],
        "StsRsnInf": ["Rsn", "AddtlInf"],
        "Rsn": ["Prtry"],
    ]
    /// Elements that may stand more than once in a row.
    private static let repeatable: Set = ["OrgnlPmtInfAndSts", "NbOfTxsPerSts", "TxInfAndSts", "AddtlInf"]

    /// The document as opening tags, texts and closing tags.
    private struct Document {
        var texts: [String: [String]] = [:]
        var disorder: [String] = []
        var namespace = ""

        init(_ text: String) {
            var path: [(name: String, last: Int, lastName: String)] = []
            for piece in text.split(separator: "<").dropFirst(1) {
                let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
                let name = String(parts[0].split(separator: " ")[0])
                if name.hasPrefix("?") { continue }
                if name.hasPrefix("/") {
                    if path.popLast()?.name != String(name.dropFirst()) { disorder.append(name) }
                    continue
                }
                if name == "Document" { namespace = String(parts[0].split(separator: "\"")[1]) }
                if let parent = path.last {
                    let place = StatusReportTests.order[parent.name]?.firstIndex(of: name) ?? -1
                    let again = name == parent.lastName && StatusReportTests.repeatable.contains(name)
                    if place < 0 || (place <= parent.last && !again) { disorder.append("\(parent.name)/\(name)") }
                    path[path.count - 1] = (parent.name, place, name)
                }
                path.append((name, -1, ""))
                if parts[1].contains(where: { !$0.isWhitespace }) { texts[name, default: []].append(String(parts[1])) }
            }
        }
    }

    private static func order(_ reference: String) -> PaymentOrder {
        PaymentOrder(
            reference: reference, bankCode: "014", accountNumber: "1234567890", accountName: "Budi Santoso",
            amount: Rupiah(1_000))
    }

    /// Three payments of two groups: one that succeeds, one that waits, one that is wrong.
    private static func batch(_ fixture: ReportFixture, version: String, mends: Bool = false) throws -> Batch {
        let kind = "pain.001.001.\(version) MSG & 1"
        let raw = ["C-1", "014", "1", "A < B", "x", "", "IDR", "", kind, "GROUP-2", "", ""]
        var shown = ShownCells()
        shown.reference = "C-1"
        let fault = RowFault(.amount, "x\u{1}<&", .amountNotPlain(meant: "5"))
        return try fixture.batch(
            [
                .accepted(line: 2, order: order("A-1"), note: "", others: ["IDR", "", kind, "GROUP-1", "I-1", ""]),
                .accepted(
                    line: 3, order: order("I-2"), note: "",
                    others: ["IDR", "", kind, "GROUP-1", "I-2", "NOTPROVIDED"]),
                .rejected(
                    line: 4, shown: shown, amount: Rupiah(500), raw: raw, reason: .rejected(faults: [fault])),
            ], header: header + (mends ? ["mends"] : []), fileName: "gaji.xml")
    }

    @Test(
        "Each payment has its status and reason, in the order of the schema", arguments: [("03", "03"), ("09", "10")])
    func report(version: String, answer: String) throws {
        let fixture = try ReportFixture()
        let batch = try Self.batch(fixture, version: version)
        try fixture.ends(try #require(try fixture.queued(batch).first), as: .succeeded)
        let path = try fixture.write(batch).path + "/pain.002.xml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let document = Document(text)
        #expect(document.disorder == [])
        #expect(document.namespace == "urn:iso:std:iso:20022:tech:xsd:pain.002.001.\(answer)")
        #expect(document.texts["OrgnlMsgId"] == ["MSG &amp; 1"])
        #expect(document.texts["OrgnlMsgNmId"] == ["pain.001.001.\(version)"])
        #expect(document.texts["OrgnlNbOfTxs"] == ["3"] && document.texts["OrgnlCtrlSum"] == ["2500"])
        #expect(document.texts["GrpSts"] == ["PART"])
        #expect(document.texts["DtldSts"] == ["ACSC", "PDNG", "RJCT"])
        #expect(document.texts["OrgnlPmtInfId"] == ["GROUP-1", "GROUP-2"])
        #expect(document.texts["OrgnlEndToEndId"] == ["A-1", "NOTPROVIDED", "C-1"])
        #expect(document.texts["OrgnlInstrId"] == ["I-1", "I-2"])
        #expect(document.texts["TxSts"] == ["ACSC", "PDNG", "RJCT"])
        #expect(document.texts["Prtry"] == ["queued", "amount_malformed"])
        let words = try #require(document.texts["AddtlInf"])
        #expect(words.allSatisfy { $0.count <= 130 } && words.joined(separator: " ").contains("x\u{FFFD}&lt;&amp;"))
        try fixture.write(batch)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test("Other batches get a report where somebody wants it; mended rows are no message") func onRequest() throws {
        let fixture = try ReportFixture()
        let mended = try Self.batch(fixture, version: "03", mends: true)
        let path = try fixture.write(mended).path
        #expect(!FileManager.default.fileExists(atPath: path + "/pain.002.xml"))
        let other = try ReportFixture()
        let plain = try other.batch([EveryStatus.accepted(2)], header: EveryStatus.header)
        let folder = try other.write(plain, as: ReportForm(hasStatusReport: true)).path
        let document = Document(try String(contentsOfFile: folder + "/pain.002.xml", encoding: .utf8))
        #expect(document.disorder == [] && document.texts["GrpSts"] == ["PDNG"])
        #expect(document.texts["OrgnlMsgNmId"] == ["NOTPROVIDED"] && document.texts["OrgnlPmtInfId"] == ["NOTPROVIDED"])
    }
}
