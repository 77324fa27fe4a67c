internal import FoundationEssentials
package import PayoutCore
internal import PayoutRules
internal import PayoutWorkbook
internal import Wording

/// An empty file of payments with the names of its columns and one example, which is refused until it is deleted.
package struct FileTemplate {
    /// The form of the file.
    package enum Form: String, CaseIterable, Sendable {
        case csv
        case xlsx
    }

    private let rail: Rail

    package init(_ rail: Rail) { self.rail = rail }

    private static let sheet = "Payments"

    private var rows: [[String]] {
        let example =
            switch rail {
            case .payout: ["CONTOH-1", "014", "1234567890", "Contoh Nama Penerima", "1500000", "Gaji Maret"]
            case .collection, .charge: ["CONTOH-1", "C-1001", "150000", "Iuran Maret"]
            case .refund: ["CONTOH-1", "INV-0042", "50000", "Kelebihan bayar"]
            }
        return [rail.columns.map(\.rawValue), example]
    }

    /// The text of the file in CSV.
    package var text: String { rows.map { $0.joined(separator: ",") + "\n" }.joined() }

    private func content(_ form: Form) throws -> [UInt8] {
        switch form {
        case .csv: Array(text.utf8)
        case .xlsx: try WorkbookTemplate(sheet: Self.sheet, rows: rows).bytes
        }
    }

    /// Writes the file at `path`, where none may be.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/cannotWrite``.
    package func write(_ form: Form, to path: String) throws(CommandFailure) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                .cannotWrite, Phrase("\(path) is there already. Nothing was written. Give another name."))
        }
        do { try Data(try content(form)).write(to: URL(filePath: path), options: .withoutOverwriting) } catch {
            throw CommandFailure(
                .cannotWrite, Phrase("\(path) could not be written. Check the folder and the free space."))
        }
    }
}
