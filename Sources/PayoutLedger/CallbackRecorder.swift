package import PayoutCore

/// Makes callbacks durable in groups: while one commit is on its way to the disk, the callbacks that arrive gather for
/// the next, and each caller returns only when its own commit has.
package actor CallbackRecorder {
    /// What a waiting caller is woken for.
    private enum Turn {
        case committed
        /// The one before has finished: commit your own callback and all that wait.
        case lead
    }

    private let ledger: Ledger
    private let onRecorded: @Sendable () -> Void
    private var waiting: [(callback: ProvenCallback, turn: CheckedContinuation<Turn, any Error>)] = []
    private var isCommitting = false

    /// - Parameter onRecorded: called after each commit, so that the engine looks at what has arrived.
    package init(ledger: Ledger, onRecorded: @escaping @Sendable () -> Void) {
        self.ledger = ledger
        self.onRecorded = onRecorded
    }

    /// Returns when the callback is durable.
    ///
    /// - Throws: ``LedgerError`` where the ledger cannot take it; the bank will send it again.
    package func record(_ callback: ProvenCallback) async throws {
        if isCommitting {
            let turn = try await withCheckedThrowingContinuation { waiting.append((callback, $0)) }
            if case .committed = turn { return }
        }
        isCommitting = true
        try await lead(with: callback)
    }

    /// Returns when all of `group` are durable, in one commit.
    ///
    /// - Throws: ``LedgerError`` where the ledger cannot take them, and then it has taken none.
    package nonisolated func record(_ group: [ProvenCallback]) async throws {
        try await ledger.commit { transaction in
            for callback in group { try transaction.record(callback) }
        }
        onRecorded()
    }

    private func lead(with callback: ProvenCallback) async throws {
        let followers = waiting
        waiting = []
        let group = [callback] + followers.map(\.callback)
        defer { handOver() }
        do {
            try await ledger.commit { transaction in
                for callback in group { try transaction.record(callback) }
            }
        } catch {
            for follower in followers { follower.turn.resume(throwing: error) }
            throw error
        }
        for follower in followers { follower.turn.resume(returning: .committed) }
        onRecorded()
    }

    private func handOver() {
        if waiting.isEmpty {
            isCommitting = false
        } else {
            waiting.removeFirst().turn.resume(returning: .lead)
        }
    }
}
