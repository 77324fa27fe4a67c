internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Wording

extension Console {
    /// Rows that a search shows on a page.
    private static let foundMax = 50

    /// Finds rows of all batches.
    func addSearch(to router: RouterGroup<Visitor>) {
        router.get("/search") { request, context -> Response in
            let wanted = String(Form(queryOf: request)["q"].prefix(200))
            let search = ExplanationSearch(ledger: try ledger(), banks: banks, at: clock.now())
            let found = wanted.isEmpty ? [] : try search.everywhere(wanted)
            return page(
                found.map { summary($0.row, $0.batch, context) },
                ["wanted": Explanation.shown(wanted), "hasWanted": !wanted.isEmpty], context)
        }
        // Digits of an account stand in no address, and so in no log and no history of a browser.
        router.post("/search") { request, context -> Response in
            let form = try await context.ownForm(request)
            return try search(WantedRows(form), context)
        }
    }

    private func search(_ wanted: WantedRows, _ context: Visitor) throws -> Response {
        let found = try read { reader in
            let page = try reader.search(wanted.search(), before: wanted.before, limit: Self.foundMax)
            let rows = try page.rows.compactMap { row in
                try reader.batch(row.batch).map { summary(row, $0, context) }
            }
            return (rows: rows, next: page.next)
        }
        var content = wanted.fields
        content["isByParts"] = true
        content["next"] = found.next.map { "\($0.key)" } ?? ""
        content["hasMore"] = found.next != nil
        return page(found.rows, content, context)
    }

    private func page(_ rows: [[String: Any]], _ content: [String: Any], _ context: Visitor) -> Response {
        var content = content
        (content["rows"], content["hasFound"]) = (rows, !rows.isEmpty)
        return reply.page("search", title: Phrase("Search"), context, content)
    }
}

/// What was typed into the form that searches by parts of a row.
struct WantedRows {
    private static let (endingDigitsMin, endingDigitsMax) = (3, 8)
    private static let wordsMax = 5

    private let name: String
    private let account: String
    private let amount: String
    /// Where an earlier search stopped; nil at the beginning.
    let before: PayoutID?

    init(_ form: Form) {
        (name, account, amount) = (String(form["name"].prefix(100)), form["account"], form["amount"])
        before = Int64(form["before"]).map { PayoutID(key: $0) }
    }

    /// Whether nothing was typed.
    var isEmpty: Bool { name.isEmpty && account.isEmpty && amount.isEmpty }

    /// The form once more.
    var fields: [String: Any] {
        ["name": Explanation.shown(name), "ending": Explanation.shown(account), "amount": Explanation.shown(amount)]
    }

    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where nothing is looked for, or what was typed cannot be
    ///   understood.
    func search() throws(CommandFailure) -> RowSearch {
        let search = RowSearch(
            words: Self.words(name), accountEnding: try ending(), amount: try Self.rupiah(amount))
        guard !search.isEmpty else {
            throw CommandFailure(
                .usage, Phrase("Type a name, the last digits of an account number, or an amount to look for."))
        }
        return search
    }

    private func ending() throws(CommandFailure) -> String? {
        guard !account.isEmpty else { return nil }
        let digits = account.filter { $0 != " " && $0 != "-" && $0 != "*" }
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), digits.count >= Self.endingDigitsMin,
            digits.count <= Self.endingDigitsMax
        else {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    Type the last \(Self.endingDigitsMin) to \(Self.endingDigitsMax) digits of the account number, and \
                    not the whole number.
                    """))
        }
        return digits
    }

    /// The words of a name.
    static func words(_ name: String) -> [String] {
        name.split { $0.isWhitespace }.prefix(wordsMax).map(String.init)
    }

    /// An amount as a person types it; nil where nothing was typed.
    static func rupiah(_ text: String) throws(CommandFailure) -> Rupiah? {
        guard !text.isEmpty else { return nil }
        guard let amount = Rupiah(plain: text), amount > .zero else {
            throw CommandFailure(
                .usage, Phrase("Type the amount in whole rupiah without separators, such as 1500000."))
        }
        return amount
    }
}
