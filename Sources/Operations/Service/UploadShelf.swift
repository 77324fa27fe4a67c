internal import FoundationEssentials
package import PayoutCore
internal import PayoutFile
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
            let oldest = Timestamp(milliseconds: clock.now().milliseconds - Self.daysMax * 86_400_000)
            for id in try files.contentsOfDirectory(atPath: folder) where Self.isID(id) {
                let uploadedAt = self[id]?.uploadedAt
                if let uploadedAt, uploadedAt >= oldest { continue }
                try files.removeItem(atPath: folder + "/" + id)
            }
        } catch {
            throw cannotWrite()
        }
    }

    /// Begins to take in a file.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/cannotWrite``.
    package func begin(
        _ fileName: String, rail: Rail, purpose: String?, by person: String
    ) throws(CommandFailure) -> UploadDraft {
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
        let isTaken = shown.isEmpty || shown == record
        return isTaken ? "payout.csv" : String(shown)
    }
}

/// A file that is coming in. It is there once all of it has come.
package struct UploadDraft {
    private let upload: Upload
    private let file: AtomicFile
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
