internal import FoundationEssentials

/// Writing the reports of a settled ledger, compared with SQLite's own shell selecting the same columns.
struct ReportComparison {
    let place: Workplace
    let wishes: Wishes

    /// The columns of `results.csv`, as they stand in the ledger.
    private static let selection = """
        SELECT p.line, p.reference, p.bank_code, p.account_number, p.account_name, p.amount, p.note, p.carried,
            p.status, p.reason_code, p.reason, p.validated_name, t.external_id, t.partner_reference_no,
            t.provider_reference_no, t.attempt, t.sent_at, p.settled_at
        FROM payout p LEFT JOIN transfer t ON t.id = p.newest_transfer_id ORDER BY p.id;
        """

    /// `results.csv` by itself, and the whole of `salur report`, at every size.
    func lines() throws -> [Line] {
        try CompareCommand.sizes(upTo: wishes.payRows).flatMap(lines)
    }

    private func lines(_ rows: Int) throws -> [Line] {
        let (ledger, remark) = try settledLedger(rows)
        note("report of \(grouped(rows)) rows:")
        var resultsSeconds: [Double] = []
        let folder = place.scrap("reports")
        let report = Contestant("salur report") {
            try? FileManager.default.removeItem(atPath: folder)
            let usage = try ChildProcess.run(
                Program(place.salur, ["report", "--ledger", place.scrap(ledger), "--output", folder]))
            resultsSeconds.append(try seconds(toWrite: "results.csv", under: folder))
            return Reading(value: usage.wallSeconds, usage: usage)
        }
        var selecting = Program(
            try Workplace.required("sqlite3"), ["-readonly", "-csv", "-header", place.scrap(ledger), Self.selection])
        selecting.outputFile = place.scrap("selected.csv")
        let samples = try alternate([report, .program("sqlite3 -csv SELECT", selecting)], rounds: wishes.rounds)
        try? FileManager.default.removeItem(atPath: folder)
        let results = Sample(
            "salur report, results.csv", .seconds, resultsSeconds.map { Reading(value: $0, usage: nil) })
        note("  results.csv alone: \(Unit.seconds.shown(results.median))")
        return [
            Line(
                id: "report.results", work: "results.csv", rows: rows, ours: results, reference: samples[1],
                budget: .atMost(2), remark: "from the birth of the file to its name; \(remark)"),
            Line(
                id: "report", work: "report, all six files", rows: rows, ours: samples[0], reference: samples[1],
                remark: "the reference writes one file; \(remark)"),
            memory("report", rows, samples[0], bytesMax: 64 << 20),
        ]
    }

    /// A ledger whose batch is settled: that of a payment of this run, else one that the engine itself has settled at a
    /// bank within the process.
    private func settledLedger(_ rows: Int) throws -> (name: String, remark: String) {
        let name = "settled-\(rows).db"
        if FileManager.default.fileExists(atPath: place.scrap(name)) { return (name, "a ledger that was paid") }
        note("settling a ledger of \(grouped(rows)) rows within the process …")
        let files = try place.payroll(rows: rows, seed: wishes.seed)
        try Self.settle(files, ledger: name, place, seed: wishes.seed)
        return (name, "a ledger settled within the process")
    }

    /// Submits a payroll and settles it at a bank within the process.
    static func settle(_ files: PayrollFiles, ledger: String, _ place: Workplace, seed: UInt64) throws {
        place.clear(ledger)
        let wishes = Wishes(rows: files.rows, payRows: files.rows, rounds: 1, seed: seed, chapters: [])
        let submission = try FileComparison(place: place, wishes: wishes).submission(of: files, ledger: ledger)
        _ = try ChildProcess.run(submission)
        _ = try ChildProcess.run(settling(ledger, place, seed: seed, environment: submission.environment))
    }

    /// The command that settles a submitted ledger.
    static func settling(_ ledger: String, _ place: Workplace, seed: UInt64, environment: [String: String]) -> Program {
        let merchant = environment["SALUR_AYOCONNECT_MERCHANT_ID", default: ""]
        return Program(
            place.itself,
            ["settle", "--ledger", place.scrap(ledger), "--merchant", merchant, "--seed", "\(seed)"])
    }

    /// The time from the birth of a file, under another name, to the moment that it got its name. The file system knows
    /// both.
    private func seconds(toWrite name: String, under folder: String) throws -> Double {
        let batches = try FileManager.default.contentsOfDirectory(atPath: folder)
        guard let batch = batches.first else { throw BenchmarkError("salur report wrote nothing") }
        let path = "\(folder)/\(batch)/\(name)"
        let times = place.output("stat", ["--format=%.W %.Z", path]).split(separator: " ").compactMap { Double($0) }
        guard times.count == 2, times[0] > 0 else {
            throw BenchmarkError("this file system does not know when \(path) was born")
        }
        return times[1] - times[0]
    }
}
