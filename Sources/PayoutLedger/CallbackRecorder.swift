package import PayoutCore

/// Makes callbacks durable where no engine does.
package struct CallbackRecorder: Sendable {
    private let ledger: Ledger
    private let onRecorded: @Sendable () -> Void

    /// - Parameter onRecorded: called after each commit, so that the engine looks at what has arrived.
    package init(ledger: Ledger, onRecorded: @escaping @Sendable () -> Void) {
        self.ledger = ledger
        self.onRecorded = onRecorded
    }

    /// Returns when all of `callbacks` are durable, in one commit.
    ///
    /// - Throws: ``LedgerError`` where the ledger cannot take them, and then it has taken none; the bank will send them
    ///   again.
    package func record(_ callbacks: [ProvenCallback]) async throws {
        try await ledger.commit { transaction in
            for callback in callbacks { try transaction.record(callback) }
        }
        onRecorded()
    }
}
