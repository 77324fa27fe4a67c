internal import BankAPI
internal import PayoutCore
internal import PayoutEngine

// The first rows of a file must succeed before others are sent (`dispatch.canary`).
extension Auditor {
    /// Whatever happened before, no more rows are out than may be before enough of them have succeeded, and none leaves
    /// once the process has heard that one of them did not.
    func checkFirstRows(_ key: Key) {
        let most = scenario.limits.canary
        // What an earlier ledger sent is not known here.
        guard most > 0, watchesFirstRows, forgotten.isEmpty else { return }
        let rows = scenario.files[key.file].rows.filter { !$0.isRejected }.map {
            Key(file: key.file, reference: $0.reference)
        }
        guard rows.count(where: { !memory.cancelled.contains($0) }) > most else { return }
        let newest = rows.compactMap { row in
            memory.order[row, default: []].last.flatMap { memory.sendings[$0] }
        }
        let succeeded = newest.count { sending in
            sending.sayings.contains { $0.status == .succeeded } || memory.resolved.contains(sending.key)
        }
        guard succeeded < most else { return }
        let out = newest.count { !hasEnded($0) }
        if out > most { complain("dispatch.canary: \(out) rows are out, and only \(succeeded) have succeeded") }
        let isLost = newest.contains { sending in
            sending.key != key && isEndedByBank(sending) && !sending.isFreed && !sending.isGivenUp
                && !memory.resolved.contains(sending.key) && !memory.cancelled.contains(sending.key)
        }
        if isLost { complain("dispatch.canary: \(key.reference) is sent although one of the first rows has failed") }
    }
}
