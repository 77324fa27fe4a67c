package import PayoutCore
package import PayoutEngine
package import TestSupport

/// What one history is about, drawn from its seed: the files, the settings, and how often what goes wrong.
package struct Scenario: Sendable {
    package var files: [SimulatedFile]
    package var policy = PayoutPolicy()
    package var limits = EngineLimits()
    /// Whether the proof of callbacks covers their bodies; where not, those of transfers are hints.
    package var isProofCovering = true
    /// Of so many requests one meets trouble on its way or at the bank; 0 is none.
    package var faultsOneIn = 3
    /// What an answer can be lost as, in addition to time-outs and lost connections.
    package var doubts: [Doubt] = [
        .redirected(status: 307), .notUnderstood(status: 200), .notUnderstood(status: 502),
        .serverError(BankAnswer(code: "5041800", message: "Time-out")),
    ]
    /// Of so many callbacks one is lost, doubled, late or untrue; 0 is none.
    package var callbackFaultsOneIn = 3
    /// Of so many durable steps the process dies in one; 0 is none.
    package var deathsOneIn = 50
    /// Deaths by chance, at most.
    package var deathsMax = 8
    /// Of so many durable steps the disk fails in one; 0 is none.
    package var diskFaultsOneIn = 0
    /// The ledger is SQLite's, in a file, as in life, and not the one in memory, which is faster.
    package var hasFile = false
    /// Of so many runs one meets a clock that is set; 0 is none.
    package var clockJumpsOneIn = 6
    /// Of so many pauses between runs one loses the ledger, or has an old copy of it put back; 0 is none.
    package var lossesOneIn = 8
    /// Whether persons decide between runs, wisely or not.
    package var hasPersons = true
    /// Whether somebody sends callbacks who is not the bank.
    package var hasForger = true
    /// Steps that a slow disk or a busy process is late by, in milliseconds.
    package var slackMilliseconds = 40
    package var bank = BankHabits()
    /// Of so many histories one is played on a file.
    package static let filesOneIn = 8
    /// When the first process begins, by both clocks.
    package var startsAt = Scenario.morning

    /// Saturday, 14 February 2026, 10:00:00 in Jakarta.
    package static let morning = Timestamp(milliseconds: 1_771_038_000_000)
    /// The same day, 23:15:00: a quarter of an hour before the banks cut off.
    package static let lateEvening = Timestamp(milliseconds: 1_771_085_700_000)

    /// A history with these files and nothing wrong.
    package init(files: [SimulatedFile]) { self.files = files }

    /// The history of a seed.
    package init(_ random: inout SeededRandom) {
        files = Self.files(&random)
        limits.concurrency = Int.random(in: 1...6, using: &random)
        limits.window = Int.random(in: 1...12, using: &random)
        limits.ratePerSecond = random.pick([nil, nil, nil, 3, 10])
        limits.cutOff = random.chance(3) ? CutOffWindow("23:30-00:00") : nil
        limits.settleTimeout = random.pick([.seconds(7200), .seconds(7200), .seconds(1800)])
        policy.transferWait = random.pick([.seconds(60), .seconds(900)])
        policy.validationWait = random.pick([.seconds(5), .seconds(60)])
        policy.names = random.chance(5) ? .payAll : NamePolicy()
        isProofCovering = !random.chance(4)
        faultsOneIn = random.pick([2, 3, 3, 5, 20, 0])
        callbackFaultsOneIn = random.pick([2, 3, 5, 0])
        deathsOneIn = random.pick([10, 30, 100, 0])
        diskFaultsOneIn = random.pick([0, 0, 0, 25])
        clockJumpsOneIn = random.pick([0, 0, 3])
        lossesOneIn = random.pick([0, 0, 3])
        hasPersons = !random.chance(5)
        hasForger = random.chance(2)
        startsAt = random.chance(6) ? Self.lateEvening : Self.morning
        bank = BankHabits(&random)
        deathsMax = random.pick([1, 2, 4, 12])
        hasFile = random.chance(Self.filesOneIn)
        limits.ceilings = Self.ceilings(of: files, limits)
        // Without a draw of its own, as the ceilings.
        if limits.window % 4 == 1 { limits.canary = 1 + limits.concurrency % 2 }
    }

    /// What the files do with money.
    package var rail: Rail {
        get { files.first?.rail ?? .payout }
        set { for index in files.indices { files[index].rail = newValue } }
    }

    /// Nothing goes wrong.
    package mutating func calmDown() {
        (faultsOneIn, callbackFaultsOneIn, deathsOneIn, diskFaultsOneIn) = (0, 0, 0, 0)
        (clockJumpsOneIn, lossesOneIn) = (0, 0)
        hasForger = false
        bank.funds = nil
    }

    /// Ceilings in some histories, without a draw of their own: so the other histories stay as they were. The rows are
    /// paid within a few days.
    private static func ceilings(of files: [SimulatedFile], _ limits: EngineLimits) -> Ceilings {
        var ceilings = Ceilings()
        let sum = files.reduce(0) { $0 + $1.sum }
        if limits.concurrency % 3 == 0 { ceilings.day = Rupiah(sum / Int64(1 + limits.window % 3) + 60_000) }
        if limits.window % 5 == 0 { ceilings.payee = Rupiah(160_000) }
        return ceilings
    }

    private static func files(_ random: inout SeededRandom) -> [SimulatedFile] {
        let count = random.pick([1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 12])
        let rows = (1...count).map { SimulatedRow.row($0, isRejected: random.chance(12)) }
        var files = [
            SimulatedFile(identity: BatchIdentity("SALARY"), digest: "salary", rows: rows, payAgainReason: nil)
        ]
        if random.chance(3) {
            // Some rows equal those of the first file, as when a file is mended and handed in again; some have another
            // reference, or another amount.
            let again = rows.filter { _ in !random.chance(3) }.map { row in
                switch row.line % 4 {
                case 0: row.renamed("BONUS")
                case 1: row.corrected(by: 1000)
                case _: row
                }
            }
            let others = again + [SimulatedRow.row(count + 1, isRejected: false)]
            files.append(
                SimulatedFile(identity: BatchIdentity("BONUS"), digest: "bonus", rows: others, payAgainReason: nil))
        }
        if random.chance(6) {
            files.append(
                SimulatedFile(
                    identity: BatchIdentity("SALARY-2"), digest: "salary", rows: rows, payAgainReason: "a 13th month"))
        }
        return files
    }
}

/// What the contract leaves open about a bank.
package struct BankHabits: Sendable {
    /// An inquiry needs a fresh X-EXTERNAL-ID, so that its 07 proves nothing before it has found a transfer.
    package var wantsFreshInquiries = false
    /// The answer to an inquiry names the partnerReferenceNo.
    package var echoesReference = true
    /// A partnerReferenceNo that was refused is remembered, and conflicts.
    package var remembersRefused = false
    /// A 401 or 429 has used up the X-EXTERNAL-ID.
    package var remembersDeferred = true
    /// Of so many payouts it claims once to know an earlier transfer that it never finds; 0 is none.
    package var hauntsOneIn = 0
    /// It breaks its contract: what it hides, it finds only after hours.
    package var findsLate = false
    /// Its storms of 429 last for a quarter of an hour, and it says so.
    package var hasLongStorms = false
    /// Whole rupiah on the merchant's account at first; nil is enough for everything.
    package var funds: Int64?

    package init() {}

    init(_ random: inout SeededRandom) {
        wantsFreshInquiries = random.chance(4)
        echoesReference = random.chance(2)
        remembersRefused = random.chance(3)
        remembersDeferred = random.chance(2)
        hauntsOneIn = random.pick([0, 0, 10])
        hasLongStorms = random.chance(8)
        findsLate = random.chance(12)
        funds = random.chance(6) ? Int64.random(in: 0...400_000, using: &random) : nil
    }
}
