import BankAPI
import PayoutCore
import PayoutEngine
import PayoutSimulator

// The trouble in which a mutant shows, without much of any other.
extension Mutant {
    static let troubled: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.faultsOneIn = 2
        scenario.hasPersons = true
    }

    static let redirected: @Sendable (inout Scenario) -> Void = { scenario in
        troubled(&scenario)
        scenario.doubts = [.redirected(status: 307)]
    }

    static let forged: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.hasForger = true
        scenario.isProofCovering = true
    }

    static let uncovered: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.isProofCovering = false
    }

    static let untrue: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.isProofCovering = true
        scenario.callbackFaultsOneIn = 2
        // Nothing keeps rows from being sent.
        scenario.limits.canary = 0
    }

    static let poor: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.bank.funds = 70_000
        scenario.hasPersons = true
        scenario.deathsOneIn = 0
    }

    /// The banks cut off between a validation and its transfer.
    static let closing: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.calmDown()
        scenario.startsAt = Timestamp(milliseconds: Scenario.lateEvening.milliseconds + 898_500)
        scenario.limits.cutOff = CutOffWindow("23:30-00:00")
    }

    static let misnamed: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.policy.names = .payAll
        scenario.faultsOneIn = 2
    }

    static let conflicting: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.faultsOneIn = 2
        scenario.hasPersons = true
        scenario.bank.hauntsOneIn = 2
    }

    /// Runs end while much is pending, and persons come.
    static let interrupted: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.faultsOneIn = 2
        scenario.hasPersons = true
        scenario.limits.settleTimeout = .seconds(60)
        scenario.policy.transferWait = .seconds(900)
        scenario.callbackFaultsOneIn = 2
    }

    static let twice: @Sendable (inout Scenario) -> Void = { scenario in
        let first = scenario.files[0]
        scenario.files = [first, first.again(as: "BONUS", digest: "bonus")]
        scenario.lossesOneIn = 0
        scenario.clockJumpsOneIn = 0
    }

    /// A payroll that was generated twice.
    static let renamed: @Sendable (inout Scenario) -> Void = { scenario in
        let first = scenario.files[0]
        scenario.files = [first, first.renamed(as: "BONUS", digest: "bonus")]
        scenario.lossesOneIn = 0
        scenario.clockJumpsOneIn = 0
    }

    static let single: @Sendable (inout Scenario) -> Void = { $0.limits.concurrency = 1 }

    static let slow: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.limits.ratePerSecond = 2
        scenario.clockJumpsOneIn = 0
    }

    static let stormy: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.faultsOneIn = 2
        scenario.bank.hasLongStorms = true
        scenario.clockJumpsOneIn = 0
    }

    /// Nothing else is sent before the first row has succeeded.
    static let careful: @Sendable (inout Scenario) -> Void = { scenario in scenario.limits.canary = 1 }

    static let late: @Sendable (inout Scenario) -> Void = { scenario in
        scenario.startsAt = Timestamp(milliseconds: Scenario.lateEvening.milliseconds + 1_000_000)
        scenario.limits.cutOff = CutOffWindow("23:30-00:00")
    }
}

extension MovementRequest {
    /// The same request with some of it changed.
    func with(
        externalID: ExternalID? = nil, number: PartnerReferenceNo? = nil, amount: Rupiah? = nil, name: String? = nil,
        beneficiary other: MovementRequest? = nil
    ) -> MovementRequest {
        var changed = instruction
        if case .transfer(let account, let validatedName, let customerReference) = instruction {
            changed = .transfer(
                to: account, name: name ?? other?.beneficiaryName ?? validatedName,
                customerReference: other?.customerReference ?? customerReference)
        }
        return MovementRequest(
            externalID: externalID ?? self.externalID, partnerReferenceNo: number ?? partnerReferenceNo,
            instruction: changed, amount: amount ?? self.amount, note: note, reference: reference,
            intendedAt: intendedAt)
    }
}

extension Payout {
    func with(generationMin: Generation) -> Payout {
        Payout(
            order: order, status: status, reason: reason, validations: validations, transfers: transfers,
            acceptedName: acceptedName, duplicates: duplicates, generationMin: generationMin,
            isContradicted: isContradicted, dueAt: dueAt)
    }

    /// The payout in another status, one of its transfers ended so.
    func with(_ status: PayoutStatus, _ transfer: Transfer?, as state: Transfer.State) -> Payout {
        let transfers = transfers.map { old in
            guard old.attempt == transfer?.attempt else { return old }
            var new = old
            new.state = state
            new.source = .inquiry
            new.settledAt = old.sentAt
            return new
        }
        return Payout(order: order, status: status, transfers: transfers, generationMin: generationMin)
    }
}
