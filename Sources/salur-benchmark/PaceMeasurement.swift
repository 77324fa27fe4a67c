internal import FoundationEssentials

/// How well the bank's own pace is found: a bank that takes so many requests a second and refuses every other one.
struct PaceMeasurement {
    private static let requestsPerSecond = 400
    private static let rowsMax = 5000
    private static let lookMilliseconds = 100

    let place: Workplace
    let wishes: Wishes

    private struct Look {
        let at: Double
        let asked: Int
        let refused: Int
    }

    /// The share of the bank's pace that was reached, and the share of requests that it refused.
    func lines() throws -> [Line] {
        let files = try place.payroll(rows: min(Self.rowsMax, wishes.payRows), seed: wishes.seed)
        note("run of \(grouped(files.rows)) rows at a bank that takes \(Self.requestsPerSecond) requests a second:")
        let looks = try pay(files)
        guard let first = looks.first(where: { $0.asked > 0 }), let last = looks.last,
            let end = looks.first(where: { $0.asked == last.asked && $0.refused == last.refused }), end.at > first.at
        else { throw BenchmarkError("the payment was too short to be looked at") }
        let admitted = Double(last.asked - last.refused)
        let reached = admitted / (end.at - first.at) / Double(Self.requestsPerSecond)
        let refused = Double(last.refused) / Double(last.asked)
        note("  reached \(Unit.share.shown(reached)), refused \(Unit.share.shown(refused))")
        let name = "salur run, a bank of \(Self.requestsPerSecond)/s"
        return [
            line("pace.reached", work: "bank's pace, share reached", files.rows, by: name, reached, .atLeast(0.9)),
            line("pace.refused", work: "bank's pace, share refused", files.rows, by: name, refused, .atMost(0.01)),
        ]
    }

    private func pay(_ files: PayrollFiles) throws -> [Look] {
        place.clear("pace.db")
        defer { place.clear("pace.db") }
        let bank = try SandboxBank(
            place, names: files.plain, options: ["--requests-per-second-max", "\(Self.requestsPerSecond)"])
        let process = try ChildProcess(PaymentComparison.payment(place, bank, files, ledger: "pace.db"))
        var looks: [Look] = []
        while try process.ended() == nil {
            let counters = try bank.counters()
            looks.append(
                Look(at: Moment.now(), asked: counters.aboutPayouts, refused: counters.answers["429", default: 0]))
            Moment.pass(milliseconds: Self.lookMilliseconds)
        }
        let usage = try process.wait()
        guard usage.exitCode == 0 else { throw BenchmarkError("salur run ended with \(usage.exitCode)") }
        try bank.audit(rows: files.rows)
        try bank.stop()
        return looks
    }

    private func line(
        _ id: String, work: String, _ rows: Int, by name: String, _ value: Double, _ budget: Bound
    ) -> Line {
        Line(
            id: id, work: work, rows: rows, ours: Sample(name, .share, [Reading(value: value, usage: nil)]),
            measure: .value, budget: budget, remark: "from the first request to the last, the slow start included")
    }
}
