internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import Presentation
internal import Wording

extension Console {
    /// Parts of a page unless the program says how many, and at most.
    private static let (partsUsual, partsMax) = (50, 200)

    func getBatch(_ context: Visitor) throws -> Response {
        let batch = try batchOfAPI(context)
        let status = try LedgerStatus(of: ledger(), .init(name: batch.identity.text), at: clock.now())
        guard let entry = status.entries.first(where: { $0.batch.id == batch.id }) else { throw RequestFault.notFound }
        return try api.document(StatusDocument(entry, status, in: context.language))
    }

    func previewBatch(_ context: Visitor) async throws -> Response {
        guard let preview = try await currentPreview(try batchOfAPI(context)) else { throw RequestFault.notFound }
        return try api.document(PreviewDocument(preview, in: context.language))
    }

    func listMandates() throws -> Response {
        let mandates = try CustomerControl(settings: settings, clock: clock).mandates()
        return try api.document(MandatesDocument(mandates: mandates.map(MandatesDocument.Mandate.init)))
    }

    /// The batch that an address names.
    ///
    /// - Throws: ``RequestFault`` where there is none.
    func batchOfAPI(_ context: Visitor) throws -> Batch {
        let name = context.parameters.get("batch") ?? ""
        return try read { reader in
            guard try !BatchFinder.all(name, in: reader).isEmpty else { throw RequestFault.notFound }
            return try BatchFinder.one(name, in: reader)
        }
    }

    func listBatches(_ request: Request, _ context: Visitor) throws -> Response {
        let (limit, after) = try page(request)
        let filter = LedgerStatus.Filter(before: after.map { BatchID(key: $0) }, limit: limit + 1)
        let status = try LedgerStatus(of: ledger(), filter, at: clock.now())
        let entries = status.entries.map { ($0.batch.id.key, StatusDocument($0, status, in: context.language)) }
            .sorted { $0.0 > $1.0 }
        let shown = entries.prefix(limit)
        let next = entries.count > limit ? shown.last.map { String($0.0) } : nil
        return try api.document(BatchesDocument(batches: shown.map(\.1), next: next))
    }

    func listRows(_ request: Request, _ context: Visitor) throws -> Response {
        let batch = try batchOfAPI(context)
        let (limit, after) = try page(request)
        var selection = PayoutSelection()
        selection.statuses = try request.uri.queryParameters.getAll("status").map(PayoutStatus.init(named:))
        selection.reasonCodes = request.uri.queryParameters.getAll("reason")
        let rows = try read { reader in
            try reader.payouts(of: batch.id, selection, after: PayoutID(key: after ?? 0), limit: limit + 1)
                .compactMap { try reader.summary(of: $0) }
        }
        let shown = rows.prefix(limit)
        let next = rows.count > limit ? shown.last.map { String($0.id.key) } : nil
        return try api.document(
            RowsDocument(
                rows: shown.map { RowsDocument.Row($0, of: batch, banks: banks, in: context.language) }, next: next))
    }

    /// A row with its story. Its whole account number is shown to a key that may see it and asks for it.
    func getRow(_ request: Request, _ context: Visitor) async throws -> Response {
        let batch = try batchOfAPI(context)
        let search = ExplanationSearch(ledger: try ledger(), banks: banks, at: clock.now())
        guard let line = context.parameters.get("line").flatMap({ Int($0) }),
            let found = try search.find(line: line, of: batch)
        else { throw RequestFault.notFound }
        var document = ExplainDocument(found, in: context.language)
        switch request.uri.queryParameters["account"] {
        case "whole":
            guard context.key?.terms.rights.contains(.accounts) == true else { throw Self.lacks(.accounts) }
            let look = AccountLook(settings: settings, clock: clock)
            document.accountNumber = try await look.show(found.row, by: context.actor)
        case nil, "masked": break
        case let other?: throw RequestFault.badRequest(Phrase("account is \"masked\" or \"whole\", not \"\(other)\"."))
        }
        return try api.document(document)
    }

    func listEvents(_ request: Request, _ context: Visitor) throws -> Response {
        let batch = try batchOfAPI(context)
        let (limit, after) = try page(request)
        let events = try read { try $0.history(of: batch.id).events }
        let numbered = events.enumerated().dropFirst(Int(clamping: after ?? 0)).prefix(limit)
        let last = numbered.last.map { $0.offset + 1 }
        return try api.document(
            JournalPageDocument(
                events: numbered.map { JournalPageDocument.Event($0.element, number: $0.offset + 1) },
                next: last.flatMap { $0 < events.count ? String($0) : nil }))
    }

    /// Reports hold whole account numbers, so that who takes one is recorded.
    func getReport(_ context: Visitor) async throws -> Response {
        let batch = try batchOfAPI(context)
        let file = context.parameters.get("file") ?? ""
        guard reports(of: batch).contains(file) else { throw RequestFault.notFound }
        try await AccountLook(settings: settings, clock: clock).take(report: file, of: batch, by: context.actor)
        return try await report(file, of: batch, context)
    }

    /// How many parts a page has, and after which it begins.
    private func page(_ request: Request) throws -> (limit: Int, after: Int64?) {
        func number(_ name: String, in range: ClosedRange<Int64>) throws -> Int64? {
            guard let text = request.uri.queryParameters[Substring(name)] else { return nil }
            guard let number = Int64(text), range.contains(number) else {
                throw RequestFault.badRequest(
                    Phrase("\(name) takes a number from \(range.lowerBound) to \(range.upperBound)."))
            }
            return number
        }
        let limit = try number("limit", in: 1...Int64(Self.partsMax)) ?? Int64(Self.partsUsual)
        return (Int(limit), try number("after", in: 0...Int64.max))
    }
}

extension PayoutStatus {
    /// - Throws: ``RequestFault`` where it is no status.
    init(named word: String) throws {
        guard let status = PayoutStatus(rawValue: word) else {
            throw RequestFault.badRequest(Phrase("\"\(word)\" is no status of a row."))
        }
        self = status
    }
}
