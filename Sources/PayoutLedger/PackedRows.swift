internal import PayoutCore

/// Where the texts of a row that can be paid stand among its bytes, trimmed.
package struct OrderCells {
    package let reference: Range<Int>
    package let bankCode: Range<Int>
    package let accountNumber: Range<Int>
    package let accountName: Range<Int>
    package let note: Range<Int>

    package init(
        reference: Range<Int>, bankCode: Range<Int>, accountNumber: Range<Int>, accountName: Range<Int>,
        note: Range<Int>
    ) {
        self.reference = reference
        self.bankCode = bankCode
        self.accountNumber = accountNumber
        self.accountName = accountName
        self.note = note
    }
}

/// Rows on their way into one commit: the texts of those that can be paid lie one after another, so that a million
/// rows need no million strings.
struct PackedRows {
    /// One row.
    enum Entry {
        /// Its texts follow those of the row before.
        case accepted(PackedPayout)
        /// Stands at this index of ``rejected``.
        case rejected(Int)

        var isAccepted: Bool {
            switch self {
            case .accepted: true
            case .rejected: false
            }
        }

        /// The amount of a row that can be paid.
        var amount: Int64 {
            switch self {
            case .accepted(let row): row.amount
            case .rejected: 0
            }
        }

        /// The key of the payment that a row gives back; nil of every other row.
        var refunds: Int64? {
            switch self {
            case .accepted(let row): row.refunds
            case .rejected: nil
            }
        }

        /// The length of the texts of a row that can be paid.
        var byteCount: Int {
            switch self {
            case .accepted(let row): row.byteCount
            case .rejected: 0
            }
        }
    }

    private(set) var entries: [Entry] = []
    private(set) var rejected: [ImportedRow] = []
    private(set) var bytes: [UInt8] = []
    /// Where the reference of the newest row that can be paid stands in ``bytes``.
    private var newestReference = 0..<0
    /// How many references come before the one of the row above, in the order of their bytes.
    private var descentCount = 0

    /// Whether the references come in no order: of random ones, every other comes before the one above it.
    var areReferencesScattered: Bool { descentCount * 8 > entries.count }

    var count: Int { entries.count }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        rejected.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        newestReference = 0..<0
        descentCount = 0
    }

    /// Notes that the reference of the next row stands at the end of ``bytes``.
    private mutating func noteReference(length: Int) {
        let reference = (bytes.count - length)..<bytes.count
        let isDescent = bytes.withUnsafeBytes { bytes in
            let (above, here) = (bytes[newestReference], bytes[reference])
            let shared = min(above.count, here.count)
            for offset in 0..<shared {
                let (left, right) = (above[above.startIndex + offset], here[here.startIndex + offset])
                if left != right { return right < left }
            }
            return here.count < above.count
        }
        if isDescent { descentCount += 1 }
        newestReference = reference
    }

    mutating func append(_ row: ImportedRow) {
        switch row {
        case .accepted(let line, let order, let note, let others):
            var packed = PackedPayout(
                line: line, amount: order.amount.whole, refunds: order.refunds?.key, hasCarried: !others.isEmpty)
            let texts = [order.reference, order.bankCode, order.accountNumber, order.accountName, note]
            for (index, text) in (texts + [TextList.encode(others)]).enumerated() {
                bytes.append(contentsOf: text.utf8)
                packed.lengths[index] = UInt32(text.utf8.count)
                if index == 0 { noteReference(length: text.utf8.count) }
            }
            entries.append(.accepted(packed))
        case .rejected:
            entries.append(.rejected(rejected.count))
            rejected.append(row)
        }
    }

    /// Adds a row that can be paid: `others` are the positions among `cells` that are carried through.
    mutating func append(
        line: Int, amount: Int64, content: Span<UInt8>, order: OrderCells, cells: Span<Range<Int>>, others: [Int]
    ) {
        var packed = PackedPayout(line: line, amount: amount, refunds: nil, hasCarried: !others.isEmpty)
        let ranges: InlineArray<5, Range<Int>> = [
            order.reference, order.bankCode, order.accountNumber, order.accountName, order.note,
        ]
        for index in ranges.indices {
            content.extracting(ranges[index]).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
            packed.lengths[index] = UInt32(ranges[index].count)
            if index == 0 { noteReference(length: ranges[index].count) }
        }
        let start = bytes.count
        for position in others {
            let range = position < cells.count ? cells[position] : 0..<0
            TextList.append(length: range.count, to: &bytes)
            content.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }
        packed.lengths[ranges.count] = UInt32(bytes.count - start)
        entries.append(.accepted(packed))
    }
}

/// A row that can be paid; its texts lie elsewhere.
struct PackedPayout {
    let line: Int
    let amount: Int64
    /// The key of the payment that it gives back.
    let refunds: Int64?
    /// Whether there are cells to be carried through; if not, that text is empty and none.
    let hasCarried: Bool
    /// The bytes of reference, bank code, account number, account name, note and carried cells.
    var lengths = InlineArray<6, UInt32>(repeating: 0)

    /// The length of its texts.
    var byteCount: Int {
        var count = 0
        for index in lengths.indices { count += Int(lengths[index]) }
        return count
    }

    init(line: Int, amount: Int64, refunds: Int64?, hasCarried: Bool) {
        self.line = line
        self.amount = amount
        self.refunds = refunds
        self.hasCarried = hasCarried
    }
}
