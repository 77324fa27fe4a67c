package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import SNAP
package import Wording

/// What `explain --json` writes for each row found.
package struct ExplainDocument: Encodable {
    struct Check: Encodable {
        let attempt: Int
        let externalID: String
        let partnerReferenceNo: String
        let providerReferenceNo: String?
        let sentAt: String
        let state: String
        let answerCode: String?
        let answer: String?
        let answeredAt: String?
        let name: String?
        /// How the name compares with the one in the file: same, close, different or not_available.
        let nameVerdict: String?
        /// The rules that led to the verdict.
        let nameRules: [String]?
        let toldAt: String?
    }

    struct Sending: Encodable {
        let attempt: Int
        let generation: Int
        let externalID: String
        let partnerReferenceNo: String
        let providerReferenceNo: String?
        let sentAt: String
        let state: String
        let answerCode: String?
        let answer: String?
        let answeredAt: String?
        let inquiries: Int
        let inquiredAt: String?
        let toldBy: String?
        let settledAt: String?
        let contradictingStatus: String?
        let contradictingStatusAt: String?
        let contradictingToldBy: String?
    }

    struct Event: Encodable {
        let at: String
        let kind: String
        let detail: String
        let actor: String
    }

    let batch: String
    let kind: String
    let direction: String
    let name: String?
    let file: String
    let line: Int
    let reference: String
    let bankCode: String
    let bankName: String
    /// Masked to the last four digits, unless somebody who may see it asked for the whole.
    package var accountNumber: String
    let accountName: String
    let amount: Int64?
    let status: String
    let reasonCode: String?
    let reason: String?
    let contradiction: Bool
    let dueAt: String?
    let settledAt: String?
    let validations: [Check]
    let transfers: [Sending]
    let batchEvents: [Event]
    let events: [Event]
    /// The same story as for people.
    let lines: [String]
    let next: String
    let commands: [String]

    package init(_ explanation: Explanation, in language: Language) {
        let row = explanation.row
        batch = explanation.batch.identity.text
        kind = explanation.batch.rail.rawValue
        direction = explanation.batch.rail.direction.rawValue
        name = explanation.batch.name
        file = explanation.batch.fileName
        line = row.line
        reference = row.reference
        bankCode = row.bankCode
        bankName = explanation.bankName
        accountNumber = explanation.maskedAccount
        accountName = row.accountName
        amount = row.amount?.whole
        status = row.status.rawValue
        reasonCode = row.reason?.code
        reason = row.reason?.phrase(for: explanation.batch.rail).english
        contradiction = row.isContradictionOpen
        dueAt = row.dueAt?.iso8601
        settledAt = row.settledAt?.iso8601
        validations = explanation.validations.map { Check($0, accountName: row.accountName) }
        transfers = explanation.transfers.map(Sending.init)
        batchEvents = explanation.history.events.map(Event.init)
        events = explanation.events.map(Event.init)
        lines = explanation.lines.map { $0.text(in: language) }
        next = explanation.next.text(in: language)
        commands = explanation.commands
    }
}

extension ExplainDocument.Check {
    package init(_ check: ValidationRecord, accountName: String) {
        let comparison = check.name.map { NameComparison(file: accountName, bank: $0) }
        self.init(
            attempt: check.attempt.number, externalID: check.externalID.text,
            partnerReferenceNo: check.partnerReferenceNo.text, providerReferenceNo: check.providerReferenceNo,
            sentAt: check.sentAt.iso8601, state: check.state.rawValue, answerCode: check.answer?.code,
            answer: check.answer?.message, answeredAt: check.answeredAt?.iso8601, name: check.name,
            nameVerdict: comparison?.verdict.rawValue, nameRules: comparison?.rules.map(\.rawValue),
            toldAt: check.reportedAt?.iso8601)
    }
}

extension ExplainDocument.Sending {
    package init(_ transfer: Transfer) {
        self.init(
            attempt: transfer.attempt.number, generation: transfer.generation.number,
            externalID: transfer.externalID.text,
            partnerReferenceNo: transfer.partnerReferenceNo.text, providerReferenceNo: transfer.providerReferenceNo,
            sentAt: transfer.sentAt.iso8601, state: transfer.state.rawValue, answerCode: transfer.answer?.code,
            answer: transfer.answer?.message, answeredAt: transfer.answeredAt?.iso8601,
            inquiries: transfer.inquiries, inquiredAt: transfer.inquiredAt?.iso8601,
            toldBy: transfer.source?.rawValue, settledAt: transfer.settledAt?.iso8601,
            contradictingStatus: transfer.contradictedBy?.status.snapCode,
            contradictingStatusAt: transfer.contradictedBy?.reportedAt.iso8601,
            contradictingToldBy: transfer.contradictedBy?.source.rawValue)
    }
}

extension ExplainDocument.Event {
    package init(_ event: JournalEvent) {
        self.init(at: event.at.iso8601, kind: event.kind, detail: event.detail, actor: event.actor)
    }
}
