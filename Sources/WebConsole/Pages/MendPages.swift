internal import HTTPTypes
internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import Presentation
internal import SalurSettings
internal import Wording

extension Console {
    /// Rows that are corrected on one page.
    private static let rowsToMendAPage = 20
    /// A form of so many rows with long cells.
    private static let mendFormBytesMax = 1 << 20

    /// Rejected rows, corrected in the browser: before a file is submitted, and as a new file afterwards.
    func addMending(to router: RouterGroup<Visitor>) {
        router.get("/uploads/{upload}/mend") { request, context -> Response in
            guard let upload = own(context) else { return reply.notFound(context) }
            return mend(upload, after: Self.after(request), context)
        }
        router.post("/uploads/{upload}/mend") { request, context -> Response in
            guard let upload = own(context) else { return reply.notFound(context) }
            let form = try await context.ownForm(request, bytesMax: Self.mendFormBytesMax)
            let last = try correct(form.cells, of: upload)
            let page = "/uploads/\(upload.id)/mend"
            return switch form["then"] {
            case "next": .redirect(to: "\(page)?after=\(last)")
            case "back": .redirect(to: "/uploads/\(upload.id)")
            case _: .redirect(to: "\(page)?after=\(Self.after(request))")
            }
        }
        router.post("/uploads/{upload}/take-back") { request, context -> Response in
            guard let upload = own(context) else { return reply.notFound(context) }
            let form = try await context.ownForm(request)
            var corrections = uploads.corrections(of: upload)
            if let line = Int(form["line"]) { corrections.takeBack(line) }
            try uploads.keep(corrections, of: upload)
            return .redirect(to: "/uploads/\(upload.id)")
        }
        router.post("/batches/{batch}/mend") { request, context -> Response in
            let batch = try batch(context)
            _ = try await context.ownForm(request)
            // The file has whole account numbers, also those of rows that another person submitted.
            try await AccountLook(settings: settings, clock: clock)
                .take(report: "rejected.csv", of: batch, by: context.actor)
            let upload = try uploads.beginMending(batch, in: try ledger(), by: context.actor)
            return .redirect(to: "/uploads/\(upload.id)/mend")
        }
    }

    private static func after(_ request: Request) -> Int {
        request.uri.queryParameters["after"].flatMap { Int($0) } ?? 0
    }

    /// A file that is refused as a whole since it was corrected, with its corrections.
    func refused(_ upload: Upload, _ failure: CommandFailure, _ context: Visitor) -> Response {
        let corrections = uploads.corrections(of: upload)
        return reply.page(
            "mend", title: Phrase("Correct rejected rows"), context, status: .unprocessableContent,
            [
                "upload": upload.id, "file": upload.fileName, "hasRows": false, "hasFault": true,
                "fault": context.text(failure.phrase), "hasCorrections": !corrections.isEmpty,
                "corrections": (try? correctionList(of: upload, corrections, context))
                    ?? corrections.lines.map { ["line": $0, "text": ""] },
            ])
    }

    /// What a person has corrected in an upload, a line for each row.
    func correctionList(
        of upload: Upload, _ corrections: RowCorrections, _ context: Visitor
    ) throws -> [[String: Any]] {
        guard !corrections.isEmpty else { return [] }
        let columns = try cells(of: upload).columns
        return corrections.lines.map { line in
            ["line": line, "text": context.text(columns.words(for: corrections[line]?.cells ?? []))]
        }
    }

    /// The cells of an upload as its file has them.
    private func cells(of upload: Upload) throws -> FileCells {
        var form = form(of: upload, try LedgerLook(settings, upload.rail, clock: clock))
        form.corrections = nil
        return try FileCells(path: uploads.path(of: upload), form)
    }

    private func mend(_ upload: Upload, after line: Int, _ context: Visitor) -> Response {
        do {
            let look = try LedgerLook(settings, upload.rail, clock: clock)
            let page = try RowsToMend(
                path: uploads.path(of: upload), form(of: upload, look), ceilings: settings.ceilings, look: look,
                after: line, limit: Self.rowsToMendAPage)
            guard !page.rows.isEmpty else {
                let isDone = line <= 0 || page.check.rejected == 0
                return .redirect(to: "/uploads/\(upload.id)" + (isDone ? "" : "/mend"))
            }
            return reply.page(
                "mend", title: Phrase("Correct rejected rows"), context,
                [
                    "upload": upload.id, "file": upload.fileName, "after": line, "hasRows": true, "hasFault": false,
                    "rejected": context.text(Phrase("\(count: page.check.rejected)")), "hasMore": page.hasMore,
                    "rows": page.rows.map { row($0, of: upload.rail, page.columns, context) }, "hasCorrections": false,
                ])
        } catch {
            return refused(upload, CommandFailure(error), context)
        }
    }

    /// Takes in what was typed on a page. A cell that was not touched stays as the file has it.
    ///
    /// - Returns: the last line of the page.
    private func correct(_ typed: [Int: [Int: String]], of upload: Upload) throws -> Int {
        guard typed.count <= Self.rowsToMendAPage else { throw HTTPError(.badRequest) }
        let file = try cells(of: upload)
        let found = try file.read(lines: Set(typed.keys))
        var corrections = uploads.corrections(of: upload)
        for (line, cells) in typed.sorted(by: { $0.key < $1.key }) {
            guard let before = found[line] else { continue }
            let after = Self.cells(corrections[line]?.after ?? before, with: cells, file.columns.namedCount)
            guard after.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
                throw CommandFailure(
                    .usage,
                    Phrase(
                        """
                        Line \(line) would have no cell left. Nothing was changed. A row that is not to be paid stays \
                        as it is: it is rejected.
                        """))
            }
            guard corrections.correct(line, RowCorrection(before: before, after: after)) else {
                throw CommandFailure(
                    .usage,
                    Phrase(
                        """
                        Only \(count: RowCorrections.rowsMax) rows of a file can be corrected here. Nothing was \
                        changed. Correct the file where it came from, and upload it again.
                        """))
            }
        }
        try uploads.keep(corrections, of: upload)
        return typed.keys.max() ?? 0
    }

    /// The cells of a row with those that were typed. Empty cells to the right of the columns are dropped.
    static func cells(_ cells: [String], with typed: [Int: String], _ columns: Int) -> [String] {
        let width = max(cells.count, columns)
        var changed = cells + Array(repeating: "", count: width - cells.count)
        for (position, text) in typed where changed.indices.contains(position) {
            // A field of one line holds no line breaks: a cell with some comes back without them.
            if asField(text) != asField(changed[position]) { changed[position] = text }
        }
        while changed.count > max(columns, 1), changed.last?.isEmpty == true { changed.removeLast() }
        return changed
    }

    private static func asField(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" && $0 != "\n" }))
    }
}

extension Console {
    /// Columns that Salur itself has added to a file of rejected rows: nobody types into them.
    private static let ownColumns: [Column] = [.reason, .whatToDo, .mends]

    private func row(
        _ row: RowsToMend.Row, of rail: Rail, _ columns: ColumnLayout, _ context: Visitor
    ) -> [String: Any] {
        let own = Set(Self.ownColumns.compactMap { columns.index(of: $0) })
        let payment = Set((rail.columns + [.currency]).compactMap { columns.index(of: $0) })
        let isWhole = !row.faults.contains { $0.code == .wrongCellCount }
        var (cells, others): ([[String: Any]], [[String: Any]]) = ([], [])
        for position in 0..<max(row.cells.count, columns.namedCount) where !(isWhole && own.contains(position)) {
            let faults = row.faults.filter { violation in
                violation.fault.column.flatMap { columns.index(of: $0) } == position
            }
            let isNamed = position < columns.namedCount
            let cell: [String: Any] = [
                "line": row.line, "position": position,
                "label": isNamed
                    ? Explanation.shown(columns.names[position])
                    : context.text(Phrase("Cell \(position + 1), to the right of the columns")),
                "value": row.cells.indices.contains(position) ? row.cells[position] : "",
                "isWrong": !faults.isEmpty, "faults": faults.map { Self.words($0, context) },
            ]
            if payment.contains(position) || !faults.isEmpty || !isWhole {
                cells.append(cell)
            } else {
                others.append(cell)
            }
        }
        let general = row.faults.filter { $0.fault.column.flatMap { columns.index(of: $0) } == nil }
        let name = row.faults.compactMap(\.row).first
        let known = [name?.reference, name?.accountName].compactMap { $0 }.filter { !$0.isEmpty }
        return [
            "line": row.line, "name": known.joined(separator: " · "), "hasName": !known.isEmpty,
            "faults": general.map { Self.words($0, context) }, "cells": cells, "others": others,
            "hasOthers": !others.isEmpty,
        ]
    }

    private static func words(_ violation: Violation, _ context: Visitor) -> [String: Any] {
        ["what": context.text(violation.fault.message), "advice": context.text(violation.fault.whatToDo)]
    }
}
