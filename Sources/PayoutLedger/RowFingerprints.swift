internal import FoundationEssentials
internal import GRDB
internal import PayoutCore

/// By what rows are found that may be alike. The raw values are written to the ledger.
enum FingerprintKind: Int, CaseIterable {
    /// Bank, account and amount.
    case payment = 0
    /// The reference, composed (NFC); of one that was made, the stem.
    case reference = 1
    /// Bank and account.
    case account = 2
    /// The words of the payee's name, folded, without titles, in any order.
    case name = 3
    /// The number that the file gives the payee, folded; rows without one have none.
    case person = 4

    /// Those of payments.
    static let payments = [FingerprintKind.payment, .reference]
}

/// The fingerprints of the rows of a file, which come in one by one: two rows that are alike have equal ones, and
/// hardly any others do. Whoever finds two compares the rows themselves.
///
/// An entry is one number: 45 bits of hash, then the place of the row in its part of the file (18 bits), so that sorted
/// entries put equal rows next to each other, in the order of the file. Memory is that of one part, whatever the file's
/// size.
struct RowFingerprints {
    static let entryBytes = MemoryLayout<Int64>.size
    private static let placeBits: Int64 = 18
    /// Rows of one part.
    static let partRowsMax = 1 << placeBits
    /// So many that a chunk fills one page of the database, and never two.
    private static let chunkEntriesMax = 500

    private var payments: [Int64] = []
    private var references: [Int64] = []
    private var accounts: [Int64] = []
    private var names: [Int64] = []
    private var persons: [Int64] = []
    /// The folded name or number of a row.
    private var folded: [UInt8] = []
    private var part = 0
    /// The next row's place in its part.
    private var place = 0

    /// Whether the part is full: it must be written before the next row comes.
    var isFull: Bool { place == Self.partRowsMax }

    static func hash(of entry: Int64) -> Int64 { entry >> placeBits }

    /// The least entry of this hash.
    static func first(of hash: Int64) -> Int64 { hash << placeBits }

    /// How many rows of the part stand before the row of an entry.
    static func rowsBefore(_ entry: Int64) -> Int { Int(entry) & (partRowsMax - 1) }

    /// The payout of an entry.
    static func payout(of entry: Int64, part: Int, of batch: BatchID) -> PayoutID {
        PayoutID(batch, place: part * partRowsMax + rowsBefore(entry) + 1)
    }

    /// Adds the next row, one that can be paid.
    mutating func add(
        reference: Span<UInt8>, bankCode: Span<UInt8>, accountNumber: Span<UInt8>, accountName: Span<UInt8>,
        amount: Int64
    ) {
        var payment = FingerprintHash()
        payment.add(bankCode)
        payment.add(accountNumber)
        accounts.append(entry(payment))
        payment.add(amount)
        payments.append(entry(payment))
        references.append(entry(Self.hash(ofReference: reference)))
        PayeeName.fold(accountName, into: &folded)
        names.append(entry(Self.hash(ofName: folded.span)))
        place += 1
    }

    /// Adds the number that the file gives the payee of the row that was added last.
    mutating func addPerson(number: Span<UInt8>) {
        PayeeName.fold(number, into: &folded)
        guard !folded.isEmpty else { return }
        var hash = FingerprintHash()
        hash.add(folded.span)
        persons.append(entry(hash, at: place - 1))
    }

    /// Adds the next row, one for which nothing is ever sent.
    mutating func skip() { place += 1 }

    private func entry(_ hash: FingerprintHash) -> Int64 { entry(hash, at: place) }

    private func entry(_ hash: FingerprintHash, at place: Int) -> Int64 {
        // The sign stays free, so that SQLite's numbers have the order of the entries.
        Int64(hash.value >> 1) & ~(Int64(Self.partRowsMax) - 1) | Int64(place)
    }

    /// The hash of a folded name: the same in any order of its words, and with or without titles.
    private static func hash(ofName folded: Span<UInt8>) -> FingerprintHash {
        var telling: UInt64 = 0
        var all: UInt64 = 0
        var start = 0
        for end in 0...folded.count {
            guard end == folded.count || folded[end] == 0x20 else { continue }
            let word = folded.extracting(start..<end)
            start = end + 1
            var hash = FingerprintHash()
            hash.add(word)
            all &+= hash.value
            if !PayeeName.isOrdinary(word) { telling &+= hash.value }
        }
        var hash = FingerprintHash()
        hash.add(Int64(bitPattern: telling == 0 ? all : telling))
        return hash
    }

    private static func hash(ofReference reference: Span<UInt8>) -> FingerprintHash {
        var hash = FingerprintHash()
        if let stem = MadeReference.stem(in: reference) {
            hash.add(reference.extracting(stem))
            return hash
        }
        for index in reference.indices where reference[index] >= 0x80 {
            let text = reference.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            let composed = text._nfcCodeUnits
            hash.add(composed.span)
            return hash
        }
        hash.add(reference)
        return hash
    }

    /// The entries of the part, sorted; the next part begins.
    mutating func takePart() -> FingerprintPart {
        defer {
            payments.removeAll(keepingCapacity: true)
            references.removeAll(keepingCapacity: true)
            accounts.removeAll(keepingCapacity: true)
            names.removeAll(keepingCapacity: true)
            persons.removeAll(keepingCapacity: true)
            part += 1
            place = 0
        }
        return FingerprintPart(
            number: part, payments: EntrySorting.sorted(payments), references: EntrySorting.sorted(references),
            accounts: EntrySorting.sorted(accounts), names: EntrySorting.sorted(names),
            persons: EntrySorting.sorted(persons))
    }

    /// Writes the part to the ledger; the next one begins.
    mutating func writePart(of batch: BatchID, in transaction: LedgerTransaction) throws {
        let part = takePart()
        for kind in FingerprintKind.allCases {
            let sorted = part.entries(kind)
            for start in stride(from: 0, to: sorted.count, by: Self.chunkEntriesMax) {
                let chunk = sorted[start..<min(start + Self.chunkEntriesMax, sorted.count)]
                try transaction.execute(
                    "INSERT INTO fingerprint (batch_id, kind, part, first, entries) VALUES (?, ?, ?, ?, ?)",
                    [batch.key, kind.rawValue, part.number, sorted[start], Self.encode(chunk)])
            }
        }
    }

    /// In the byte order of every machine that we know, and written down: little end first.
    private static func encode(_ entries: ArraySlice<Int64>) -> Data {
        var data = Data(capacity: entries.count * entryBytes)
        for entry in entries { withUnsafeBytes(of: entry.littleEndian) { data.append(contentsOf: $0) } }
        return data
    }

    static func decode(_ data: Data) -> [Int64] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / entryBytes).map {
                Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * entryBytes, as: Int64.self))
            }
        }
    }
}

/// The sorted entries of one part of a file.
struct FingerprintPart {
    let number: Int
    let payments: [Int64]
    let references: [Int64]
    let accounts: [Int64]
    let names: [Int64]
    let persons: [Int64]

    func entries(_ kind: FingerprintKind) -> [Int64] {
        switch kind {
        case .payment: payments
        case .reference: references
        case .account: accounts
        case .name: names
        case .person: persons
        }
    }
}

/// A hash that is the same in every process and version, since it is stored. Nobody needs to be kept from making two
/// rows of equal hash: the rows themselves are compared.
struct FingerprintHash {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let increment: UInt64 = 0xD1B5_4A32_D192_ED03

    private(set) var value: UInt64 = 0x243F_6A88_85A3_08D3

    mutating func add(_ number: Int64) { absorb(UInt64(bitPattern: number)) }

    /// Adds a text and its length, so that no two lists of texts share their bytes.
    mutating func add(_ text: Span<UInt8>) {
        text.withUnsafeBytes { bytes in
            var offset = 0
            while bytes.count - offset >= 8 {
                absorb(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
                offset += 8
            }
            var tail: UInt64 = 0
            for index in offset..<bytes.count { tail |= UInt64(bytes[index]) << UInt64(8 * (index - offset)) }
            absorb(tail | UInt64(truncatingIfNeeded: bytes.count) << 56)
        }
    }

    private mutating func absorb(_ word: UInt64) {
        let product = ((value ^ word) &+ Self.increment).multipliedFullWidth(by: Self.multiplier)
        value = product.high ^ product.low ^ (value &<< 23 | value &>> 41)
    }
}

/// Sorts the entries of a part: their hashes are spread evenly, so that one pass puts all but a few in their place.
enum EntrySorting {
    private static let bucketBits: Int64 = 16
    /// Fewer are sorted by the standard library.
    private static let worthwhile = 4096

    static func sorted(_ entries: [Int64]) -> [Int64] {
        guard entries.count >= worthwhile else { return entries.sorted() }
        let shift = 63 - bucketBits
        var starts = [Int32](repeating: 0, count: 1 << bucketBits + 1)
        for entry in entries { starts[Int(entry >> shift) + 1] += 1 }
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        var sorted = [Int64](repeating: 0, count: entries.count)
        for entry in entries {
            let bucket = Int(entry >> shift)
            sorted[Int(starts[bucket])] = entry
            starts[bucket] += 1
        }
        insertionSort(&sorted)
        return sorted
    }

    /// What is alike comes in order already, so that even a file of one row a million times is sorted quickly.
    private static func insertionSort(_ entries: inout [Int64]) {
        for index in entries.indices.dropFirst() {
            let entry = entries[index]
            var place = index
            while place > 0, entries[place - 1] > entry {
                entries[place] = entries[place - 1]
                place -= 1
            }
            entries[place] = entry
        }
    }
}

extension RowFingerprints {
    /// The hash of an account, as the entries of ``FingerprintKind/account`` have it.
    static func accountHash(bankCode: String, accountNumber: String) -> Int64 {
        let (bankCode, account) = (Array(bankCode.utf8), Array(accountNumber.utf8))
        var hash = FingerprintHash()
        hash.add(bankCode.span)
        hash.add(account.span)
        return Int64(hash.value >> 1) >> placeBits
    }

    /// The hash of a name, as the entries of ``FingerprintKind/name`` have it.
    static func nameHash(_ name: String) -> Int64 {
        let bytes = Array(name.utf8)
        var folded: [UInt8] = []
        PayeeName.fold(bytes.span, into: &folded)
        return Int64(hash(ofName: folded.span).value >> 1) >> placeBits
    }

    /// Adds the next row, one that can be paid, as text.
    ///
    /// - Parameter number: what the file gives the payee as a number; nil where it gives none.
    mutating func add(_ order: PaymentOrder, number: String? = nil) {
        let (reference, bankCode, account, name) = (
            Array(order.reference.utf8), Array(order.bankCode.utf8), Array(order.accountNumber.utf8),
            Array(order.accountName.utf8)
        )
        add(
            reference: reference.span, bankCode: bankCode.span, accountNumber: account.span,
            accountName: name.span, amount: order.amount.whole)
        guard let number else { return }
        let text = Array(number.utf8)
        addPerson(number: text.span)
    }
}
