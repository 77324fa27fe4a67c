package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
package import Wording

extension Notice {
    /// What a person reads of it, a message each.
    package var messages: [Phrase] {
        switch self {
        case .waitsForImport: [Phrase("Another salur is reading a file into the ledger. Waiting until it has ended.")]
        case .refused(let failure):
            [Phrase("\(failure.phrase) Nothing is sent for this file. It keeps no other file from being paid.")]
        case .repeated(let file, let first):
            [
                file == first
                    ? Phrase("\(file) is named twice; it is paid once.")
                    : Phrase("\(file) has the same content as \(first): both are one batch, and it is paid once.")
            ]
        case .taken(let file, let filed): filed.lines(of: file)
        case .rejected(let file, let count):
            [Phrase("\(file): \(count) rows are rejected; all of them will stand in rejected.csv.")]
        case .approvesByPaying(let batch):
            [
                Phrase(
                    """
                    \(batch.folderName) was submitted and waits for approval: by paying it now, you approve \
                    it.
                    """)
            ]
        case .plan(let plan): plan.messages
        case .held(let rows): rows.lines.isEmpty ? [] : [.joined(rows.lines, by: "\n")]
        case .sentBefore(let finding): [finding.sentence]
        case .adopted(let batch):
            [
                Phrase(
                    """
                    \(batch.fileName): the bank knew rows of this file already, although this ledger did not: it was \
                    lost, or is an old copy. Their results were taken over; they are not sent again. What the lost \
                    ledger alone knew is gone: cancelled rows, and rows held as duplicates of other files.
                    """)
            ]
        case .balance(let balance):
            [Phrase("The balance is \(balance.display), for all batches that are paid at once.")]
        case .leftOut(let batch, let why): [Self.leftOut(batch, why)]
        case .expired(let expired): [expired.sentence]
        case .notExpired(let failure):
            [Phrase("Rows have waited longer than dispatch.expireAfter: \(failure.phrase)")]
        }
    }

    private static func leftOut(_ batch: Batch, _ why: BatchRefusal?) -> Phrase {
        let (name, word) = (batch.folderName, ShellWord.quoted(batch.folderName))
        return switch why {
        case nil: CommandFailure.notTaken(batch).phrase
        case .paused: Phrase("\(name) is paused and is left out: salur resume \(word)")
        case .importing: Phrase("\(name) is still being read and is left out.")
        case _: Phrase("\(name) waits for approval and is left out: salur approve \(word)")
        }
    }
}

extension Intake.Filed {
    /// Which sheet was read, how the file was read where it is not plain, then the first findings and warnings, one
    /// line each.
    package func lines(of file: String) -> [Phrase] {
        var lines = sheet?.sentence.map { [Phrase("\(file): \($0)")] } ?? []
        lines += reading.lines.map { Phrase("\(file): read: \($0)") }
        lines += violations.map { Phrase("\(file): \($0.text)") }
        lines += warnings.map { Phrase("\(file): note: \($0.text)") }
        if warningCount > warnings.count {
            lines.append(
                Phrase("\(file): \(count: warningCount) rows have notes; salur check --all lists every one."))
        }
        return lines
    }
}

extension LostLedger.Finding {
    /// What was found, where, and what happens next.
    fileprivate var sentence: Phrase {
        let since = writtenAt.map { Phrase(" of \($0)") } ?? .verbatim("")
        return Phrase(
            """
            The reports in \(folder)\(since) show \(rows) rows as sent, and this ledger does not know them: it was \
            lost. These rows are held. The bank is asked about every row first.
            """)
    }
}

extension Expired {
    /// What was cancelled, and where it is reported.
    fileprivate var sentence: Phrase {
        let (name, word) = (batch.folderName, ShellWord.quoted(batch.folderName))
        return Phrase(
            """
            \(name): \(batch.rail.counted(cancelled.count)), \(cancelled.sum.display), waited longer than \
            dispatch.expireAfter and were cancelled. New reports: salur report \(word)
            """)
    }
}
