package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
package import Wording

extension Explanation {
    /// More lines than this are not shown; what is in the middle is left out first.
    package static let linesMax = 10

    /// What happens next, and when.
    package var next: Phrase { future.words }

    /// What a person may type next; empty where nothing is to be done.
    package var commands: [String] { future.commands }

    private var future: ExplanationNext {
        ExplanationNext(
            row: row, batch: batch, mending: mending, transfers: transfers, typed: TypedCommand(batch: namedBatch),
            now: readAt)
    }

    /// The life in at most ``linesMax`` lines, oldest first; the last says what happens next.
    package var lines: [Phrase] {
        let typed = commands.map { "\"\(Self.shown($0))\"" }.joined(separator: ", ")
        return lines(ending: commands.isEmpty ? next : Phrase("\(next) Type \(typed)."))
    }

    /// The same without commands: a page has buttons.
    package var story: [Phrase] { lines(ending: next) }

    private func lines(ending last: Phrase) -> [Phrase] {
        let fixed = [asked, submitted]
        let now = numbers.map { Phrase("Now \(standing) \($0)") } ?? Phrase("Now \(standing)")
        let end = [now, Phrase("Next: \(last)")]
        let room = Self.linesMax - fixed.count - end.count
        return fixed + ExplanationStep.condensed(steps, linesMax: room) + end
    }

    /// A rejected row in one line, where several share the reference.
    package var rejection: Phrase {
        let why = row.reason.map { Self.shown($0.phrase(for: batch.rail)) } ?? standing
        return Phrase("line \(row.line) of \(batch.shownFileName): \(amount) to \(Self.shown(row.accountName)): \(why)")
    }

    // MARK: Who asked for what

    private var amount: String { row.amount?.display ?? "\"\(Self.shown(row.amountText ?? ""))\"" }

    private var asked: Phrase {
        let party = Self.shown(row.accountNumber)
        let place = Phrase("line \(row.line) of \(batch.shownFileName), batch \(batch.folderName)")
        switch batch.rail {
        case .payout: break
        case .collection: return Phrase("\(Self.shown(row.reference)): \(amount) from customer \(party); \(place).")
        case .refund: return Phrase("\(Self.shown(row.reference)): \(amount) back for payment \(party); \(place).")
        case .charge: return Phrase("\(Self.shown(row.reference)): \(amount) from the card of \(party); \(place).")
        }
        let bank = bankName.isEmpty ? Self.shown(row.bankCode) : "\(bankName) (\(row.bankCode))"
        return Phrase(
            """
            \(Self.shown(row.reference)): \(amount) to \(Self.shown(row.accountName)), account \(maskedAccount) at \
            \(bank); line \(row.line) of \(batch.shownFileName), batch \(batch.folderName).
            """)
    }

    private var submitted: Phrase {
        let submission = history.events.last { $0.kind == "batch_submitted" }
        let approval = history.events.last { $0.kind == "batch_approved" }
        let at = Self.moment(batch.createdAt)
        var phrase = Phrase("\(at)  Submitted")
        if let person = submission?.actor, person != Self.program { phrase = Phrase("\(phrase) by \(person)") }
        if let approval {
            let (at, person) = (Self.moment(approval.at), Self.shown(approval.actor))
            let said = ApprovalRecord.reason(in: approval.detail)
            let reason = said == RecordedReason.ofRun ? RecordedReason.ofRunInWords : .verbatim(Self.shown(said))
            phrase = Phrase("\(phrase), approved \(at) by \(person): \(reason)")
        } else if let approvedAt = history.approvedAt {
            phrase = Phrase("\(phrase), approved \(Self.moment(approvedAt))")
        }
        guard let reason = history.payAgainReason else { return Phrase("\(phrase).") }
        return Phrase("\(phrase); paid again on purpose: \(Self.shown(reason))")
    }

    /// The actor of what no person did.
    static let program = "salur"

    // MARK: Where it stands

    private var standing: Phrase {
        let status = row.status.words
        if let reason = row.reason { return Phrase("\"\(status)\": \(Self.shown(reason.phrase(for: batch.rail)))") }
        return switch row.status {
        case .queued: Phrase("\"\(status)\": waiting to be sent.")
        case .validating: Phrase("\"\(status)\": the bank was asked whether the account can receive.")
        case .validated: Phrase("\"\(status)\": the account can receive, and the transfer is about to be sent.")
        case .pending: Phrase("\"\(status)\": sent, or it may have been; the bank has not told the result.")
        case .succeeded: Phrase("\"\(status)\": the money has arrived.")
        case .cancelled: Phrase("\"\(status)\": a person stopped it before anything was sent.")
        case .rejected, .held, .unverified, .invalid, .refunded, .failed, .notFound: Phrase("\"\(status)\".")
        }
    }

    /// What the bank finds the transfer by, where it must be asked about it.
    private var numbers: Phrase? {
        guard let open = row.isContradictionOpen ? transfers.last : transfers.last(where: { $0.state == .pending })
        else {
            return nil
        }
        return Phrase(
            "At the bank: external_id \(open.externalID.text), partner_reference_no \(open.partnerReferenceNo.text).")
    }

    static func moment(_ time: Timestamp) -> String { JakartaTime(time).display }
}
