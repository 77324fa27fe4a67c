internal import Crypto
internal import FoundationEssentials
internal import PayoutCore
internal import PayoutFile
internal import Wording

/// `reconciliation.json` as far as it can be held against the other files.
struct ReconciliationCheck {
    static let file = "reconciliation.json"
    /// The largest document, in bytes: a line for each bank and status is a few kilobytes.
    private static let bytesMax = 16 << 20

    private struct Amounts: Decodable {
        let count: Int
        let sum: Int64
    }

    private struct Bank: Decodable {
        let code: String
        let count: Int
        let sum: Int64
        let succeededCount: Int
        let succeededSum: Int64

        enum CodingKeys: String, CodingKey {
            case count, sum
            case code = "bank_code"
            case succeededCount = "succeeded_count"
            case succeededSum = "succeeded_sum"
        }
    }

    private struct Journal: Decodable {
        let events: Int
        let head: String
        let publicKey: String?
        let signature: String?

        enum CodingKeys: String, CodingKey {
            case events, head, signature
            case publicKey = "public_key"
        }
    }

    private struct Document: Decodable {
        let batch: String
        /// Missing in reports from before there were other kinds than payouts.
        let kind: String?
        let digest: String
        let input: Amounts
        let byStatus: [String: Amounts]
        let byBank: [Bank]
        let decidedByPerson: Amounts
        let contradictionsResolved: Amounts
        let balanced: Bool
        let journal: Journal
        let people: PeopleCheck.Document?

        enum CodingKeys: String, CodingKey {
            case batch, kind, digest, input, balanced, journal, people
            case byStatus = "by_status"
            case byBank = "by_bank"
            case decidedByPerson = "decided_by_person"
            case contradictionsResolved = "contradictions_resolved"
        }
    }

    let digest: String
    private let document: Document?

    /// - Throws: `FileError` where the file cannot be read.
    init(folder: String, _ findings: inout Findings) throws(FileError) {
        let source = try FileSource(path: folder + "/" + Self.file)
        var bytes: [UInt8] = []
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
        defer { room.deallocate() }
        while bytes.count <= Self.bytesMax {
            let count = try source.read(into: room)
            if count == 0 { break }
            bytes.append(contentsOf: room[..<count])
        }
        digest = Hexadecimal.encode(SHA256.hash(data: bytes))
        document = bytes.count > Self.bytesMax ? nil : try? JSONDecoder().decode(Document.self, from: Data(bytes))
        if document == nil { findings.add(Self.file, Phrase("it is no document as salur writes it")) }
    }

    /// The identity of the batch; nil where the document cannot be read.
    var batch: String? { document?.batch }
    /// What the batch asks for; nil where the document cannot be read, or names no kind.
    var rail: Rail? { document.flatMap { Rail(rawValue: $0.kind ?? Rail.payout.rawValue) } }
    /// The SHA-256 of the payout file; nil where the document cannot be read.
    var fileDigest: String? { document?.digest }

    /// Whether the checkpoint is that of the journal.
    func compare(_ checkpoint: AuditCheckpoint?, _ findings: inout Findings) {
        guard let journal = document?.journal, let checkpoint else { return }
        let isSame =
            journal.events == checkpoint.events && journal.head == checkpoint.head
            && journal.publicKey == checkpoint.signature?.publicKey
            && journal.signature == checkpoint.signature?.bytes
        if !isSame {
            findings.add(
                Self.file,
                Phrase(
                    """
                    it belongs to another journal: it names event \(journal.events), \
                    \(journal.head.prefix(16).shown)…, and \(AuditFile.name) ends at event \(checkpoint.events), \
                    \(checkpoint.head.prefix(16).shown)…
                    """))
        }
    }

    /// Whether the document names the persons that the journal has, and the decisions of `results.csv`.
    func compare(_ people: PeopleCheck, _ groups: DecisionGroups, _ findings: inout Findings) {
        if let document = document?.people { people.compare(document, groups, &findings) }
    }

    /// Whether input = the rows of every status = the rows of every bank, and whether `results.csv` counts the same.
    func compare(_ tables: TableCheck, _ findings: inout Findings) {
        guard let document else { return }
        let kind = document.kind ?? Rail.payout.rawValue
        if !tables.rails.contains(where: { $0.rawValue == kind }) {
            findings.add(
                Self.file, Phrase("it is about a \(kind.shown), and results.csv has the columns of another kind"))
        }
        if !document.balanced { findings.add(Self.file, Phrase("it says itself that it does not add up")) }
        let byStatus = document.byStatus.values.map { ($0.count, $0.sum) }
        let byBank = document.byBank.map { ($0.count, $0.sum) }
        for (parts, name) in [(byStatus, "by_status"), (byBank, "by_bank")] {
            let (count, sum) = parts.reduce((0, Int64(0))) { ($0.0 &+ $1.0, $0.1 &+ $1.1) }
            if count != document.input.count || sum != document.input.sum {
                findings.add(
                    Self.file,
                    Phrase(
                        """
                        \(name) adds up to \(count) rows and \(Rupiah(sum).display), and the input is \
                        \(document.input.count) rows and \(Rupiah(document.input.sum).display)
                        """))
            }
        }
        compareStatuses(document, tables, &findings)
        compareBanks(document, tables, &findings)
    }

    private func compareStatuses(_ document: Document, _ tables: TableCheck, _ findings: inout Findings) {
        for status in PayoutStatus.allCases {
            let said = document.byStatus[status.rawValue]
            let counted = tables.byStatus[status] ?? .init()
            // What a rejected row was to carry cannot always be read from the results.
            let isSame = said?.count == counted.count && (status == .rejected || said?.sum == counted.sum)
            if !isSame { find("by_status.\(status.rawValue)", said?.count, said?.sum, counted, &findings) }
        }
        let known = Set(PayoutStatus.allCases.map(\.rawValue))
        for word in document.byStatus.keys.sorted() where !known.contains(word) {
            findings.add(Self.file, Phrase("\(word.shown) is no status"))
        }
    }

    private func compareBanks(_ document: Document, _ tables: TableCheck, _ findings: inout Findings) {
        var rest = tables.byBank
        for bank in document.byBank {
            let counted = rest.removeValue(forKey: bank.code) ?? (.init(), .init(), 0)
            let isSame = bank.count == counted.all.count && (counted.rejected > 0 || bank.sum == counted.all.sum)
            if !isSame { find("by_bank \(bank.code)", bank.count, bank.sum, counted.all, &findings) }
            if bank.succeededCount != counted.succeeded.count || bank.succeededSum != counted.succeeded.sum {
                find(
                    "by_bank \(bank.code), succeeded", bank.succeededCount, bank.succeededSum,
                    counted.succeeded, &findings)
            }
        }
        for (code, counted) in rest.sorted(by: { $0.key < $1.key }) {
            find("by_bank \(code)", nil, nil, counted.all, &findings)
        }
    }

    private func find(
        _ place: String, _ count: Int?, _ sum: Int64?, _ counted: TableCheck.Tally, _ findings: inout Findings
    ) {
        findings.add(
            Self.file,
            Phrase(
                """
                \(place.shown) says \(count ?? 0) rows and \(Rupiah(sum ?? 0).display), and results.csv has \
                \(counted.count) rows and \(Rupiah(counted.sum).display)
                """))
    }

    /// Checks that `reconciliation.csv` says the same. Returns its digest and that of `rejected.csv`.
    func compareTables(folder: String, _ findings: inout Findings) throws(FileError) -> [String: String] {
        var digests: [String: String] = [:]
        let table = try TableReader(
            folder: folder, file: "reconciliation.csv", needing: ["group", "key", "count", "sum"], &findings)
        while let row = try table.next(&findings) {
            guard let document else { continue }
            let said: (Int, Int64)?
            let key = table.text("key", of: row)
            switch table.text("group", of: row) {
            case "total": said = key == "input" ? (document.input.count, document.input.sum) : nil
            case "status": said = document.byStatus[key].map { ($0.count, $0.sum) }
            case "bank": said = document.byBank.first { $0.code == key }.map { ($0.count, $0.sum) }
            case "person":
                let personal = [
                    "decided_by_person": document.decidedByPerson,
                    "contradictions_resolved": document.contradictionsResolved,
                ]
                said = personal[key].map { ($0.count, $0.sum) }
            case _: said = nil
            }
            if said?.0 != table.number("count", of: row) || said?.1 != Int64(table.text("sum", of: row)) {
                findings.add(table.file, row.line, Phrase("it says something else than \(Self.file)"))
            }
        }
        digests["reconciliation.csv"] = table.digest
        // Rows to mend keep what is wrong with them, even a wrong number of cells.
        let rejected = try TableReader(folder: folder, file: "rejected.csv", needing: [], &findings)
        while try rejected.next(&findings) != nil {}
        digests["rejected.csv"] = rejected.digest
        return digests
    }
}
