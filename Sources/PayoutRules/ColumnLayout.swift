package import PayoutCore

/// Which cell of a row belongs to which column. The intake, the reports and the messages all read a header in this way.
///
///     let layout = ColumnLayout(["Team", "Reference", "No. Rekening", "email"])
///     layout.index(of: .reference)      // 1: names count in any letter case, without surrounding spaces
///     layout.index(of: .accountNumber)  // 2: one of the names that people give the column
///     layout.renamed                    // No. Rekening is account_number: a person is shown this
///     layout.otherIndices               // [0, 3]: not part of the payment
///     layout.carriedIndices             // [0]: repeated in the results
///     layout.faults                     // all required columns that are missing
///
/// A name that the user has given a column wins over all others, and a plain name over the other names of its column,
/// so that a file of plain names is read today as it was when its batch was made.
package struct ColumnLayout: Sendable {
    /// The names of all columns as the file writes them.
    package let names: [String]
    /// Where the columns stand that are not part of the payment, in the order of the file.
    package let otherIndices: [Int]
    /// Where the columns stand that Salur does not know, in the order of the file: they are carried through to the
    /// results.
    package let carriedIndices: [Int]
    /// The columns that are read under another name than their plain one, in the order of the file.
    package let renamed: [ColumnName]
    /// How many columns there are up to the last one with a name. Those after it must be empty in every row.
    package let namedCount: Int
    /// Where columns stand that may replace the account or the bank that is read. Every cell of theirs must be empty.
    package let replacements: [(column: Column, index: Int)]
    /// Where columns stand between others that have no name. Every cell of theirs must be empty.
    package let unnamed: [Int]
    /// How many cells a row has at least: it may end before columns that may be empty.
    let cellsMin: Int
    /// Columns for which more than one name of the file may stand.
    let ambiguous: [(column: Column, names: [String])]
    /// Where other columns stand that name the bank too.
    let otherBanks: [Int]
    /// Where other columns stand that name the holder of the account.
    let otherHolders: [Int]
    /// Whether the account is read from a column of phone numbers, as e-wallets have.
    let accountIsPhone: Bool
    /// Where the column stands that says what kind of number the account has.
    let accountKind: Int?
    /// Whether any of these is there: cheaper to ask.
    var hasOtherPayees: Bool { accountIsPhone || accountKind != nil || !otherHolders.isEmpty }
    /// Where columns stand that say whether, how or in which unit a row is paid.
    let sides: [(index: Int, kind: SideColumn)]
    /// Where the columns stand that are carried through and none of ``sides``.
    let orderIndices: [Int]
    /// Those of them in which people write remarks.
    let remarkIndices: [Int]
    /// Those of them that say the amount of the row in words.
    let spokenIndices: [Int]
    /// The names of columns with fees of the bank, which are not read.
    package var fees: [String] {
        rail == .payout ? orderIndices.map { names[$0] }.filter { AmountNames.isFee(ColumnNames.folded($0)) } : []
    }
    /// The names of columns that are taken off the amount, or added to it, where it may be before them.
    let parts: [String]
    let rail: Rail
    private let indices: [Column: Int]
    /// The columns that have a name of the settings.
    private let mapped: Set<Column>

    /// Reads a header, whatever it holds.
    ///
    /// - Parameters:
    ///   - rail: which columns make a payment.
    ///   - mapping: names that win over all others.
    package init(_ names: [String], _ rail: Rail = .payout, _ mapping: ColumnMapping = .none) {
        (self.names, self.rail) = (names, rail)
        let folded = names.map(ColumnNames.folded)
        let mapped = Self.mapped(folded, rail, mapping)
        let taken = Set(mapped.values.joined())
        let plain = names.indices.map { index in
            Column(rawValue: Self.folded(names[index])).flatMap {
                mapped[$0] == nil && !taken.contains(index) ? $0 : nil
            }
        }
        func isFree(_ index: Int) -> Bool { plain[index] == nil && !taken.contains(index) }
        var indices: [Column: Int] = [:]
        var ambiguous: [(column: Column, names: [String])] = []
        var otherHolders: [Int] = []
        for column in Column.allCases {
            if let found = mapped[column], let index = found.first {
                indices[column] = index
                if found.count > 1 { ambiguous.append((column, found.map { names[$0] })) }
                continue
            }
            if let index = plain.firstIndex(of: column) {
                indices[column] = index
                let same = folded.indices.filter { isFree($0) && folded[$0] == folded[index] }
                if rail.columns.contains(column), !same.isEmpty {
                    ambiguous.append((column, ([index] + same).map { names[$0] }))
                }
                continue
            }
            guard rail.knows(column) else { continue }
            let isWallet = indices[.bankCode].map { ColumnNames.wallets.contains(folded[$0]) } ?? false
            let candidates = Self.candidates(for: column, names, folded: folded, isWallet: isWallet, isFree)
            guard let index = candidates.first else { continue }
            indices[column] = index
            // Each row shows whether all columns of names name the same holder.
            if column == .accountName { otherHolders = Array(candidates.dropFirst()) }
            let isClear = candidates.count == 1 || column == .accountName
            if !isClear { ambiguous.append((column, candidates.map { names[$0] })) }
        }
        self.otherHolders = otherHolders + names.indices.filter { names[$0] == ColumnNames.holder }
        accountIsPhone = indices[.accountNumber].map { ColumnNames.phones.contains(folded[$0]) } ?? false
        accountKind = names.firstIndex(of: ColumnNames.accountKind)
        let undated = names.indices.map { $0 == indices[.amount] ? ColumnNames.undated(names[$0]) : folded[$0] }
        let doubts = ColumnDoubts(
            names: names, folded: undated, indices: indices, taken: taken, mapped: Set(mapped.keys))
        if rail == .payout { ambiguous += doubts.ambiguous(besides: ambiguous.map(\.column)) }
        replacements = rail == .payout ? doubts.replacements(besides: ambiguous.map(\.column)) : []
        parts = rail == .payout ? doubts.parts.map { Self.trimmed(names[$0]) } : []
        otherBanks = rail == .payout ? ColumnNames.banks(among: folded, besides: indices[.bankCode]) : []
        let sides = names.indices.compactMap { index in
            indices.values.contains(index) ? nil : SideColumn(names[index]).map { (index: index, kind: $0) }
        }
        (self.sides, self.indices, self.mapped, self.ambiguous) = (sides, indices, Set(mapped.keys), ambiguous)
        let payment = Set(rail.columns.compactMap { indices[$0] })
        let namedCount = names.lastIndex { !Self.trimmed($0).isEmpty }.map { $0 + 1 } ?? 0
        self.namedCount = namedCount
        let unnamed = (0..<namedCount).filter { Self.trimmed(names[$0]).isEmpty }
        self.unnamed = unnamed
        otherIndices = names.indices.filter { !payment.contains($0) }
        let carriedIndices = (0..<namedCount).filter { index in
            !payment.contains(index) && !unnamed.contains(index) && plain[index].map { !rail.knows($0) } ?? true
        }
        let orderIndices = carriedIndices.filter { index in !sides.contains { $0.index == index } }
        (self.carriedIndices, self.orderIndices) = (carriedIndices, orderIndices)
        remarkIndices = orderIndices.filter { ColumnNames.isRemark(folded[$0]) }
        spokenIndices = orderIndices.filter { ColumnNames.isSpoken(folded[$0]) }
        renamed = indices.filter { plain[$0.value] == nil }.sorted { $0.value < $1.value }
            .map { ColumnName($0.key, name: Self.trimmed(names[$0.value])) }
        let mayBeEmpty = Set([Column.note, .currency, .email].compactMap { indices[$0] })
        cellsMin = (0..<namedCount).last { !mayBeEmpty.contains($0) }.map { $0 + 1 } ?? namedCount
    }

    /// Where the columns stand that have one of the clearest names of `column`; empty where none has any.
    private static func candidates(
        for column: Column, _ names: [String], folded: [String], isWallet: Bool, _ isFree: (Int) -> Bool
    ) -> [Int] {
        let undated = column == .amount ? names.map(ColumnNames.undated) : folded
        let labels = column == .amount ? names.map(ColumnNames.netLabels) : []
        let phones = column == .accountNumber && isWallet ? [ColumnNames.phones] : []
        for spelling in column == .amount ? [folded, undated] : [folded] {
            for group in ColumnNames.groups(of: column) + phones {
                let found = spelling.indices.filter { index in
                    guard isFree(index) else { return false }
                    return group.contains(spelling[index])
                        || !labels.isEmpty && !group.isDisjoint(with: labels[index])
                }
                guard let index = found.first else { continue }
                let isPart = column == .amount && ColumnNames.isPart(index, of: folded, undated: undated)
                return isPart ? [] : found
            }
        }
        return []
    }

    /// Where the columns stand that have a name of the settings.
    private static func mapped(_ folded: [String], _ rail: Rail, _ mapping: ColumnMapping) -> [Column: [Int]] {
        var mapped: [Column: [Int]] = [:]
        for column in Column.allCases where rail.knows(column) {
            let wanted = Set(mapping.names(of: column).map(ColumnNames.folded))
            let found = folded.indices.filter { wanted.contains(folded[$0]) }
            if !found.isEmpty { mapped[column] = found }
        }
        return mapped
    }

    /// Where `column` stands, counted from 0; nil where the file does not have it.
    package func index(of column: Column) -> Int? { indices[column] }

    /// Whether the settings say which column is `column`.
    func isMapped(_ column: Column) -> Bool { mapped.contains(column) }

    /// Whether somebody has said which column is `column`: by the settings, or by its plain name.
    func isSettled(_ column: Column) -> Bool {
        isMapped(column) || index(of: column).map { Self.trimmed(names[$0]) == column.rawValue } ?? false
    }

    /// Whether a row of `count` cells has one for each column: it may lack cells at its end that may be empty, and
    /// what it has more, as with a separator at the end of each row, must be empty.
    package func fits(_ count: Int, isEmpty: (Int) -> Bool) -> Bool {
        guard count != namedCount else { return true }
        return count < namedCount ? count >= cellsMin : (namedCount..<count).allSatisfy(isEmpty)
    }

    /// Everything that is wrong with the header: required columns that are missing, names that stand there twice,
    /// columns without a name. Empty for the header of a file that can be paid.
    package var faults: [HeaderError.Fault] { HeaderError.faults(self, names: names.map(Self.trimmed), rail) }

    /// Whether the last column holds the account or the amount, of which a cut file lacks digits.
    package var endsWithPayment: Bool {
        [Column.accountNumber, .amount].contains { index(of: $0) == namedCount - 1 }
    }

    /// Whether every column that a payment needs has a name. References are made where a file has none.
    package var isComplete: Bool {
        rail.requiredColumns.allSatisfy { $0 == .reference || indices[$0] != nil }
    }

    /// Whether no column holds what may be paid: the parts of a salary alone are not.
    package var isList: Bool {
        indices[.amount] == nil
            && !names.contains { name in
                let folded = ColumnNames.folded(name)
                return AmountNames.finality(folded) > 0
                    || ["nominal", "jumlah", "jml", "total", "nilai", "amount", "sum"].contains(where: folded.contains)
            }
    }

    /// Whether the file has a column that Salur knows, whatever its name.
    var hasKnown: Bool { rail.known.contains { indices[$0] != nil } }

    /// How many columns of the payment the header names.
    var knownCount: Int { rail.known.count { indices[$0] != nil } }

    /// The name by which a column is known.
    package static func folded(_ name: String) -> String { trimmed(name).lowercased() }

    private static func trimmed(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let span = bytes.span
        return span.extracting(span.trimmed(0..<span.count)).text
    }
}

/// A column, and the name that the file has for it.
package struct ColumnName: Hashable, Sendable {
    package let column: Column
    /// As the file writes it, without surrounding spaces.
    package let name: String

    init(_ column: Column, name: String) {
        self.column = column
        self.name = name
    }

    /// The name as it can be shown.
    package var shown: String { CellText.shown(name) }
}
