import LedgerAPI
import PayoutCore
import PayoutLedger
import Testing

/// What the state machine never does, a ledger refuses as well: each of these payouts was made past it.
@Suite struct GuardTests {
    private static let now = LedgerUnderTest.start

    /// What has become of a payout before it is forged.
    enum Situation {
        case queued, validating, validated, pending, succeeded, failed, refunded

        func comes(about payout: PayoutID, in test: LedgerUnderTest) throws {
            switch self {
            case .queued: break
            case .validating: try test.validates(payout)
            case .validated: try test.becomesValidated(payout)
            case .pending: try test.becomesPending(payout)
            case .succeeded: try test.ends(payout, as: .succeeded)
            case .failed: try test.ends(payout, as: .failed)
            case .refunded: try test.ends(payout, as: .refunded)
            }
        }
    }

    /// An attempt to break a promise.
    struct Forgery: CustomTestStringConvertible, Sendable {
        let what: String
        let situation: Situation
        /// The payout as it is forged; the other payout of the batch is pending.
        let forge: @Sendable (LedgerUnderTest, Payout, _ other: Payout) -> Payout

        init(
            _ what: String, after situation: Situation = .queued,
            _ forge: @escaping @Sendable (LedgerUnderTest, Payout, _ other: Payout) -> Payout
        ) {
            (self.what, self.situation, self.forge) = (what, situation, forge)
        }

        var testDescription: String { what }
    }

    private static func transfer(
        _ externalID: String, attempt: Attempt = 1, generation: Generation = 1, validation: ExternalID? = nil
    ) -> Transfer {
        Transfer(
            attempt: attempt, generation: generation, externalID: ExternalID(externalID),
            partnerReferenceNo: PartnerReferenceNo(String(repeating: "f", count: 32)), sentAt: now,
            validation: validation, state: .pending)
    }

    private static func pending(_ payout: Payout, _ transfers: Transfer...) -> Payout {
        Payout(order: payout.order, status: .pending, transfers: payout.transfers + transfers)
    }

    /// The payout with its first transfer changed.
    private static func changed(
        _ payout: Payout, _ status: PayoutStatus, _ change: (inout Transfer) -> Void
    ) -> Payout {
        var transfers = payout.transfers
        change(&transfers[0])
        return Payout(order: payout.order, status: status, transfers: transfers)
    }

    private static func validating(_ payout: Payout, _ validations: Validation...) -> Payout {
        Payout(order: payout.order, status: .validating, validations: payout.validations + validations)
    }

    private static let twice = [
        Forgery("a second live transfer", after: .succeeded) { test, payout, _ in
            pending(payout, transfer(test.identifier(), attempt: 2))
        },
        Forgery("the X-EXTERNAL-ID of another transfer") { _, payout, other in
            pending(payout, transfer(other.transfers[0].externalID.text))
        },
        Forgery("an X-EXTERNAL-ID of three characters") { _, payout, _ in pending(payout, transfer("abc")) },
        Forgery("a generation beyond the attempt") { test, payout, _ in
            pending(payout, transfer(test.identifier(), generation: 2))
        },
        Forgery("the same attempt twice", after: .failed) { test, payout, _ in
            pending(payout, transfer(test.identifier()))
        },
        Forgery("a success that becomes a failure", after: .succeeded) { _, payout, _ in
            changed(payout, .failed) { $0.state = .failed }
        },
        Forgery("a refund that becomes a success", after: .refunded) { _, payout, _ in
            changed(payout, .succeeded) { $0.state = .succeeded }
        },
        Forgery("an end that nobody told", after: .pending) { _, payout, _ in
            changed(payout, .failed) { $0.state = .failed }
        },
    ]

    private static let unvalidated = [
        Forgery("a transfer with a validation that never was") { test, payout, _ in
            pending(payout, transfer(test.identifier(), validation: ExternalID(test.identifier())))
        },
        Forgery("a transfer with the validation of another payout") { test, payout, other in
            pending(payout, transfer(test.identifier(), validation: other.transfers[0].validation))
        },
        Forgery("a transfer with a validation that has no result", after: .validating) { test, payout, _ in
            pending(payout, transfer(test.identifier(), validation: payout.validations[0].externalID))
        },
        Forgery("a transfer with the validation of an earlier attempt", after: .failed) {
            test, payout, _ in
            pending(payout, transfer(test.identifier(), attempt: 2, validation: payout.transfers[0].validation))
        },
        Forgery("a good validation without a name", after: .validating) { _, payout, _ in
            var validation = payout.validations[0]
            validation.state = .valid
            return Payout(order: payout.order, status: .validated, validations: [validation])
        },
        Forgery("a result that is told otherwise later", after: .validated) { _, payout, _ in
            var validation = payout.validations[0]
            validation.name = "SOMEBODY ELSE"
            return Payout(order: payout.order, status: .validated, validations: [validation])
        },
        Forgery("the X-EXTERNAL-ID of another validation", after: .validating) { test, payout, _ in
            let known = payout.validations[0].externalID
            return validating(
                payout,
                Validation(externalID: known, partnerReferenceNo: PartnerReferenceNo(test.identifier()), sentAt: now))
        },
        Forgery("the partnerReferenceNo of another validation", after: .validating) { test, payout, _ in
            let known = payout.validations[0].partnerReferenceNo
            return validating(
                payout,
                Validation(externalID: ExternalID(test.identifier()), partnerReferenceNo: known, sentAt: now))
        },
    ]

    private static let columns = [
        Forgery("a deadline of a payout that waits for nothing") { _, payout, _ in
            Payout(order: payout.order, status: .held, dueAt: now)
        },
        Forgery("a generation before the first") { _, payout, _ in
            Payout(order: payout.order, status: .held, generationMin: 0)
        },
        Forgery("an open contradiction that is none") { _, payout, _ in
            Payout(order: payout.order, status: .held, isContradicted: false, isContradictionOpen: true)
        },
    ]

    @Test(arguments: LedgerKind.allCases, twice + unvalidated + columns)
    func `A forged payout is refused whole`(kind: LedgerKind, forgery: Forgery) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 2)
        let payouts = try test.queued(batch)
        try test.becomesPending(payouts[1])
        try forgery.situation.comes(about: payouts[0], in: test)
        let (stored, other) = (try test.load(payouts[0]), try test.load(payouts[1]))
        let attempts = try test.attempts(batch).count
        let forged = forgery.forge(test, stored.payout, other.payout)
        #expect(forged != stored.payout)
        #expect(try !test.save(forged, over: stored))
        #expect(try test.load(payouts[0]).payout == stored.payout)
        #expect(try test.attempts(batch).count == attempts)
        try test.expectTotalsHold(batch)
    }
}
