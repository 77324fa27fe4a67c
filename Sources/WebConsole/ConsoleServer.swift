internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
package import Logging
internal import NIOCore
internal import NIOSSL
package import Operations
package import PayoutCore
internal import PayoutLedger
package import SalurSettings
internal import ServiceLifecycle
internal import Wording

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The pages of `salur serve`, for as long as the service runs:
///
///     let console = try ConsoleServer(
///         settings: settings, clock: SystemClock(), people: people, dispatch: dispatch, requests: requests,
///         logger: logger, onListening: { port in … })
///     // A member of the service group.
package struct ConsoleServer: Service {
    /// Connections at the same time; others wait.
    private static let connectionsMax = 512
    /// How long a connection may say nothing: a slow one holds up nobody.
    private static let idleTime = TimeAmount.seconds(30)

    private let console: Console
    private let onListening: @Sendable (Int) async -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - people: who may sign in.
    ///   - dispatch: what the page of the service tells about sending.
    ///   - requests: answers the API's requests that act.
    ///   - onListening: called once with the port.
    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(
        settings: Settings, clock: any WallClock, people: People, dispatch: DispatchService, requests: RequestBook,
        logger: Logger, onListening: @escaping @Sendable (Int) async -> Void
    ) throws(CommandFailure) {
        do {
            let uploads = UploadShelf(
                folder: settings.service.uploads ?? settings.ledgerPath + ".uploads", clock: clock)
            try uploads.prepare()
            console = try Console(
                settings: settings, clock: clock, logger: logger, people: people, uploads: uploads, dispatch: dispatch,
                requests: requests)
            self.onListening = onListening
            self.logger = logger
        } catch {
            throw CommandFailure(error)
        }
    }

    package func run() async throws {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let service = console.settings.service
        let onListening = onListening
        let application = Application(
            router: console.router(), server: try Self.server(service.tls),
            configuration: ApplicationConfiguration(
                address: .hostname(service.host, port: service.port),
                availableConnectionsDelegate: .maximum(Self.connectionsMax, logger: quiet)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) }, logger: quiet)
        do {
            try await application.run()
        } catch let error as IOError {
            throw CommandFailure(.badSettings, Self.refusal(service, error))
        }
    }

    private static func server(_ tls: Settings.Service.TLS?) throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(configuration: .init(idleTimeout: idleTime))
        guard let tls else { return plain }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(tls.certificateFile)
            let key = try NIOSSLPrivateKey(file: tls.keyFile, format: .pem)
            let configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            return try .tls(plain, tlsConfiguration: configuration)
        } catch {
            throw CommandFailure(
                .badSettings,
                Phrase(
                    """
                    The certificate \(tls.certificateFile) and the key \(tls.keyFile) cannot be used: \
                    \("\(error)"). Set service.certificateFile and service.keyFile to a PEM chain and its key.
                    """))
        }
    }

    private static func refusal(_ service: Settings.Service, _ error: IOError) -> Phrase {
        let address = "\(service.host):\(service.port)"
        return error.errnoCode == EADDRINUSE
            ? Phrase(
                """
                The address \(address) for the console is in use by another program. Stop that program, or set \
                service.listen (SALUR_SERVICE_LISTEN) to a free port.
                """)
            : Phrase(
                """
                The console cannot be shown at \(address): \(String(cString: strerror(error.errnoCode))). Set \
                service.listen (SALUR_SERVICE_LISTEN) to an address of this machine and a port that may be used.
                """)
    }
}

extension Console {
    /// Every page, each behind the right that it needs.
    func router() -> Router<Visitor> {
        let router = Router(context: Visitor.self)
        router.add(middleware: RefusedBodies())
        addAssets(to: router)
        // Before the gate of the pages, so that sessions count for nothing there.
        addAPI(to: router)
        router.add(middleware: Gate(people: people, reply: reply, api: api))
        addSignIn(to: router)
        func group(_ right: Right) -> RouterGroup<Visitor> {
            router.group().add(middleware: Guarded(right: right, reply: reply))
        }
        let look = group(.look)
        addOverview(to: look)
        addBatches(to: look)
        addProgress(to: look)
        addRows(to: look)
        addSearch(to: look)
        addAccounts(to: look)
        addService(to: look)
        addSchedules(to: look)
        addPayees(to: look)
        addMandates(to: look)
        let submit = group(.submit)
        addUploads(to: submit)
        addMending(to: submit)
        addApproval(to: group(.approve))
        let operate = group(.operate)
        addBatchActs(to: operate)
        addDecisions(to: operate)
        router.get("**") { _, context -> Response in
            context.person == nil ? .redirect(to: "/sign-in") : reply.notFound(context)
        }
        return router
    }

    /// What needs no person: the style, the script, and whether the service is alive.
    private func addAssets(to router: Router<Visitor>) {
        func add(_ path: RouterPath, _ bytes: [UInt8], _ contentType: String) {
            router.get(path) { _, _ -> Response in
                var headers = reply.headers(contentType: contentType)
                headers[.cacheControl] = "max-age=300"
                return Response(
                    status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
            }
        }
        add("/assets/console.css", PackageResources.console_css, "text/css; charset=utf-8")
        add("/assets/console.js", PackageResources.console_js, "text/javascript; charset=utf-8")
        router.get("/healthz") { _, _ in
            Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
        }
        router.get("/readyz") { _, _ -> Response in
            let isReady = (try? read { _ = try $0.lastCallback() }) != nil
            return Response(
                status: isReady ? .ok : .serviceUnavailable,
                body: ResponseBody(byteBuffer: ByteBuffer(string: isReady ? "ready\n" : "the ledger cannot be read\n")))
        }
    }
}
