/// Which cell of a row belongs to which column, told from the header.
package struct ColumnLayout: Hashable, Sendable {
    /// The column that `rejected.csv` adds to the rows to mend. In an input it is ignored: neither carried through nor
    /// written a second time.
    package static let reasonName = "reason"

    /// The names of all columns in the order of the file, trimmed.
    package let names: [String]
    /// The names of the columns that are carried through to the results, in the order of the file.
    package let carriedThroughNames: [String]
    /// Where the ``reasonName`` column stands, should the input have one.
    package let reasonIndex: Int?

    let carriedThroughIndices: [Int]
    let reference: Int
    let bankCode: Int
    let accountNumber: Int
    let accountName: Int
    let amount: Int
    let note: Int
    let currency: Int?
    let email: Int?

    /// Reads the header. Names count in any order and letter case, without surrounding spaces.
    ///
    /// - Throws: ``HeaderError`` with everything that is wrong: required columns that are missing, names that stand
    ///   there twice, columns without a name.
    package init(headerNames: [String]) throws(HeaderError) {
        let names = headerNames.map(Self.trimmed)
        let folded = names.map { $0.lowercased() }
        func index(of column: Column) -> Int? { folded.firstIndex(of: column.rawValue) }
        let faults = HeaderError.faults(names: names, folded: folded)
        guard faults.isEmpty, let reference = index(of: .reference), let bankCode = index(of: .bankCode),
            let accountNumber = index(of: .accountNumber), let accountName = index(of: .accountName),
            let amount = index(of: .amount), let note = index(of: .note)
        else { throw HeaderError(faults: faults) }
        self.names = names
        (self.reference, self.bankCode, self.accountNumber) = (reference, bankCode, accountNumber)
        (self.accountName, self.amount, self.note) = (accountName, amount, note)
        (currency, email) = (index(of: .currency), index(of: .email))
        reasonIndex = folded.firstIndex(of: Self.reasonName)
        let known = Set(Column.allCases.map(\.rawValue) + [Self.reasonName])
        carriedThroughIndices = names.indices.filter { !known.contains(folded[$0]) }
        carriedThroughNames = carriedThroughIndices.map { names[$0] }
    }

    /// Where `column` stands, counted from 0; nil for an optional column that the file does not have.
    package func index(of column: Column) -> Int? {
        switch column {
        case .reference: reference
        case .bankCode: bankCode
        case .accountNumber: accountNumber
        case .accountName: accountName
        case .amount: amount
        case .note: note
        case .currency: currency
        case .email: email
        }
    }

    /// The text of `column` in the `cells` of a row, trimmed as for a payout; empty where the row is too short.
    package func text(of column: Column, in cells: [String]) -> String {
        guard let index = index(of: column), cells.indices.contains(index) else { return "" }
        return Self.trimmed(cells[index])
    }

    /// The carried-through cells of a row; empty texts where the row is too short.
    package func carriedThrough(_ cells: [String]) -> [String] {
        carriedThroughIndices.map { cells.indices.contains($0) ? cells[$0] : "" }
    }

    private static func trimmed(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let span = bytes.span
        return span.extracting(span.trimmed(0..<span.count)).text
    }
}
