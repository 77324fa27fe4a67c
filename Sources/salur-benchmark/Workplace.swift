internal import FoundationEssentials
internal import Glibc

/// The folder in which everything is measured, and the programs that take part.
struct Workplace: Sendable {
    /// Next to the programs that were built, on the same disk: `.build/bench`.
    let path: String
    /// Where `salur`, `salur-sandbox` and this program were built.
    private let programs: String

    /// Finds the programs next to this one, and makes the folder.
    init() throws {
        guard let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
            let slash = own.lastIndex(of: "/")
        else { throw BenchmarkError("cannot find the programs that were built") }
        programs = String(own[..<slash])
        path = FileManager.default.currentDirectoryPath + "/.build/bench"
        for folder in ["", "/data", "/scrap"] {
            try FileManager.default.createDirectory(atPath: path + folder, withIntermediateDirectories: true)
        }
    }

    var salur: String { programs + "/salur" }
    var sandbox: String { programs + "/salur-sandbox" }
    var itself: String { programs + "/salur-benchmark" }
    /// The Python of the references, made by `Benchmarks/peers/set-up`; nil where it could not be made.
    var python: String? {
        let python = path + "/venv/bin/python"
        return FileManager.default.isExecutableFile(atPath: python) ? python : nil
    }

    /// A script of `Benchmarks/peers`.
    func peer(_ name: String) -> String { FileManager.default.currentDirectoryPath + "/Benchmarks/peers/" + name }

    /// A path for something that is thrown away.
    func scrap(_ name: String) -> String { "\(path)/scrap/\(name)" }

    /// Removes what a measurement left behind under this name, journals of SQLite included.
    func clear(_ name: String) {
        for ending in ["", "-wal", "-shm", "-journal", ".lock", ".import.lock"] {
            try? FileManager.default.removeItem(atPath: scrap(name) + ending)
        }
    }

    /// The installed program of this name, or nil.
    static func installed(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// As ``installed(_:)``. Throws where the program is missing.
    static func required(_ name: String) throws -> String {
        guard let path = installed(name) else {
            throw BenchmarkError("\(name) is missing; \"make bench\" installs it")
        }
        return path
    }

    /// Which Python modules of the references are there.
    func hasPython(_ module: String) throws -> Bool {
        guard let python else { return false }
        var program = Program(python, ["-c", "import \(module)"])
        program.errorFile = "/dev/null"
        return try ChildProcess.run(program, accepting: [0, 1]).exitCode == 0
    }

    /// What a program prints, without the line break at its end; empty where it fails.
    func output(_ name: String, _ arguments: [String]) -> String {
        guard let path = name.contains("/") ? name : Self.installed(name) else { return "" }
        var program = Program(path, arguments)
        program.outputFile = scrap("output")
        program.errorFile = "/dev/null"
        guard (try? ChildProcess.run(program)) != nil else { return "" }
        var text = Self.text(of: scrap("output"))[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }

    /// The content of a file as text; empty where it cannot be read.
    static func text(of path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The payroll with this many rows, plain and gzipped, made once.
    func payroll(rows: Int, seed: UInt64) throws -> PayrollFiles {
        let plain = "\(path)/data/payroll-\(rows)-\(seed).csv"
        let files = PayrollFiles(rows: rows, plain: plain, gzipped: plain + ".gz")
        if !FileManager.default.fileExists(atPath: files.gzipped) {
            note("making \(grouped(rows)) rows of payroll …")
            try Payroll(seed: seed).write(rows: rows, to: plain)
            var gzip = Program(try Self.required("gzip"), ["--stdout", plain])
            gzip.outputFile = files.gzipped + ".part"
            _ = try ChildProcess.run(gzip)
            try FileManager.default.moveItem(atPath: files.gzipped + ".part", toPath: files.gzipped)
        }
        return files
    }
}

/// A payroll on the disk.
struct PayrollFiles: Sendable {
    let rows: Int
    let plain: String
    let gzipped: String
}

/// A whole number with commas: `1,000,000`.
func grouped(_ number: Int) -> String {
    var digits = Array(String(abs(number)))
    for position in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: position) }
    return (number < 0 ? "-" : "") + String(digits)
}

/// A number with this many digits after the point.
func fixed(_ number: Double, _ digits: Int) -> String {
    guard number.isFinite else { return "-" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = Int((abs(number) * scale).rounded())
    let sign = number < 0 && whole > 0 ? "-" : ""
    guard digits > 0 else { return sign + grouped(whole) }
    let fraction = String(whole % Int(scale))
    return sign + grouped(whole / Int(scale)) + "." + String(repeating: "0", count: digits - fraction.count) + fraction
}
