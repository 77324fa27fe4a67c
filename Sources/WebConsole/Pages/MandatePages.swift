internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import Presentation
internal import Wording

extension Console {
    private static let mandatesAPage = 50

    /// Customers whose bank accounts are bound, and what each of them waits for.
    func addMandates(to router: RouterGroup<Visitor>) {
        router.get("/mandates") { request, context -> Response in
            let after = request.uri.queryParameters["after"].flatMap { Int64($0) }.map { BindingID(key: $0) }
            let found = try read { try $0.mandates(after: after, limit: Self.mandatesAPage + 1) }
            let shown = found.prefix(Self.mandatesAPage)
            return reply.page(
                "mandates", title: Phrase("Mandates"), context,
                [
                    "mandates": shown.map { mandate($0, context) }, "hasMandates": !shown.isEmpty,
                    "hasMore": found.count > shown.count, "next": shown.last?.id.key ?? 0, "isFirst": after == nil,
                ])
        }
    }

    private func mandate(_ stored: StoredBinding<MandateRecord>, _ context: Visitor) -> [String: Any] {
        let record = stored.record
        return [
            "customer": Explanation.shown(record.customer),
            "bank": record.bankCode.map { banks.bank(code: $0)?.shortName ?? $0 } ?? "–",
            "account": Explanation.shown(record.maskedAccount ?? ""),
            "holder": Explanation.shown(record.maskedHolder ?? ""), "state": context.text(record.status.words),
            "waits": context.text(record.waits(at: clock.now())), "changed": JakartaTime(stored.changedAt).display,
        ]
    }
}
