package import PayoutCore

/// What each column of a file is read as and why, and what a column that is missing may be by its cells.
///
///     let proposal = ColumnProposal(["Nama", "Bank", "Rek.", "Bersih"], rows, banks: .embedded)
///     proposal.columns[2].column   // .accountNumber
///     proposal.columns[2].reason   // .content: nearly all cells have 10 to 20 digits
///     proposal.settings            // [(.accountNumber, "Rek."), (.amount, "Bersih")]
///
/// A proposal is never read by itself: a person puts it into the settings.
package struct ColumnProposal: Sendable {
    /// Why a column is taken for what it is.
    package enum Reason: String, CaseIterable, Sendable {
        /// The settings say so.
        case settings
        /// It has the plain name, such as `account_number`.
        case plainName = "plain_name"
        /// It has a usual name, such as `No. Rekening`.
        case usualName = "usual_name"
        /// Its cells look like it. A proposal.
        case content
        /// It is no part of the payment, and is copied to the results.
        case other
    }

    /// A column of the file.
    package struct FileColumn: Sendable {
        /// As the file writes it, without surrounding spaces.
        package let name: String
        package let column: Column?
        package let reason: Reason
    }

    /// How many rows are looked at.
    package static let rowsMax = 200
    /// Of ten cells, so many must look like it.
    private static let tenthsMin = 9

    package let columns: [FileColumn]
    /// Required columns for which no column of the file is found, or several may be meant.
    package let missing: [Column]
    /// Columns for which several of the file may be meant, with their names.
    package let doubtful: [(column: Column, names: [String])]

    /// - Parameter rows: the first rows of the file.
    package init(
        _ names: [String], _ rows: [[String]], _ rail: Rail = .payout, _ mapping: ColumnMapping = .none,
        banks: BankDirectory
    ) {
        let layout = ColumnLayout(names, rail, mapping)
        var found: [Int: (column: Column, reason: Reason)] = [:]
        for column in rail.known {
            guard let index = layout.index(of: column) else { continue }
            let name = ColumnNames.folded(names[index])
            let isMapped = mapping.names(of: column).contains { ColumnNames.folded($0) == name }
            let isPlain = ColumnLayout.folded(names[index]) == column.rawValue
            found[index] = (column, isMapped ? .settings : isPlain ? .plainName : .usualName)
        }
        var doubtful = layout.ambiguous
        if !layout.parts.isEmpty, let amount = layout.index(of: .amount) {
            doubtful.append((.amount, [names[amount]] + layout.parts))
        }
        // References are made where a file has none.
        for column in rail.requiredColumns where column != .reference && layout.index(of: column) == nil {
            let candidates = names.indices.filter {
                found[$0] == nil && !names[$0].isEmpty && !Self.isDoubtful(names[$0], rail)
                    && Self.looksLike(column, $0, rows, banks)
            }
            if candidates.count > 1 {
                doubtful.append((column, candidates.map { names[$0] }))
            } else if let index = candidates.first {
                found[index] = (column, .content)
            }
        }
        self.doubtful = doubtful
        let named = Set(found.values.map(\.column))
        missing = rail.requiredColumns.filter { column in
            column != .reference && (!named.contains(column) || doubtful.contains { $0.column == column })
        }
        columns = names.indices.prefix(layout.namedCount).map { index in
            FileColumn(
                name: CellText.shown(names[index]), column: found[index]?.column,
                reason: found[index]?.reason ?? .other)
        }
    }

    /// What a person would put into the settings: the columns that are proposed by their cells.
    package var settings: [(column: Column, name: String)] {
        columns.compactMap { column in
            column.reason == .content ? column.column.map { ($0, column.name) } : nil
        }
    }

    /// Whether the name says that another unit, another currency, an old value or one before deductions is meant: such
    /// a column is never proposed.
    private static func isDoubtful(_ name: String, _ rail: Rail) -> Bool {
        if UnitWords.nameOther(name) { return true }
        let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        if rail == .payout, words.contains(where: besides.contains) { return true }
        return words.contains {
            [
                "x1000", "1000", "000", "jt", "juta", "rb", "ribu", "ribuan", "usd", "sgd", "eur", "hari", "jam",
                "days",
                "harga", "tarif", "rate", "price", "satuan", "per", "harian",
                "bruto", "gross", "kotor", "sebelum", "before", "lama", "old", "potongan", "deduction", "pajak", "tax",
            ].contains($0)
        }
    }

    /// What is agreed, owed or left, and not what is paid now.
    private static let besides: Set<String> = [
        "kontrak", "contract", "setahun", "tahunan", "annual", "yearly", "saldo", "tagihan", "bonus", "plafon",
        "plafond", "pagu", "limit", "anggaran", "budget", "target",
    ]

    private static func looksLike(_ column: Column, _ index: Int, _ rows: [[String]], _ banks: BankDirectory) -> Bool {
        let cells = rows.compactMap { row -> String? in
            guard index < row.count else { return nil }
            let bytes = Array(row[index].utf8)
            let text = bytes.span.extracting(bytes.span.trimmed(0..<bytes.count)).text
            return text.isEmpty ? nil : text
        }
        let fitting = cells.count { isLike(column, $0, banks) }
        // Half of the rows may lack the cell, as in sheets with totals and headings; what is there must fit.
        return !cells.isEmpty && cells.count * 2 >= rows.count && fitting * 10 >= cells.count * tenthsMin
    }

    private static func isLike(_ column: Column, _ text: String, _ banks: BankDirectory) -> Bool {
        let bytes = Array(text.utf8)
        switch column {
        case .accountNumber:
            return AccountReading.digits(bytes) != nil
                || bytes.span.isDigits && AccountNumberRule.digits.contains(bytes.count)
        case .amount:
            let digits: String? =
                switch AmountReading(bytes) {
                case .whole(let digits), .twofold(_, let digits, _): digits
                case nil: nil
                }
            // Fewer digits count people or days; as many as an account has are one.
            return digits.map { (5...9).contains($0.utf8.count) } ?? false
        case .bankCode: return (banks.bank(code: text) ?? banks.bank(meant: text)) != nil
        case .accountName:
            let isWord = text.contains(where: \.isLetter) && !text.contains(where: \.isNumber)
            return isWord && text.contains(" ") && banks.bank(meant: text) == nil
        case .reference, .note, .currency, .email, .reason, .whatToDo, .mends, .customer, .paymentReference:
            return false
        }
    }
}
