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
/// growth at which two tables exist.
final class FingerprintTable {
    /// What the table held under the same fingerprint.
    struct Earlier {
        let firstLine: UInt32
        /// Whether no repetition of it was known until now.
        let wasAlone: Bool
    }

    /// 2²¹ slots of 8 + 4 bytes; at 1,500,000 entries the table is 72 % full.
    private static let slotCount = 1 << 21
    private static let slotMask = slotCount - 1

    private let fingerprints: UnsafeMutablePointer<UInt64>
    private let lines: UnsafeMutablePointer<UInt32>
    private(set) var count = 0

    init() {
        fingerprints = Self.zeroedPages(of: UInt64.self)
        lines = Self.zeroedPages(of: UInt32.self)
    }

    deinit {
        munmap(fingerprints, Self.slotCount * MemoryLayout<UInt64>.stride)
        munmap(lines, Self.slotCount * MemoryLayout<UInt32>.stride)
    }

    /// Adds `entry` unless its fingerprint is there; then marks that one as repeated and returns it.
    func insert(_ entry: FingerprintEntry) -> Earlier? {
        // Zero marks a free slot.
        let fingerprint = max(entry.fingerprint, 1)
        var slot = Int(truncatingIfNeeded: fingerprint) & Self.slotMask
        while fingerprints[slot] != 0 {
            if fingerprints[slot] == fingerprint {
                let line = lines[slot]
                lines[slot] = line | FingerprintEntry.repeatedFlag
                return Earlier(
                    firstLine: line & ~FingerprintEntry.repeatedFlag,
                    wasAlone: line & FingerprintEntry.repeatedFlag == 0)
            }
            slot = (slot + 1) & Self.slotMask
        }
        fingerprints[slot] = fingerprint
        lines[slot] = entry.line
        count += 1
        return nil
    }

    /// The next entry from slot `cursor` on, which moves behind it; nil at the end. The order means nothing.
    func nextEntry(_ cursor: inout Int) -> FingerprintEntry? {
        while cursor < Self.slotCount {
            defer { cursor += 1 }
            if fingerprints[cursor] != 0 {
                return FingerprintEntry(fingerprint: fingerprints[cursor], line: lines[cursor])
            }
        }
        return nil
    }

    /// Empties the table.
    func removeAll() {
        guard count > 0 else { return }
        fingerprints.update(repeating: 0, count: Self.slotCount)
        count = 0
    }

    private static func zeroedPages<Element>(of type: Element.Type) -> UnsafeMutablePointer<Element> {
        let bytes = slotCount * MemoryLayout<Element>.stride
        let pages = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let pages, pages != MAP_FAILED else { preconditionFailure("no memory for \(bytes) bytes") }
        return pages.bindMemory(to: type, capacity: slotCount)
    }
}
