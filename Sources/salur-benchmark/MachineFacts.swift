internal import FoundationEssentials
internal import Glibc

/// What a reader has to know about the machine to judge the figures.
struct MachineFacts: Encodable {
    let cpu: String
    let cores: Int
    let memoryBytes: Int
    let kernel: String
    /// Of the last minute before the measurement: other work on the machine spoils figures.
    let loadAverage: Double
    let swift: String
    let sqlite: String
    let python: String
    let commit: String
    /// Whether the sources differ from the commit.
    let isModified: Bool

    init(_ place: Workplace) {
        let processor = Self.value(of: "model name", in: Workplace.text(of: "/proc/cpuinfo"))
        cpu = processor ?? place.output("uname", ["-m"])
        cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        memoryBytes = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        kernel = place.output("uname", ["-sr"])
        loadAverage = Workplace.text(of: "/proc/loadavg").split(separator: " ").first.flatMap { Double($0) } ?? 0
        let compiler = place.output("swift", ["--version"]).split(separator: "\n").first { $0.contains("version") }
        swift = compiler.map(String.init) ?? "unknown"
        sqlite = String(place.output("sqlite3", ["--version"]).prefix { $0 != " " })
        python = place.python.map { place.output($0, ["--version"]) } ?? "no Python"
        let commit = place.output("git", ["rev-parse", "--short", "HEAD"])
        self.commit = commit.isEmpty ? "unknown" : commit
        isModified = !place.output("git", ["status", "--porcelain", "--", "Sources", "Package.swift"]).isEmpty
    }

    /// For people.
    var text: String {
        """
        \(cpu), \(cores) cores, \(fixed(Double(memoryBytes) / 1_073_741_824, 0)) GiB, \(kernel); load \
        \(fixed(loadAverage, 2))
        \(swift); SQLite \(sqlite); \(python)
        commit \(commit)\(isModified ? ", with changes that are not committed" : "")
        """
    }

    private static func value(of key: String, in text: String) -> String? {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(key) }),
            let colon = line.firstIndex(of: ":")
        else { return nil }
        return String(line[colon...].drop { $0 == ":" || $0 == " " })
    }
}

/// All of one measurement, as it is kept in `Benchmarks/results`.
struct BenchmarkResult: Encodable {
    let facts: MachineFacts
    let date: String
    let rows: Int
    let rounds: Int
    let seed: UInt64
    let lines: [Line]

    init(facts: MachineFacts, rows: Int, rounds: Int, seed: UInt64, lines: [Line]) {
        self.facts = facts
        self.rows = rows
        self.rounds = rounds
        self.seed = seed
        self.lines = lines
        var (moment, parts) = (time(nil), tm())
        gmtime_r(&moment, &parts)
        date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
    }

    /// Writes `<date>-<commit>.json` into a folder.
    ///
    /// - Returns: its path.
    func write(into folder: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let path = "\(folder)/\(date)-\(facts.commit).json"
        try (encoder.encode(self) + Data("\n".utf8)).write(to: URL(filePath: path), options: .atomic)
        return path
    }
}
