internal import ArgumentParser
internal import FoundationEssentials
internal import Operations
internal import PayoutLedger
internal import SalurSettings

// What a shell offers on the Tab key.
extension CompletionKind {
    /// Payout files, plain or gzipped.
    static let payoutFiles = CompletionKind.file(extensions: ["csv", "gz", "xlsx"])

    /// Settings files.
    static let settingsFiles = CompletionKind.file(extensions: ["yaml", "yml"])

    /// The batches of the ledger by name, else by file; nothing where there is no ledger.
    static let batches = CompletionKind.custom { (words: [String], _: Int, prefix: String) async in
        func value(of option: String) -> String? {
            words.firstIndex(of: option).map { words.index(after: $0) }.flatMap {
                words.indices.contains($0) ? words[$0] : nil
            }
        }
        let settings = try? await Settings.load(
            ledgerPath: value(of: "--ledger"), environment: ProcessInfo.processInfo.environment,
            file: value(of: "--config"))
        // A reader that makes nothing and waits for nobody.
        guard let settings, FileManager.default.fileExists(atPath: settings.ledgerPath),
            let ledger = try? Ledger(path: settings.ledgerPath, readOnly: true),
            let batches = try? ledger.read({ try $0.batches() })
        else { return [] }
        return batches.map { $0.name ?? $0.fileName }.filter { $0.hasPrefix(prefix) }
    }
}
