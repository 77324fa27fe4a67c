internal import Operations
internal import PayoutCore
package import PayoutLedger
internal import PayoutReports
package import Wording

// What the journal holds in words of its own, for people who read it on a page. The journal itself stays as it is.
extension JournalEvent {
    /// What happened.
    package var what: Phrase {
        Self.ofBatch(kind) ?? Self.ofPerson(kind) ?? Self.ofBank(kind)
            ?? .verbatim(Explanation.shown(kind.replacing("_", with: " ")))
    }

    private static func ofBatch(_ kind: String) -> Phrase? {
        switch kind {
        case "file_read": Phrase("file read")
        case "run_started": Phrase("run begun")
        case "run_ended": Phrase("run ended")
        case "batch_submitted": Phrase("file submitted")
        case "batch_approved": Phrase("batch approved")
        case "approval_given": Phrase("approval given, others are missing")
        case "approvals_void": Phrase("approvals count no longer")
        case "batch_status": Phrase("batch moved on")
        case "prior_transfers": Phrase("bank asked about earlier payments")
        case "repeats_allowed": Phrase("repeated rows allowed")
        case "account_shown": Phrase("account number shown")
        case "report_taken": Phrase("report taken")
        case "row_corrected": Phrase("row corrected before submission")
        case "rejected_cells": Phrase("rejected rows kept as they came")
        case _: nil
        }
    }

    private static func ofPerson(_ kind: String) -> Phrase? {
        switch kind {
        case "released": Phrase("released by a person")
        case "retried": Phrase("tried again by a person")
        case "cancelled": Phrase("cancelled for good")
        case "resolved": Phrase("resolved by a person")
        case "dismissed": Phrase("said to be not due")
        case "payee_blocked": Phrase("payee is blocked")
        case "name_accepted_before": Phrase("name accepted before")
        case "duplicate_found": Phrase("looks like another payment")
        case "ceiling_reached": Phrase("passes a limit")
        case _: nil
        }
    }

    private static func ofBank(_ kind: String) -> Phrase? {
        switch kind {
        case "validation_intended": Phrase("account check begun")
        case "validation_answered": Phrase("account check answered")
        case "validation_reported": Phrase("account check reported")
        case "validation_overdue": Phrase("account check without a result")
        case "transfer_intended": Phrase("payment begun")
        case "transfer_answered": Phrase("payment answered")
        case "status_reported": Phrase("result reported")
        case "hinted": Phrase("callback without proof")
        case "inquiry_intended": Phrase("bank asked for the result")
        case "inquiry_undecided": Phrase("bank knows no result yet")
        case "recalled", "reopened": Phrase("waits its turn again")
        case "found_in_reports": Phrase("found in older reports")
        case "adopted": Phrase("found at the bank")
        case "callback_noted": Phrase("callback noted")
        case _: nil
        }
    }

    /// What the journal says about it, in words where it has a known form.
    package var details: Phrase {
        let record = RecordedReason.record(in: detail)
        let reason = record == detail ? nil : Explanation.shown(RecordedReason.words(in: detail))
        let known =
            switch kind {
            case "batch_status": BatchStatus(rawValue: record).map(Self.words)
            case "batch_approved", "approval_given": Self.amounts(record)
            case "batch_submitted": Self.submission(detail)
            case "account_shown", "row_corrected": Self.line(record)
            case "prior_transfers": Self.priorTransfers(record)
            case "run_ended": Self.ending(record)
            case _: Self.step(record)
            }
        guard let known else { return .verbatim(Explanation.shown(detail)) }
        guard kind != "batch_submitted", let reason else { return known }
        let why = StopReason(rawValue: reason).map { $0.rawValue.replacing("_", with: " ") } ?? reason
        return .joined([known, .verbatim(why)], by: ": ")
    }

    private static func words(_ status: BatchStatus) -> Phrase {
        switch status {
        case .importing: Phrase("the file comes in")
        case .submitted: Phrase("waits for approval")
        case .approved: Phrase("may be paid")
        case .running: Phrase("is being paid")
        case .stopped: Phrase("stopped")
        case .paused: Phrase("halted by a person")
        case .settled: Phrase("nothing more happens by itself")
        case .closed: Phrase("closed for good")
        }
    }

    private static func ending(_ record: String) -> Phrase? {
        switch record {
        case "settled": Phrase("nothing more happens by itself")
        case "interrupted": Phrase("interrupted")
        case "timed out": Phrase("nothing had changed for long")
        case "paused": Phrase("halted by a person")
        case "checked": Phrase("accounts checked, nothing was paid")
        case "declined": Phrase("a person said no")
        case "stopped": Phrase("stopped")
        case "failed": Phrase("failed")
        case _: nil
        }
    }

    /// Of `6 rows, 315000 rupiah, digest …`.
    private static func amounts(_ record: String) -> Phrase? {
        let parts = record.split(separator: ", ")
        guard parts.count > 1, let rows = number(parts[0], " rows"), let sum = number(parts[1], " rupiah") else {
            return nil
        }
        return Phrase("\(count: Int(rows)) rows, \(Rupiah(sum).display)")
    }

    private static func number(_ text: Substring, _ unit: String) -> Int64? {
        text.hasSuffix(unit) ? Int64(text.dropLast(unit.count)) : nil
    }

    /// Of `submitted "gaji.csv" for "salary"`.
    private static func submission(_ detail: String) -> Phrase? {
        guard detail.hasPrefix("submitted \"") else { return nil }
        return .verbatim(Explanation.shown(String(detail.dropFirst("submitted ".count))))
    }

    private static func line(_ record: String) -> Phrase? {
        guard record.hasPrefix("line "), let line = Int(record.dropFirst("line ".count)) else { return nil }
        return Phrase("line \(line)")
    }

    private static func priorTransfers(_ record: String) -> Phrase? {
        switch PriorTransfers(rawValue: record) {
        case .clear: Phrase("the bank knows none that the ledger does not know")
        case .lost: Phrase("the bank knows payments that the ledger does not know")
        case .unasked: Phrase("the bank is asked again")
        case nil: nil
        }
    }

    /// Of `held → queued, attempt 1, name_mismatch`.
    private static func step(_ record: String) -> Phrase? {
        let parts = record.split(separator: ", ").map(String.init)
        let statuses = parts.first?.split(separator: " → ").compactMap { PayoutStatus(rawValue: String($0)) } ?? []
        guard statuses.count == 2 else { return nil }
        let rest = parts.dropFirst().map { part -> Phrase in
            guard part.hasPrefix("attempt "), let attempt = Int(part.dropFirst("attempt ".count)) else {
                return .verbatim(Explanation.shown(part.replacing("_", with: " ")))
            }
            return Phrase("attempt \(attempt)")
        }
        return .joined([.joined(statuses.map(\.words), by: " → ")] + rest, by: ", ")
    }
}
