import Foundation
import PayoutCore
import PayoutLedger
import Presentation
import Testing
import Wording

@testable import Operations
@testable import salur

/// The documents about customers have the keys that their schemas demand, and no others.
@Suite struct BindingDocumentTests {
    @Test func `What has become of an account or card`() throws {
        var record = MandateRecord(customer: "C-1", status: .bound)
        record.maskedAccount = "******1234"
        try checkKeys(of: BindingDocument(record.outcome(.reported), Phrase("1 mandate"), .success), in: "customer")
        let card = CardRecord(customer: "C-1", status: .notBound).outcome(.sessionEnded)
        try checkKeys(of: BindingDocument(card, card.sentence, card.kind), in: "customer")
    }

    @Test func `What a refresh has found out`() throws {
        try checkKeys(of: RefreshDocument(RefreshJob.Result(means: .card)), in: "customer-refresh")
    }
}
