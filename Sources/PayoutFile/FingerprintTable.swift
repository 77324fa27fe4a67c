internal import Glibc

/// A fingerprint of a reference and the line where it stands.
struct FingerprintEntry: Equatable {
    /// The highest bit of ``line`` in the table and on disk: a repetition of this entry was told already.
    static let repeatedFlag: UInt32 = 1 << 31

    let fingerprint: UInt64
    /// A line number below 2³¹ (``PayoutFileReader/linesMax``), with or without ``repeatedFlag``.
    let line: UInt32
}

/// An open-addressing hash table from fingerprints to their first lines, of one fixed size.
///
/// It is taken from the system zeroed and untouched, so memory is used only as slots fill, and there is no moment of
/// growth at which two tables exist. It is larger than the caches of a processor, and a look into it waits for memory,
/// which for a million rows is a third of all that is done. So a small filter tells the fingerprints that are certainly
/// new, as most are; they wait in a short list and go into the table together, where the processor looks for many
/// places at a time.
final class FingerprintTable {
    /// What the table held under the same fingerprint.
    struct Earlier {
        let firstLine: UInt32
        /// Whether no repetition of it was known until now.
        let wasAlone: Bool
    }

    /// At ``DuplicateReferences/entriesInMemoryMax`` entries the table is 80 % full.
    private static let slotCount = 1_375_000
    /// Fingerprint and line lie side by side.
    private static let slotBytes = 12
    private static let lineOffset = 8
    private static let tableBytes = slotCount * slotBytes
    /// Of a million entries, one in sixteen finds its bit of the filter taken.
    private static let filterBits: UInt64 = 24
    private static let filterBytes = 1 << (filterBits - 3)
    private static let waitingMax = 256

    private let table: UnsafeMutableRawPointer
    private let filter: UnsafeMutableRawPointer
    /// Entries that are counted and not in the table yet, all different.
    private let waiting: UnsafeMutablePointer<FingerprintEntry>
    private var waitingCount = 0
    private(set) var count = 0

    init() {
        table = Self.zeroedPages(Self.tableBytes)
        filter = Self.zeroedPages(Self.filterBytes)
        waiting = .allocate(capacity: Self.waitingMax)
    }

    deinit {
        munmap(table, Self.tableBytes)
        munmap(filter, Self.filterBytes)
        waiting.deallocate()
    }

    /// Adds `entry` unless its fingerprint is there; then marks that one as repeated and returns it.
    func insert(_ entry: FingerprintEntry) -> Earlier? {
        // Zero marks a free slot.
        let entry = FingerprintEntry(fingerprint: max(entry.fingerprint, 1), line: entry.line)
        if passesFilter(entry.fingerprint) {
            (waiting + waitingCount).initialize(to: entry)
            waitingCount += 1
            count += 1
            if waitingCount == Self.waitingMax { settle() }
            return nil
        }
        settle()
        return look(for: entry)
    }

    /// Whether `fingerprint` is certainly new; from now on it is not.
    private func passesFilter(_ fingerprint: UInt64) -> Bool {
        // Not the bits that choose the slot, and not those that choose the partition on disk.
        let bit = fingerprint & (1 << Self.filterBits - 1)
        let place = filter + Int(bit >> 3)
        let byte = place.load(as: UInt8.self)
        let mask: UInt8 = 1 << UInt8(bit & 7)
        place.storeBytes(of: byte | mask, as: UInt8.self)
        return byte & mask == 0
    }

    /// Brings the waiting entries into the table.
    private func settle() {
        for index in 0..<waitingCount {
            let entry = waiting[index]
            var slot = Self.slot(of: entry.fingerprint)
            while fingerprint(at: slot) != 0 { slot = Self.next(slot) }
            store(entry, at: slot)
        }
        waitingCount = 0
    }

    private func look(for entry: FingerprintEntry) -> Earlier? {
        var slot = Self.slot(of: entry.fingerprint)
        while true {
            let found = fingerprint(at: slot)
            if found == 0 {
                store(entry, at: slot)
                count += 1
                return nil
            }
            if found == entry.fingerprint {
                let line = line(at: slot)
                store(FingerprintEntry(fingerprint: found, line: line | FingerprintEntry.repeatedFlag), at: slot)
                return Earlier(
                    firstLine: line & ~FingerprintEntry.repeatedFlag,
                    wasAlone: line & FingerprintEntry.repeatedFlag == 0)
            }
            slot = Self.next(slot)
        }
    }

    /// The next entry from slot `cursor` on, which moves behind it; nil at the end. The order means nothing.
    func nextEntry(_ cursor: inout Int) -> FingerprintEntry? {
        settle()
        while cursor < Self.slotCount {
            defer { cursor += 1 }
            let fingerprint = fingerprint(at: cursor)
            if fingerprint != 0 { return FingerprintEntry(fingerprint: fingerprint, line: line(at: cursor)) }
        }
        return nil
    }

    /// Empties the table.
    func removeAll() {
        guard count > 0 else { return }
        memset(table, 0, Self.tableBytes)
        memset(filter, 0, Self.filterBytes)
        waitingCount = 0
        count = 0
    }

    // MARK: Slots

    /// Where the search for a fingerprint begins; spreads its middle bits evenly over all slots.
    private static func slot(of fingerprint: UInt64) -> Int {
        Int(((fingerprint >> 16 & 0xFFFF_FFFF) &* UInt64(slotCount)) >> 32)
    }

    private static func next(_ slot: Int) -> Int { slot + 1 == slotCount ? 0 : slot + 1 }

    private func fingerprint(at slot: Int) -> UInt64 {
        (table + slot * Self.slotBytes).loadUnaligned(as: UInt64.self)
    }

    private func line(at slot: Int) -> UInt32 {
        (table + slot * Self.slotBytes).loadUnaligned(fromByteOffset: Self.lineOffset, as: UInt32.self)
    }

    private func store(_ entry: FingerprintEntry, at slot: Int) {
        let place = table + slot * Self.slotBytes
        place.storeBytes(of: entry.fingerprint, as: UInt64.self)
        place.storeBytes(of: entry.line, toByteOffset: Self.lineOffset, as: UInt32.self)
    }

    private static func zeroedPages(_ bytes: Int) -> UnsafeMutableRawPointer {
        let pages = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let pages, pages != MAP_FAILED else { preconditionFailure("no memory for \(bytes) bytes") }
        return pages
    }
}
