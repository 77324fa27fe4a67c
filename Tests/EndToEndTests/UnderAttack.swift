import Foundation
import Subprocess
import Testing

/// A payment under way of which one payout waits for its callback, and nothing else: what a test throws at the callback
/// address must neither change anything nor keep that callback from being taken.
struct UnderAttack: Sendable {
    let world: World
    let bank: Bank
    let program: World.Running
    let port: Int
    /// The client secret, which proves callbacks.
    let secret: String
    /// The X-EXTERNAL-ID of the transfer that waits.
    let waiting: String
    private let settings: [String: String?]

    /// Memory that the process may have used at its peak, in KiB (`VmHWM`), in a debug build and after the attack.
    static let peakKiBMax = 192 * 1024

    static let payroll: Payroll = {
        var payroll = Payroll(rows: 3)
        payroll.add(.pendingUntilSettled)
        return payroll
    }()

    /// Runs `attack`, then has the bank report the result: the program must take it and end as if nothing had happened.
    ///
    /// - Parameters:
    ///   - isHeard: the attack says something about our own transfer, which the journal notes; else it must not.
    ///   - after: looks at what the run wrote.
    static func run(
        bankOptions: [String] = [], isHeard: Bool = false, sourceLocation: SourceLocation = #_sourceLocation,
        _ attack: @escaping (UnderAttack) async throws -> Void, after: (Reports) throws -> Void = { _ in }
    ) async throws {
        try await World.with { world in
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(bankOptions) { bank in
                // Only the callback can report the result in time.
                let settings: [String: String?] = [
                    "SALUR_DISPATCH_TRANSFER_WAIT": "1h", "SALUR_DISPATCH_SETTLE_TIMEOUT": "1h",
                ]
                let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: settings) {
                    program in
                    defer { program.send(.terminate) }
                    let target = try await UnderAttack(world, bank, program, settings)
                    let before = try await target.everything(isHeard)
                    try await attack(target)
                    #expect(!program.hasEnded, "it did not stay up", sourceLocation: sourceLocation)
                    #expect(program.coreBytesMax == 0, sourceLocation: sourceLocation)
                    #expect(try await target.everything(isHeard) == before, sourceLocation: sourceLocation)
                    target.checkMemory(sourceLocation)
                    try await target.settle()
                }
                #expect(ended.code == 0, "\(ended)", sourceLocation: sourceLocation)
                #expect(!ended.errors.contains("rror"), "\(ended)", sourceLocation: sourceLocation)
                let reports = try Reports(world)
                try Audit(reports: reports, payroll: payroll, ledger: try bank.ledger()).check()
                try after(reports)
            }
        }
    }

    private init(
        _ world: World, _ bank: Bank, _ program: World.Running, _ settings: [String: String?]
    ) async throws {
        (self.world, self.bank, self.program, self.settings) = (world, bank, program, settings)
        port = try #require(bank.callbackAddress.split(separator: ":").last.flatMap { Int($0) })
        secret = try #require(bank.environment["SALUR_AYOCONNECT_CLIENT_SECRET"])
        let account = Payroll.Magic.pendingUntilSettled.accountNumber
        try await waitUntil("all is sent") { try bank.ledger().booked.count == Self.payroll.rows.count }
        waiting = try #require(try bank.ledger().booked.first { $0.accountNumber == account }?.externalId)
        try await waitUntil("all but one are settled") {
            try await Self.reports(world, settings).statuses.values.count { $0 == "succeeded" } == 3
        }
    }

    // MARK: What the attack did

    private static func reports(_ world: World, _ settings: [String: String?]) async throws -> Reports {
        try? FileManager.default.removeItem(atPath: world.path("now"))
        let ended = try await world.salur(["report", "--output", "now"], settings: settings)
        #expect(ended.code == 0, "\(ended)")
        return try Reports(world, in: "now")
    }

    /// All rows, and where nothing is `heard`, all attempts and the whole journal of the batch.
    func everything(_ isHeard: Bool = false) async throws -> [String] {
        let reports = try await Self.reports(world, settings)
        let rows = try world.read("\(reports.folder)/results.csv").split(separator: "\n").map(String.init)
        guard !isHeard else { return rows }
        let attempts = try world.read("\(reports.folder)/attempts.csv").split(separator: "\n").map(String.init)
        return try rows + attempts + reports.events
    }

    /// The bytes of the ledger, with what waits in its log.
    var ledgerBytes: Int {
        ["salur.db", "salur.db-wal"].reduce(0) { sum, name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: world.path(name))
            return sum + (attributes?[.size] as? Int ?? 0)
        }
    }

    func checkMemory(_ sourceLocation: SourceLocation = #_sourceLocation) {
        guard let peak = program.peakKiB else { return }
        #expect(peak < Self.peakKiBMax, "\(peak) KiB", sourceLocation: sourceLocation)
    }

    /// The server still answers others.
    func checkHealth(_ sourceLocation: SourceLocation = #_sourceLocation) throws {
        let alive = try PlainGet.body(port: UInt16(port), path: "/healthz")
        #expect(alive == Data("alive\n".utf8), sourceLocation: sourceLocation)
    }

    private func settle() async throws {
        let body = #"{"external_id": "\#(waiting)", "status": "00", "callback": true}"#
        _ = try bank.post("/control/settle", body)
        try await waitUntil("the callback is taken") { program.hasEnded }
    }

    // MARK: Sending

    /// The status code of the answer to `callback`; nil where the connection was closed without one.
    func status(_ callback: RawCallback) throws -> Int? {
        let words = try RawConnection.exchange(port: port, callback.bytes).split(separator: " ", maxSplits: 2)
        return words.count > 1 ? Int(words[1]) : nil
    }

    /// Sends `callback` again and again over one connection, and answers how often it was answered with `status`.
    func send(_ callbacks: some Sequence<RawCallback>, counting status: Int) throws -> Int {
        let connection = try RawConnection(port: port)
        for callback in callbacks { connection.send(callback.changed { $0.closes = false }.bytes) }
        connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        let answered = connection.answer().components(separatedBy: "HTTP/1.1 \(status) ").count - 1
        return status == 200 ? answered - 1 : answered
    }
}

extension Reports {
    /// The lines of the journal that are events.
    var events: [String] {
        get throws {
            try world.read("\(folder)/audit.jsonl").split(separator: "\n").map(String.init)
                .filter { $0.contains(#""type":"event""#) }
        }
    }
}
