internal import BankAPI
internal import PayoutCore

/// A gateway that counts what goes through it. It sends what the wrapped gateway would send, once.
struct MeteredGateway: PaymentGateway {
    let gateway: any PaymentGateway
    let meters: PayoutMeters

    func call(_ call: BankCall) async -> CallAnswer {
        await measured(call.service, by: \.ending) { await gateway.call(call) }
    }

    func balance(_ request: BalanceRequest) async -> BalanceOutcome {
        await measured(.balance, by: \.ending) { await gateway.balance(request) }
    }

    private func measured<Outcome>(
        _ service: PayoutMeters.Service, by ending: (Outcome) -> CallEnding, _ call: () async -> Outcome
    ) async -> Outcome {
        meters.sending(service)
        let start = ContinuousClock.now
        let outcome = await call()
        meters.ended(service, ending(outcome), after: ContinuousClock.now - start)
        return outcome
    }
}

extension BankCall {
    fileprivate var service: PayoutMeters.Service {
        switch self {
        case .validation: .validation
        case .movement: .transfer
        case .inquiry: .inquiry
        }
    }
}

/// How a call to the bank ended, for a count of each.
enum CallEnding: String, CaseIterable {
    /// The bank did, or reported, what it was asked for.
    case ok
    /// The bank refused, or reported something else.
    case refused
    /// 401, or another answer that makes us suspect the token.
    case unauthorized
    /// 429.
    case throttled
    /// 5xx.
    case serverError = "server_error"
    case timedOut = "timed_out"
    case connectionLost = "connection_lost"
    /// 3xx, or no answer of the contract.
    case notUnderstood = "not_understood"
    /// No byte has left.
    case unsent
}

extension CallAnswer {
    fileprivate var ending: CallEnding {
        switch self {
        case .validation(let outcome): outcome.ending
        case .movement(let outcome): outcome.ending
        case .inquiry(let outcome): outcome.ending
        }
    }
}

extension Doubt {
    fileprivate var ending: CallEnding {
        switch self {
        case .serverError: .serverError
        case .timedOut: .timedOut
        case .connectionLost: .connectionLost
        case .redirected, .notUnderstood: .notUnderstood
        }
    }
}

extension Deferral {
    fileprivate var ending: CallEnding {
        switch self {
        case .unauthorized, .tokenSuspected: .unauthorized
        case .throttled: .throttled
        case .conflict, .cutOff: .refused
        }
    }
}

extension Undecided {
    fileprivate var ending: CallEnding {
        switch self {
        case .doubtful(let doubt): doubt.ending
        case .unsent: .unsent
        case .deferred(let deferral): deferral.ending
        case .answered: .refused
        case .unprovenNotFound: .ok
        }
    }
}

extension ValidationOutcome {
    fileprivate var ending: CallEnding {
        switch self {
        case .accepted: .ok
        case .doubtful(let doubt): doubt.ending
        case .unsent: .unsent
        case .deferred(let deferral): deferral.ending
        case .refusedForAll, .refused: .refused
        }
    }
}

extension MovementOutcome {
    fileprivate var ending: CallEnding {
        switch self {
        case .received, .reported, .awaitsCustomer: .ok
        case .doubtful(let doubt): doubt.ending
        case .unsent: .unsent
        case .deferred(let deferral): deferral.ending
        case .alreadyReceived, .partnerReferenceUsed, .refusedForAll, .refused, .refusedInDoubt: .refused
        }
    }
}

extension InquiryOutcome {
    fileprivate var ending: CallEnding {
        switch self {
        case .reported: .ok
        case .disagrees: .refused
        case .undecided(let undecided): undecided.ending
        }
    }
}

extension BalanceOutcome {
    fileprivate var ending: CallEnding {
        switch self {
        case .balance: .ok
        case .undecided(let undecided): undecided.ending
        }
    }
}
