internal import PayoutCore
package import PayoutLedger
package import Wording

/// Finds the batch that a person means: by its `--batch` name, its file's name, the name of its report folder, or the
/// beginning of its identity.
package enum BatchFinder {
    /// Fewer characters of an identity than this name nothing.
    private static let identityPrefixMin = 8

    /// Every batch that `name` may mean, the newest first; all of them where it is nil.
    package static func all(_ name: String?, in reader: LedgerReader) throws -> [Batch] {
        let batches = try reader.batches()
        guard let name else { return batches }
        let exact = batches.filter { $0.name == name || $0.identity.text == name }
        return exact.isEmpty ? batches.filter { isMeant($0, by: name) } : exact
    }

    /// The one batch that `name` means; without a name, the only batch of the ledger.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where there is none, or more than one.
    package static func one(_ name: String?, in reader: LedgerReader) throws -> Batch {
        let found = try all(name, in: reader)
        if found.count == 1, let batch = found.first { return batch }
        guard !found.isEmpty else { throw CommandFailure(.usage, nothing(named: name)) }
        let names = found.map { "\($0.folderName)" }.joined(separator: ", ")
        throw CommandFailure(
            .usage, Phrase("There are \(found.count) batches to choose from: \(names). Say which one."))
    }

    /// What to say where `name` means no batch.
    package static func nothing(named name: String?) -> Phrase {
        guard let name else { return Phrase("The ledger holds no batch yet. Submit or run a file first.") }
        return Phrase("The ledger has no batch \"\(name)\". \"salur status\" lists all.")
    }

    private static func isMeant(_ batch: Batch, by name: String) -> Bool {
        let isPrefix = name.utf8.count >= identityPrefixMin && batch.identity.text.hasPrefix(name)
        return isPrefix || batch.fileName == name || batch.folderName == name
    }
}
