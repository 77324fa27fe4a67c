internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import SalurSettings

extension Console {
    /// The files that stand in the folder of a batch, by name.
    func reports(of batch: Batch) -> [String] {
        let folder = ReportFolder(outputDirectory: settings.outputDirectory, batch: batch).path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Writes the reports of a batch as the ledger stands now.
    func writeReports(of batch: Batch) async throws {
        let reports = try BatchReports(settings: settings)
        _ = try reports.write([batch.identity.text])
    }

    /// A report for somebody who has signed in. Reports hold whole account numbers, so that who takes one is recorded.
    func takeReport(_ context: Visitor) async throws -> Response {
        let batch = try batch(context)
        let file = context.parameters.get("file") ?? ""
        guard reports(of: batch).contains(file) else { return reply.notFound(context) }
        try await AccountLook(settings: settings, clock: clock).take(report: file, of: batch, by: context.actor)
        return try await report(file, of: batch, context)
    }

    /// A report as a download, as the ledger stands now; the page for people opens in the browser.
    func report(_ file: String, of batch: Batch, _ context: Visitor) async throws -> Response {
        // Only what the folder lists is there: no name leads elsewhere.
        guard reports(of: batch).contains(file) else { return reply.notFound(context) }
        let folder = ReportFolder(outputDirectory: settings.outputDirectory, batch: batch).path
        let isNewest = try ledger().read { try EarlierReports(at: folder)?.isNewest(of: batch, $0) }
        if isNewest != true { try await writeReports(of: batch) }
        let path = folder + "/" + file
        let isPage = file.hasSuffix(".html")
        // The page has its own style in it, and is kept from everything else.
        var headers = reply.headers(
            contentType: isPage ? "text/html; charset=utf-8" : "application/octet-stream",
            policy: isPage ? "default-src 'none'; style-src 'unsafe-inline'; sandbox" : PageReply.policy)
        headers[.contentDisposition] = isPage ? "inline" : "attachment; filename=\"\(Self.headerName(file))\""
        return Response(
            status: .ok, headers: headers, body: try await FileIO().loadFile(path: path, context: context))
    }

    /// The name of a file as it can stand in a header.
    private static func headerName(_ file: String) -> String {
        String(file.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" })
    }
}
