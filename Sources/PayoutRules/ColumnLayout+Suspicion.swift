internal import PayoutCore

// Columns that are no part of the payment, and of which a person should know before the payment is approved.
extension ColumnLayout {
    /// The columns of the payment as the file calls them, in the order of the file.
    package var read: [ColumnName] {
        let others = renamed.map(\.column)
        let plain = rail.columns.filter { !others.contains($0) }
        let all =
            renamed.map { ($0, index(of: $0.column) ?? 0) }
            + plain.compactMap { column in index(of: column).map { (ColumnName(column, name: names[$0]), $0) } }
        return all.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// The names of columns of deductions that are carried through: nothing is taken off the amount for them.
    package var deductionNames: [String] {
        guard rail == .payout, let amount = index(of: .amount) else { return [] }
        return carriedIndices.filter { $0 != amount && AmountNames.isDeduction(ColumnNames.folded(names[$0])) }
            .map { CellText.shown(names[$0]) }
    }

    /// Where columns stand that say of which month a row is.
    package var periodIndices: [Int] {
        carriedIndices.filter { Self.periods.contains(ColumnNames.folded(names[$0])) }
    }

    private static let periods: Set<String> = [
        "bulan", "periode", "month", "period", "bulangaji", "periodegaji", "payrollperiod", "payperiod", "masagaji",
        "periodepembayaran", "bulanpembayaran", "masa",
    ]

    /// Where columns stand that say when to pay.
    package var dateIndices: [Int] {
        carriedIndices.filter { Self.dates.contains(ColumnNames.folded(names[$0])) }
    }

    private static let dates: Set<String> = [
        "tanggaltransfer", "tgltransfer", "tanggalbayar", "tglbayar", "tanggalpembayaran", "tglpembayaran",
        "tanggalefektif", "tglefektif", "effectivedate", "transferdate", "paymentdate", "valuedate", "duedate",
        "jatuhtempo", "tanggaljatuhtempo", "tgljatuhtempo", "executiondate", "requestedexecutiondate", "reqdexctndt",
        "scheduledate", "scheduleddate", "tanggalvaluta", "tanggaleksekusi", "payon", "paydate",
    ]

    /// Where the column stands that numbers the rows; nil where none does.
    package var numberIndex: Int? {
        carriedIndices.first { Self.numbers.contains(ColumnNames.folded(names[$0])) }
    }

    private static let numbers: Set<String> = ["no", "nomor", "nr", "nourut", "nomorurut", "urut", "urutan", "rowno"]

    /// Where columns stand that say when a person leaves the company.
    package var leaveIndices: [Int] {
        carriedIndices.filter { index in
            let name = ColumnNames.folded(names[index])
            return Self.leaves.contains(where: name.contains)
                && (name == "berhenti" || ["tgl", "tanggal", "date", "per", "mulai"].contains(where: name.contains))
        }
    }

    private static let leaves = ["resign", "keluar", "berhenti", "terminat", "phk", "lastworking", "pensiun"]

    /// The name of the column that is read as the amount, where it is that of a salary and nobody has said that it is
    /// what is to be paid.
    package var salaryName: String? {
        guard let amount = index(of: .amount), !isSettled(.amount) else { return nil }
        let folded = ColumnNames.folded(names[amount])
        return ["gaji", "thp", "takehome", "salary"].contains(where: folded.contains) ? names[amount] : nil
    }
}
