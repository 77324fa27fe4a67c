import Foundation
import Subprocess
import Testing

/// A simulated bank that runs as a process of its own; it survives whatever happens to `salur`.
struct Bank: Sendable {
    /// The settings of a client.
    let environment: [String: String]
    /// The process that it runs as, which a test may halt: then it hears and answers nothing.
    let process: World.Running
    private let port: UInt16

    fileprivate init(environment: [String: String], baseURL: String, process: World.Running) throws {
        self.environment = environment
        self.process = process
        port = try #require(baseURL.split(separator: ":").last.flatMap { UInt16($0) })
    }

    /// Where callbacks are expected.
    var callbackAddress: String { environment["SALUR_CALLBACKS_LISTEN"] ?? "" }

    var address: String { "127.0.0.1:\(port)" }

    /// The transfers that the bank was asked for.
    func transfers() throws -> [BankLedger.Transfer] { try ledger().transfers ?? [] }

    /// All that the bank did; without validations and transfers where only a `summary` is wanted.
    func ledger(summary: Bool = false) throws -> BankLedger {
        let body = try PlainGet.body(port: port, path: summary ? "/ledger?summary" : "/ledger")
        return try JSONDecoder().decode(BankLedger.self, from: body)
    }

    /// Reads one of the bank's books.
    func get(_ path: String) throws -> Data { try PlainGet.body(port: port, path: path) }

    /// Sends JSON to the bank's controls.
    func post(_ path: String, _ body: String) throws -> Data {
        try PlainGet.body(port: port, path: path, posting: body)
    }

    /// The requests of one service (`validation`, `transfer`, ...) so far.
    func requests(_ service: String) throws -> Int {
        try ledger(summary: true).counters.requests[service, default: 0]
    }
}

/// `GET /ledger` of the simulated bank.
struct BankLedger: Decodable, Sendable {
    struct Counters: Decodable, Sendable {
        let requests: [String: Int]
        let faults: [String: Int]
        let callbacksDelivered: Int
    }

    struct Violation: Decodable, Sendable {
        let kind: String
        let service: String
        let detail: String
    }

    struct Validation: Decodable, Sendable {
        let externalId: String
        let accountNumber: String
        let answer: String
        let status: String
    }

    struct Transfer: Decodable, Sendable {
        let externalId: String
        let partnerReferenceNo: String
        let referenceNo: String
        let accountNumber: String
        let amount: Int64
        let state: String
        let status: String

        /// Whether money moved, or will.
        var isBooked: Bool { state == "booked" }
    }

    let balanceAtStart: Int64
    let balance: Int64
    let counters: Counters
    let violationsTotal: Int
    let violations: [Violation]
    let validations: [Validation]?
    var transfers: [Transfer]?

    var booked: [Transfer] { (transfers ?? []).filter(\.isBooked) }

    /// What was paid out and kept.
    var paid: Int64 { booked.filter { $0.status == "00" }.reduce(0) { $0 + $1.amount } }

    /// The requests that could move money, or prepare it.
    var sent: Int { counters.requests["validation", default: 0] + counters.requests["transfer", default: 0] }
}

extension World {
    /// Runs a simulated bank with these options for as long as `body` takes.
    func withBank<Result: Sendable>(
        _ options: [String] = [], _ body: (Bank) async throws -> Result
    ) async throws -> Result {
        let callbacks = "127.0.0.1:\(try Port.free())"
        let command =
            ["serve", "--listen", "127.0.0.1:0", "--directory", "bank", "--ready-file", "bank-ready"]
            // A busy machine moves two inquiries towards each other; how far apart the engine means them to be is
            // tested in virtual time.
            + ["--callback-url", "http://\(callbacks)", "--inquiry-interval-min", "5ms"] + options
        var result: Result?
        let ended = try await sandbox(command) { running in
            defer { running.send(.terminate) }
            try await waitUntil("the bank listens") { exists("bank-ready") || running.hasEnded }
            guard exists("bank-ready") else { return }
            result = try await body(try bank(callbacks, running))
        }
        try? FileManager.default.removeItem(atPath: path("bank-ready"))
        #expect(ended.code == 0, "the simulated bank ended badly: \(ended.errors)")
        return try #require(result, "the simulated bank did not start: \(ended.errors)")
    }

    private func bank(_ callbacks: String, _ process: Running) throws -> Bank {
        var environment: [String: String] = [:]
        for line in try read("bank/environment").split(separator: "\n") {
            let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            environment[String(parts[0])] = parts[1].trimmingCharacters(in: CharacterSet(charactersIn: "'"))
        }
        environment["SALUR_CALLBACKS_LISTEN"] = callbacks
        return try Bank(
            environment: environment, baseURL: try #require(environment["SALUR_AYOCONNECT_BASE_URL"]),
            process: process)
    }
}
