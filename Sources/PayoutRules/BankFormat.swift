package import Wording

/// A file for the upload page of a bank, which has no column names: the first line says what is paid from where. That
/// of Mandiri is read where it is a text.
///
///     BankFormat(["P", "20260325", "1240001234567", "4", "22662000"])   // .mandiri
///     BankFormat(["2026/03/25_10.15.00", "5", "gaji_maret"])            // .bni
///     BankFormat(["Nama", "Bank", "No Rekening", "Jumlah"])             // nil
package enum BankFormat: Hashable, Sendable {
    /// Mandiri Cash Management: `P`, date, account that pays, count, sum.
    case mandiri
    /// BNI Direct: moment of the upload, count of lines, name; then a line as that of Mandiri.
    case bni

    /// - Parameter cells: of the first line of the file.
    package init?(_ cells: [String]) {
        let cells = cells.map { $0.filter { !$0.isWhitespace } }
        guard cells.count >= 3 else { return nil }
        func isNumber(_ index: Int, _ digits: ClosedRange<Int>) -> Bool {
            index < cells.count && digits ~= cells[index].utf8.count
                && cells[index].utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        if cells[0] == "P", isNumber(1, 8...8), isNumber(2, 8...20), isNumber(3, 1...7) {
            self = .mandiri
        } else if Self.isMoment(cells[0]), isNumber(1, 1...7) {
            self = .bni
        } else {
            return nil
        }
    }

    /// Whether the text begins as `2026/03/25_`.
    private static func isMoment(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let marks: [Int: UInt8] = [4: UInt8(ascii: "/"), 7: UInt8(ascii: "/"), 10: UInt8(ascii: "_")]
        return bytes.count > 10 && marks.allSatisfy { bytes[$0.key] == $0.value }
            && bytes[..<4].allSatisfy {
                (0x30...0x39).contains($0)
            }
    }

    private var name: String {
        switch self {
        case .mandiri: "Mandiri MCM"
        case .bni: "BNI Direct"
        }
    }

    /// One line for people about `file`.
    package func phrase(file: String) -> Phrase {
        if self == .mandiri {
            return Phrase(
                """
                \(file): this is a file for the upload page of \(name), in a form that is not read. Nothing was sent. \
                Save it as CSV: the places of its cells are known, and that file is read
                """)
        }
        return Phrase(
            """
            \(file): this is a file for the upload page of \(name), which has no column names. Nothing was sent. \
            Export the list from its source as a table with the columns bank, account number, name and amount; "salur \
            template" makes an empty one
            """)
    }
}
