internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings
internal import Wording

/// What stands next to a file that is over, for the people who put it into the folder.
struct InboxNotes {
    let places: InboxPlaces
    let settings: Settings

    /// A file that could not become a batch.
    func refused(_ failure: CommandFailure, _ record: InboxRecord) -> Phrase {
        refused(failure.phrase.changing { $0.replacing(places.claim(record.id) + "/", with: places.folder + "/") })
    }

    /// A file that is not looked into.
    func refused(_ reason: Phrase) -> Phrase {
        Phrase(
            """
            This file was not accepted, and nothing of it was paid. \(reason)
            What to do: correct the file, then put it into \(places.folder) again. If nothing is to be paid, leave \
            it here.
            """)
    }

    /// A file whose content the ledger had already.
    func duplicate(_ batch: String) -> Phrase {
        Phrase(
            """
            This file has the same content as the batch \(batch), which was submitted before. It is not paid a second \
            time. If everybody in it must be paid once more, submit it with: salur submit FILE --batch NAME \
            --pay-again "REASON"
            """)
    }

    /// A file whose batch is over.
    func settled(_ standing: InboxLedger.Standing) -> Phrase {
        let batch = standing.batch.folderName
        let rows = PayoutStatus.allCases.compactMap { status -> Phrase? in
            let tally = standing.totals[status, default: .zero]
            return tally.count == 0
                ? nil : Phrase("\(status.rawValue): \(count: tally.count) rows, \(tally.sum.display)")
        }
        return Phrase(
            """
            This file is the batch \(batch), and it is over.
            \(Phrase.joined(rows, by: "\n"))
            The reports are in \(settings.outputDirectory)/\(batch). What is rejected or was not paid stands there \
            with the reason: mend those rows alone, and put them into the folder as a new file.
            """)
    }

    /// A file that its sender went on writing after it had become a batch.
    func changed(_ batch: String) -> Phrase {
        Phrase(
            """
            This file was written to after it had become the batch \(batch). The batch has the rows that the file had \
            before, and they are not paid again. What was written later was not paid.
            What to do: compare this file with the reports of the batch in \(settings.outputDirectory)/\(batch), and \
            put the rows that are missing there into the folder as a new file.
            """)
    }

    /// A file that somebody took away after it had become a batch.
    func vanished(_ batch: String?) -> Phrase {
        guard let batch else { return Phrase("Somebody has removed the file before it was submitted.") }
        return Phrase("Somebody has removed the file. Its batch \(batch) goes on as any other.")
    }

    /// What is no file.
    static func kind(_ face: InboxFace, bytesMax: Int) -> Phrase? {
        switch face.kind {
        case .folder, .symbolicLink, .other:
            return Phrase("It is a link, a folder or a device, and not a file. Put the file itself into the folder.")
        case .file:
            guard face.content.bytes > bytesMax else { return nil }
            return Phrase(
                """
                It has \(count: face.content.bytes) bytes, and \(count: bytesMax) are allowed. Divide it into several \
                files.
                """)
        }
    }
}
