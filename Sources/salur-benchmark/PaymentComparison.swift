internal import FoundationEssentials
internal import Glibc

/// Settled payouts a second at the simulated bank, compared with what the machine can do and what a Python script
/// does.
struct PaymentComparison {
    /// Rows of one round.
    static let rowsUsual = 10_000
    /// Exchanges of one payout: validation, its callback, transfer, its callback.
    static let exchangesPerPayout = 4.0
    private static let loadSeconds = 5
    /// Requests in flight of the references. Neither gains from more on few cores.
    private static let loadConcurrency = 64

    let place: Workplace
    let wishes: Wishes
    /// What the simulated bank has used during each payment of ours.
    private let bankUsages = Collected<Usage>()

    init(place: Workplace, wishes: Wishes) {
        self.place = place
        self.wishes = wishes
    }

    /// `salur run`, the Python peer, async-http-client and wrk, in turns.
    func rate() throws -> [Line] {
        let files = try place.payroll(rows: min(Self.rowsUsual, wishes.payRows), seed: wishes.seed)
        note("run of \(grouped(files.rows)) rows at the simulated bank:")
        var contestants = [
            Contestant("salur run", .perSecond) { try paid(files, ledger: "settled-\(files.rows).db") },
            Contestant("async-http-client", .perSecond) { try load(with: clientLoad) },
        ]
        if Workplace.installed("wrk") != nil {
            contestants.append(Contestant("wrk", .perSecond) { try load(with: wrk) })
        }
        if try place.hasPython("aiohttp"), try place.hasPython("cryptography") {
            contestants.append(Contestant("Python peer", .perSecond) { try paidByPeer(files) })
        } else {
            note("  The Python peer is left out: aiohttp or cryptography is not installed.")
        }
        let samples = try alternate(contestants, rounds: wishes.rounds)
        let ours = samples[0]
        var lines = samples.dropFirst().map { reference in
            let isLoad = reference.name != "Python peer"
            return Line(
                id: "run.\(reference.name)", work: "run, payouts/s", rows: files.rows, ours: ours,
                reference: reference, referenceDivisor: isLoad ? Self.exchangesPerPayout : 1,
                budget: reference.name == "async-http-client" ? .atLeast(0.5) : nil,
                aim: reference.name == "async-http-client" ? .atLeast(0.75) : isLoad ? nil : .atLeast(2),
                remark: isLoad ? "the reference counts exchanges; a payout is four" : nil)
        }
        lines.append(processorTime(ours, rows: files.rows))
        lines.append(memory("run", files.rows, ours, bytesMax: LongRun.peakBytesMax))
        return lines
    }

    /// Where the machine's processors went: both processes share them, so either one's thrift makes payments faster.
    private func processorTime(_ ours: Sample, rows: Int) -> Line {
        func share(_ name: String, _ usages: [Usage]) -> Sample {
            Sample(
                name, .seconds, usages.map { Reading(value: $0.cpuSeconds / Double(rows), usage: nil) })
        }
        return Line(
            id: "run.processor", work: "run, processor time a payout", rows: rows,
            ours: share(ours.name, ours.usages), reference: share("salur-sandbox", bankUsages.values),
            remark: "the simulated bank works on the same processors")
    }

    /// One payment by salur, from the start of the command to its end, and the bank's report that all is well.
    func paid(_ files: PayrollFiles, ledger: String) throws -> Reading {
        place.clear(ledger)
        // Reports of a payment that this ledger does not know would hold every row.
        place.clear("out")
        let bank = try SandboxBank(place, names: files.plain)
        let usage = try ChildProcess.run(Self.payment(place, bank, files, ledger: ledger))
        try bank.audit(rows: files.rows)
        bankUsages.values.append(try bank.stop())
        return Reading(value: Double(files.rows) / usage.wallSeconds, usage: usage)
    }

    /// The command that pays a payroll.
    static func payment(_ place: Workplace, _ bank: SandboxBank, _ files: PayrollFiles, ledger: String) -> Program {
        var program = Program(
            place.salur,
            ["run", "--yes", "--ledger", place.scrap(ledger), "--output", place.scrap("out"), files.plain])
        program.environment = bank.environment
        program.outputFile = place.scrap("run.log")
        program.errorFile = place.scrap("run-errors.log")
        return program
    }

    private func paidByPeer(_ files: PayrollFiles) throws -> Reading {
        guard let python = place.python else { throw BenchmarkError("there is no Python") }
        place.clear("peer.db")
        defer { place.clear("peer.db") }
        let bank = try SandboxBank(place, names: files.plain)
        var program = Program(python, [place.peer("payout.py"), files.plain, place.scrap("peer.db")])
        program.environment = bank.environment
        let usage = try ChildProcess.run(program)
        try bank.audit(rows: files.rows)
        try bank.stop()
        return Reading(value: Double(files.rows) / usage.wallSeconds, usage: usage)
    }

    // MARK: What the machine can do

    /// Runs a client against an empty route in another process.
    private func load(with client: (_ url: String) throws -> Reading) throws -> Reading {
        let readyFile = place.scrap("empty-route.port")
        try? FileManager.default.removeItem(atPath: readyFile)
        let server = try ChildProcess(Program(place.itself, ["empty-route", "--ready-file", readyFile]))
        while !FileManager.default.fileExists(atPath: readyFile) {
            guard try server.ended() == nil else { throw BenchmarkError("the empty route did not start") }
            Moment.pass(milliseconds: 10)
        }
        let reading = try client("http://127.0.0.1:\(Workplace.text(of: readyFile))/")
        server.signal(SIGTERM)
        _ = try server.wait()
        return reading
    }

    private func clientLoad(_ url: String) throws -> Reading {
        var program = Program(
            place.itself,
            [
                "client-load", "--url", url, "--seconds", "\(Self.loadSeconds)", "--concurrency",
                "\(Self.loadConcurrency)",
            ])
        program.outputFile = place.scrap("load.txt")
        let usage = try ChildProcess.run(program)
        let text = Workplace.text(of: place.scrap("load.txt")).split(separator: "\n").first
        guard let rate = text.flatMap({ Double($0) }) else { throw BenchmarkError("client-load told no rate") }
        return Reading(value: rate, usage: usage)
    }

    private func wrk(_ url: String) throws -> Reading {
        var program = Program(
            try Workplace.required("wrk"),
            ["--threads", "1", "--connections", "\(Self.loadConcurrency)", "--duration", "\(Self.loadSeconds)s", url])
        program.outputFile = place.scrap("load.txt")
        let usage = try ChildProcess.run(program)
        let line = Workplace.text(of: place.scrap("load.txt")).split(separator: "\n")
            .first { $0.hasPrefix("Requests/sec:") }
        guard let rate = line?.split(separator: " ").last.flatMap({ Double($0) }) else {
            throw BenchmarkError("wrk told no rate")
        }
        return Reading(value: rate, usage: usage)
    }
}

/// What gathers while contestants take their turns.
private final class Collected<Element> {
    var values: [Element] = []
}
