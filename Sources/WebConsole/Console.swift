internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import SalurSettings
internal import Synchronization
internal import Wording

/// What all pages share.
struct Console: Sendable {
    let settings: Settings
    let clock: any WallClock
    let logger: Logger
    let people: People
    let uploads: UploadShelf
    let dispatch: DispatchService
    let reply: PageReply
    let api: APIReply
    let requests: RequestBook
    let banks: BankDirectory
    let desk = CheckDesk()
    let previews = ShownPreviews<BatchApproval.Preview>()
    let addresses: ClientAddress

    /// Opened once for all pages, since opening costs more than most of them.
    private let opened = Opened()

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    init(
        settings: Settings, clock: any WallClock, logger: Logger, people: People, uploads: UploadShelf,
        dispatch: DispatchService, requests: RequestBook
    ) throws {
        var settings = settings
        // On the pages maker and checker are always two accounts.
        settings.fourEyes = .account
        self.settings = settings
        self.clock = clock
        self.logger = logger
        self.people = people
        self.uploads = uploads
        self.dispatch = dispatch
        self.requests = requests
        addresses = ClientAddress(proxies: settings.service.proxies)
        api = APIReply(isEncrypted: settings.service.isEncrypted)
        reply = PageReply(shelf: try TemplateShelf(), isEncrypted: settings.service.isEncrypted)
        banks = try BankDirectory(settings: settings)
    }

    /// Reads the ledger as it is now.
    ///
    /// - Throws: ``CommandFailure``, and what `body` throws.
    func read<Result>(_ body: (LedgerReader) throws -> Result) throws -> Result {
        try opened.ledger(settings.ledgerPath).read(body)
    }

    /// The ledger that pages read.
    ///
    /// - Throws: ``CommandFailure``.
    func ledger() throws -> Ledger { try opened.ledger(settings.ledgerPath) }

    /// Where a request comes from.
    func address(of request: Request, _ context: Visitor) -> String {
        let forwarded = HTTPField.Name("X-Forwarded-For").map { request.headers[values: $0] } ?? []
        return addresses.address(peer: context.address, forwarded: forwarded)
    }

    /// The batch with this name in an address.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where there is none.
    func batch(_ context: Visitor) throws -> Batch {
        let name = context.parameters.get("batch") ?? ""
        return try read { try BatchFinder.one(name, in: $0) }
    }

    /// What stands on a form, so that an answer to another form than was shown is found out.
    static func mark(_ parts: [String]) -> String { Hexadecimal.encode(Array(digest(parts).prefix(16))) }

    /// A digest that differs where any part does.
    static func digest(_ parts: [String]) -> [UInt8] {
        var hash = SHA256()
        for part in parts {
            hash.update(data: Array("\(part.utf8.count):".utf8))
            hash.update(data: Array(part.utf8))
        }
        return Array(hash.finalize())
    }

    /// A reason as the journal takes it.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where there is none, or it is too long.
    static func reason(_ text: String) throws(CommandFailure) -> String {
        let words = text.split { $0.isWhitespace }.joined(separator: " ")
        guard (1...500).contains(words.count) else {
            throw CommandFailure(
                .usage, Phrase("Say why, in at most 500 characters: it is recorded. Nothing was changed."))
        }
        return words
    }
}

extension Batch {
    /// What its pages call it: no other batch ever has the identity, in full, and it holds letters, digits and `.-_`
    /// alone.
    var address: String { identity.text }
}

/// The ledger that pages read, opened when it is first needed.
private final class Opened: Sendable {
    private let kept = Mutex<Ledger?>(nil)

    func ledger(_ path: String) throws -> Ledger {
        try kept.withLock { kept in
            if let kept { return kept }
            let ledger = try LedgerStatus.open(path)
            kept = ledger
            return ledger
        }
    }
}
