internal import Operations
internal import PayoutCore

/// What `reconcile --json` writes, as `schemas/reconcile.schema.json` describes it.
struct ReconcileDocument: Encodable {
    struct Amounts: Encodable {
        let count: Int
        let sum: Int64

        init(_ tally: Tally) { (count, sum) = (tally.count, tally.sum.whole) }
    }

    struct Matched: Encodable {
        let reference: Amounts
        let account: Amounts
        let amount: Amounts
        let sum: Amounts
    }

    struct Report: Encodable {
        let folder: String
        let seal: String
        let signer: String?
    }

    struct Finding: Encodable {
        let kind: String
        let statementLine: Int?
        let batch: String?
        let reference: String?
        let amount: Int64
        let message: String
    }

    let statement: String
    let reconciledCsv: String
    let seal: String
    let reports: [Report]
    let reconciled: Bool
    let batches: [String]
    let bookings: Int
    let skippedLines: Int
    let matched: Matched
    let returned: Amounts
    let fees: Amounts
    let openRows: Amounts
    let openOut: Amounts
    let openIn: Amounts
    let unclear: Amounts
    let findings: [Finding]
    let findingCount: Int

    init(_ found: ReconciledStatement) {
        func rows(_ basis: String) -> Amounts {
            Amounts(found.matched.first { $0.basis == basis }?.rows ?? .zero)
        }
        (statement, reconciledCsv) = (found.file, found.path)
        seal = found.seal
        reports = found.proofs.map { Report(folder: $0.folder, seal: $0.seal, signer: $0.signer) }
        (reconciled, batches) = (found.isReconciled, found.batches)
        (bookings, skippedLines) = (found.bookings, found.skipped)
        matched = Matched(
            reference: rows("reference"), account: rows("account"), amount: rows("amount"), sum: rows("sum"))
        (returned, fees) = (Amounts(found.returned), Amounts(found.fees))
        (openRows, openOut, openIn) = (Amounts(found.openRows), Amounts(found.openOut), Amounts(found.openIn))
        unclear = Amounts(found.unclear)
        findings = found.findings.map {
            Finding(
                kind: $0.kind, statementLine: $0.statementLine, batch: $0.batch, reference: $0.reference,
                amount: $0.amount.whole, message: Output.text($0.what))
        }
        findingCount = found.findingCount
    }
}
