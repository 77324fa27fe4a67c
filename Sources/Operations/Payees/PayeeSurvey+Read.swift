internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings

extension LedgerReader {
    /// What about the payees of a batch a person should look at, by these settings; nil where nothing is paid to an
    /// account, or nothing is left to be paid.
    func payeeSurvey(of batch: Batch, _ settings: Settings) throws -> PayeeSurvey? {
        guard batch.isOpen else { return nil }
        return try payeeSurvey(
            of: batch, changePercent: settings.amountChangePercent,
            warnsOfChangedAccounts: settings.accountChange == .warn)
    }
}

extension PayeeSurvey {
    /// What an approver has seen, in the words of the journal: `3 first payments, 2 changed accounts`.
    var acknowledged: [String] {
        var words: [String] = []
        if firstPayments > 0 { words.append("\(firstPayments) first payments") }
        if changedAccounts > 0 { words.append("\(changedAccounts) changed accounts") }
        if !largeAmounts.isEmpty { words.append("\(largeAmounts.count) large amounts") }
        guard let comparison else { return words }
        let (new, missing) = (comparison.newPayees.count, comparison.missingPayees.count)
        let name = comparison.batch.replacing(":", with: ".")
        return words + [
            "compared with \(name) (\(new) new payees and \(missing) missing and \(comparison.changedAmounts) amounts "
                + "changed)"
        ]
    }
}
