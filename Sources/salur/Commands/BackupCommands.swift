internal import ArgumentParser
internal import Operations
internal import Presentation
internal import Wording

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the ledger while it is in use, and prove the copy.",
        discussion: """
            EXAMPLES
              salur backup                             into the folder backups, next to the ledger
              salur backup --keep 14 /mnt/nas/salur    every night, the newest 14 stay
              salur backup /mnt/usb/salur-before-update.db

            The copy is one file, of one moment, also during a run. It gets its name only after it was proven as salur \
            verify --ledger does. A file that is there is never replaced. The journal records that the backup was \
            made, and salur doctor says how old the last one is.

            The copy holds names and account numbers: only its owner can read it. Keep it on another machine. Settings \
            and keys are not in it. salur restore puts it back.

            EXIT CODES
              0   made and proven
              64  a file with this name is there
              73  the copy cannot be written
              77  the copy is not proven: somebody edited the ledger, or it is damaged
              78  there is no ledger
            """)

    @Argument(
        help: ArgumentHelp(
            "A folder, or the path of a new file. Default: backups, next to the ledger.", valueName: "place"),
        completion: .directory)
    var place: String?

    @Option(
        help: ArgumentHelp(
            "Remove older copies of this ledger in the folder, so that so many are left.", valueName: "count"))
    var keep: Int?

    @Option(help: ArgumentHelp("Who wants it; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if let keep, keep < 1 { throw ValidationError("--keep takes a number from 1 on.") }
    }

    func run() async throws {
        try await Output.guarded {
            let backup = LedgerBackup(settings: try await settings.load(), clock: SystemClock())
            let made = try backup.make(at: place, keep: keep, by: try PersonOptions.name(by))
            if settings.json {
                try Output.json(BackupDocument(made))
            } else {
                for line in made.lines { Output.result(line) }
            }
            return .success
        }
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the ledger; the bank is asked about every open row before it pays.",
        discussion: """
            EXAMPLES
              salur restore --reason "The disk failed" backups/salur-2026-11-30-200000.db
              salur restore --replace --yes --reason "ticket 4711" /mnt/nas/salur/salur-2026-11-30-200000.db

            The copy is proven first. A ledger that is there is moved aside with --replace, never deleted. Stop salur \
            serve and every other salur before.

            An old copy does not know what was sent after it was made. Nothing is sent for any of its batches before \
            the bank was asked about every open row; what the bank knows is taken over. \
            docs/moving-and-backup.md says what a restored copy still cannot know.

            EXIT CODES
              0   restored
              64  there is a ledger, and --replace is missing
              65  the copy is missing, or has changed meanwhile
              73  the file cannot be put in its place
              75  another salur works with the ledger, or answered no
              77  the copy is not proven
              78  the copy belongs to another bank or merchant, or is no ledger
            """)

    @Argument(help: ArgumentHelp("The copy, as salur backup made it.", valueName: "copy"), completion: .file())
    var copy: String

    @Flag(help: "Move a ledger that is there aside.")
    var replace = false

    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let restore = LedgerRestore(settings: try await settings.load(), clock: SystemClock())
            let decision = try person.decision()
            let plan = try restore.plan(copy, replaces: replace)
            for line in plan.lines { Output.message(line) }
            if !person.yes, await !Question.confirm(Phrase("Do it?")) {
                Output.message(Phrase("Nothing was changed."))
                return .notSettled
            }
            let result = try restore.apply(plan, decision)
            if settings.json {
                try Output.json(RestoreDocument(result))
            } else {
                for line in result.lines { Output.result(line) }
            }
            return .success
        }
    }
}
