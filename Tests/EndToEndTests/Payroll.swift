import Foundation

/// A payout file for a test: plain rows, each to an account of its own.
struct Payroll: Sendable {
    struct Row: Sendable {
        var reference: String
        var bankCode = "014"
        var accountNumber: String
        var accountName: String
        var amount: String
        var note = "Gaji"
    }

    /// Account numbers that make the sandbox behave in one way (its README lists them).
    enum Magic: Int {
        case invalidAccount = 1
        case otherName = 4
        case validationSilent = 5
        case transferFails = 11
        case refunded = 13
        case pendingForEver = 18
        case earlyAndTwice = 19
        case failedThenSucceeded = 27
        case conflict = 28
        case insufficientFunds = 29
        case firstInvalid = 30
        case firstFails = 31
        case firstRefunded = 32
        case firstNeverMade = 33
        case firstRefused = 34
        case pendingUntilSettled = 35
        case firstReferenceBurnt = 36

        var accountNumber: String { "9900\(rawValue < 10 ? "0" : "")\(rawValue)0000" }
    }

    static let header = "reference,bank_code,account_number,account_name,amount,note"

    var rows: [Row]

    /// - Parameter series: distinguishes the accounts of one file from those of another.
    init(rows count: Int, series: Int = 0) {
        rows = (0..<count).map { index in
            let account = String(1_200_000_000 + series * 10_000 + index)
            return Row(
                reference: "GAJI-\(series)-\(index + 1)", accountNumber: account,
                accountName: "PEGAWAI \(index + 1)", amount: String(50_000 + 1_000 * index))
        }
    }

    /// - Parameter number: tells several rows of one magic apart.
    mutating func add(_ magic: Magic, number: Int? = nil) {
        let suffix = number.map { "-\($0)" } ?? ""
        rows.append(
            Row(
                reference: "MAGIC-\(magic.rawValue)\(suffix)",
                accountNumber: magic.accountNumber + (number.map { String(10 + $0) } ?? ""),
                accountName: "SESEORANG", amount: "75000"))
    }

    /// The whole amount in rupiah of all rows.
    var total: Int64 { rows.reduce(0) { $0 + (Int64($1.amount) ?? 0) } }

    var text: String {
        let lines = rows.map { row in
            [row.reference, row.bankCode, row.accountNumber, row.accountName, row.amount, row.note]
                .joined(separator: ",")
        }
        return ([Self.header] + lines).joined(separator: "\n") + "\n"
    }

    var bytes: [UInt8] { Array(text.utf8) }
}

/// A CSV file as a test reads it: by a reader of its own, so that a mistake of ours does not hide itself.
struct Table: Sendable {
    let header: [String]
    let rows: [[String]]

    init(_ text: String) {
        var lines: [[String]] = []
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var rest = text.unicodeScalars.makeIterator()
        var following = rest.next()
        while let scalar = following {
            following = rest.next()
            switch (scalar, isQuoted) {
            case ("\"", true) where following == "\"":
                cell.unicodeScalars.append("\"")
                following = rest.next()
            case ("\"", _): isQuoted.toggle()
            case (",", false):
                cells.append(cell)
                cell = ""
            case ("\n", false):
                lines.append(cells + [cell])
                (cells, cell) = ([], "")
            case ("\r", false): break
            default: cell.unicodeScalars.append(scalar)
            }
        }
        header = lines.first ?? []
        rows = Array(lines.dropFirst())
    }

    /// The cells of the column `name`, one for each row.
    func column(_ name: String) -> [String] {
        guard let index = header.firstIndex(of: name) else { return [] }
        return rows.map { $0.indices.contains(index) ? $0[index] : "" }
    }

    /// Each row by the names of its columns.
    var records: [[String: String]] {
        rows.map { Dictionary(zip(header, $0)) { first, _ in first } }
    }
}
