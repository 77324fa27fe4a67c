import PayoutCore

extension Bank {
    /// What a magic account does to this request, which counts; nil for an ordinary account.
    mutating func magicBehaviour(of order: TransferOrder) -> MagicAccount? {
        guard let magic = MagicAccount(accountNumber: order.accountNumber) else { return nil }
        let number = transferNumbers[order.bankCode + order.accountNumber, default: 0] + 1
        transferNumbers[order.bankCode + order.accountNumber] = number
        return magic.behaviour(onTransfer: number)
    }

    /// The fate of a transfer request: that of its magic account, else a seeded one.
    mutating func transferFate(_ magic: MagicAccount?, _ order: TransferOrder, externalID: String) -> Fate {
        switch magic {
        case .none: return fate(externalID)
        case .errorThoughBooked: return .spoilt(.errorAfter, isProcessed: true)
        case .errorNotBooked: return .spoilt(.errorBefore, isProcessed: false)
        case .droppedThoughBooked: return .spoilt(.dropBefore, isProcessed: true)
        case .redirectedThoughBooked: return .spoilt(.redirect, isProcessed: true)
        case .pageThoughBooked: return .spoilt(.html, isProcessed: true)
        case .tooManyRequestsFirst: return spared.insert(order.partnerReferenceNo).inserted ? .tooManyRequests : .fair
        case .expiredTokenFirst: return spared.insert(order.partnerReferenceNo).inserted ? .expiredToken : .fair
        case .firstReferenceBurnt:
            guard transferNumbers[order.bankCode + order.accountNumber] == 1 else { return .fair }
            burntReferences.insert(order.partnerReferenceNo)
            return .tooManyRequests
        case .some: return .fair
        }
    }

    /// What will be reported about a booked transfer.
    mutating func transferPlan(_ magic: MagicAccount?, externalID: String) -> TellingPlan {
        let delay = chance.duration(in: settings.timing.transferDelay, .transferDelay, externalID)
        let next = chance.duration(in: settings.timing.transferDelay, .nextDelay, externalID)
        guard let magic else {
            var plan = TellingPlan([.succeeded], delay: delay, next: next)
            disturb(&plan, forged: .failed, service: BankService.transfer, identity: externalID)
            return plan
        }
        var plan = TellingPlan(Self.reports(magic), delay: delay, next: next)
        if magic == .earlyAndTwice { plan.hurry() }
        return plan
    }

    /// What is reported about a transfer to a magic account, in this order.
    private static func reports(_ magic: MagicAccount) -> [Telling] {
        switch magic {
        case .transferFails: [.failed]
        case .refunded: [.succeeded, .refunded]
        case .callbackLost: [.succeeded.sent(0)]
        case .pendingForEver, .pendingUntilSettled: [.pending]
        case .earlyAndTwice: [.succeeded.sent(2)]
        case .notFoundFirst: [.notFound, .succeeded]
        case .unknownFirst: [Telling(status: "99", responseCode: "2001800"), .succeeded]
        case .wrongAmountFirst:
            [Telling(status: "00", responseCode: "2001800", isBelieved: false, hasWrongAmount: true), .succeeded]
        case .failedThenSucceeded: [.failed, .succeeded]
        case .invalidAccount, .inactiveAccount, .validationRefused, .otherName, .validationSilent,
            .firstValidationFails, .rephrasedName, .transferRefused, .errorThoughBooked, .errorNotBooked,
            .droppedThoughBooked,
            .tooManyRequestsFirst, .expiredTokenFirst, .redirectedThoughBooked, .pageThoughBooked, .conflict,
            .insufficientFunds, .firstValidationInvalid, .firstTransferFails, .firstTransferRefunded,
            .firstTransferNotBooked, .firstTransferRefused, .firstReferenceBurnt, .firstValidationError,
            .initiatedFirst, .misnamedStatus, .inconsistentThoughBooked, .cutOffFirst:
            [.succeeded]
        }
    }
}

extension Telling {
    static let succeeded = Telling(status: "00", responseCode: "2001800")
    static let pending = Telling(status: "03", responseCode: "2021800")
    static let refunded = Telling(status: "04", responseCode: "2001800")
    static let failed = Telling(status: "06", responseCode: "4031805")
    static let notFound = Telling(status: "07", responseCode: "4041801")

    /// The same, sent this many times.
    func sent(_ copies: Int) -> Telling {
        var telling = self
        telling.copies = copies
        return telling
    }

    /// The words for a status.
    var description: String {
        switch status {
        case "00": "Success"
        case "03": "Pending"
        case "04": "Refunded"
        case "06": "Failed"
        case "07": "Not found"
        default: "Unknown"
        }
    }
}
