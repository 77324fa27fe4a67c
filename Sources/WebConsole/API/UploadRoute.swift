internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
internal import Presentation
internal import SalurSettings
internal import Wording

extension Console {
    /// Takes in a file, checks it, and submits it unless it is a dry run.
    func uploadBatch(_ request: Request, _ context: Visitor) async throws -> Response {
        let order = try UploadOrder(request.uri)
        // Before the file comes in: whoever forgets it learns so at once.
        _ = try Self.idempotencyKey(request)
        let (upload, digest) = try await take(request, by: order, context)
        defer { uploads.remove(upload) }
        return try await once(request, context, asking: [upload.fileName, upload.rail.rawValue, digest]) { hasActed in
            let check = try await desk.run(for: context.actor) { try document(of: upload, by: order, context) }
            guard !order.isDryRun else { return (.ok, UploadDocument(check: check, batch: nil)) }
            let receipt = try await submit(upload, order.intake, by: context.actor)
            let isNew = receipt.isNew || hasActed
            return (isNew ? .created : .ok, UploadDocument(check: check, batch: SubmitDocument(receipt)))
        }
    }

    /// Writes the file of a request to the shelf as its bytes come in.
    ///
    /// - Returns: the file, and the SHA-256 of its bytes.
    private func take(
        _ request: Request, by order: UploadOrder, _ context: Visitor
    ) async throws -> (Upload, digest: String) {
        let megabytes = settings.service.uploadBytesMax >> 20
        let tooLarge = RequestFault(
            .tooLarge, Phrase("The file is larger than \(megabytes) MB. Nothing was submitted."))
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > settings.service.uploadBytesMax {
            throw tooLarge
        }
        let mediaType = request.headers[.contentType] ?? ""
        let content = HashedDraft()
        var pace = UploadPace()
        func begin(_ fileName: String) throws -> UploadDraft {
            let draft = try uploads.begin(
                fileName, rail: order.intake.rail, purpose: order.intake.purpose, by: context.actor)
            content.draft = draft
            return draft
        }
        do {
            if let boundary = MultipartReader.boundary(in: mediaType) {
                var form = UploadForm(
                    boundary: boundary, bytesMax: settings.service.uploadBytesMax, tooLarge: tooLarge,
                    isOwn: { _ in true }, begin: { name, _, _ in try begin(name) },
                    onField: { name in
                        throw RequestFault.badRequest(
                            Phrase(
                                "\(name) is no file: say it in the address, such as ?\(name)=… . Nothing was submitted."
                            ))
                    }, onBytes: { content.hash.update(data: $0) })
                for try await buffer in request.body {
                    try pace.add(buffer.readableBytes)
                    try form.read(Array(buffer: buffer))
                }
                return (try form.finish(), content.digest)
            }
            guard !Self.isOtherKind(mediaType) else {
                throw RequestFault(
                    .unsupportedMediaType,
                    Phrase("Send the file as it is, with a Content-Type such as text/csv, or as multipart/form-data."))
            }
            guard let name = order.fileName ?? Self.fileName(of: request) else {
                throw RequestFault.badRequest(
                    Phrase("Name the file: fileName=gaji.csv in the address, or a Content-Disposition with filename."))
            }
            let draft = try begin(name)
            var bytesLeft = settings.service.uploadBytesMax
            for try await buffer in request.body {
                try pace.add(buffer.readableBytes)
                bytesLeft -= buffer.readableBytes
                guard bytesLeft >= 0 else { throw tooLarge }
                let bytes = Array(buffer: buffer)
                content.hash.update(data: bytes)
                try draft.write(bytes)
            }
            return (try draft.finish(), content.digest)
        } catch {
            content.draft?.discard()
            throw error
        }
    }

    /// Whether a body is something else than the bytes of a file: what some programs say without being asked.
    private static func isOtherKind(_ mediaType: String) -> Bool {
        let kind = mediaType.prefix { $0 != ";" }.lowercased()
        return kind.hasPrefix("multipart/") || kind == "application/json" || kind == "application/x-www-form-urlencoded"
    }

    private static func fileName(of request: Request) -> String? {
        request.headers[.contentDisposition].flatMap { MultipartReader.parameter("filename", of: Substring($0)) }
    }

    private func document(
        of upload: Upload, by order: UploadOrder, _ context: Visitor
    ) throws -> CheckDocument {
        var found: [CheckDocument.Finding] = []
        let (check, look) = try check(upload, order.intake) { violation, isWarning in
            guard found.count < Self.findingsMax else { return }
            found.append(CheckDocument.Finding(violation, isWarning: isWarning, in: context.language))
        }
        return CheckDocument(check, upload.rail, findings: found, look)
    }
}

/// A file that is coming in, and the hash of what has come so far.
private final class HashedDraft {
    var draft: UploadDraft?
    var hash = SHA256()

    var digest: String { Hexadecimal.encode(Array(hash.finalize())) }
}

/// What the address of an upload says about it.
private struct UploadOrder {
    let fileName: String?
    let isDryRun: Bool
    let intake: Intake.Order

    /// - Throws: ``RequestFault`` where a value cannot be read.
    init(_ uri: URI) throws {
        let parameters = uri.queryParameters
        func text(_ name: String) -> String? { parameters[Substring(name)].flatMap { $0.isEmpty ? nil : String($0) } }
        func number(_ name: String) throws -> Int64? {
            guard let text = text(name) else { return nil }
            guard let number = Int64(text), number >= 0 else {
                throw RequestFault.badRequest(Phrase("\(name) takes a whole number, not \"\(text)\"."))
            }
            return number
        }
        guard let rail = Rail(rawValue: text("kind") ?? Rail.payout.rawValue) else {
            throw RequestFault.badRequest(Phrase("\"\(text("kind") ?? "")\" is no kind of payment."))
        }
        let batch = text("batch")
        if let batch, !Intake.Order.isBatchName(batch) {
            throw RequestFault.badRequest(
                Phrase("batch takes 1 to 64 of A-Z a-z 0-9 . _ - without a leading dot, not \"\(batch)\"."))
        }
        let purpose = text("purpose")
        if let purpose,
            purpose.count > Intake.Order.purposeMax || !purpose.contains(where: { $0.isLetter || $0.isNumber })
        {
            throw RequestFault.badRequest(Phrase("purpose takes words, at most \(Intake.Order.purposeMax) characters."))
        }
        fileName = text("fileName")
        isDryRun = try flag("dryRun", of: uri)
        intake = Intake.Order(
            rail: rail, name: batch, allowsRepeats: try flag("allowRepeats", of: uri), sheet: text("sheet"),
            purpose: purpose,
            expected: ControlTotals(
                expectedRows: try number("expectRows").map { Int(clamping: $0) },
                total: try number("expectTotal").map { Rupiah($0) }))
    }
}
