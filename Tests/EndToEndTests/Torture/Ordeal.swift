import CrashPoints
import Foundation
import Subprocess
import Testing

/// One story of a campaign: a bank, its files, and programs that are killed and started again by the same command.
final class Ordeal {
    /// How often one command is started before it counts as stuck.
    private static let startsMax = 60
    /// A bank that misbehaves may leave rows unverified or unsettled, which the same command takes up again.
    private static let runsMax = 30

    let world: World
    let bank: Bank
    let campaign: Campaign
    /// Kills that this story may still have.
    private var killsLeft: Int

    /// Waits so short that doubt is cleared up within seconds, and longer than anything a busy machine does in between.
    static let settings: [String: String?] = [
        "SALUR_DISPATCH_VALIDATION_WAIT": "800ms", "SALUR_DISPATCH_TRANSFER_WAIT": "600ms",
        "SALUR_DISPATCH_POLL_INTERVAL": "150ms", "SALUR_DISPATCH_NOT_FOUND_AFTER": "2s",
        "SALUR_DISPATCH_SETTLE_TIMEOUT": "15s",
    ]

    init(_ world: World, _ bank: Bank, _ campaign: Campaign, kills: Int) {
        self.world = world
        self.bank = bank
        self.campaign = campaign
        killsLeft = kills
    }

    /// Runs a command, and the same one again each time it is killed, until it ends by itself.
    @discardableResult
    func salur(_ arguments: [String], settings: [String: String?] = [:]) async throws -> Ended {
        for _ in 1...Self.startsMax {
            if let ended = try await start(arguments, settings) { return ended }
            try checkBank()
        }
        throw NeverHappened(what: "the end of \(arguments), \(campaign.replay)")
    }

    /// Runs a command until what it pays is settled.
    ///
    /// - Parameter inBetween: what a person does where it was not.
    @discardableResult
    func settle(
        _ arguments: [String], settings: [String: String?] = [:], inBetween: () async throws -> Void = {}
    ) async throws -> Ended {
        var ended = Ended(code: 0, output: "", errors: "")
        for _ in 1...Self.runsMax {
            ended = try await salur(arguments, settings: settings)
            #expect([0, 1, 69, 75, 77].contains(ended.code), "\(arguments), \(campaign.replay): \(ended)")
            if ended.code < 2 || ended.waitsForLostLedger { return ended }
            try await inBetween()
        }
        throw NeverHappened(what: "the settlement by \(arguments), \(campaign.replay): \(ended)")
    }

    /// Starts a command once.
    ///
    /// - Returns: how it ended by itself; nil where it was killed.
    private func start(_ arguments: [String], _ settings: [String: String?]) async throws -> Ended? {
        let moment = killsLeft > 0 ? campaign.momentFromOutside() : nil
        var environment = Self.settings.merging(settings) { _, new in new }
        environment[CrashPoint.recordName] = world.path("passed")
        if killsLeft > 0, moment == nil { environment[CrashPoint.switchName] = campaign.wishes() }
        let ended = try await world.salur(arguments, bank: bank, settings: environment) { running in
            try await moment?.strike(running, bank)
        }
        campaign.toll.executions += 1
        guard ended.code == -9 else {
            if moment != nil { campaign.toll.misses += 1 }
            return ended
        }
        killsLeft -= 1
        campaign.died(at: moment?.name, ended)
        return nil
    }

    /// Holds whenever the program died: nobody is paid twice, and nothing that identifies a request was used again.
    func checkBank() throws { try bank.ledger().checkNothingTwice(campaign.replay) }

    /// Compares the reports with the bank's own ledger, and has the reports proven.
    func audit(_ payroll: Payroll, folder: String) async throws {
        try checkBank()
        let reports = Reports(world, folder: folder)
        try Audit(reports: reports, payroll: payroll, ledger: try bank.ledger()).check()
        let verdict = try await world.salur(["verify", folder])
        #expect(verdict.code == 0, "\(campaign.replay): \(verdict)")
    }
}

extension Ended {
    /// A row stands as sent in older reports, and neither the ledger nor the bank knows it: its intent was durable, and
    /// its program was killed before the request left. The bank may as well have forgotten it, so a person must decide.
    var waitsForLostLedger: Bool { code == 77 && output.contains("older reports show rows as sent") }
}

extension BankLedger {
    /// No account has more than one transfer that is paid or may be, and every request to validate or to transfer had
    /// an X-EXTERNAL-ID of its own. Each row of the files has an account of its own.
    func checkNothingTwice(_ replay: String) {
        let live = Dictionary(grouping: booked.filter { ["00", "03"].contains($0.status) }, by: \.accountNumber)
        let twice = live.filter { $0.value.count > 1 }.keys.sorted()
        #expect(twice.isEmpty, "accounts paid twice: \(twice), \(replay)")
        let all = (validations ?? []).map(\.externalId) + (transfers ?? []).map(\.externalId)
        let reused = Dictionary(grouping: all) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        #expect(reused.isEmpty, "identifiers used for two requests: \(reused), \(replay)")
    }
}
