internal import PayoutCore

// What a step must know.
extension LedgerTransaction {
    func load(_ needs: Needs) throws -> Facts {
        var facts = Facts()
        facts.changesByOthers = changesByOthers
        try loadCallbacks(needs, &facts)
        for id in needs.payouts { try load(id, &facts) }
        for batch in needs.batches { facts.batches.append(try load(batch, needs, &facts)) }
        if !facts.waitingCallbacks.isEmpty || !facts.arriving.isEmpty { facts.blockedNames = try reader.blockedNames() }
        if let outflow = needs.outflow { facts.outflow = try load(outflow, facts.payouts) }
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

    private func load(_ needs: BatchNeeds, _ all: Needs, _ facts: inout Facts) throws -> BatchFacts {
        let batch = needs.batch
        var found = BatchFacts()
        if needs.readsBatch { found.batch = try reader.batch(batch) }
        if needs.readsCounts { found.counts = try counts(batch) }
        if needs.readsUnsure { found.unsure = try reader.unsureRows(batch) }
        if let due = needs.due { found.due = try loaded(try self.due(due, batch, all), &facts) }
        if let page = needs.queued {
            found.queued = try loaded(reader.queued(batch, after: page.after, limit: page.limit), &facts)
        }
        for (status, page) in needs.open {
            found.open[status] = try loaded(
                reader.payouts(batch, status, after: page.after, limit: page.limit), &facts)
        }
        if let page = needs.restorable {
            found.restorable = try reader.restorable(batch, after: page.after, limit: page.limit)
        }
        if let (first, total) = needs.samples {
            let unpaid = first > 0 ? try reader.restorable(batch, after: .none, limit: first) : []
            let spread = try reader.spread(batch, count: total - unpaid.count)
            found.samples = unpaid + spread.filter { !unpaid.contains($0) }
        }
        if let (comparison, limit) = needs.likenesses, let batch = try reader.batch(batch) {
            found.likenesses = try likenesses(of: batch, comparison, limit: limit, &facts)
        }
        if needs.readsDeadlines {
            found.nextDeadlines = (
                try nextDeadline(batch, .validating, after: all.now), try nextDeadline(batch, .pending, after: all.now)
            )
        }
        return found
    }

    private func likenesses(
        of batch: Batch, _ comparison: PaymentComparison, limit: Int, _ facts: inout Facts
    ) throws -> [(payout: PayoutID, likeness: Likeness)] {
        struct Enough: Error {}
        var found: [(payout: PayoutID, likeness: Likeness)] = []
        do {
            try reader.forEachLikeness(of: batch, comparison) { payout, likeness in
                guard found.count < limit else { throw Enough() }
                found.append((payout, likeness))
                try load(payout, &facts)
            }
        } catch is Enough {}
        return found
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

    private func due(_ due: Needs.Due, _ batch: BatchID, _ needs: Needs) throws -> [PayoutID] {
        let known = cache.deadlines[batch, due.status]
        guard known.mayBeDue(at: needs.now, longestWait: needs.longestWait) else { return [] }
        let found = try reader.due(
            batch, due.status, at: needs.now, longestWait: needs.longestWait, limit: due.limit)
        // After this step they may be due still.
        cache.deadlines[batch, due.status] =
            found.isEmpty
            ? Deadlines(earliest: try reader.nextDeadline(batch, due.status), latest: needs.now + needs.longestWait)
            : Deadlines()
        return found
    }

    private func nextDeadline(_ batch: BatchID, _ status: PayoutStatus, after now: Timestamp) throws -> Timestamp? {
        let known = cache.deadlines[batch, status]
        if known.isKnown { return known.earliest }
        return try reader.nextDeadline(batch, status, after: now)
    }

    // MARK: Callbacks

    private func loadCallbacks(_ needs: Needs, _ facts: inout Facts) throws {
        if let (after, limit) = needs.waitingCallbacks {
            facts.waitingCallbacks = try reader.pendingCallbacks(after: after, limit: limit)
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
        guard let name = CallName(kind, content), facts.owners[name] == nil, let owner = try owner(of: name)
        else { return }
        facts.owners[name] = owner
        try load(owner.payout, &facts)
    }

    private func owner(of name: CallName) throws -> CallOwner? {
        guard case .externalID(let externalID) = name.name, let cached = cache.payouts.owner(of: externalID) else {
            return try reader.owner(of: name)
        }
        if name.kind.isAboutMovement {
            guard cached.payout.transfers.contains(where: name.names) else { return try reader.owner(of: name) }
            return CallOwner(payout: cached.id)
        }
        // A validation that was given up is not in the payout.
        guard let known = cached.payout.validations.first(where: { $0.externalID == externalID }) else {
            return try reader.owner(of: name)
        }
        return CallOwner(payout: cached.id, validation: (known.partnerReferenceNo, known.state))
    }
}
