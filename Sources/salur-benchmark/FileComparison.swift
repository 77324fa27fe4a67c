internal import FoundationEssentials

/// Reading and checking a file, and bringing it into the ledger, compared with programs that only read it.
struct FileComparison {
    let place: Workplace
    let wishes: Wishes

    // MARK: check

    /// `salur check`, plain and gzipped, at every size.
    func check() throws -> [Line] {
        try CompareCommand.sizes(upTo: wishes.rows).flatMap { rows in try check(rows) }
    }

    private func check(_ rows: Int) throws -> [Line] {
        let files = try place.payroll(rows: rows, seed: wishes.seed)
        note("check of \(grouped(rows)) rows:")
        let importing = Contestant.program(
            "sqlite3 :memory: .import", try importProgram(files.plain, into: ":memory:"))
        let contestants = [
            Contestant.program("salur check", Program(place.salur, ["check", files.plain])),
            importing,
            Contestant.program("salur check (gzip)", Program(place.salur, ["check", files.gzipped])),
            Contestant.program("zcat", Program(try Workplace.required("zcat"), [files.gzipped])),
        ]
        let samples = try alternate(contestants + readers(files.plain), rounds: wishes.rounds)
        let (plain, imported, gzipped, zcat) = (samples[0], samples[1], samples[2], samples[3])
        var lines = [
            Line(
                id: "check", work: "check, plain", rows: rows, ours: plain, reference: imported, budget: .atMost(1),
                aim: .atMost(0.35)),
            Line(
                id: "check.gzip", work: "check, gzip", rows: rows, ours: gzipped, reference: imported,
                budget: .atMost(1.3)),
            Line(
                id: "check.gzip.zcat", work: "check, gzip", rows: rows, ours: gzipped, reference: zcat,
                aim: .atMost(1.5)),
            memory("check", rows, plain, bytesMax: 64 << 20),
        ]
        lines += samples.dropFirst(4).map { reader in
            Line(id: "check.\(reader.name)", work: "check, plain", rows: rows, ours: plain, reference: reader)
        }
        return lines
    }

    /// Others who read the whole file, where they are installed.
    private func readers(_ file: String) throws -> [Contestant] {
        guard let python = place.python else {
            note("  Python's csv and DuckDB are left out: the environment for them could not be made.")
            return []
        }
        var readers = [Contestant.program("Python csv", Program(python, [place.peer("read_csv.py"), file]))]
        if try place.hasPython("duckdb") {
            readers.append(.program("DuckDB read_csv", Program(python, [place.peer("read_duckdb.py"), file])))
        } else {
            note("  DuckDB is left out: it is not installed.")
        }
        return readers
    }

    private func importProgram(_ file: String, into database: String) throws -> Program {
        Program(try Workplace.required("sqlite3"), [database, ".import --csv \(file) t"])
    }

    // MARK: submit

    /// `salur submit` into a fresh ledger, durable, at every size.
    func submit() throws -> [Line] {
        try CompareCommand.sizes(upTo: wishes.rows).flatMap { rows in
            let files = try place.payroll(rows: rows, seed: wishes.seed)
            note("submit of \(grouped(rows)) rows:")
            let samples = try alternate(
                [
                    .program("salur submit", try submission(of: files, ledger: "submit.db")) {
                        place.clear("submit.db")
                    },
                    .program("sqlite3 FILE .import", try importProgram(files.plain, into: place.scrap("import.db"))) {
                        place.clear("import.db")
                    },
                ], rounds: wishes.rounds)
            for name in ["submit.db", "import.db"] { place.clear(name) }
            return [
                Line(
                    id: "submit", work: "submit, durable", rows: rows, ours: samples[0], reference: samples[1],
                    budget: .atMost(2.5)),
                memory("submit", rows, samples[0], bytesMax: 64 << 20),
            ]
        }
    }

    /// `salur submit` of a payroll, with settings of a bank that need not be there.
    func submission(of files: PayrollFiles, ledger: String) throws -> Program {
        let bank = try SandboxBank(place, names: try place.payroll(rows: 100, seed: wishes.seed).plain)
        try bank.stop()
        var program = Program(place.salur, ["submit", "--ledger", place.scrap(ledger), files.plain])
        program.environment = bank.environment
        return program
    }
}

/// The peak memory of a sample as a figure of its own.
func memory(_ name: String, _ rows: Int, _ sample: Sample, bytesMax: Int) -> Line {
    let reading = Reading(value: Double(sample.peakBytes ?? 0), usage: nil)
    return Line(
        id: "memory.\(name)", work: "\(name), peak memory", rows: rows, ours: Sample(sample.name, .bytes, [reading]),
        measure: .value, budget: .atMost(Double(bytesMax)))
}
