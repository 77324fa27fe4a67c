internal import FoundationEssentials
package import PayoutCore
internal import PayoutFile
package import PayoutLedger
internal import PayoutReports
internal import Wording

/// A file that somebody has uploaded and that waits to be submitted.
package struct Upload: Codable, Sendable {
    /// What the pages call it: 32 hex digits.
    package let id: String
    /// The name that the file had where it came from, without its folders.
    package let fileName: String
    package let rail: Rail
    /// Who uploaded it: nobody else submits it.
    package let person: String
    package let uploadedAt: Timestamp
    /// What the payments are for, compared with earlier batches; nil where the person said nothing.
    package let purpose: String?
}

/// The folder of uploaded files. Each lies in a folder of its own until it is submitted, and seven days at most:
///
///     let draft = try shelf.begin("gaji maret.csv", rail: .payout, purpose: nil, by: "console/siti")
///     try draft.write(bytes)                    // as the bytes come in
///     let upload = try draft.finish()
///     let receipt = try await submission.submit(shelf.path(of: upload), order, by: upload.person)
package struct UploadShelf: Sendable {
    private static let daysMax: Int64 = 7
    private static let nameLengthMax = 120
    fileprivate static let record = "upload.json"
    private static let corrections = "corrections.json"

    private let folder: String
    private let clock: any WallClock

    package init(folder: String, clock: any WallClock) {
        self.folder = folder
        self.clock = clock
    }

    /// Makes the folder, and removes what has lain there for too long.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/cannotWrite``.
    package func prepare() throws(CommandFailure) {
        let files = FileManager.default
        do {
            try files.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try removeOld()
            // Whoever sent it has gone.
            for id in try files.contentsOfDirectory(atPath: folder) where Self.isID(id) && self[id] == nil {
                try files.removeItem(atPath: folder + "/" + id)
            }
        } catch {
            throw cannotWrite()
        }
    }

    /// Removes what has lain for too long; a file that is still coming in is never that old.
    private func removeOld() throws {
        let oldest = clock.now().milliseconds - Self.daysMax * 86_400_000
        for id in try FileManager.default.contentsOfDirectory(atPath: folder) where Self.isID(id) {
            // An identity begins with the moment at which it was made.
            guard let made = Int64(id.prefix(12), radix: 16), made < oldest else { continue }
            try FileManager.default.removeItem(atPath: folder + "/" + id)
        }
    }

    /// Begins to take in a file.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/cannotWrite``.
    package func begin(
        _ fileName: String, rail: Rail, purpose: String?, by person: String
    ) throws(CommandFailure) -> UploadDraft {
        // A service runs for months. What cannot be removed is removed at the next upload.
        try? removeOld()
        let now = clock.now()
        let id = UUIDv7.hexadecimal(at: now, random: SystemRandomSource())
        let upload = Upload(
            id: id, fileName: Self.safeName(fileName), rail: rail, person: person, uploadedAt: now, purpose: purpose)
        do {
            try FileManager.default.createDirectory(
                atPath: folder + "/" + id, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            return UploadDraft(
                upload: upload, file: try AtomicFile(path: path(of: upload)),
                record: folder + "/" + id + "/" + Self.record)
        } catch {
            throw cannotWrite()
        }
    }

    /// The upload with this identity; nil where there is none, or it is not whole.
    package subscript(id: String) -> Upload? {
        guard Self.isID(id), let data = FileManager.default.contents(atPath: folder + "/" + id + "/" + Self.record)
        else { return nil }
        return try? JSONDecoder().decode(Upload.self, from: data)
    }

    /// What its person has corrected in an upload so far.
    package func corrections(of upload: Upload) -> RowCorrections {
        guard let data = FileManager.default.contents(atPath: folder + "/" + upload.id + "/" + Self.corrections)
        else { return RowCorrections() }
        return (try? JSONDecoder().decode(RowCorrections.self, from: data)) ?? RowCorrections()
    }

    /// Keeps what its person has corrected in an upload.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/cannotWrite``.
    package func keep(_ corrections: RowCorrections, of upload: Upload) throws(CommandFailure) {
        do {
            let file = try AtomicFile(path: folder + "/" + upload.id + "/" + Self.corrections)
            try file.write([UInt8](JSONEncoder().encode(corrections)))
            _ = try file.commit()
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Puts the rejected rows of a batch on the shelf as a file that mends them. Rows in whose place others are paid,
    /// or that are not due, are left out.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/cannotWrite``; with ``OutcomeKind/usage`` where no row is left.
    package func beginMending(
        _ batch: Batch, in ledger: Ledger, by person: String
    ) throws(CommandFailure) -> Upload {
        let name = String(batch.folderName.prefix(Self.nameLengthMax - Self.mendedSuffix.count)) + Self.mendedSuffix
        let draft = try begin(name, rail: batch.rail, purpose: batch.purpose, by: person)
        do {
            let count = try ledger.read { reader in
                try RejectedRows(of: batch).write(to: draft.file, mark: draft.upload.id, reader)
            }
            guard count > 0 else {
                throw CommandFailure(
                    .usage, Phrase("\(batch.folderName) has no rejected row that is still to be mended."))
            }
            return try draft.finish()
        } catch {
            draft.discard()
            throw CommandFailure(error)
        }
    }

    private static let mendedSuffix = "-mended.csv"

    /// Where the bytes of an upload lie.
    package func path(of upload: Upload) -> String { folder + "/" + upload.id + "/" + upload.fileName }

    /// Removes a file that was submitted, or that nobody wants any more.
    package func remove(_ upload: Upload) {
        // What stays is removed when the service begins the next time.
        try? FileManager.default.removeItem(atPath: folder + "/" + upload.id)
    }

    private func cannotWrite() -> CommandFailure {
        CommandFailure(
            .cannotWrite,
            Phrase(
                """
                The uploaded file cannot be kept in \(folder). Nothing was submitted. Make room on the disk, or set \
                service.uploads to a folder in which the service may write.
                """))
    }

    private static func isID(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// The last part of a name, without what steers a screen or leaves a folder.
    static func safeName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let shown = Explanation.shown(last).prefix(nameLengthMax).drop { $0 == "." || $0 == " " }
        let isTaken = shown.isEmpty || shown == record || shown == corrections
        return isTaken ? "payout.csv" : String(shown)
    }
}

/// A file that is coming in. It is there once all of it has come.
package struct UploadDraft {
    fileprivate let upload: Upload
    fileprivate let file: AtomicFile
    private let record: String

    fileprivate init(upload: Upload, file: AtomicFile, record: String) {
        (self.upload, self.file, self.record) = (upload, file, record)
    }

    /// Removes what has come in of a file that does not become whole.
    package func discard() {
        // What stays is removed when the service begins the next time.
        try? FileManager.default.removeItem(atPath: String(record.dropLast(UploadShelf.record.count + 1)))
    }

    /// - Throws: ``CommandFailure`` with ``OutcomeKind/cannotWrite``.
    package func write(_ bytes: [UInt8]) throws(CommandFailure) {
        do { try file.write(bytes) } catch { throw CommandFailure(error) }
    }

    /// Makes the file whole.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/cannotWrite``.
    package func finish() throws(CommandFailure) -> Upload {
        do {
            _ = try file.commit()
            let note = try AtomicFile(path: record)
            try note.write([UInt8](JSONEncoder().encode(upload)))
            _ = try note.commit()
            return upload
        } catch {
            throw CommandFailure(error)
        }
    }
}
