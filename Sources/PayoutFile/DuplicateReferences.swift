internal import PayoutCore

/// A line whose reference stands in an earlier line as well.
package struct Repetition: Hashable, Sendable {
    /// The later line.
    package let line: Int
    /// The first line with the same reference.
    package let firstLine: Int
    /// Whether ``line`` is the second of its kind: then ``firstLine``, good until now, is to be rejected as well.
    package let isSecond: Bool
}

/// Two lines whose references differ and look the same to a person (``ReferenceFolding/skeleton(of:)``).
package struct LookAlike: Hashable, Sendable {
    /// The later line.
    package let line: Int
    /// The earlier line.
    package let otherLine: Int

    init(_ line: Int, _ other: Int) { (self.line, otherLine) = (max(line, other), min(line, other)) }
}

/// Finds references that occur twice in a file, whatever its size, in constant memory; references that differ only in
/// their normalization (NFC) are the same.
///
/// Up to a million rows everything stays in memory (16 MiB, touched as it fills) and a repetition is reported at once,
/// by ``insert(_:line:)``. Beyond, the fingerprints are spilled to an unlinked temporary file, in partitions that fit
/// into the same memory, and repetitions are reported at the end, by ``finish(_:)``. Each is reported exactly once.
///
/// References are compared by a 64-bit keyed hash (SipHash, with a key drawn for each file, so nobody can prepare two
/// references that collide). Among a million different references the odds of one false repetition are 1 in 37 million;
/// it would reject rows, never pay one.
///
/// Look-alikes are found by the fingerprint of what they have in common. A reference of capital letters, digits and
/// ASCII marks is its own skeleton and costs nothing more; only the others enter a second table (16 MiB, made when the
/// first of them comes), which is compared with the first one at the end.
package final class DuplicateReferences {
    /// References held in memory before they are spilled.
    package static let entriesInMemoryMax = 1_100_000

    private let hash = KeyedHash()
    private let table: FingerprintTable
    private let entriesMax: Int
    private let temporaryDirectory: String
    private var spill: SpillFile?
    /// Skeletons of references that are not their own.
    private var skeletons: FingerprintTable?
    private var skeletonSpill: SpillFile?

    /// - Parameters:
    ///   - entriesMax: How many references are held in memory; a caller that knows of fewer rows saves memory.
    ///   - temporaryDirectory: Where the file of larger inputs lies; it has no name there and goes with the process.
    package init(entriesMax: Int = entriesInMemoryMax, temporaryDirectory: String = "/var/tmp") {
        self.entriesMax = min(entriesMax, Self.entriesInMemoryMax)
        self.temporaryDirectory = temporaryDirectory
        table = FingerprintTable(entriesMax: self.entriesMax)
    }

    /// What a reference is known by here.
    package struct Fingerprint: Sendable {
        fileprivate let bits: UInt64
        /// Whether the reference may be another than its skeleton, so that ``insertSkeleton(of:line:)`` is due.
        package let mayHaveSkeleton: Bool
    }

    /// The fingerprint of a `reference` (its trimmed bytes) that will soon be taken in: its place in memory is fetched
    /// while other work is done.
    package func expect(_ reference: UnsafeRawBufferPointer) -> Fingerprint {
        var marks = ByteMarks()
        var bits = hash.fingerprint(of: reference, &marks)
        if marks.hasNonASCII {
            bits = fingerprint(of: ReferenceFolding.folded(String(decoding: reference, as: UTF8.self)))
        }
        table.expect(bits)
        return Fingerprint(bits: bits, mayHaveSkeleton: marks.isIrregular)
    }

    private func fingerprint(of text: String) -> UInt64 {
        Array(text.utf8).withUnsafeBytes { hash.fingerprint(of: $0) }
    }

    /// Takes in the reference of `line`. Lines come in rising order.
    ///
    /// - Returns: The repetition, if one is known already; ``finish(_:)`` reports the others.
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

    /// Takes in what the `reference` of `line` has in common with those that look like it. Only for a reference that
    /// ``insert(_:line:)`` has taken in without a repetition, of a row that stands.
    ///
    /// - Returns: A look-alike that is known already; ``finish(_:lookAlike:)`` reports the others.
    package func insertSkeleton(of reference: String, line: Int) throws(OutputError) -> LookAlike? {
        let skeleton = ReferenceFolding.skeleton(of: reference)
        guard skeleton != reference else { return nil }
        let entry = FingerprintEntry(fingerprint: fingerprint(of: skeleton), line: UInt32(line))
        if let skeletonSpill {
            try skeletonSpill.append(entry)
            return nil
        }
        let skeletons = skeletons ?? FingerprintTable(entriesMax: entriesMax)
        self.skeletons = skeletons
        if let earlier = skeletons.insert(entry) {
            return LookAlike(line, Int(earlier.firstLine))
        }
        if spill != nil || skeletons.count >= entriesMax { try beginSpilling() }
        return nil
    }

    /// Reports what is only known at the end: the repetitions that ``insert(_:line:)`` has not reported, those of one
    /// reference in the order of lines, and then the look-alikes, in no order.
    package func finish(
        _ report: (Repetition) throws -> Void, lookAlike: (LookAlike) throws -> Void = { _ in }
    ) throws {
        guard let spill else { return try finishInMemory(lookAlike) }
        for partition in 0..<SpillFile.partitionCount {
            try load(partition, of: spill) { try report(Self.repetition(of: $0, $1)) }
        }
        if let skeletonSpill {
            for partition in 0..<SpillFile.partitionCount {
                try load(partition, of: spill) { _, _ in }
                try load(partition, of: skeletonSpill, isMore: true) { entry, earlier in
                    try lookAlike(LookAlike(Int(entry.line & ~FingerprintEntry.repeatedFlag), Int(earlier.firstLine)))
                }
            }
        }
        (self.spill, self.skeletonSpill) = (nil, nil)
    }

    private func finishInMemory(_ lookAlike: (LookAlike) throws -> Void) throws {
        guard let skeletons else { return }
        var cursor = 0
        while let entry = skeletons.nextEntry(&cursor) {
            let line = Int(entry.line & ~FingerprintEntry.repeatedFlag)
            guard let other = table.line(of: entry.fingerprint) else { continue }
            try lookAlike(LookAlike(line, Int(other & ~FingerprintEntry.repeatedFlag)))
        }
    }

    /// Enters a partition into the table, which is emptied first unless it `isMore` of the same, and reports what was
    /// there already.
    private func load(
        _ partition: Int, of spill: SpillFile, isMore: Bool = false,
        _ report: (FingerprintEntry, FingerprintTable.Earlier) throws -> Void
    ) throws {
        if !isMore { table.removeAll() }
        try spill.forEachEntry(of: partition) { entry in
            if table.count >= table.entriesMax { throw spill.tooLarge }
            if let earlier = table.insert(entry) { try report(entry, earlier) }
        }
    }

    /// From now on everything goes to the disk, the skeletons too, since both are compared partition by partition.
    private func beginSpilling() throws(OutputError) {
        if spill == nil {
            spill = try spilled(table)
            table.removeAll()
        }
        if let skeletons {
            skeletonSpill = try spilled(skeletons)
            self.skeletons = nil
        }
    }

    private func spilled(_ table: FingerprintTable) throws(OutputError) -> SpillFile {
        let spill = try SpillFile(directory: temporaryDirectory)
        var cursor = 0
        while let entry = table.nextEntry(&cursor) { try spill.append(entry) }
        return spill
    }

    private static func repetition(of entry: FingerprintEntry, _ earlier: FingerprintTable.Earlier) -> Repetition {
        Repetition(line: Int(entry.line), firstLine: Int(earlier.firstLine), isSecond: earlier.wasAlone)
    }
}
