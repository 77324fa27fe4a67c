internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import Presentation
internal import Wording

/// What `run --json` writes for each file.
struct RunDocument: Encodable {
    struct Pace: Encodable {
        let callsSent: Int
        let callsRefused: Int
        let slowDowns: Int
        let callsInFlightAllowed: Int
        let callsPerSecondAllowed: Int?

        enum CodingKeys: String, CodingKey {
            case callsSent = "calls_sent"
            case callsRefused = "calls_refused"
            case slowDowns = "slow_downs"
            case callsInFlightAllowed = "calls_in_flight_allowed"
            case callsPerSecondAllowed = "calls_per_second_allowed"
        }
    }

    let batch: String
    let kind: String
    /// `incoming` or `outgoing`: sums of the two are never added up.
    let direction: String
    let file: String
    let folder: String
    let exitCode: Int32
    let message: String
    /// What a person does next.
    let whatToDo: [String]
    let balanced: Bool
    let stoppedReason: String?
    let input: AmountsDocument
    let byStatus: [String: AmountsDocument]
    let held: HeldDocument
    let journal: JournalDocument
    /// The SHA-256 of what the seal of the folder states.
    let seal: String
    /// Missing where the bank was not called.
    let pace: Pace?

    enum CodingKeys: String, CodingKey {
        case batch, kind, direction, file, folder, message, balanced, input, held, journal, seal, pace
        case exitCode = "exit_code"
        case whatToDo = "what_to_do"
        case stoppedReason = "stopped_reason"
        case byStatus = "by_status"
    }

    init(_ result: RunResult) {
        batch = result.batch.identity.text
        kind = result.batch.rail.rawValue
        direction = result.batch.rail.direction.rawValue
        file = result.batch.fileName
        folder = result.folder
        exitCode = result.status.exitCode
        message = result.sentence.english
        whatToDo = result.steps.map(\.english)
        balanced = result.reconciliation.isBalanced
        stoppedReason = result.batch.stoppedReason
        input = AmountsDocument(count: result.batch.input.count, sum: result.batch.input.sum.whole)
        byStatus = AmountsDocument.byStatus(result.reconciliation.totals)
        held = HeldDocument(result.held)
        journal = JournalDocument(result.reconciliation.journal)
        seal = result.reconciliation.seal
        pace = result.pace.map {
            Pace(
                callsSent: $0.callsSent, callsRefused: $0.callsRefused, slowDowns: $0.slowDowns,
                callsInFlightAllowed: $0.callsInFlightAllowed, callsPerSecondAllowed: $0.callsPerSecondAllowed)
        }
    }
}
