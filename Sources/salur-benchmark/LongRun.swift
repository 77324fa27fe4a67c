internal import FoundationEssentials
internal import Glibc

/// Long payments: whether memory stays flat, and how soon a payment that was killed in its middle goes on.
struct LongRun {
    static let peakBytesMax = 128 << 20
    private static let restartSecondsMax = 1.0
    /// What was committed and not sent when the process was killed is asked about soon, and ends as not found.
    private static let waits = [
        "SALUR_DISPATCH_TRANSFER_WAIT": "30s", "SALUR_DISPATCH_POLL_INTERVAL": "2s",
        "SALUR_DISPATCH_NOT_FOUND_AFTER": "30s",
    ]
    /// Calls in flight at most (`dispatch.concurrency`): so many rows can be caught between commit and send.
    private static let callsInFlightMax = 32

    let place: Workplace
    let wishes: Wishes

    /// Payments of the sizes beyond the usual one; the largest is left to ``restarted()`` where that is wished for.
    func larger() throws -> [Line] {
        let isRestarting = wishes.chapters.contains(.restart)
        let sizes = CompareCommand.sizes(upTo: wishes.payRows)
            .filter { $0 > PaymentComparison.rowsUsual && !(isRestarting && $0 == wishes.payRows) }
        return try sizes.flatMap { rows in
            note("run of \(grouped(rows)) rows at the simulated bank, once:")
            let files = try place.payroll(rows: rows, seed: wishes.seed)
            let comparison = PaymentComparison(place: place, wishes: wishes)
            let reading = try comparison.paid(files, ledger: "settled-\(rows).db")
            note("  salur run: \(Unit.perSecond.shown(reading.value))")
            return lines(rows, Sample("salur run", .perSecond, [reading]), remark: nil)
        }
    }

    /// Kills a payment in its middle, starts it again by the same command, and lets it settle.
    func restarted() throws -> [Line] {
        let rows = wishes.payRows
        note("run of \(grouped(rows)) rows, killed in its middle and started again:")
        let files = try place.payroll(rows: rows, seed: wishes.seed)
        let ledger = "settled-\(rows).db"
        place.clear(ledger)
        place.clear("out")
        let bank = try SandboxBank(place, names: files.plain)
        var program = PaymentComparison.payment(place, bank, files, ledger: ledger)
        program.environment.merge(Self.waits) { $1 }
        let first = try killedHalfway(program, bank, rows)
        note("  killed after \(Unit.seconds.shown(first.wallSeconds))")
        let before = try bank.counters()
        let process = try ChildProcess(program)
        let asked = try wait(process, bank) { $0.all > before.all }
        let paying = try wait(process, bank) { $0.aboutPayouts > before.aboutPayouts }
        note(
            "  first request after \(Unit.seconds.shown(asked)), the first about a payout after "
                + Unit.seconds.shown(paying))
        let second = try process.wait()
        guard [0, 1].contains(second.exitCode) else { throw BenchmarkError("\(program.line): \(second.exitCode)") }
        try bank.audit(rows: rows, missingMax: Self.callsInFlightMax)
        try bank.stop()
        let whole = Usage(
            wallSeconds: first.wallSeconds + second.wallSeconds, userSeconds: first.userSeconds + second.userSeconds,
            systemSeconds: first.systemSeconds + second.systemSeconds,
            peakBytes: max(first.peakBytes, second.peakBytes), exitCode: 0)
        let rate = Sample("salur run", .perSecond, [Reading(value: Double(rows) / whole.wallSeconds, usage: whole)])
        return [
            restart(
                "restart", work: "restart, to the first request", rows, asked, budget: .atMost(Self.restartSecondsMax)),
            restart("restart.payout", work: "restart, to the first request about a payout", rows, paying, budget: nil),
        ] + lines(rows, rate, remark: "killed in its middle and started again; both lives together")
    }

    private func killedHalfway(_ program: Program, _ bank: SandboxBank, _ rows: Int) throws -> Usage {
        let process = try ChildProcess(program)
        while try bank.counters().requests["transfer", default: 0] < rows / 2 {
            if let usage = try process.ended() {
                throw BenchmarkError("\(program.line) ended with \(usage.exitCode) before its middle")
            }
            Moment.pass(milliseconds: rows < 100_000 ? 5 : 200)
        }
        process.signal(SIGKILL)
        return try process.wait()
    }

    /// Seconds from the start of the process until the bank has seen it.
    private func wait(
        _ process: ChildProcess, _ bank: SandboxBank, _ isSeen: (BankCounters) -> Bool
    ) throws -> Double {
        while true {
            if isSeen(try bank.counters()) { return Moment.now() - process.began }
            if let usage = try process.ended() {
                throw BenchmarkError("\(process.program.line) ended with \(usage.exitCode) and asked nothing")
            }
            Moment.pass(milliseconds: 2)
        }
    }

    private func restart(_ id: String, work: String, _ rows: Int, _ seconds: Double, budget: Bound?) -> Line {
        Line(
            id: id, work: work, rows: rows,
            ours: Sample("salur run", .seconds, [Reading(value: seconds, usage: nil)]), measure: .value,
            budget: budget)
    }

    private func lines(_ rows: Int, _ sample: Sample, remark: String?) -> [Line] {
        [
            Line(
                id: "run.long", work: "run, payouts/s", rows: rows, ours: sample, measure: .value, remark: remark),
            memory("run", rows, sample, bytesMax: Self.peakBytesMax),
        ]
    }
}
