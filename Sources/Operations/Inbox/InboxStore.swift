internal import FoundationEssentials
internal import PayoutFile

/// The documents of a watched folder, each written whole or not at all.
struct InboxStore {
    /// How many files that are over are kept in the history of a folder.
    static let keptMax = 1000

    private let places: InboxPlaces

    init(_ places: InboxPlaces) { self.places = places }

    /// A file that waits in the folder.
    struct Waiting: Codable, Hashable {
        let name: String
        let since: Int64
        let why: LocalizedWords
    }

    /// The files that were taken and are not over, the oldest first.
    var open: [String] { InboxDisk.names(in: places.claimed).filter(Self.isID).sorted() }

    /// All files of the history, the oldest first.
    var all: [String] {
        InboxDisk.names(in: places.records).compactMap { name in
            name.hasSuffix(".json") ? String(name.dropLast(5)) : nil
        }.filter(Self.isID).sorted()
    }

    /// What is known of a file; nil where nothing is, or the document is damaged.
    func record(_ id: String) -> InboxRecord? { read(path(id)) }

    func save(_ record: InboxRecord) throws { try write(record, to: path(record.id)) }

    func remove(_ id: String) { InboxDisk.remove(path(id)) }

    /// The files that wait in the folder.
    var waiting: [Waiting] { read(places.waiting) ?? [] }

    func save(_ waiting: [Waiting]) throws {
        if waiting != self.waiting { try write(waiting, to: places.waiting) }
    }

    /// Forgets the oldest of the files that are over.
    func prune() {
        let ids = all
        guard ids.count > Self.keptMax else { return }
        for id in ids.dropLast(Self.keptMax) where record(id)?.state.isFinal != false { remove(id) }
    }

    private func path(_ id: String) -> String { places.records + "/" + id + ".json" }

    private static func isID(_ name: String) -> Bool {
        name.utf8.count == 32 && name.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
    }

    private func read<Document: Decodable>(_ path: String) -> Document? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(Document.self, from: $0) }
    }

    private func write(_ document: some Encodable, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let file = try AtomicFile(path: path)
        try file.write(Array(try encoder.encode(document)))
        try file.commit()
    }
}
