internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Wording

/// The commands that a closing sentence names, as a person can type them.
struct NextCommands: Sendable {
    /// What brings the batch further.
    private let onward: Phrase
    /// Whether that is what the person has typed just now.
    private let isRepeated: Bool
    /// Names the batch after a command; empty where the ledger holds no other.
    private let batchOption: String
    private let batchName: String
    private let rail: Rail
    /// Who pays the batch that the person has acted on.
    private let payer: Payer

    init(_ origin: RunOrigin, batch: Batch, isOnlyBatch: Bool) {
        rail = batch.rail
        batchName = ShellWord.quoted(batch.folderName)
        batchOption = isOnlyBatch ? "" : " --batch \(batchName)"
        let process = "salur process \(batchName)"
        payer =
            switch origin {
            case _ where batch.status == .paused: .paused
            case .report(let payer): payer
            case .run, .process: .nobody
            }
        switch origin {
        case .run(let files):
            // Standard input cannot be read again, and its batch is known by now.
            let file = files[batch.id].flatMap { $0 == "-" ? nil : $0 }
            let name = batch.name.map { "--batch \($0) " } ?? ""
            onward = .verbatim(file.map { "salur \(batch.rail.command) \(name)\(ShellWord.quoted($0))" } ?? process)
            isRepeated = file != nil
        case .process: (onward, isRepeated) = (.verbatim(process), true)
        case .report: (onward, isRepeated) = (.verbatim(process), false)
        }
    }

    /// Whether another process pays the batch now.
    var isBeingPaid: Bool { payer.isRunning }

    /// What another process does about it, or keeps from being done; nil where none sends.
    private var beside: Phrase? {
        switch payer {
        case .nobody: nil
        case .atWork, .joining: Phrase("the process that is running pays it")
        case .later: Phrase("run \(onward) once the run that is sending has ended")
        case .paused, .stopped: Phrase("run \(batchCommand("resume"))")
        }
    }

    /// To run what brings the batch further, as the end of a sentence.
    var again: Phrase {
        if let beside { return beside }
        return isRepeated ? Phrase("run the same command again (\(onward))") : Phrase("run \(onward)")
    }

    /// As ``again``, where nothing but time was missing.
    var goOn: Phrase {
        if let beside { return beside }
        return isRepeated
            ? Phrase("run the same command again to continue (\(onward))") : Phrase("run \(onward) to continue")
    }

    /// As ``again``, where nothing was sent yet.
    var begin: Phrase {
        if let beside { return beside }
        guard rail == .payout else {
            return isRepeated
                ? Phrase("run the same command again to begin (\(onward))") : Phrase("run \(onward) to begin")
        }
        return isRepeated ? Phrase("run the same command again to pay (\(onward))") : Phrase("run \(onward) to pay")
    }

    /// A command about single payouts, such as `release REFERENCE`, with the batch where there are several.
    func command(_ words: String) -> Phrase { .verbatim("salur \(words)\(batchOption)") }

    /// A command about the whole batch, such as `approve`.
    func batchCommand(_ word: String) -> Phrase { .verbatim("salur \(word) \(batchName)") }
}
