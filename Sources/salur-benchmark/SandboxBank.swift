internal import FoundationEssentials
internal import Glibc

/// What the simulated bank has counted.
struct BankCounters: Decodable {
    let requests: [String: Int]
    let answers: [String: Int]

    /// Requests about payouts: validations, transfers and inquiries.
    var aboutPayouts: Int {
        requests["validation", default: 0] + requests["transfer", default: 0] + requests["inquiry", default: 0]
    }
    var all: Int { requests.values.reduce(0, +) }
}

/// What the simulated bank has booked, and what it found wrong with its client.
struct BankSummary: Decodable {
    struct Total: Decodable {
        let count: Int
        let sum: Int
    }

    let transferTotals: [String: Total]
    let violationsTotal: Int
}

/// A `salur-sandbox` of its own for one measurement, and the settings of its client.
final class SandboxBank {
    /// What `salur` and the Python peer need to reach it.
    let environment: [String: String]
    private let process: ChildProcess
    private let port: UInt16

    private struct Ready: Decodable {
        let baseUrl: String
        let environmentFile: String
    }

    /// Enough for the largest payroll, in rupiah.
    private static let balance = 1_000_000_000_000_000
    /// Time for a bank to read its list of names.
    private static let startSecondsMax = 120.0

    /// Starts a bank that knows the account holders of a payroll. Throws where it does not start.
    init(_ place: Workplace, names: String, options: [String] = []) throws {
        let readyFile = place.scrap("sandbox-ready.json")
        try? FileManager.default.removeItem(atPath: readyFile)
        let callbackPort = try FreePort.find()
        var program = Program(
            place.sandbox,
            [
                "serve", "--listen", "127.0.0.1:0", "--callback-url", "http://127.0.0.1:\(callbackPort)",
                "--directory", place.scrap("sandbox"), "--ready-file", readyFile, "--names", names,
                "--balance", "\(Self.balance)",
            ] + options)
        program.errorFile = place.scrap("sandbox.log")
        process = try ChildProcess(program)
        while !FileManager.default.fileExists(atPath: readyFile) {
            guard try process.ended() == nil, Moment.now() - process.began < Self.startSecondsMax else {
                throw BenchmarkError("salur-sandbox did not start; see \(place.scrap("sandbox.log"))")
            }
            Moment.pass(milliseconds: 10)
        }
        let ready = try JSONDecoder().decode(Ready.self, from: Data(Workplace.text(of: readyFile).utf8))
        environment = Self.variables(Workplace.text(of: ready.environmentFile))
        port = ready.baseUrl.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
    }

    /// What it has counted so far. Cheap, however much has happened.
    func counters() throws -> BankCounters {
        try JSONDecoder().decode(BankCounters.self, from: LoopbackGet.body(port: port, path: "/counters"))
    }

    /// What it has booked so far.
    func summary() throws -> BankSummary {
        try JSONDecoder().decode(BankSummary.self, from: LoopbackGet.body(port: port, path: "/ledger?summary"))
    }

    /// Throws unless exactly `rows` payouts have succeeded, but for `missingMax` of them, and the client kept the
    /// contract.
    func audit(rows: Int, missingMax: Int = 0) throws {
        let summary = try summary()
        let paid = summary.transferTotals["00"]?.count ?? 0
        guard (rows - missingMax...rows).contains(paid), summary.violationsTotal == 0 else {
            throw BenchmarkError(
                "the bank paid \(paid) of \(rows) rows, and found \(summary.violationsTotal) breaches of its contract")
        }
    }

    /// Stops it; all that it remembers is gone.
    ///
    /// - Returns: what it has used.
    @discardableResult
    func stop() throws -> Usage {
        process.signal(SIGTERM)
        return try process.wait()
    }

    /// Reads the lines `export NAME='VALUE'`.
    private static func variables(_ text: String) -> [String: String] {
        var variables: [String: String] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("export ") {
            let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1].dropFirst().dropLast()) }
        }
        return variables
    }
}

/// Finds a port of the loopback address that nobody listens on.
enum FreePort {
    /// A free port; the one who wants it must hurry. Throws where the system gives none.
    static func find() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw BenchmarkError("there is no socket") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard isBound else { throw BenchmarkError("no port is free on 127.0.0.1") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
