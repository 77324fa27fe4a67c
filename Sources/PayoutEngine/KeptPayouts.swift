internal import PayoutCore
internal import PayoutLedger

/// The payouts that the engine has just saved, so that it need not read them back for their next event.
///
/// Each stands in the ledger just so, for one process writes a ledger at a time: what the ledger refuses is forgotten
/// here, and what is not here is read there. Whatever is not used for a while makes room, so that the payouts kept do
/// not grow with those of the batch.
struct KeptPayouts: Sendable {
    /// Payouts of one age; there are two ages at the most.
    static let payoutsMax = 1024

    /// Payouts saved at about the same time.
    private struct Age {
        var payouts: [PayoutID: StoredPayout] = [:]
        /// Whose validation or transfer these identifiers name.
        var owners: [ExternalID: PayoutID] = [:]

        mutating func remove(_ id: PayoutID) {
            guard let payout = payouts.removeValue(forKey: id)?.payout else { return }
            for validation in payout.validations { owners[validation.externalID] = nil }
            guard let transfer = payout.transfers.last else { return }
            owners[transfer.externalID] = nil
            if let validation = transfer.validation { owners[validation] = nil }
        }
    }

    private var young = Age()
    private var old = Age()

    /// The payout with this key, where it is kept.
    func payout(_ id: PayoutID) -> StoredPayout? { young.payouts[id] ?? old.payouts[id] }

    /// The payout whose validation or transfer this identifier names, where it is kept.
    func owner(of externalID: ExternalID) -> StoredPayout? {
        guard let id = young.owners[externalID] ?? old.owners[externalID] else { return nil }
        return payout(id)
    }

    /// Every payout kept.
    var all: [StoredPayout] { young.payouts.values + old.payouts.values.filter { young.payouts[$0.id] == nil } }

    /// Keeps a payout as it was just saved over `before`, if the ledger would tell it just so and more is to come.
    mutating func keep(_ saved: StoredPayout, over before: Payout) {
        guard saved.payout.isUnderWay, saved.payout.reads(asSavedOver: before) else { return forget(saved.id) }
        if young.payouts.count >= Self.payoutsMax, young.payouts[saved.id] == nil {
            old = young
            young = Age()
        }
        young.payouts[saved.id] = saved
        if let validation = saved.payout.validations.last { young.owners[validation.externalID] = saved.id }
        if let transfer = saved.payout.transfers.last { young.owners[transfer.externalID] = saved.id }
    }

    /// Has this payout read from the ledger when it is needed next.
    mutating func forget(_ id: PayoutID) {
        young.remove(id)
        old.remove(id)
    }

    mutating func forgetAll() { self = KeptPayouts() }
}

extension Payout {
    /// Whether more is to come soon.
    fileprivate var isUnderWay: Bool {
        switch status {
        case .queued, .validating, .validated, .pending: true
        case .rejected, .held, .unverified, .invalid, .succeeded, .refunded, .failed, .notFound, .cancelled: false
        }
    }

    /// Whether the ledger, asked for the payout that was saved over `before`, tells it to the letter: it leaves out
    /// validations that were given up, keeps the first answer to each, and ends a text at NUL.
    fileprivate func reads(asSavedOver before: Payout) -> Bool {
        for validation in validations {
            guard !validation.isGivenUp, !validation.holdsNUL else { return false }
            let earlier = before.validations.first { $0.externalID == validation.externalID }?.answer
            guard earlier == nil || earlier == validation.answer else { return false }
        }
        return transfers.last?.holdsNUL != true
    }
}

extension Validation {
    fileprivate var holdsNUL: Bool {
        name.holdsNUL || customerReference.holdsNUL || providerReferenceNo.holdsNUL || answer.holdsNUL
    }
}

extension Transfer {
    fileprivate var holdsNUL: Bool { providerReferenceNo.holdsNUL || answer.holdsNUL }
}

extension BankAnswer? {
    fileprivate var holdsNUL: Bool { self.map { $0.code.utf8.contains(0) || $0.message.utf8.contains(0) } ?? false }
}

extension String? {
    fileprivate var holdsNUL: Bool { self?.utf8.contains(0) ?? false }
}
