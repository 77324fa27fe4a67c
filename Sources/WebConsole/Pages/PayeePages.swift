internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import Presentation
internal import Wording

extension Console {
    private static let payeesAPage = 50
    private static let blocksMax = 100

    /// Accounts that were paid, and the block list. All account numbers are masked, whoever looks.
    func addPayees(to router: RouterGroup<Visitor>) {
        router.get("/payees") { request, context -> Response in
            let before = request.uri.queryParameters["before"].flatMap { Int64($0) }
            return try payees(RowSearch(), before: before.map { PayoutID(key: $0) }, [:], context)
        }
        // Digits of an account stand in no address.
        router.post("/payees") { request, context -> Response in
            let form = try await context.ownForm(request)
            let wanted = WantedRows(form)
            guard !wanted.isEmpty else { return .redirect(to: "/payees") }
            return try payees(try wanted.search(), before: wanted.before, wanted.fields, context)
        }
    }

    private func payees(
        _ search: RowSearch, before: PayoutID?, _ fields: [String: Any], _ context: Visitor
    ) throws -> Response {
        let (page, blocked, batches) = try read { reader in
            let page = try reader.payeeBook(search, before: before, limit: Self.payeesAPage)
            let batches = try Set(page.payees.map(\.newest.batch)).compactMap { try reader.batch($0) }
            return (page, try reader.blockedPayees(), batches)
        }
        var content = fields
        content["payees"] = page.payees.map { payee($0, blocked, batches, context) }
        content["hasPayees"] = !page.payees.isEmpty
        content["isSearch"] = !search.isEmpty
        content["next"] = page.next.map { "\($0.key)" } ?? ""
        content["hasMore"] = page.next != nil
        content["isFirst"] = before == nil
        let isListed = search.isEmpty && before == nil
        content["blocked"] = isListed ? blocked.prefix(Self.blocksMax).map { block($0, context) } : []
        content["hasBlocked"] = isListed && !blocked.isEmpty
        return reply.page("payees", title: Phrase("Payees"), context, content)
    }

    private func payee(
        _ known: KnownPayee, _ blocked: [BlockedPayee], _ batches: [Batch], _ context: Visitor
    ) -> [String: Any] {
        let payee = known.payee
        let block = blocked.first { entry in
            entry.party.isPayee(bank: payee.bankCode, account: payee.accountNumber, names: payee.fileNames)
        }
        let others = known.otherAccounts.map { other in
            context.text(
                Phrase(
                    """
                    Under this name \(bankName(other.bankCode)) \(Explanation.masked(other.accountNumber)) was paid \
                    too, last on \(Self.day(other.lastPaidAt))
                    """))
        }
        return [
            "names": Explanation.shown(payee.fileNames.joined(separator: ", ")),
            "bankName": Explanation.shown(payee.bankName ?? "–"), "bank": bankName(payee.bankCode),
            "account": Explanation.masked(payee.accountNumber), "first": Self.day(payee.firstPaidAt),
            "last": Self.day(payee.lastPaidAt),
            "count": context.text(Phrase("\(count: payee.payments.count)")), "sum": payee.payments.sum.display,
            "line": known.newest.line, "address": batches.first { $0.id == known.newest.batch }?.address ?? "",
            "others": others.map { ["text": $0] },
            "block": block.map { context.text(Self.words(of: $0.block)) } ?? "", "isBlocked": block != nil,
        ]
    }

    private static func day(_ moment: Timestamp) -> String { String(JakartaTime(moment).iso8601.prefix(10)) }

    private func bankName(_ code: String) -> String { banks.bank(code: code)?.shortName ?? code }

    private func block(_ entry: BlockedPayee, _ context: Visitor) -> [String: Any] {
        ["who": context.text(entry.party.phrase), "words": context.text(Self.words(of: entry.block))]
    }

    private static func words(of block: PayeeBlock) -> Phrase {
        let (person, reason) = (Explanation.shown(block.by.person), Explanation.shown(block.by.reason))
        return Phrase("Blocked by \(person) on \(day(block.blockedAt)): \(reason)")
    }
}
