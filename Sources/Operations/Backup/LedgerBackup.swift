internal import FoundationEssentials
internal import Glibc
package import PayoutCore
internal import PayoutFile
internal import PayoutLedger
package import SalurSettings
internal import Wording

/// The job of `backup`: copies the ledger while others work with it, proves the copy, and only then gives it its name.
///
///     let backup = LedgerBackup(settings: settings, clock: SystemClock())
///     let made = try backup.make(at: "/var/backups/salur", keep: 14, by: "nightly")
package struct LedgerBackup: Sendable {
    /// A copy that was made and proven.
    package struct Made: Sendable {
        package let path: String
        /// The SHA-256 of the file, lowercase hexadecimal.
        package let digest: String
        package let bytes: Int
        /// How far the ledger had come at that moment.
        package let batches: Int
        package let events: Int
        /// Older copies that were removed, as `keep` asks for.
        package let removed: [String]
    }

    /// The word for a backup in the journal.
    static let eventKind = "ledger_backed_up"
    private static let ending = ".db"

    private let settings: Settings
    private let clock: any WallClock

    package init(settings: Settings, clock: any WallClock) { (self.settings, self.clock) = (settings, clock) }

    /// The folder that is used where none is named: `backups`, next to the ledger.
    package var defaultFolder: String { DiskReserve.folder(of: settings.ledgerPath) + "/backups" }

    /// Makes a copy, and records it in the journal of the ledger.
    ///
    /// - Parameters:
    ///   - place: a folder, in which the copy is named after the ledger and the moment; or the path of a new file. Nil
    ///     is ``defaultFolder``, which is made.
    ///   - keep: how many copies of this ledger may stay in the folder; nil removes none.
    ///   - person: who wants it.
    /// - Throws: ``CommandFailure``: ``OutcomeKind/cannotWrite`` where the copy cannot be written,
    ///   ``OutcomeKind/stopped`` where it does not prove itself.
    package func make(at place: String?, keep: Int?, by person: String) throws(CommandFailure) -> Made {
        do {
            try LedgerSession.requireLedger(at: settings.ledgerPath)
            let target = try target(place)
            let proof = try copy(to: target, by: person)
            return Made(
                path: target, digest: proof.digest, bytes: proof.bytes, batches: proof.extent.batches,
                events: proof.extent.events, removed: keep.map { removeOlder(than: target, keep: $0) } ?? [])
        } catch {
            throw CommandFailure(error)
        }
    }

    private func copy(to target: String, by person: String) throws -> ProvenCopy {
        let ledger = try Ledger(path: settings.ledgerPath)
        let part =
            "\(DiskReserve.folder(of: target))/.\(Self.name(of: target)).\(UInt32.random(in: .min ... .max)).part"
        defer { for ending in ["", "-journal", "-wal", "-shm"] { unlink(part + ending) } }
        do { try ledger.copy(to: part) } catch LedgerError.failed(_, let why) {
            throw CommandFailure(
                .cannotWrite,
                Phrase("The copy \(target) cannot be written: \(why). Free the disk, or name another folder."))
        }
        let proof = try ProvenCopy(path: part, named: target)
        try Self.put(part, at: target)
        let moment = clock.now()
        let detail = "\(Self.name(of: target)), \(proof.extent.events) events, SHA-256 \(proof.digest)"
        try ledger.write {
            try $0.record(
                JournalEvent(
                    at: moment, batch: nil, payout: nil, kind: Self.eventKind, detail: detail, actor: person))
        }
        return proof
    }

    /// Where the copy will stand; nothing is there yet.
    private func target(_ place: String?) throws -> String {
        let files = FileManager.default
        var isFolder = false
        if let place, !files.fileExists(atPath: place, isDirectory: &isFolder) { return place }
        if place != nil, !isFolder {
            throw CommandFailure(
                .usage, Phrase("\(place ?? "") is there already, and a backup never replaces a file. Name a folder."))
        }
        let folder = place ?? defaultFolder
        if place == nil, !files.fileExists(atPath: folder) {
            do {
                try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
            } catch {
                let why = Phrase.verbatim(String(cString: strerror(errno)))
                throw CommandFailure(.cannotWrite, Phrase("The folder \(folder) cannot be made: \(why)."))
            }
        }
        let named = "\(folder)/\(stem)-\(Self.stamp(clock.now()))"
        var (path, number) = (named + Self.ending, 1)
        while files.fileExists(atPath: path) {
            number += 1
            path = "\(named)-\(number)\(Self.ending)"
        }
        return path
    }

    /// Copies of this ledger in the folder of `newest`, as this type names them: all but the newest `keep` go.
    private func removeOlder(than newest: String, keep: Int) -> [String] {
        let folder = DiskReserve.folder(of: newest)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let copies = names.compactMap { name in moment(of: name).map { (name: name, moment: $0) } }
        let newestFirst = copies.sorted { $0.moment > $1.moment }.map { "\(folder)/\($0.name)" }
        // The copy that was just made stays in any case.
        return newestFirst.dropFirst(keep).filter { $0 != newest && unlink($0) == 0 }
    }

    /// The moment in the name of a copy of this ledger, with its number among those of the same second; nil for any
    /// other file.
    private func moment(of name: String) -> (stamp: String, number: Int)? {
        guard name.hasPrefix(stem + "-"), name.hasSuffix(Self.ending) else { return nil }
        let text = name.dropFirst(stem.count + 1).dropLast(Self.ending.count)
        let stamp = String(text.prefix(17))
        guard String(stamp.map { $0.isASCII && $0.isNumber ? "0" : $0 }) == "0000-00-00-000000" else { return nil }
        let rest = text.dropFirst(17)
        if rest.isEmpty { return (stamp, 1) }
        return rest.first == "-" ? Int(rest.dropFirst()).map { (stamp, $0) } : nil
    }

    private var stem: String {
        let name = Self.name(of: settings.ledgerPath)
        return name.hasSuffix(Self.ending) ? String(name.dropLast(Self.ending.count)) : name
    }

    /// The moment in the time of Jakarta: `2026-11-30-200000`.
    static func stamp(_ moment: Timestamp) -> String {
        String(moment.iso8601.prefix(19).map { $0 == "T" ? "-" : $0 }.filter { $0 != ":" })
    }
}

extension LedgerBackup {
    static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// Gives a file its name where none is there yet; both are on the disk when this returns.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/cannotWrite``.
    static func put(_ part: String, at target: String) throws(CommandFailure) {
        guard rename(part, target) == 0, sync(DiskReserve.folder(of: target)) else {
            let why = Phrase.verbatim(String(cString: strerror(errno)))
            throw CommandFailure(.cannotWrite, Phrase("\(target) cannot be put in its place: \(why)."))
        }
    }

    private static func sync(_ folder: String) -> Bool {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }
}

/// A copy of a ledger that nobody works with, and that was proven as `verify --ledger` does.
struct ProvenCopy {
    let digest: String
    let bytes: Int
    let extent: LedgerExtent
    /// Nil where the ledger was never bound to a bank.
    let binding: BankBinding?

    /// - Parameter name: what the copy is called in messages.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped`` where something in it is not as this program wrote it.
    init(path: String, named name: String) throws {
        let copy = try Ledger(path: path, readOnly: true)
        let check = try LedgerCheck(copy)
        guard check.isProven else {
            let what = check.findings.first ?? Phrase("it is damaged")
            throw CommandFailure(
                .stopped,
                Phrase(
                    """
                    The copy \(name) is not proven: \(what). See what "salur verify --ledger" finds in the ledger; \
                    take an older backup.
                    """),
                code: .ledgerAltered)
        }
        (extent, binding) = try copy.read { (try $0.extent(), try $0.binding()) }
        try copy.close()
        let content = try ContentStream.digest(path: path)
        digest = content.hexadecimal
        bytes = Int(try FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64 ?? 0)
    }
}
