internal import LedgerAPI
package import PayoutCore

extension MemoryTransaction: CallbackStore {
    /// Records a callback, unless it repeats what is recorded.
    package func record(_ callback: ProvenCallback) {
        let fingerprint = callback.fingerprint
        if let key = tables.sameCallback(as: callback, fingerprint: fingerprint) {
            tables.callbacks[key]?.repeats += 1
            tables.callbacks[key]?.waits = true
            return
        }
        let row = CallbackRow(callback: callback, fingerprint: fingerprint)
        switch callback.proof {
        case .body: tables.callbacks.add(row)
        case .bodyNotSigned:
            guard let name = CallName(callback.kind, callback.content), tables.owner(of: name) != nil else { return }
            let id = callback.content.originalExternalID
            let unproven = tables.callbacks.all { $0.names(id) && $0.callback.proof == .bodyNotSigned }
            if unproven.count < PendingCallback.unprovenMax {
                tables.callbacks.add(row)
            } else {
                replace(unproven, by: row)
            }
        }
    }

    /// If the others all still wait or were believed, the callback is dropped: it proves no more than they do.
    private func replace(_ unproven: [(key: Int64, row: CallbackRow)], by new: CallbackRow) {
        let spent = unproven.filter { !$0.row.waits && $0.row.processed?.finding != PendingCallback.believed }
        guard let oldest = spent.min(by: { $0.row.callback.receivedAt < $1.row.callback.receivedAt }) else { return }
        var row = new
        row.repeats = oldest.row.repeats + 1
        tables.callbacks[oldest.key] = row
    }

    /// Records a callback that is news together with what the engine made of it.
    func record(_ arriving: ArrivingCallback, processed finding: String, at now: Timestamp) {
        tables.callbacks.add(
            CallbackRow(
                callback: arriving.callback, fingerprint: arriving.fingerprint, waits: false,
                processed: (now, finding)))
    }

    /// Notes that the engine has looked at a callback, and what it made of it.
    func process(_ callback: PendingCallback, finding: String, at now: Timestamp) {
        guard var row = tables.callbacks[callback.key], row.waits else { return }
        row.waits = false
        // What was made of evidence the first time stays; what it changes now is an event of its payout.
        let isEvidence = row.processed != nil && row.callback.proof == .body
        if !isEvidence, row.processed?.finding != PendingCallback.believed { row.processed = (now, finding) }
        tables.callbacks[callback.key] = row
    }
}

extension Tables {
    /// The callback that says the same as another one.
    func sameCallback(as callback: ProvenCallback, fingerprint: Int64) -> Int64? {
        callbacks.all { row in
            row.fingerprint == fingerprint && row.names(callback.content.originalExternalID)
        }.first?.key
    }
}
