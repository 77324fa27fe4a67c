internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Wording

/// What a program can ask for. Each word is the `operationId` in `schemas/openapi.json` (a test).
enum APIRoute: String, CaseIterable, Sendable {
    case listBatches, uploadBatch, getBatch, previewBatch, approveBatch, turnDownBatch, pauseBatch, resumeBatch
    case closeBatch, decide, resolve, listRows, getRow, listEvents, listReports, getReport, listMandates

    static let root = "/api/v1"
    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

    static func unknown(_ method: HTTPRequest.Method, allowed: String = "GET, POST") -> RequestFault {
        RequestFault(
            .methodNotAllowed, Phrase("This address does not know \(method.rawValue)."), allowed: allowed)
    }

    var method: HTTPRequest.Method {
        switch self {
        case .listBatches, .getBatch, .previewBatch, .listRows, .getRow, .listEvents, .listReports, .getReport,
            .listMandates:
            .get
        case .uploadBatch, .approveBatch, .turnDownBatch, .pauseBatch, .resumeBatch, .closeBatch, .decide, .resolve:
            .post
        }
    }

    /// Below ``root``, with names of parameters in braces.
    var path: String {
        switch self {
        case .listBatches, .uploadBatch: "/batches"
        case .getBatch: "/batches/{batch}"
        case .previewBatch: "/batches/{batch}/preview"
        case .approveBatch: "/batches/{batch}/approve"
        case .turnDownBatch: "/batches/{batch}/turn-down"
        case .pauseBatch: "/batches/{batch}/pause"
        case .resumeBatch: "/batches/{batch}/resume"
        case .closeBatch: "/batches/{batch}/close"
        case .decide: "/batches/{batch}/decisions"
        case .resolve: "/batches/{batch}/rows/{line}/resolve"
        case .listRows: "/batches/{batch}/rows"
        case .getRow: "/batches/{batch}/rows/{line}"
        case .listEvents: "/batches/{batch}/journal"
        case .listReports: "/batches/{batch}/reports"
        case .getReport: "/batches/{batch}/reports/{file}"
        case .listMandates: "/mandates"
        }
    }

    var right: KeyRight {
        switch self {
        case .listBatches, .getBatch, .listRows, .getRow, .listEvents, .listReports, .listMandates: .view
        case .uploadBatch: .upload
        case .previewBatch, .approveBatch, .turnDownBatch: .approve
        case .pauseBatch, .resumeBatch, .closeBatch, .decide, .resolve: .operate
        case .getReport: .accounts
        }
    }
}

extension APIRoute {
    /// The parameters that may stand in the query of the address.
    var parameters: Set<String> {
        switch self {
        case .listBatches, .listEvents: ["limit", "after"]
        case .listRows: ["limit", "after", "status", "reason"]
        case .getRow: ["account"]
        case .decide, .resolve: ["dryRun"]
        case .uploadBatch:
            [
                "fileName", "kind", "batch", "purpose", "sheet", "expectRows", "expectTotal", "allowRepeats", "dryRun",
            ]
        case .getBatch, .previewBatch, .approveBatch, .turnDownBatch, .pauseBatch, .resumeBatch, .closeBatch,
            .listReports, .getReport, .listMandates:
            []
        }
    }

    /// Parameters that may stand there several times.
    private static let repeatable: Set<String> = ["status", "reason"]

    /// Refuses a misspelt parameter, which would be read nowhere, and one that stands there twice.
    ///
    /// - Throws: ``RequestFault``.
    func requireKnown(_ uri: URI) throws {
        var seen: Set<String> = []
        for name in uri.queryParameters.map({ String($0.key) }) {
            guard parameters.contains(name) else {
                throw RequestFault.badRequest(
                    Phrase("This address has no parameter \"\(name)\". Nothing was changed."))
            }
            guard seen.insert(name).inserted || Self.repeatable.contains(name) else {
                throw RequestFault.badRequest(
                    Phrase("The parameter \"\(name)\" stands there twice. Nothing was changed."))
            }
        }
    }
}

extension Console {
    /// The API. Whatever is not one of its addresses is refused in its own words.
    func addAPI(to router: Router<Visitor>) {
        let group = router.group(RouterPath(APIRoute.root)).add(
            middleware: KeyGate(people: people, reply: api) { address(of: $0, $1) })
        for route in APIRoute.allCases {
            group.on(RouterPath(route.path), method: route.method) { request, context in
                guard context.key?.terms.rights.contains(route.right) == true else { throw Self.lacks(route.right) }
                try route.requireKnown(request.uri)
                return try await answer(route, to: request, context)
            }
        }
        for (path, known) in Dictionary(grouping: APIRoute.allCases, by: \.path) {
            let methods = known.map(\.method)
            let allowed = methods.map(\.rawValue).sorted().joined(separator: ", ")
            for method in APIRoute.methods where !methods.contains(method) {
                group.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw APIRoute.unknown(method, allowed: allowed)
                }
            }
        }
        for method in APIRoute.methods {
            group.on("**", method: method) { _, _ -> Response in throw RequestFault.notFound }
        }
    }

    private func answer(_ route: APIRoute, to request: Request, _ context: Visitor) async throws -> Response {
        switch route {
        case .listBatches: try listBatches(request, context)
        case .uploadBatch: try await uploadBatch(request, context)
        case .getBatch: try getBatch(context)
        case .previewBatch: try await previewBatch(context)
        case .approveBatch: try await approveBatch(request, context)
        case .turnDownBatch: try await act(.close, by: request, context, ofUndecided: true)
        case .pauseBatch: try await act(.pause, by: request, context)
        case .resumeBatch: try await act(.resume, by: request, context)
        case .closeBatch: try await act(.close, by: request, context)
        case .decide: try await decide(request, context)
        case .resolve: try await resolve(request, context)
        case .listRows: try listRows(request, context)
        case .getRow: try await getRow(request, context)
        case .listEvents: try listEvents(request, context)
        case .listReports: try api.document(ReportsDocument(reports: reports(of: try batchOfAPI(context))))
        case .getReport: try await getReport(context)
        case .listMandates: try listMandates()
        }
    }

    static func lacks(_ right: KeyRight) -> RequestFault {
        RequestFault(.forbidden, Phrase("The key does not have the right \"\(right.rawValue)\"."))
    }
}
