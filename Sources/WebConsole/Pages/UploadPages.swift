internal import HTTPTypes
internal import Hummingbird
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
    /// Findings that a page or an answer shows; the reports of the batch hold all.
    static let findingsMax = 200

    /// From a file on somebody's desk to a batch that waits for approval.
    func addUploads(to router: RouterGroup<Visitor>) {
        router.get("/upload") { _, context -> Response in upload(context) }
        router.post("/upload") { request, context -> Response in
            try Visitor.requireSameSite(request)
            let upload = try await receive(request, context)
            return .redirect(to: "/uploads/\(upload.id)")
        }
        router.get("/uploads/{upload}") { _, context -> Response in
            guard let upload = own(context) else { return reply.notFound(context) }
            return try await desk.run(for: context.actor) { checked(upload, context) }
        }
        router.post("/uploads/{upload}/submit") { request, context -> Response in
            guard let upload = own(context) else { return reply.notFound(context) }
            let form = try await context.ownForm(request)
            let corrections = uploads.corrections(of: upload)
            guard form["mark"] == (corrections.isEmpty ? "" : corrections.mark) else { throw changed() }
            let receipt = try await submit(
                upload, Intake.Order(allowsRepeats: form["allow_repeats"] == "yes"), by: context.actor)
            uploads.remove(upload)
            return back(to: receipt.batch)
        }
        router.post("/uploads/{upload}/discard") { request, context -> Response in
            guard let upload = own(context) else { return reply.notFound(context) }
            _ = try await context.ownForm(request)
            uploads.remove(upload)
            return .redirect(to: "/upload")
        }
    }

    /// Submits a file of the shelf, under the name that its person gave it, and writes its reports.
    func submit(_ upload: Upload, _ order: Intake.Order, by actor: String) async throws -> Submission.Receipt {
        var order = order
        (order.rail, order.purpose, order.shownName) = (upload.rail, upload.purpose, upload.fileName)
        order.corrections = uploads.corrections(of: upload)
        let submission = try Submission(settings: settings, clock: clock)
        let receipt = try await submission.submit(uploads.path(of: upload), order, by: actor)
        logger.info("submitted", metadata: ["batch": "\(receipt.batch.folderName)", "by": "\(actor)"])
        try await writeReports(of: receipt.batch)
        try prepare(receipt.batch)
        return receipt
    }

    /// Checks a file of the shelf as it would be when it is submitted.
    ///
    /// - Parameter onFinding: called for each fault, and for each warning.
    func check(
        _ upload: Upload, _ order: Intake.Order = Intake.Order(),
        onFinding: (Violation, _ isWarning: Bool) -> Void
    ) throws -> (check: FileCheck, look: LedgerLook) {
        let look = try LedgerLook(settings, upload.rail, clock: clock)
        let check = try FileCheck(
            path: uploads.path(of: upload), form(of: upload, look, order), onViolation: { onFinding($0, false) },
            onWarning: { onFinding($0, true) }, ceilings: settings.ceilings, look: look)
        return (check, look)
    }

    /// What the rows of a file of the shelf are held against, with what its person has corrected.
    func form(of upload: Upload, _ look: LedgerLook, _ order: Intake.Order = Intake.Order()) -> RowForm {
        var form = RowForm(
            upload.rail, settings, banks: banks, parties: look.parties(settings, banks), sheet: order.sheet,
            expected: order.expected)
        form.shownName = upload.fileName
        form.corrections = uploads.corrections(of: upload)
        return form
    }

    private func upload(_ context: Visitor, fault: Phrase? = nil) -> Response {
        reply.page(
            "upload", title: Phrase("Upload a file"), context,
            status: fault == nil ? .ok : .unprocessableContent,
            [
                "fault": fault.map { context.text($0) } ?? "", "hasFault": fault != nil,
                "megabytes": settings.service.uploadBytesMax >> 20,
            ])
    }

    /// The upload of an address, where it is this person's.
    func own(_ context: Visitor) -> Upload? {
        guard let upload = context.parameters.get("upload").flatMap({ uploads[$0] }), upload.person == context.actor
        else { return nil }
        return upload
    }

    /// Takes in the form with the file. The fields come before the file, so that nothing is kept of a form that is not
    /// ours.
    private func receive(_ request: Request, _ context: Visitor) async throws -> Upload {
        let length = request.headers[.contentLength].flatMap { Int($0) }
        guard let boundary = request.headers[.contentType].flatMap({ MultipartReader.boundary(in: $0) }) else {
            throw HTTPError(.unsupportedMediaType)
        }
        if let length, length > settings.service.uploadBytesMax { throw tooLarge() }
        var form = UploadForm(
            boundary: boundary, bytesMax: settings.service.uploadBytesMax, tooLarge: tooLarge(),
            isOwn: { context.isOwnForm($0) },
            begin: { name, rail, purpose in
                try uploads.begin(name, rail: rail, purpose: purpose, by: context.actor)
            })
        var pace = UploadPace()
        for try await buffer in request.body {
            try pace.add(buffer.readableBytes)
            try form.read(Array(buffer: buffer))
        }
        return try form.finish()
    }

    private func tooLarge() -> CommandFailure {
        CommandFailure(
            .badFile,
            Phrase(
                """
                The file is larger than \(settings.service.uploadBytesMax >> 20) MB. Nothing was submitted. Compress \
                it with gzip, or pay it with "salur run" on the machine of the service.
                """))
    }

    /// What stands in the file, checked as it would be when it is submitted.
    private func checked(_ upload: Upload, _ context: Visitor) -> Response {
        var findings = FoundFaults(max: Self.findingsMax)
        do {
            let (check, look) = try check(upload) { violation, isWarning in
                if isWarning { findings.add(warning: violation) } else { findings.add(violation) }
            }
            return reply.page(
                "checked", title: Phrase("Check the file"), context, content(check, look, findings, upload, context))
        } catch {
            let failure = CommandFailure(error)
            // What somebody has typed is kept: to take a correction back may be enough.
            guard uploads.corrections(of: upload).isEmpty else { return refused(upload, failure, context) }
            uploads.remove(upload)
            return self.upload(context, fault: failure.phrase)
        }
    }

    private func content(
        _ check: FileCheck, _ look: LedgerLook, _ findings: FoundFaults, _ upload: Upload, _ context: Visitor
    ) -> [String: Any] {
        let notes =
            (check.sheet?.sentence.map { [$0] } ?? []) + check.reading.lines + check.passed.lines
            + (look.survey?.lines ?? [])
        let held = look.held
        let corrections = uploads.corrections(of: upload)
        let isKnown = look.known != nil
        return [
            "upload": upload.id, "file": upload.fileName, "kind": context.text(upload.rail.title),
            "purpose": upload.purpose ?? "", "hasPurpose": upload.purpose != nil,
            "accepted": context.text(Phrase("\(count: check.accepted)")), "sum": check.sum?.display ?? "–",
            "rejected": context.text(Phrase("\(count: check.rejected)")), "hasRejected": check.rejected > 0,
            "warnings": context.text(Phrase("\(count: check.warnings)")),
            "isSubmittable": check.accepted + check.rejected > 0 && look.known == nil,
            "known": look.known?.folderName ?? "", "knownAddress": look.known?.address ?? "",
            "isKnown": isKnown,
            "faults": findings.faults.map { fault($0, context) },
            "hasMoreFaults": check.rejected > findings.faults.count,
            "hints": findings.warnings.map { fault($0, context) }, "hasHints": !findings.warnings.isEmpty,
            "notes": notes.map { ["text": context.text($0)] }, "hasNotes": !notes.isEmpty,
            "held": held.lines.map { ["text": context.text($0)] }, "hasHeld": held.tally.count > 0,
            "heldRows": context.text(Phrase("\(count: held.tally.count)")), "heldSum": held.tally.sum.display,
            "hasRepeats": held.repeats.count > 0, "isMendable": check.rejected > 0 && !isKnown,
            "corrections": (try? correctionList(of: upload, corrections, context)) ?? [],
            "hasCorrections": !corrections.isEmpty, "mark": corrections.isEmpty ? "" : corrections.mark,
        ]
    }

    private func fault(_ violation: Violation, _ context: Visitor) -> [String: Any] {
        [
            "line": violation.line, "reference": Explanation.shown(violation.row?.reference ?? ""),
            "name": Explanation.shown(violation.row?.accountName ?? ""),
            "column": violation.fault.column?.rawValue ?? "", "value": Explanation.shown(violation.fault.value),
            "what": context.text(violation.fault.message), "advice": context.text(violation.fault.whatToDo),
        ]
    }
}

/// The first faults of a file, and the first notes.
private struct FoundFaults {
    private(set) var faults: [Violation] = []
    private(set) var warnings: [Violation] = []
    private let max: Int

    init(max: Int) { self.max = max }

    mutating func add(_ violation: Violation) { if faults.count < max { faults.append(violation) } }

    mutating func add(warning: Violation) { if warnings.count < max { warnings.append(warning) } }
}
