import Foundation
import Subprocess
import Testing

/// A night: files come in, the bank is down for a while, the server is killed, and in the morning everything is paid
/// once or waits with a reason, and somebody has read it in a mail.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct NightTests {
    private static let header = "reference,bank_code,account_number,account_name,amount,note"

    /// A file of rows that can be paid, each to an account of its own.
    private static func file(_ references: [String], firstAccount: Int) -> String {
        let rows = references.enumerated().map { index, reference in
            "\(reference),014,\(firstAccount + index),Budi Santoso,\(1_000_000 + index),gaji"
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    /// Drops a file as a program does that knows how: under another name first.
    private func drop(_ name: String, _ text: String, _ world: World) throws {
        try world.write(text, to: "inbox/.\(name)")
        try FileManager.default.moveItem(atPath: world.path("inbox/.\(name)"), toPath: world.path("inbox/\(name)"))
    }

    /// Runs the server until `body` returns, then kills it or asks it to stop.
    private func serve(
        _ world: World, _ bank: Bank, _ settings: [String: String?], killing: Bool = true,
        _ body: () async throws -> Void
    ) async throws {
        let port = try Port.free()
        let all = World.patient.merging(settings) { _, new in new }
            .merging(["SALUR_SERVICE_LISTEN": "127.0.0.1:\(port)"]) { _, new in new }
        _ = try await world.salur(["serve"], bank: bank, settings: all) { running in
            defer { running.send(killing ? .kill : .terminate) }
            try await waitUntil("the service is there") {
                (try? PlainGet.body(port: UInt16(port), path: "/healthz")) != nil || running.hasEnded
            }
            try await body()
        }
    }

    @Test func `In the morning every row is paid once or waits with a reason, and a mail says so`() async throws {
        try await World.with { world in
            let box = try MailBox(in: world)
            try FileManager.default.createDirectory(atPath: world.path("inbox"), withIntermediateDirectories: true)
            let folders = "[{path: inbox, kind: payout, approval: auto, ceiling: 900000000, settleSeconds: 1}]"
            let settings = box.settings.merging([
                "SALUR_INBOX_FOLDERS": folders, "SALUR_DISPATCH_CONCURRENCY": "2",
            ]) { _, new in new }
            try await world.withBank(["--answer-delay", "50ms"]) { bank in
                let first = Self.file((1...30).map { "A\($0)" }, firstAccount: 3_000_000_000)
                // Its row asks for the same as the first row of the first file, so that a person must look.
                let second = Self.file(["B1"], firstAccount: 3_000_000_000)
                let third = Self.file((1...5).map { "C\($0)" }, firstAccount: 5_000_000_000)
                try await serve(world, bank, settings) {
                    try drop("gaji.csv", first, world)
                    try world.write(String(third.dropLast(40)), to: "inbox/lembur.csv")
                    try await waitUntil("some rows are paid") { try bank.transfers().count > 3 }
                    try drop("bonus.csv", second, world)
                }
                // The bank hears nothing for a while, and the same content comes under another name.
                bank.process.send(.suspend)
                try drop("gaji-lagi.csv", first, world)
                try await serve(world, bank, settings) {
                    try await waitUntil("the same content is known") { archived(world).contains("gaji-lagi.csv") }
                }
                bank.process.send(.resume)
                // The rest of the file that was cut off.
                try world.write(third, to: "inbox/lembur.csv")
                try await serve(world, bank, settings, killing: false) {
                    try await waitUntil("all has come to its end, and the mails have come") {
                        try archived(world).count == 3 && box.subjects().count >= 4
                    }
                }
                // A kill can cut off a payment before the bank hears of it; such a row waits for a person.
                let paid = try bank.ledger().booked.filter { $0.status == "00" }
                #expect(Set(paid.map(\.accountNumber)).count == paid.count)
                #expect(try bank.ledger().violationsTotal == 0)
                let results = try world.names(in: "out").filter { $0.hasSuffix("/results.csv") }
                    .flatMap { try Table(world.read("out/\($0)")).records }
                #expect(results.count == 35, "\(world.names(in: "."))")
                #expect(results.count { $0["status"] == "succeeded" } == paid.count)
                #expect(paid.count > 30 && results.allSatisfy { $0["status"] == "succeeded" || $0["reason"] != "" })
                let salaries = paid.count { $0.accountNumber.hasPrefix("3") }
                let subjects = try box.subjects()
                #expect(subjects.count == 4, "\(subjects)")
                let settled = "is settled: paid \(salaries) of 30"
                #expect(subjects.contains { $0.hasPrefix("gaji-") && $0.contains(settled) }, "\(subjects)")
                #expect(subjects.contains { $0.hasPrefix("lembur-") && $0.contains("is settled: paid 5 of 5") })
                #expect(subjects.contains { $0.hasPrefix("bonus-") && $0.contains("waits for approval") })
                #expect(subjects.contains("gaji-lagi.csv was paid before and is not paid again"))
            }
        }
    }

    /// The files whose batches are over.
    private func archived(_ world: World) -> [String] {
        world.names(in: "inbox/done").filter { $0.hasSuffix(".csv") }.map {
            String($0.split(separator: "/").last ?? "")
        }
    }

    // MARK: A job at night

    @Test func `A job without a service sends its mails before it ends, and a broken mailer does not stop it`()
        async throws
    {
        try await World.with { world in
            let box = try MailBox(in: world)
            try world.write(Self.file(["A1", "A2"], firstAccount: 3_000_000_000), to: "gaji.csv")
            try world.write(Self.file(["B1"], firstAccount: 4_000_000_000), to: "bonus.csv")
            try await world.withBank { bank in
                let submitted = try await world.salur(["submit", "gaji.csv"], bank: bank, settings: box.settings)
                #expect(submitted.code == 0, "\(submitted)")
                #expect(try box.subjects().count == 1)
                _ = try await world.salur(["approve", "--yes", "--reason", "ok"], bank: bank, settings: box.settings)
                let processed = try await world.salur(["process"], bank: bank, settings: box.settings)
                #expect(processed.code == 0, "\(processed)")
                #expect(try box.subjects().contains { $0.contains("is settled: paid 2 of 2") })
                let broken: [String: String?] = ["SALUR_NOTIFY_MAIL_COMMAND": "/nonexistent/sendmail"]
                let ran = try await world.salur(
                    ["run", "--yes", "bonus.csv"], bank: bank,
                    settings: box.settings.merging(broken) { _, new in new })
                #expect(ran.code == 0, "\(ran)")
                #expect(ran.errors.contains("A notification could not be sent"), "\(ran.errors)")
                let listed = try await world.salur(
                    ["notifications", "list", "--state", "waiting", "--json"], bank: bank, settings: box.settings)
                #expect(listed.output.contains("\"topic\" : \"ended/") && listed.code == 0, "\(listed.output)")
                let resent = try await world.salur(
                    ["notifications", "resend", "1"], bank: bank, settings: box.settings)
                #expect(resent.code == 0, "\(resent)")
                #expect(try bank.transfers().count == 3)
            }
        }
    }

    @Test func `A schedule that is due submits its file, and the service pays it once`() async throws {
        try await World.with { world in
            let box = try MailBox(in: world)
            try world.write(Self.file(["R1", "R2"], firstAccount: 3_000_000_000), to: "rent.csv")
            let schedule = """
                [{name: rent, file: rent.csv, cron: '0 14 25 * *', approval: auto, ceiling: 900000000, \
                onHoliday: ignore}]
                """
            let settings = box.settings.merging(["SALUR_SCHEDULES": schedule]) { _, new in new }
            try await world.withBank { bank in
                try await serve(world, bank, settings, killing: false) {
                    // By hand, since no test waits for the 25th.
                    let run = try await world.salur(
                        ["schedules", "run", "rent", "--date", "2026-03-25", "--yes"], bank: bank, settings: settings)
                    #expect(run.code == 0 && run.output.contains("rent for 2026-03-25: approved"), "\(run)")
                    let again = try await world.salur(
                        ["schedules", "run", "rent", "--date", "2026-03-25", "--yes"], bank: bank, settings: settings)
                    #expect(again.code == 64, "\(again)")
                    for (command, isPaused) in [("pause", true), ("resume", false)] {
                        let changed = try await world.salur(
                            ["schedules", command, "rent", "--reason", "moving", "--json"], bank: bank,
                            settings: settings)
                        #expect(changed.code == 0, "\(changed)")
                        #expect(changed.output.contains("\"paused_at\"") == isPaused, "\(changed.output)")
                    }
                    try await waitUntil("the rent is paid, and a mail says so") {
                        try box.subjects().contains(
                            "rent-2026-03-25 is settled: paid 2 of 2, Rp 2.000.001 of Rp 2.000.001")
                    }
                }
                #expect(try bank.transfers().count == 2)
            }
        }
    }
}
