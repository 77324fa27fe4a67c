internal import CZlib
internal import Glibc

/// A fingerprint of a reference and the line where it stands.
struct FingerprintEntry: Equatable {
    /// The highest bit of ``line`` in the table and on disk: a repetition of this entry was reported already.
    static let repeatedFlag: UInt32 = 1 << 31

    let fingerprint: UInt64
    /// A line number below 2³¹ (``PayoutFileReader/linesMax``), with or without ``repeatedFlag``.
    let line: UInt32
}

/// An open-addressing hash table from fingerprints to their first lines, of one fixed size.
///
/// It is taken from the system zeroed, and there is no moment of growth at which two tables exist. It is larger than
/// the caches of a processor, and a look into it waits for memory, which for a million rows is a third of all that is
/// done: whoever knows a fingerprint some time before it is entered says so, by ``expect(_:)``.
final class FingerprintTable {
    /// What the table held under the same fingerprint.
    struct Earlier {
        let firstLine: UInt32
        /// Whether no repetition of it was known until now.
        let wasAlone: Bool
    }

    /// Fingerprint and line lie side by side.
    private static let slotBytes = 12
    private static let lineOffset = 8
    /// What the processor translates as one page, where the system has such pages: thousands of small ones would make
    /// every look into the table wait twice.
    private static let hugePageBytes = 2 * 1024 * 1024

    /// Entries that it takes before looks into it become slow: 80 % of its slots.
    let entriesMax: Int
    private let tableBytes: Int
    private let slotCount: Int
    private let pages: UnsafeMutableRawPointer
    private let table: UnsafeMutableRawPointer
    private(set) var count = 0

    /// - Parameter entriesMax: it takes at least that many. It fills 2 MiB for 100,000 entries, and 16 MiB for
    ///   ``DuplicateReferences/entriesInMemoryMax``.
    init(entriesMax: Int) {
        let bytes = Self.slotBytes * (entriesMax + entriesMax / 4)
        tableBytes = (bytes / Self.hugePageBytes + 1) * Self.hugePageBytes
        slotCount = tableBytes / Self.slotBytes
        self.entriesMax = slotCount / 5 * 4
        pages = Self.zeroedPages(tableBytes + Self.hugePageBytes)
        table = pages.alignedUp(toMultipleOf: Self.hugePageBytes)
        // Where it is refused, small pages do as well.
        _ = madvise(table, tableBytes, MADV_HUGEPAGE)
    }

    deinit { munmap(pages, tableBytes + Self.hugePageBytes) }

    /// Fetches the place of `fingerprint` from memory while other work is done.
    func expect(_ fingerprint: UInt64) { salur_prefetch(table + slot(of: fingerprint) * Self.slotBytes) }

    /// Adds `entry` unless its fingerprint is there; then marks that one as repeated and returns it.
    func insert(_ entry: FingerprintEntry) -> Earlier? {
        // Zero marks a free slot.
        let entry = FingerprintEntry(fingerprint: max(entry.fingerprint, 1), line: entry.line)
        var slot = slot(of: entry.fingerprint)
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
            slot = next(slot)
        }
    }

    /// The line of `fingerprint`, with its flag; nil where it is not there.
    func line(of fingerprint: UInt64) -> UInt32? {
        let sought = max(fingerprint, 1)
        var slot = slot(of: sought)
        while true {
            let found = self.fingerprint(at: slot)
            if found == 0 { return nil }
            if found == sought { return line(at: slot) }
            slot = next(slot)
        }
    }

    /// The next entry from slot `cursor` on, which moves past it; nil at the end. The order means nothing.
    func nextEntry(_ cursor: inout Int) -> FingerprintEntry? {
        while cursor < slotCount {
            defer { cursor += 1 }
            let fingerprint = fingerprint(at: cursor)
            if fingerprint != 0 { return FingerprintEntry(fingerprint: fingerprint, line: line(at: cursor)) }
        }
        return nil
    }

    /// Empties the table.
    func removeAll() {
        guard count > 0 else { return }
        memset(table, 0, tableBytes)
        count = 0
    }

    // MARK: Slots

    /// Where the search for a fingerprint begins; spreads its middle bits evenly over all slots.
    private func slot(of fingerprint: UInt64) -> Int {
        Int(((fingerprint >> 16 & 0xFFFF_FFFF) &* UInt64(slotCount)) >> 32)
    }

    private func next(_ slot: Int) -> Int { slot + 1 == slotCount ? 0 : slot + 1 }

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
