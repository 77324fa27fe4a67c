internal import PayoutCore
package import PayoutFile

/// Reads a payroll file for the upload page of Mandiri (MCM 2.0, Kopra) as rows: one pass, constant memory.
///
/// Such a file has no column names. Its first line is a `P`, the date, the account that pays, the number of rows and
/// their sum, which are its ``controlClaims``; each further line is a payment, whose cells are known by their places:
///
///     P,20260325,1370001234567,2,3500000.00
///     1370007654321,BUDI,,,,IDR,1500000.00,GAJI,,IBU
///     0231234567,SITI,,,,IDR,2000000.00,GAJI,,OBU,009,BNI,,,,,Y,siti@example.co.id
package final class MandiriUploadReader: RowSource {
    /// Where the cells of a payment stand, counted from 0 (Mandiri: Payroll Multi Service, File Structure).
    private enum Place {
        static let (account, name, currency, amount, remark, reference) = (0, 1, 5, 6, 7, 8)
        static let (service, bankCode, bankName, email) = (9, 10, 11, 17)
    }

    /// Transfers within Mandiri, with what an empty cell stands for.
    private static let inHouse: Set<String> = ["IBU", "VIA", ""]
    /// Services whose number is a phone number, a virtual account or the like.
    private static let otherNumbers: Set<String> = ["BPU", "VIA"]
    private static let mandiri = "008"
    /// The number that the customer gives a payment is seldom filled in all rows, so references are made.
    private static let otherColumns = ["bic", "bank_name", "account_kind", "customer_reference"]

    package let header: Header
    package let controlClaims: ControlClaims?
    private let text: PayoutFileReader
    private let row = CorrectedRow()

    package var name: String { text.name }
    package var digest: ContentDigest? { text.digest }
    package var steps: [SourceStep] { text.steps + [SourceStep(.mandiriUpload, line: text.header.line)] }

    /// Reads `content`, called `name` in messages.
    package init(content: ContentStream, name: String) throws(FileError) {
        text = try PayoutFileReader(content: content, name: name)
        let columns: [Column] = [
            .bankCode, .accountNumber, .accountName, .amount, .note, .currency, .email,
        ]
        header = Header(
            names: columns.map(\.rawValue) + Self.otherColumns, line: text.header.line, format: text.header.format)
        let first = text.header.names
        controlClaims = ControlClaims(
            rowCount: Self.cell(first, 3).flatMap { Int($0) }, sum: Self.cell(first, 4).flatMap { Rupiah(plain: $0) })
    }

    /// Whether a file that begins so is one: `P,20260325,1…`.
    package static func begins(_ head: some Sequence<UInt8>) -> Bool {
        let (dateDigits, mark, quote) = (8, UInt8(ascii: "P"), UInt8(ascii: "\""))
        let plain = head.filter { $0 != quote }
        let parts = plain.split(maxSplits: 3, omittingEmptySubsequences: false) { $0 == 0x2C || $0 == 0x3B }
        guard parts.count > 2, parts[0].elementsEqual([mark]) else { return false }
        func isNumber(_ part: some Collection<UInt8>) -> Bool {
            !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) }
        }
        return parts[1].count == dateDigits && isNumber(parts[1]) && isNumber(parts[2])
    }

    /// The next payment, or nil at the end. A row can be used until the next call.
    package func nextRow() throws(FileError) -> SourceRow? {
        guard let found = try text.nextRow() else { return nil }
        let (line, cells) = (found.line, found.cells)
        func cell(_ place: Int) -> String { Self.cell(cells, place) ?? "" }
        let service = cell(Place.service).uppercased()
        let named = [cell(Place.bankCode), cell(Place.bankName)].first { !$0.isEmpty } ?? ""
        return row.lend(
            line: line,
            [
                Self.inHouse.contains(service) ? Self.mandiri : named, cell(Place.account), cell(Place.name),
                cell(Place.amount), cell(Place.remark), cell(Place.currency), cell(Place.email),
                cell(Place.bankCode), cell(Place.bankName), Self.otherNumbers.contains(service) ? service : "",
                cell(Place.reference),
            ])
    }

    private static func cell(_ cells: [String], _ place: Int) -> String? {
        guard cells.indices.contains(place) else { return nil }
        let text = cells[place].drop(while: \.isWhitespace)
        return String(text.reversed().drop(while: \.isWhitespace).reversed())
    }
}
