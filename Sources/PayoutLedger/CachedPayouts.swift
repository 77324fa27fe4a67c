internal import PayoutCore

/// The payouts that were just saved, so that they need not be read back for their next event.
///
/// Reading one back returns exactly this value, since the cache is dropped once another process has written. What is
/// not used for a while makes room, so that the cache does not grow with the batch.
struct CachedPayouts: Sendable {
    /// Payouts of one age; there are two ages at most.
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

    /// The payout with this key, where it is cached.
    func payout(_ id: PayoutID) -> StoredPayout? { young.payouts[id] ?? old.payouts[id] }

    /// The payout whose validation or transfer this identifier names, where it is cached.
    func owner(of externalID: ExternalID) -> StoredPayout? {
        guard let id = young.owners[externalID] ?? old.owners[externalID] else { return nil }
        return payout(id)
    }

    /// Every payout in the cache.
    var all: [StoredPayout] { young.payouts.values + old.payouts.values.filter { young.payouts[$0.id] == nil } }

    /// Keeps a payout as it was just saved over `before`, if reading it back would return this value and more is to
    /// come.
    ///
    /// - Returns: false where reading it back would return another value.
    mutating func keep(_ saved: StoredPayout, over before: Payout) -> Bool {
        let isReadable = saved.payout.reads(asSavedOver: before)
        guard saved.payout.isUnderWay, isReadable else {
            forget(saved.id)
            return isReadable
        }
        if young.payouts.count >= Self.payoutsMax, young.payouts[saved.id] == nil {
            old = young
            young = Age()
        }
        young.payouts[saved.id] = saved
        if let validation = saved.payout.validations.last { young.owners[validation.externalID] = saved.id }
        if let transfer = saved.payout.transfers.last { young.owners[transfer.externalID] = saved.id }
        return true
    }

    /// Has this payout read from the ledger when it is needed next.
    mutating func forget(_ id: PayoutID) {
        young.remove(id)
        old.remove(id)
    }
}

extension Payout {
    /// Whether more is to come soon.
    fileprivate var isUnderWay: Bool {
        switch status {
        case .queued, .validating, .validated, .pending: true
        case .rejected, .held, .unverified, .invalid, .succeeded, .refunded, .failed, .notFound, .cancelled: false
        }
    }

    /// Whether reading back the payout that was saved over `before` returns exactly this value: the ledger leaves out
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
