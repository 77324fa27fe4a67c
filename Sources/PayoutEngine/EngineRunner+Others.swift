internal import LedgerAPI
internal import PayoutCore

extension EngineRunner {
    /// How often a run that rests looks whether somebody else has written into the ledger.
    private static let lookInterval = Duration.seconds(1)

    /// Sleeps for `pause`, or until another process has written into the ledger: then a step must look at it.
    func sleep(_ pause: Duration) async {
        let end = ContinuousClock.now + pause
        while !Task.isCancelled {
            let rest = end - ContinuousClock.now
            // Cancelled as soon as news comes first; an early end only means one more step.
            try? await Task.sleep(for: min(rest, Self.lookInterval))
            guard rest > Self.lookInterval else { return }
            // What fails here fails in the next step as well, which says so.
            if await (try? ledger.haveOthersWritten(since: changesSeen)) ?? true { return }
        }
    }
}
