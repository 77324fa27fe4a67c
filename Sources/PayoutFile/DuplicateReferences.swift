/// A line whose reference stands in an earlier line as well.
package struct Repetition: Hashable, Sendable {
    /// The later line.
    package let line: Int
    /// The first line with the same reference.
    package let firstLine: Int
    /// Whether ``line`` is the second of its kind: then ``firstLine``, good until now, is to be rejected as well.
    package let isSecond: Bool
}

/// Finds references that occur twice in a file, whatever its size, in constant memory.
///
/// Up to a million rows everything stays in memory (16 MiB, touched as it fills) and a repetition is told at once, by
/// ``insert(_:line:)``. Beyond, the fingerprints are spilled to an unlinked temporary file, in partitions that fit into
/// the same memory, and repetitions are told at the end, by ``finish(_:)``. Each is told exactly once.
///
/// References are compared by a 64-bit keyed hash (SipHash, with a key drawn for each file, so nobody can prepare two
/// references that collide). Among a million different references the odds of one false repetition are 1 in 37 million;
/// it would reject rows, never pay one.
package final class DuplicateReferences {
    /// References held in memory before they are spilled.
    package static let entriesInMemoryMax = 1_100_000

    private let hash = KeyedHash()
    private let table: FingerprintTable
    private let entriesMax: Int
    private let temporaryDirectory: String
    private var spill: SpillFile?

    /// - Parameters:
    ///   - entriesMax: How many references are held in memory; tests make it small.
    ///   - temporaryDirectory: Where the file of larger inputs lies; it has no name there and goes with the process.
    package init(entriesMax: Int = entriesInMemoryMax, temporaryDirectory: String = "/var/tmp") {
        self.entriesMax = min(entriesMax, Self.entriesInMemoryMax)
        self.temporaryDirectory = temporaryDirectory
        table = FingerprintTable()
    }

    /// What a reference is known by here.
    package struct Fingerprint: Sendable {
        fileprivate let bits: UInt64
    }

    /// The fingerprint of a `reference` (its trimmed bytes) that will soon be taken in: its place in memory is fetched
    /// while other work is done.
    package func expect(_ reference: UnsafeRawBufferPointer) -> Fingerprint {
        let fingerprint = Fingerprint(bits: hash.fingerprint(of: reference))
        table.expect(fingerprint.bits)
        return fingerprint
    }

    /// Takes in the reference of `line`. Lines come in rising order.
    ///
    /// - Returns: The repetition, where one is known already; ``finish(_:)`` tells the others.
    package func insert(_ reference: Fingerprint, line: Int) throws(OutputError) -> Repetition? {
        let entry = FingerprintEntry(fingerprint: reference.bits, line: UInt32(line))
        if let spill {
            try spill.append(entry)
            return nil
        }
        if let earlier = table.insert(entry) { return Self.repetition(of: entry, earlier) }
        if table.count >= entriesMax { try beginSpilling() }
        return nil
    }

    /// Takes in the `reference` of `line`, as text.
    package func insert(_ reference: String, line: Int) throws(OutputError) -> Repetition? {
        let bytes = Array(reference.utf8)
        let outcome: Result<Repetition?, OutputError> = bytes.withUnsafeBytes { raw in
            Result { () throws(OutputError) in try insert(expect(raw), line: line) }
        }
        return try outcome.get()
    }

    /// Tells the repetitions that ``insert(_:line:)`` has not told. Those of one reference come in the order of lines.
    package func finish(_ report: (Repetition) throws -> Void) throws {
        guard let spill else { return }
        for partition in 0..<SpillFile.partitionCount {
            table.removeAll()
            try spill.forEachEntry(of: partition) { entry in
                if table.count >= DuplicateReferences.entriesInMemoryMax { throw spill.tooLarge }
                if let earlier = table.insert(entry) { try report(Self.repetition(of: entry, earlier)) }
            }
        }
        self.spill = nil
    }

    private func beginSpilling() throws(OutputError) {
        let spill = try SpillFile(directory: temporaryDirectory)
        var cursor = 0
        while let entry = table.nextEntry(&cursor) { try spill.append(entry) }
        table.removeAll()
        self.spill = spill
    }

    private static func repetition(of entry: FingerprintEntry, _ earlier: FingerprintTable.Earlier) -> Repetition {
        Repetition(line: Int(entry.line), firstLine: Int(earlier.firstLine), isSecond: earlier.wasAlone)
    }
}
