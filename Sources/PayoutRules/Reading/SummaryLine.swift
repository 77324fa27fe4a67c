package import PayoutCore

/// A line above the column names that says how many rows the file has, and what they amount to.
///
///     SummaryLine(["Jumlah baris: 120", "Total: Rp 250.000.000"])  // 120 rows, Rp 250.000.000
///     SummaryLine(["rows", "120", "total", "250000000"])           // the same
///     SummaryLine(["Total Gaji", "", "Rp 250.000.000"])            // Rp 250.000.000
///     SummaryLine(["Gaji Maret 2026"])                             // nil: a title
package struct SummaryLine: Hashable, Sendable {
    /// How many rows there are; nil where the line does not say.
    package private(set) var rowCount: Int?
    /// What their amounts are in all; nil where the line does not say.
    package private(set) var sum: Rupiah?

    private static let rowWords: Set<String> = [
        "rows", "rowcount", "records", "recordcount", "count", "baris", "jumlahbaris", "jumlahdata", "jumlahtransaksi",
        "banyaknyabaris", "totaldata", "totalbaris", "totalrow", "totalrows", "totalrecord", "totalrecords",
        "totaltransaksi", "jumlahrecord",
    ]
    private static let sumWords: Set<String> = [
        "total", "sum", "amount", "totalamount", "grandtotal", "jumlah", "totalnominal", "totaljumlah", "jumlahtotal",
        "totalgaji", "totaltransfer", "totalpembayaran", "jumlahnominal", "jumlahtransfer", "nominal", "totalrupiah",
    ]

    /// Nil where any cell is something else: a title that names a number is not the control of a file.
    package init?(_ cells: [String]) {
        // Decimals may have been taken for a separator of cells.
        let whole = cells.joined(separator: ",").split(separator: ";").map(String.init)
        guard
            let read = Self(parts: cells) ?? Self(parts: whole) ?? Self(total: cells) ?? Self(count: cells)
                ?? Self(titled: cells)
        else { return nil }
        self = read
    }

    /// `Jumlah karyawan: 12 orang`
    private init?(count cells: [String]) {
        guard case .count(let count)? = TrailerLine(cells) else { return nil }
        rowCount = count
    }

    /// A title that ends with a total: `Daftar Gaji November 2026 - Total Rp 110.000.000`.
    private init?(titled cells: [String]) {
        let filled = cells.filter { !$0.isEmpty }
        guard filled.count == 1, let mark = filled[0].firstRange(of: " - "),
            filled[0][mark.upperBound...].contains("Rp")
        else { return nil }
        self.init(total: [String(filled[0][mark.upperBound...])])
    }

    /// Whether the first word of the cell is that of a total: `GRAND TOTAL`, `Jumlah transfer`.
    package static func beginsWithTotal(_ cell: String) -> Bool { SheetWords([cell]).isTotal }

    /// Whether the cells are a word such as TOTAL and the sums of several columns.
    package static func isTotals(_ cells: [String]) -> Bool {
        let words = SheetWords(cells)
        return words.isTotal
            && cells.count { $0.contains(where: \.isLetter) && AmountReading($0.utf8) == nil } == 1
    }

    /// A title that is a total: `Total Gaji;;;Rp 9.250.000`.
    private init?(total cells: [String]) {
        let words = SheetWords(cells)
        guard words.isTotal else { return nil }
        let amounts = cells.compactMap { cell in
            if case .whole(let digits) = AmountReading(cell.utf8) { Int64(digits).map { Rupiah($0) } } else { nil }
        }
        let totals = amounts.filter { $0 >= SheetWords.leastTotal }
        guard let total = words.amount ?? (totals.count == 1 ? totals.first : nil) else { return nil }
        sum = total
    }

    private init?(parts cells: [String]) {
        let parts = cells.flatMap { $0.split { $0 == "=" || $0 == ":" } }
            .map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        guard !parts.isEmpty, parts.count.isMultiple(of: 2) else { return nil }
        for place in stride(from: 0, to: parts.count, by: 2) {
            let word = parts[place].lowercased().filter { $0.isLetter }
            guard let number = Self.number(parts[place + 1]) else { return nil }
            if Self.rowWords.contains(word), rowCount == nil {
                rowCount = Int(number)
            } else if Self.sumWords.contains(word), sum == nil {
                sum = Rupiah(number)
            } else {
                return nil
            }
        }
    }

    /// A number of rows or rupiah; one separator with three digits after it is that of thousands.
    private static func number(_ text: String) -> Int64? {
        switch AmountReading(text.utf8) {
        case nil: nil
        case .whole(let digits), .twofold(_, let digits, _): Int64(digits)
        }
    }
}
