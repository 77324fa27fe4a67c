import PayoutCore

extension Bank {
    /// Plans what is reported about a charge that was answered PENDING, or that changes later.
    mutating func planCharge(_ reports: [Telling], _ index: Int, _ reply: inout Reply) {
        let record = cards.charges[index]
        let identity = record.correlationID
        let delay = chance.duration(in: settings.timing.transferDelay, .transferDelay, identity)
        let isLate = record.behaviour == .lateCallback
        let next =
            isLate
            ? settings.timing.lateCallbackDelay
            : chance.duration(in: settings.timing.transferDelay, .nextDelay, identity)
        var plan = TellingPlan(reports, delay: delay, next: next)
        if record.behaviour == nil, !reports.isEmpty {
            disturb(
                &plan, forged: .chargeFailed, inProgress: ChargeStatus.pending, service: CardService.charge,
                identity: identity)
        } else if record.behaviour == .earlyAndTwice {
            plan.hurry()
        }
        reply.early += plan.early.map { .card(.charge(index, $0)) }
        reply.appointments += plan.later.map {
            Appointment(after: $0.after, event: .card(.charge(index, $0.telling)))
        }
    }

    /// The status in the answer to a charge of the merchant, and what is reported afterwards.
    static func chargeReports(_ behaviour: CardCase?, held isHeld: Bool) -> (first: String, reports: [Telling]) {
        let done: Telling = isHeld ? .chargeHeld : .charged
        return switch behaviour {
        case .failed: (ChargeStatus.failed, [])
        case .refundedByHand: (done.status, [.chargeRefunded])
        case .callbackLost, .notFoundFirst, .inquiriesRefusedFirst: (ChargeStatus.pending, [done.sent(0)])
        case .pendingForEver, .pendingUntilSettled: (ChargeStatus.pending, [])
        case .earlyAndTwice: (ChargeStatus.pending, [done.sent(2)])
        case .unknownFirst:
            (ChargeStatus.pending, [Telling(status: "ON_HOLD", responseCode: "2005400"), done])
        case .wrongAmountFirst:
            (
                ChargeStatus.pending,
                [
                    Telling(
                        status: done.status, responseCode: "2005400", isBelieved: false, hasWrongAmount: true),
                    done,
                ]
            )
        case .failedThenSucceeded: (ChargeStatus.pending, [.chargeFailed, done])
        case .pendingThenCharged: (ChargeStatus.pending, [done])
        case .pendingThenFailed: (ChargeStatus.pending, [.chargeFailed])
        case .lateCallback: (ChargeStatus.pending, [done.sent(0), done])
        case .heldThoughPaid: (ChargeStatus.authorized, [])
        case .holdLapses: (ChargeStatus.authorized, [.chargeVoided])
        case .cardGone, .refused, .errorThoughCharged, .timeoutNeverMade, .droppedThoughCharged,
            .tooManyRequestsFirst, .expiredTokenFirst, .redirectedThoughCharged, .pageThoughCharged, .conflict,
            .insufficientFunds, .insufficientYetCharged, .firstFails, .supplierFailed, .none:
            (done.status, [])
        }
    }
}

/// What the bank says about a charge.
extension Telling {
    static let charged = Telling(status: ChargeStatus.success, responseCode: "2005400")
    static let chargeHeld = Telling(status: ChargeStatus.authorized, responseCode: "2005400")
    static let chargeVoided = Telling(status: ChargeStatus.voided, responseCode: "2005700")
    static let chargeRefunded = Telling(status: ChargeStatus.refunded, responseCode: "2005800")
    static let chargeFailed = Telling(status: ChargeStatus.failed, responseCode: "4035405")
}
