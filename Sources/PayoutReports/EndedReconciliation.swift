internal import FoundationEssentials
internal import PayoutCore
internal import PayoutFile

/// A reconciliation that was written when nothing more was to happen to its batch.
///
/// A late report of the bank, or a person's decision, can still change such a batch. People may have signed what was
/// written before, so it stays in the folder under its date, and the new version takes the usual name.
struct EndedReconciliation {
    private struct Amounts: Decodable {
        let count: Int
        let sum: Int64
    }

    private struct Document: Decodable {
        let generatedAt: String
        let byStatus: [String: Amounts]

        enum CodingKeys: String, CodingKey {
            case generatedAt = "generated_at"
            case byStatus = "by_status"
        }
    }

    /// Statuses from which a row goes on by itself.
    private static let moving: [PayoutStatus] = [.queued, .validating, .validated, .pending]

    private let folder: String
    private let bytes: Data
    private let document: Document

    /// The reconciliation in a folder; nil where there is none, or rows of its batch were still to go on.
    init?(in folder: String) {
        guard let bytes = FileManager.default.contents(atPath: folder + "/reconciliation.json"),
            let document = try? JSONDecoder().decode(Document.self, from: bytes),
            !Self.moving.contains(where: { (document.byStatus[$0.rawValue]?.count ?? 0) > 0 })
        else { return nil }
        (self.folder, self.bytes, self.document) = (folder, bytes, document)
    }

    /// Keeps it under its date where the batch has other results by now.
    ///
    /// - Throws: `OutputError`.
    func keep(before newer: Reconciliation) throws {
        let isSame = PayoutStatus.allCases.allSatisfy { status in
            let (old, new) = (document.byStatus[status.rawValue], newer.totals[status, default: .zero])
            return (old?.count ?? 0) == new.count && (old?.sum ?? 0) == new.sum.whole
        }
        guard !isSame else { return }
        let file = try AtomicFile(path: folder + "/" + name)
        try file.write(Array(bytes))
        try file.commit()
    }

    /// `reconciliation-20260214-133710.json`, after the moment that it is about.
    private var name: String {
        let moment = document.generatedAt.prefix(19).filter { $0.isASCII && ($0.isNumber || $0 == "T") }
        return "reconciliation-\(moment.replacing("T", with: "-")).json"
    }
}
