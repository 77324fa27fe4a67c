package import PayoutCore
internal import PayoutLedger
internal import PayoutRules
package import SalurSettings
internal import Wording

/// Finds out what `run` would do with a file: the job of `run --plan`, and the check of `run --only-plan`.
package struct PaymentPlanner: Sendable {
    private let basis: PaymentBasis

    private var settings: Settings { basis.settings }

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings, clock: any WallClock) throws(CommandFailure) {
        basis = try PaymentBasis(settings: settings, clock: clock)
    }

    /// Reads the file and the ledger. Nothing is written and no bank is asked.
    ///
    /// - Throws: ``CommandFailure``; with ``OutcomeKind/badFile`` where the file is refused.
    package func plan(_ path: String, _ order: Intake.Order) throws(CommandFailure) -> PaymentPlan {
        guard InputPath.canBeReadAgain(path) else {
            throw CommandFailure(
                .usage, Phrase("A plan needs a file that can be read twice, not standard input. Nothing was sent."))
        }
        do {
            let look = try LedgerLook(
                planning: settings, order.rail, allowsRepeats: order.allowsRepeats, clock: basis.clock)
            let form = basis.form(order, parties: look.parties(settings, basis.banks))
            return try plan(path, form, order, look)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Refuses to go on where the plan of the file is not the one that a person has seen. A batch that was made by that
    /// very plan goes on.
    ///
    /// - Returns: the plan.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped``, naming what differs.
    func require(_ hash: PlanHash, of path: String, _ order: Intake.Order) throws(CommandFailure) -> PaymentPlan {
        let plan = try plan(path, order)
        guard plan.hash != hash, !(plan.isMade(by: hash) && hash.isOfSameOrder(as: plan.hash)) else { return plan }
        throw CommandFailure(
            .stopped,
            Phrase(
                """
                \(path): \(plan.hash.difference(from: hash)) Nothing was sent. Look at the plan with salur run --plan, \
                with the same options.
                """), code: .planDiffers)
    }

    private func plan(
        _ path: String, _ form: RowForm, _ order: Intake.Order, _ look: LedgerLook
    ) throws -> PaymentPlan {
        let ceilings = order.rail == .payout ? settings.ceilings : Ceilings()
        let rows = PlanRows(keepsAmounts: ceilings.areDaily)
        var (violations, warnings) = ([Violation](), [Violation]())
        var (faults, notes) = (PlanWords(), PlanWords())
        let check = try FileCheck(
            path: path, form, rows: rows,
            onViolation: { found in
                faults.add(found)
                if violations.count < PaymentPlan.findingsMax { violations.append(found) }
            },
            onWarning: { found in
                notes.add(found)
                if warnings.count < PaymentPlan.findingsMax { warnings.append(found) }
            }, look: look)
        let known = try look.inLedger { batch, reader in
            (batch: batch, totals: try reader.totals(batch.id), plans: try reader.plans(of: batch.id))
        }
        let held = try look.inLedger { try HeldRows(of: $0.id, $1) } ?? look.held
        let payable = Tally(
            count: check.accepted - look.heldTally.count,
            sum: Rupiah((check.sum ?? .zero).whole &- look.heldTally.sum.whole))
        let toSend = known.map { $0.batch.state.goesOnByItself ? BatchWork($0.totals).toSend : .zero } ?? payable
        let forecast = try forecast(of: rows, ceilings, look)
        let asked = known.map { BatchCeiling.sum($0.totals) } ?? check.sum ?? .zero
        let isRefused = toSend.count > 0 && ceilings.batch.map { asked > $0 } ?? false
        let toPay = isRefused ? .zero : toSend.count == 0 ? .zero : forecast?.sent ?? toSend
        let shares = rows.byBank.sorted { $0.key < $1.key }.map { code, tally in
            PaymentPlan.BankShare(code: code, name: basis.banks.bank(code: code)?.shortName ?? "", tally: tally)
        }
        let hash = PlanHash([
            .file: [order.rail.rawValue, check.digest, order.name ?? "", check.sheet?.name ?? ""],
            .rows: [words(Tally(count: check.accepted, sum: check.sum ?? .zero)), words(toSend), words(toPay)]
                + shares.map { "\($0.code) \(words($0.tally))" } + ["rejected \(check.rejected)"] + faults.words,
            .held: held.tallies.map { "\($0.code) \(words($0.tally))" } + held.rows.map { "\($0.line)" }
                + (forecast?.held ?? [:]).map { "\($0.key.rawValue) \(words($0.value))" }.sorted(),
            .warnings: notes.words + check.reading.lines.map(\.english),
            .payees: look.survey?.acknowledged ?? [],
            .ledger: known.map { known in
                [known.batch.identity.text, known.batch.status.rawValue]
                    + PayoutStatus.allCases.map { "\($0.rawValue) \(words(known.totals[$0, default: .zero]))" }
            } ?? [],
            .settings: settings.decisive + [order.purpose ?? "", "\(order.allowsRepeats)"],
            .bank: [basis.link.binding.baseURL, basis.link.binding.merchantID],
        ])
        return PaymentPlan(
            rail: order.rail, check: check, violations: violations, warnings: warnings, banks: shares, held: held,
            toSend: toSend, toPay: toPay, forecast: forecast,
            canary: known == nil ? canary(rows, look, of: toPay) : [], survey: look.survey,
            known: known.map { ($0.batch, $0.totals) }, plans: known?.plans ?? [],
            ceilingRefusal: isRefused
                ? BatchCeiling(settings).refusal(of: known?.batch.folderName ?? check.file, asked) : nil,
            hash: hash)
    }

    /// What the ceilings make of the rows that would be queued.
    private func forecast(
        of rows: PlanRows, _ ceilings: Ceilings, _ look: LedgerLook
    ) throws -> CeilingForecast? {
        let now = basis.clock.now()
        if look.known != nil {
            return try look.inLedger { try CeilingForecast(of: $0, ceilings, $1, at: now) } ?? nil
        }
        guard ceilings.areDaily, var forecast = try look.read({ try CeilingForecast(ceilings, $0, at: now) }) else {
            return nil
        }
        for row in rows.amounts where !look.isHeld(row.line) { forecast.add(row.amount, to: row.payee) }
        return forecast
    }

    /// The rows that would have to succeed first; none of a batch that has no others.
    private func canary(_ rows: PlanRows, _ look: LedgerLook, of toPay: Tally) -> [String] {
        guard settings.canary > 0, toPay.count > settings.canary else { return [] }
        return rows.first.filter { !look.isHeld($0.line) }.prefix(settings.canary).map(\.reference)
    }

    private func words(_ tally: Tally) -> String { "\(tally.count) \(tally.sum.whole)" }
}

/// Findings as words of a hash, however many there are.
private struct PlanWords {
    private var digest = ""
    private var count = 0

    mutating func add(_ found: Violation) {
        count += 1
        digest = PlanHash([.rows: [digest, "\(found.line)", found.code.rawValue, found.fault.value]]).text
    }

    var words: [String] { ["\(count)", digest] }
}

extension Settings {
    /// The settings that decide what is paid, as words of a hash.
    fileprivate var decisive: [String] {
        [
            "\(policy.names)", "\(accountChange)", "\(amountChangePercent)", "\(duplicateWindow)", "\(noteCharacters)",
            "\(fourEyes)", "\(approvalLevels)", cutOff.map { "\($0)" } ?? "none", banksFile ?? "",
            "\(canary)", "\(failurePercentMax ?? 0)", "\(ceilings)",
        ]
    }
}
