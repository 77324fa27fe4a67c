internal import BankAPI
internal import PayoutCore
internal import PayoutEngine

/// Watches the wire, the bank's books, what the bank said and what the ledger and the reports say, and complains where
/// a promise of the design is broken.
///
/// It shares no code with the engine: what it knows it has seen for itself. Its parts: what leaves (`+Wire`), what the
/// bank says (`+Words`), what the ledger says (`+Ledger`).
final class Auditor {
    /// A payout, by its file and reference.
    struct Key: Hashable {
        let file: Int
        let reference: String
    }

    /// A word of the bank about one transfer.
    struct Saying {
        let status: TransactionStatus
        let isInquiry: Bool
        let at: Timestamp
    }

    /// A transfer that was seen on the wire.
    struct Sending {
        let key: Key
        let request: MovementRequest
        /// By our wall clock, and by the bank's.
        let sentAt: Timestamp
        let trueTime: Timestamp
        var sayings: [Saying] = []
        /// The request was refused, or never left, and the process was informed.
        var isRefused = false
        /// The bank refused it in a way that only a person can answer.
        var isRefusedForGood = false
        /// A person had it tried again since.
        var isFreed = false
        /// The bank spoke of an earlier transfer under its partnerReferenceNo.
        var isConflict = false
        /// A person recorded its end, or gave its partnerReferenceNo up.
        var isGivenUp = false
    }

    /// A validation that was seen on the wire.
    struct Asking {
        let run: Int
        let request: ValidationRequest
    }

    /// A good result of a validation.
    struct Verdict {
        let validation: ExternalID
        let name: String
        let at: Timestamp
    }

    /// What the present ledger can know: it is lost and restored with the ledger.
    struct Memory {
        var sendings: [ExternalID: Sending] = [:]
        /// The transfers of each payout, oldest first.
        var order: [Key: [ExternalID]] = [:]
        var used: Set<ExternalID> = []
        /// Payouts that a person released: when last, and which payments of other files were shown with them.
        var released: [Key: (at: Timestamp, shown: Set<Key>)] = [:]
        /// Payouts that a person cancelled.
        var cancelled: Set<Key> = []
        /// Payouts whose end a person recorded.
        var resolved: Set<Key> = []
    }

    let scenario: Scenario
    private(set) var complaints: [String] = []
    var memory = Memory()
    var copy = Memory()
    var isOldCopy = false
    var askings: [ExternalID: Asking] = [:]
    /// What was asked for before a ledger was lost, or an old copy put in its place: this one may know nothing of it.
    private(set) var forgotten: Set<ExternalID> = []
    var verdicts: [String: Verdict] = [:]
    var usedVerdicts: Set<String> = []
    var invalidAccounts: Set<String> = []
    /// Clear answers to the prior-transfer check, by file, since the ledger was made.
    var clearAnswers: [Int: Set<ExternalID>] = [:]
    /// Files of which the bank reported a status other than 07, or a transfer that does not match our identifiers.
    var knownAnswers: Set<Int> = []
    var askedFiles: Set<Int> = []
    /// Transfers that the bank has said it knows, since the ledger was made.
    var knownTransfers: Set<ExternalID> = []
    /// Whose transfer it is, over all ledgers.
    var owners: [ExternalID: Key] = [:]
    var requests: [ExternalID: MovementRequest] = [:]
    /// What the bank reported, also about transfers that this ledger has not sent itself.
    var adoptedSayings: [ExternalID: [TransactionStatus]] = [:]
    /// Answers and callbacks that have come and that the engine has not seen yet.
    var waiting: [(file: Int?, call: BankCall, answer: CallAnswer)] = []
    /// Conflicts that the engine has heard of in the step under way.
    var newConflicts: [ExternalID] = []
    var waitingSayings: [(ExternalID, TransactionStatus)] = []
    var waitingVerdicts: [(beneficiary: String, validation: ExternalID, name: String)] = []
    var clockDrift = Duration.zero
    /// Moments of the bank's clock: when our wall clock was last set, when the run began, when each was asked about.
    var clockSetAt: Timestamp?
    var runBeganAt: Timestamp
    /// When this run took up each batch; some join while others are under way.
    var joinedAt: [BatchID: Timestamp] = [:]
    var askedAt: [ExternalID: Timestamp] = [:]
    /// By our wall clock: the bank has asked for silence until then.
    var quietUntil: Timestamp?
    /// The same for inquiries alone, where these have a pace of their own.
    var inquiriesQuietUntil: Timestamp?
    var run = 0
    private(set) var isRunning = false
    var isPerson = false
    /// False once a person has let batches go on whose first rows did not succeed.
    var watchesFirstRows = true
    /// Files that are being paid, and for how many steps.
    var isPaying: [Int: Int] = [:]
    /// The bank has refused something for a cut-off: then one payout tries at a time.
    var hasMetCutOff = false
    /// Calls that others have started since a file could start one and did not.
    var passedOver: [Int: Int] = [:]
    /// Transfers for which this person has read at the bank that no money moves.
    var clearedForPerson: Set<ExternalID> = []
    var inFlightCount = 0
    /// What this run met that stops a file.
    var stopReasons: [Int: String] = [:]
    var isOver = false
    var sends: [Timestamp] = []

    init(_ scenario: Scenario) {
        self.scenario = scenario
        runBeganAt = scenario.startsAt
    }

    func complain(_ complaint: String) { complaints.append(complaint) }

    // MARK: Runs, persons, clocks and ledgers

    /// A process begins to work on files.
    func beginRun(trueTime: Timestamp) {
        run += 1
        runBeganAt = trueTime
        quietUntil = nil
        inquiriesQuietUntil = nil
        isRunning = true
        joinedAt = [:]
        isPaying = [:]
        passedOver = [:]
        hasMetCutOff = false
        waiting = []
        newConflicts = []
        inFlightCount = 0
        sends = []
        stopReasons = [:]
    }

    func endRun() { isRunning = false }

    func personBegins() {
        isPerson = true
        clearedForPerson = []
    }

    func personEnds() { isPerson = false }

    func clockWasSet(by change: Duration, trueTime: Timestamp) {
        clockDrift += change < .zero ? .zero - change : change
        clockSetAt = trueTime
        quietUntil = nil
        inquiriesQuietUntil = nil
    }

    func ledgerWasLost() {
        memory = Memory()
        isOldCopy = false
        forgetAnswers()
    }

    func copyWasKept() { copy = memory }

    func copyWasRestored() {
        memory = copy
        isOldCopy = true
        forgetAnswers()
    }

    private func forgetAnswers() {
        forgotten.formUnion(askings.keys)
        forgotten.formUnion(requests.keys)
        clearAnswers = [:]
        knownAnswers = []
        knownTransfers = []
        askedFiles = []
    }

    /// The prior-transfer check of a file has ended; the wire must have shown it.
    func priorTransfersWereAsked(_ file: Int) {
        // Rows that stand in another file may be held already, and are then not asked about.
        let others = scenario.files.enumerated().filter { $0.offset != file }.flatMap(\.element.rows)
        let rows = scenario.files[file].rows.count { row in
            !row.isRejected && !others.contains { $0.isAlike(row) }
                && !memory.cancelled.contains(Key(file: file, reference: row.reference))
        }
        let isNew = askedFiles.insert(file).inserted && !isOldCopy
        if isNew, clearAnswers[file, default: []].count < min(3, rows), !knownAnswers.contains(file) {
            complain("a batch that is new to the ledger may begin without \(min(3, rows)) clear answers of the bank")
        }
    }

    /// Everything is settled: from here on nothing moves money.
    func expectNothingSent() { isOver = true }
}
