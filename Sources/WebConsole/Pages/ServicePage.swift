internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings
internal import Wording

extension Console {
    /// How the service itself is.
    func addService(to router: RouterGroup<Visitor>) {
        router.get("/service") { _, context -> Response in
            let status = try LedgerStatus(of: try ledger(), at: clock.now())
            let facts: [(Phrase, String)] = [
                (Phrase("Version"), SalurVersion.text),
                (Phrase("Sends now"), context.text(sender(status.dispatcher))),
                (Phrase("This service"), context.text(standing)),
                (
                    Phrase("Last callback of the bank"),
                    status.lastCallback.map { JakartaTime($0).display } ?? context.text(Phrase("none yet"))
                ),
                (Phrase("Ledger"), settings.ledgerPath), (Phrase("Reports"), settings.outputDirectory),
            ]
            return reply.page(
                "service", title: Phrase("Service"), context, isLive: true,
                [
                    "facts": facts.map { ["name": context.text($0.0), "value": Explanation.shown($0.1)] },
                    "folders": settings.inboxFolders.map { folder($0, context) },
                ])
        }
    }

    /// A watched folder with the last files that came into it.
    private func folder(_ folder: InboxFolder, _ context: Visitor) -> [String: Any] {
        let history = InboxHistory(of: folder, limit: Self.inboxFilesMax)
        return [
            "path": folder.path, "fault": history.fault.map { context.text($0) } ?? "",
            "hasFault": history.fault != nil, "isEmpty": history.entries.isEmpty,
            "files": history.entries.map { entry in
                [
                    "name": Explanation.shown(entry.name), "state": context.text(entry.state.words),
                    "reason": entry.reason.map { Explanation.shown($0.text(in: context.language)) } ?? "",
                    "since": JakartaTime(entry.since).display,
                ]
            },
        ]
    }

    private static let inboxFilesMax = 20

    private func sender(_ dispatcher: LeaseHolder?) -> Phrase {
        guard let dispatcher else { return Phrase("nobody: nothing is being paid") }
        return Phrase("the process \(dispatcher.processID) on \(dispatcher.host)")
    }

    private var standing: Phrase {
        switch dispatch.standing {
        case .idle: Phrase("waits for approved batches")
        case .working(let since): Phrase("pays since \(JakartaTime(since).display)")
        case .waiting(let until, let why):
            Phrase("tries again at \(JakartaTime(until).display), or when something changes: \(why)")
        }
    }
}

extension InboxState {
    fileprivate var words: Phrase {
        switch self {
        case .incomplete: Phrase("not complete yet")
        case .claimed: Phrase("taken, being read")
        case .submitted: Phrase("submitted")
        case .waitsForApproval: Phrase("waiting for approval")
        case .approved: Phrase("approved")
        case .done: Phrase("done")
        case .duplicate: Phrase("known already, not paid again")
        case .refused: Phrase("refused")
        case .vanished: Phrase("removed by somebody")
        }
    }
}
