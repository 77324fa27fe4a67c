package import PayoutCore
internal import PayoutLedger
internal import PayoutRules
package import SalurSettings
internal import Wording

/// Finds out what `run` would do with a file: the job of `run --plan`, and the check of `run --only-plan`.
package struct PaymentPlanner: Sendable {
    private let settings: Settings
    private let link: BankLink
    private let banks: BankDirectory
    private let clock: any WallClock

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings, clock: any WallClock) throws(CommandFailure) {
        do {
            self.settings = settings
            link = try BankLink(settings)
            banks = try BankDirectory(settings: settings)
            self.clock = clock
        } catch {
            throw CommandFailure(error)
        }
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
                planning: settings, order.rail, allowsRepeats: order.allowsRepeats, clock: clock)
            let form = RowForm(
                order.rail, settings, banks: banks, parties: look.parties(settings, banks), sheet: order.sheet,
                expected: order.expected)
            return try plan(path, form, order, look)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Refuses to go on where the plan of the file is not the one that a person has seen.
    ///
    /// - Returns: the plan.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped``, naming what differs.
    func require(_ hash: PlanHash, of path: String, _ order: Intake.Order) throws(CommandFailure) -> PaymentPlan {
        let plan = try plan(path, order)
        guard plan.hash != hash else { return plan }
        let parts = plan.hash.parts(differingFrom: hash)
        let words = parts.isEmpty ? Phrase("the version of salur") : .joined(parts.map(\.phrase), by: "; ")
        throw CommandFailure(
            .stopped,
            Phrase(
                """
                \(path): the plan is another one now (\(plan.hash.text)). What differs: \(words). Nothing was sent. \
                Look at it with salur run --plan, with the same options.
                """), code: .planDiffers)
    }

    private func plan(
        _ path: String, _ form: RowForm, _ order: Intake.Order, _ look: LedgerLook
    ) throws -> PaymentPlan {
        let rows = PlanRows()
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
        let known = try look.inLedger { batch, reader in (batch: batch, totals: try reader.totals(batch.id)) }
        let held = try look.inLedger { try HeldRows(of: $0.id, $1) } ?? look.held
        let payable = Tally(
            count: check.accepted - look.heldTally.count,
            sum: Rupiah((check.sum ?? .zero).whole &- look.heldTally.sum.whole))
        let toPay = known.map { BatchWork($0.totals).toSend } ?? payable
        let shares = rows.byBank.sorted { $0.key < $1.key }.map { code, tally in
            PaymentPlan.BankShare(code: code, name: banks.bank(code: code)?.shortName ?? "", tally: tally)
        }
        let hash = PlanHash([
            .file: [order.rail.rawValue, check.digest, order.name ?? "", check.sheet?.name ?? ""],
            .rows: [words(Tally(count: check.accepted, sum: check.sum ?? .zero)), words(toPay)]
                + shares.map { "\($0.code) \(words($0.tally))" } + ["rejected \(check.rejected)"] + faults.words,
            .held: held.tallies.map { "\($0.code) \(words($0.tally))" } + held.rows.map { "\($0.line)" },
            .warnings: notes.words + check.reading.lines.map(\.english),
            .payees: look.survey?.acknowledged ?? [],
            .ledger: known.map { known in
                [known.batch.identity.text, known.batch.status.rawValue]
                    + PayoutStatus.allCases.map { "\($0.rawValue) \(words(known.totals[$0, default: .zero]))" }
            } ?? [],
            .settings: settings.decisive + [order.purpose ?? "", "\(order.allowsRepeats)"],
            .bank: [link.binding.baseURL, link.binding.merchantID],
        ])
        return PaymentPlan(
            rail: order.rail, check: check, violations: violations, warnings: warnings, banks: shares, held: held,
            toPay: toPay, canary: canary(rows, held, of: toPay), survey: look.survey, known: known, hash: hash)
    }

    /// The rows that would have to succeed first; none of a batch that is under way or has no others.
    private func canary(_ rows: PlanRows, _ held: HeldRows, of toPay: Tally) -> [String] {
        guard settings.canary > 0, toPay.count > settings.canary else { return [] }
        let waiting = Set(held.rows.map(\.line))
        return rows.first.filter { !waiting.contains($0.line) }.prefix(settings.canary).map(\.reference)
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
            "\(fourEyes)", cutOff.map { "\($0)" } ?? "none", banksFile ?? "",
            "\(canary)", "\(failurePercentMax ?? 0)", "\(ceilings)",
        ]
    }
}
