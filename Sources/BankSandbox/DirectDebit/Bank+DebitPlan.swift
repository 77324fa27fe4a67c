import PayoutCore

extension Bank {
    /// The fate of a payment request: that of its case, else a seeded one.
    mutating func debitFate(_ behaviour: DebitCase?, _ order: DebitOrder, externalID: String) -> Fate {
        switch behaviour {
        case .none: return fate(externalID)
        case .errorThoughPaid: return .spoilt(.errorAfter, isProcessed: true)
        case .timeoutNeverMade: return .spoilt(.errorBefore, isProcessed: false)
        case .droppedThoughPaid: return .spoilt(.dropAfter, isProcessed: true)
        case .redirectedThoughPaid: return .spoilt(.redirect, isProcessed: true)
        case .pageThoughPaid: return .spoilt(.html, isProcessed: true)
        case .tooManyRequestsFirst: return spared.insert(order.partnerReferenceNo).inserted ? .tooManyRequests : .fair
        case .expiredTokenFirst: return spared.insert(order.partnerReferenceNo).inserted ? .expiredToken : .fair
        case .some: return .fair
        }
    }

    /// Whether this request meets a customer token that is good no more.
    mutating func refusesCustomerToken(_ behaviour: DebitCase?, _ order: DebitOrder) -> Bool {
        switch behaviour {
        case .customerTokenRefusedFirst: spared.insert("customer token " + order.accountToken).inserted
        case .none:
            chance.strikes(
                .expiredCustomerToken, settings.faults[.expiredCustomerToken], order.partnerReferenceNo)
                && spared.insert("customer token " + order.partnerReferenceNo).inserted
                && strikes(.expiredCustomerToken, order.partnerReferenceNo)
        case .some: false
        }
    }

    /// Plans what is reported about a payment: what its case says, else a success with the seeded faults.
    mutating func planPayment(_ reports: [Telling], _ index: Int, _ reply: inout Reply) {
        let record = debits.payments[index]
        let identity = record.externalID
        let delay = chance.duration(in: settings.timing.transferDelay, .transferDelay, identity)
        let isLate = record.behaviour == .lateCallback
        let next =
            isLate
            ? settings.timing.lateCallbackDelay
            : chance.duration(in: settings.timing.transferDelay, .nextDelay, identity)
        var plan = TellingPlan(reports, delay: delay, next: next)
        if record.behaviour == nil {
            if strikes(.wordCallback, identity) { plan.sayInWords() }
            disturb(&plan, forged: .debitFailed, service: DebitService.payment, identity: identity)
        } else if record.behaviour == .earlyAndTwice {
            plan.hurry()
        }
        reply.early = plan.early.map { .debit(.payment(index, $0)) }
        reply.appointments = plan.later.map { Appointment(after: $0.after, event: .debit(.payment(index, $0.telling))) }
    }

    /// What is reported about a payment, in this order.
    static func debitReports(_ behaviour: DebitCase?) -> [Telling] {
        switch behaviour {
        case .failed, .inProgressThenFailed: [.debitFailed]
        case .refundedByHand: [.debitPaid, .debitRefunded]
        case .callbackLost, .notFoundFirst, .inquiriesRefusedFirst: [.debitPaid.sent(0)]
        case .pendingForEver, .pendingUntilSettled: [.debitPending]
        case .earlyAndTwice: [.debitPaid.sent(2)]
        case .unknownFirst: [Telling(status: "99", responseCode: "2005400"), .debitPaid]
        case .wrongAmountFirst:
            [Telling(status: "00", responseCode: "2005400", isBelieved: false, hasWrongAmount: true), .debitPaid]
        case .failedThenSucceeded: [.debitFailed, .debitPaid]
        case .paidInWords: [.debitPaid.inWords]
        case .failedInWords: [.debitFailed.inWords]
        case .lateCallback: [.debitPaid.sent(0), .debitPaid]
        case .tokenRefused, .accountGone, .customerTokenRefusedFirst, .refused, .errorThoughPaid, .timeoutNeverMade,
            .droppedThoughPaid, .tooManyRequestsFirst, .expiredTokenFirst, .redirectedThoughPaid, .pageThoughPaid,
            .conflict, .insufficientFunds, .insufficientYetPaid, .firstFails, .paidAtOnce, .inProgressThenPaid,
            .codeDue, .refundDoneLater, .refundInconsistent, .refundAmountRefused, .refundTooLate, .refundNeverMade,
            .refundDuplicate, .firstRefundRefused, .refundDropped, .none:
            [.debitPaid]
        }
    }
}

/// What the bank says about a debit payment.
extension Telling {
    static let debitPaid = Telling(status: "00", responseCode: "2005400")
    static let debitPending = Telling(status: "03", responseCode: "2025400")
    static let debitRefunded = Telling(status: "04", responseCode: "2005400")
    static let debitFailed = Telling(status: "06", responseCode: "4035405")

    /// The same, with the status as a word.
    var inWords: Telling {
        var telling = self
        telling.isInWords = true
        return telling
    }

    /// The words beside the status (Ayoconnect: Direct Debit, section 5).
    var debitDescription: String {
        switch status {
        case "00": "SUCCESS"
        case "03": "PENDING"
        case "04": "Refunded"
        case "06": "FAILED"
        default: "UNKNOWN"
        }
    }

    /// The latestTransactionStatus as the callback says it.
    var debitStatus: String {
        guard isInWords else { return status }
        switch status {
        case "00": return "success"
        case "03": return "processing"
        case "06": return "failed"
        default: return status
        }
    }
}
