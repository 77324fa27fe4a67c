internal import CrashPoints
internal import FoundationEssentials
internal import GRDB
package import PayoutCore

extension HotStatement {
    fileprivate static let sameCallback = HotStatement(
        .sameCallback, "SELECT 1 FROM callback WHERE external_id IS ? AND fingerprint = ?")
}

// A callback that reaches a running engine is recorded in the same commit in which the engine takes it: then it need
// not be read back, nor marked as taken afterwards.
extension LedgerTransaction {
    /// Whether the ledger holds a callback that says the same as another one.
    func holds(_ callback: ProvenCallback, fingerprint: Int64) throws -> Bool {
        var query = try statements.begin(.sameCallback)
        query.add(callback.content.originalExternalID?.text)
        query.add(fingerprint)
        return try query.firstRow { _ in true } ?? false
    }

    /// Records a callback that is news together with what the engine made of it. After the commit it may be
    /// acknowledged.
    package func record(_ arriving: ArrivingCallback, processed finding: String, at now: Timestamp) throws
        -> ProcessedCallback
    {
        mark(.callbackRecorded)
        mark(.callbackProcessed)
        let callback = arriving.callback
        try execute(
            Self.insertionOfProcessed,
            Self.values(callback, fingerprint: arriving.fingerprint) + [now.milliseconds, finding])
        return ProcessedCallback(
            key: database.lastInsertedRowID, callback: callback, processedAt: now, finding: finding)
    }

    private static let insertionOfProcessed = insertion(columns + ["processed_at", "finding"], "waits", is: "0")

    /// Makes callbacks that were recorded and taken in this step, one after the other, part of the journal.
    package func keepEvidence(of callbacks: [ProcessedCallback], at now: Timestamp) throws {
        var rest = callbacks[...]
        for range in CallbackEvent.ranges(callbacks.map(\.key)) {
            let taken = rest.prefix { range.contains($0.key) }
            rest = rest.dropFirst(taken.count)
            let evidence =
                taken.contains(where: \.holdsNUL)
                ? try reader.callbackEvidence(range) : ProcessedCallback.evidence(taken)
            try keepEvidence(of: range, evidence, at: now)
        }
    }
}

/// A callback as it stands in the ledger after it was recorded and taken in one step.
package struct ProcessedCallback: Sendable {
    let key: Int64
    let callback: ProvenCallback
    let processedAt: Timestamp
    let finding: String

    /// The same digest as ``LedgerReader/callbackEvidence(_:)`` makes of their rows.
    static func evidence(_ callbacks: ArraySlice<ProcessedCallback>) -> [UInt8] {
        var digest = CallbacksDigest()
        for callback in callbacks { for cell in callback.cells { digest.add(cell) } }
        return digest.finish()
    }

    private var cells: [String?] {
        let content = callback.content
        return [
            String(key), callback.kind.rawValue, callback.proof.rawValue, String(callback.receivedAt.milliseconds),
            content.originalExternalID?.text, content.originalPartnerReferenceNo?.text, content.providerReferenceNo,
            content.responseCode, content.responseMessage, content.isOfOtherService ? "1" : "0",
            content.bankCode, content.accountNumber, content.accountName, content.customerReference,
            content.amount.map { String($0.whole) }, content.amountIsMalformed ? "1" : "0", content.status?.rawValue,
            content.verification?.rawValue, callback.body, String(processedAt.milliseconds), finding,
        ]
    }

    /// SQLite ends a text there, so that the row holds less than came.
    var holdsNUL: Bool { cells.contains { $0?.utf8.contains(0) ?? false } }
}

extension LedgerReader {
    /// How many recorded callbacks name a transaction.
    package func callbackCount(naming externalID: ExternalID?) throws -> Int {
        let statement = try database.cachedStatement(sql: "SELECT COUNT(*) FROM callback WHERE external_id IS ?")
        return try Int.fetchOne(statement, arguments: [externalID?.text]) ?? 0
    }
}
