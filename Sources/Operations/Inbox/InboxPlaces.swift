internal import Glibc
internal import PayoutCore
internal import PayoutFile
internal import Wording

/// The places of a watched folder.
struct InboxPlaces {
    /// The watched folder itself, without a slash at its end.
    let folder: String

    /// What the inbox keeps for itself.
    var own: String { folder + "/.salur" }
    /// Files that were taken, each in a folder of its own.
    var claimed: String { own + "/claimed" }
    /// What is known of each file, one document each.
    var records: String { own + "/records" }
    /// Which files wait in the folder, and why.
    var waiting: String { own + "/waiting.json" }

    /// The folder of one file that was taken.
    func claim(_ id: String) -> String { claimed + "/" + id }

    /// Where a file is called in messages.
    func shown(_ name: String) -> String { folder + "/" + name }

    /// `done/2026-11-30`, relative to the folder.
    static func archive(_ state: InboxState, at moment: Timestamp) -> String {
        (state == .refused ? "refused/" : "done/") + String(moment.iso8601.prefix(10))
    }

    /// Makes the places that are missing.
    ///
    /// - Throws: ``CommandFailure`` where the folder is not there: a share that is not mounted must not be made here.
    func prepare() throws {
        guard access(folder + "/.", F_OK) == 0 else { throw CommandFailure(.badSettings, Self.missing(folder)) }
        for place in [own, claimed, records] { try InboxDisk.makeFolder(place, rights: 0o700) }
    }

    /// Makes a folder that the users of the watched one may use as they use that.
    func makeShared(_ path: String) throws(OutputError) {
        var made = folder
        for part in path.split(separator: "/") {
            made += "/" + part
            try InboxDisk.makeFolder(made, rights: rights)
        }
    }

    /// The rights of texts that the users of the folder may read.
    var rightsOfTexts: mode_t { rights & 0o644 | 0o600 }

    private var rights: mode_t {
        var status = stat()
        return stat(folder, &status) == 0 ? status.st_mode & 0o7777 : 0o700
    }

    static func missing(_ folder: String) -> Phrase {
        Phrase(
            """
            The watched folder \(folder) (inbox.folders) is missing, or is no folder. Nothing is taken from it. Make \
            it, or mount it; Salur looks again by itself.
            """)
    }
}
