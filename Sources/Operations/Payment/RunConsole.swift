package import PayoutCore
package import PayoutEngine
package import PayoutLedger

/// The person, or nobody, on the other side of a run.
package struct RunConsole: Sendable {
    /// Shows a notice while the work goes on.
    package let tell: @Sendable (Notice) -> Void
    /// Shows how far the payment of all batches has come; nil takes the progress line away.
    package let progress: @Sendable (EngineProgress?) -> Void

    package init(
        tell: @escaping @Sendable (Notice) -> Void, progress: @escaping @Sendable (EngineProgress?) -> Void
    ) {
        self.tell = tell
        self.progress = progress
    }
}

extension RunConsole {
    /// The same, with the figures kept up as well.
    func metered(by meters: PayoutMeters?) -> RunConsole {
        guard let meters else { return self }
        let shown = progress
        return RunConsole(
            tell: tell,
            progress: { progress in
                if let progress { meters.show(progress) }
                shown(progress)
            })
    }
}

/// What is about to be paid.
package struct RunPlan: Sendable {
    package let rail: Rail
    package let file: String
    /// The folder name of the batch.
    package let batchName: String
    package let rows: Int
    package let rejected: Int
    package let held: Int
    /// The rows that are left, by status: what an earlier run or a person has made of them.
    package let before: [(status: PayoutStatus, count: Int)]
    /// Rows that would be paid.
    package let toPay: Int
    package let total: Rupiah
    /// Which rows would be paid; see `LedgerReader.fingerprintOfRowsToSend`.
    var fingerprint: UInt64 = 0
    /// The rows that look like other payments and wait for a person; nil where it was not looked for them.
    package internal(set) var heldRows: HeldRows?
    /// What about its payees a person should look at; nil where there is nothing.
    package internal(set) var survey: PayeeSurvey?
    /// What the ceilings make of its rows; nil where no ceiling concerns them.
    package internal(set) var forecast: CeilingForecast?
    /// The available balance; nil if the bank did not report it.
    package internal(set) var balance: Rupiah?
    /// Whether no other file is paid at the same time; of several the balance is shown once, for all.
    package internal(set) var isAlone = true

    package init(_ batch: Batch, _ totals: Totals) {
        rail = batch.rail
        (file, batchName) = (batch.fileName, batch.folderName)
        rows = batch.input.count
        rejected = totals[.rejected, default: .zero].count
        held = totals[.held, default: .zero].count
        let toSend = BatchWork(totals).toSend
        toPay = toSend.count
        total = toSend.sum
        let shown = BatchWork.statusesToSend + [.rejected, .held]
        before = PayoutStatus.allCases.filter { !shown.contains($0) }.compactMap { status in
            totals[status].flatMap { $0.count > 0 ? (status, $0.count) : nil }
        }
    }
}
