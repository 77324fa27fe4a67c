internal import PayoutCore

// What a step must know.
extension LedgerTransaction {
    func load(_ needs: Needs) throws -> Facts {
        var facts = Facts()
        facts.changesByOthers = changesByOthers
        if needs.readsBatch { facts.batch = try reader.batch(needs.batch) }
        if needs.readsCounts { facts.counts = try counts(needs.batch) }
        try loadCallbacks(needs, &facts)
        try loadRows(needs, &facts)
        if needs.readsDeadlines {
            facts.nextDeadlines = (
                try nextDeadline(.validating, needs), try nextDeadline(.pending, needs)
            )
        }
        if needs.readsCallbackSeen { facts.isCallbackSeen = try reader.lastCallback() != nil }
        return facts
    }

    /// Payouts by status, as the commit before left them.
    private func counts(_ batch: BatchID) throws -> [PayoutStatus: Int] {
        if let counts = cache.counts[batch] { return counts }
        let counts = try reader.totals(batch).mapValues(\.count)
        cache.counts[batch] = counts
        return counts
    }

    private func loadRows(_ needs: Needs, _ facts: inout Facts) throws {
        for id in needs.payouts { try load(id, &facts) }
        if let due = needs.due { facts.due = try loaded(try self.due(due, needs), &facts) }
        if let page = needs.queued {
            facts.queued = try loaded(reader.queued(needs.batch, after: page.after, limit: page.limit), &facts)
        }
        for (status, page) in needs.open {
            facts.open[status] = try loaded(
                reader.payouts(needs.batch, status, after: page.after, limit: page.limit), &facts)
        }
        if let page = needs.restorable {
            facts.restorable = try reader.restorable(needs.batch, after: page.after, limit: page.limit)
        }
        if let (first, total) = needs.samples {
            let unpaid = first > 0 ? try reader.restorable(needs.batch, after: .none, limit: first) : []
            let spread = try reader.spread(needs.batch, count: total - unpaid.count)
            facts.samples = unpaid + spread.filter { !unpaid.contains($0) }
        }
        if let (since, limit) = needs.likenesses, let batch = try reader.batch(needs.batch) {
            try loadLikenesses(of: batch, since: since, limit: limit, &facts)
        }
    }

    private func loadLikenesses(of batch: Batch, since: Timestamp, limit: Int, _ facts: inout Facts) throws {
        struct Enough: Error {}
        do {
            try reader.forEachLikeness(of: batch, since: since) { payout, likeness in
                guard facts.likenesses.count < limit else { throw Enough() }
                facts.likenesses.append((payout, likeness))
                try load(payout, &facts)
            }
        } catch is Enough {}
    }

    private func loaded(_ ids: [PayoutID], _ facts: inout Facts) throws -> [PayoutID] {
        for id in ids { try load(id, &facts) }
        return ids
    }

    private func load(_ id: PayoutID, _ facts: inout Facts) throws {
        guard facts.payouts[id] == nil, let stored = try cache.payouts.payout(id) ?? reader.payout(id) else { return }
        facts.payouts[id] = stored
    }

    // MARK: Deadlines

    private func due(_ due: Needs.Due, _ needs: Needs) throws -> [PayoutID] {
        let known = cache[deadlines: needs.batch, due.status]
        guard known.mayBeDue(at: needs.now, longestWait: needs.longestWait) else { return [] }
        let found = try reader.due(
            needs.batch, due.status, at: needs.now, longestWait: needs.longestWait, limit: due.limit)
        // After this step they may be due still.
        cache[deadlines: needs.batch, due.status] =
            found.isEmpty
            ? Deadlines(
                earliest: try reader.nextDeadline(needs.batch, due.status), latest: needs.now + needs.longestWait)
            : Deadlines()
        return found
    }

    private func nextDeadline(_ status: PayoutStatus, _ needs: Needs) throws -> Timestamp? {
        let known = cache[deadlines: needs.batch, status]
        if known.isKnown { return known.earliest }
        return try reader.nextDeadline(needs.batch, status, after: needs.now)
    }

    // MARK: Callbacks

    private func loadCallbacks(_ needs: Needs, _ facts: inout Facts) throws {
        if needs.waitingCallbacksMax > 0 {
            facts.waitingCallbacks = try reader.untakenCallbacks(limit: needs.waitingCallbacksMax)
            for callback in facts.waitingCallbacks { try loadOwner(callback.kind, callback.content, &facts) }
        }
        // The same may come twice at once.
        var seen: Set<Int64> = []
        for callback in needs.arriving {
            let fingerprint = callback.fingerprint
            let isNews =
                try callback.proof == .body && seen.insert(fingerprint).inserted
                && !holds(callback, fingerprint: fingerprint)
            facts.arriving.append(ArrivingCallback(callback, fingerprint: fingerprint, isNews: isNews))
            if isNews { try loadOwner(callback.kind, callback.content, &facts) }
        }
    }

    private func loadOwner(_ kind: CallbackKind, _ content: CallbackContent, _ facts: inout Facts) throws {
        guard let externalID = content.originalExternalID else { return }
        let name = CallName(kind, externalID)
        guard facts.owners[name] == nil, let owner = try owner(of: name) else { return }
        facts.owners[name] = owner
        try load(owner.payout, &facts)
    }

    private func owner(of name: CallName) throws -> CallOwner? {
        let cached = cache.payouts.owner(of: name.externalID)
        switch name.kind {
        case .accountValidation:
            // A validation that was given up is not in the payout.
            if let cached, let known = cached.payout.validations.first(where: { $0.externalID == name.externalID }) {
                return CallOwner(payout: cached.id, validation: (known.partnerReferenceNo, known.state))
            }
            return try reader.validation(name.externalID).map { known in
                CallOwner(payout: known.payout, validation: (known.partnerReferenceNo, known.state))
            }
        case .transfer:
            if let cached, cached.payout.transfers.contains(where: { $0.externalID == name.externalID }) {
                return CallOwner(payout: cached.id)
            }
            return try reader.transfer(name.externalID).map { CallOwner(payout: $0.payout) }
        }
    }
}
