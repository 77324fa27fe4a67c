internal import LedgerAPI
internal import PayoutCore

// What a step must know.
extension MemoryTransaction {
    func load(_ needs: Needs) -> Facts {
        var facts = Facts()
        facts.changesByOthers = changesByOthers
        loadCallbacks(needs, &facts)
        for id in needs.payouts { load(id, &facts) }
        for batch in needs.batches { facts.batches.append(load(batch, needs, &facts)) }
        if let outflow = needs.outflow { facts.outflow = load(outflow, facts.payouts) }
        if needs.readsCallbackSeen { facts.isCallbackSeen = !tables.callbacks.isEmpty }
        return facts
    }

    private func load(_ needs: OutflowNeeds, _ read: [PayoutID: StoredPayout]) -> Outflow {
        let payouts = tables.payouts.all { $0.payout?.transfers.isEmpty == false }.compactMap(\.row.payout)
        var outflow = Outflow(day: needs.day, total: .zero)
        for payee in needs.payees(besides: read.values) { outflow.payees[payee] = .zero }
        for payout in payouts {
            outflow.add(
                OutflowChange(
                    day: needs.day, payee: payout.order.payee, amount: payout.outflow(on: needs.day).whole))
        }
        return outflow
    }

    private func load(_ id: PayoutID, _ facts: inout Facts) {
        if facts.payouts[id] == nil, let stored = tables.payout(id) { facts.payouts[id] = stored }
    }

    private func load(_ needs: BatchNeeds, _ all: Needs, _ facts: inout Facts) -> BatchFacts {
        let batch = needs.batch
        var found = BatchFacts()
        func loaded(_ ids: [PayoutID]) -> [PayoutID] {
            for id in ids { load(id, &facts) }
            return ids
        }
        if needs.readsBatch { found.batch = tables.batch(batch) }
        if needs.readsCounts { found.counts = tables.totals(batch).mapValues(\.count) }
        if needs.readsUnsure {
            let payouts = tables.rows(of: batch).compactMap(\.row.payout)
            found.unsure = payouts.reduce(UnsureRows()) { $0 + UnsureRows(of: $1) }
        }
        if let due = needs.due { found.due = loaded(self.due(due, batch, all)) }
        if let page = needs.queued {
            found.queued = loaded(tables.payouts(batch, .queued, after: page.after, limit: page.limit))
        }
        for (status, page) in needs.open {
            found.open[status] = loaded(tables.payouts(batch, status, after: page.after, limit: page.limit))
        }
        if let page = needs.restorable {
            found.restorable = tables.restorable(batch, after: page.after, limit: page.limit)
        }
        if let (first, total) = needs.samples {
            let unpaid = tables.restorable(batch, after: .none, limit: first)
            let spread = tables.spread(batch, count: total - unpaid.count)
            found.samples = unpaid + spread.filter { !unpaid.contains($0) }
        }
        if let (comparison, limit) = needs.likenesses, let batch = tables.batch(batch) {
            let all = tables.likenesses(of: batch, comparison)
            found.likenesses = Array(all.prefix(limit))
            _ = loaded(found.likenesses.map(\.payout))
        }
        if needs.readsDeadlines {
            found.nextDeadlines = (
                nextDeadline(batch, .validating, after: all.now), nextDeadline(batch, .pending, after: all.now)
            )
        }
        return found
    }

    // MARK: Deadlines

    private func due(_ due: Needs.Due, _ batch: BatchID, _ needs: Needs) -> [PayoutID] {
        guard deadlines[batch, due.status].mayBeDue(at: needs.now, longestWait: needs.longestWait) else { return [] }
        let stored = tables.deadlines(batch, due.status)
        let farthest = needs.now + needs.longestWait
        let found =
            stored.filter { $0.at <= needs.now }.prefix(due.limit)
            + stored.filter { $0.at > farthest }.prefix(due.limit)
        // After this step they may be due still.
        deadlines[batch, due.status] =
            found.isEmpty ? Deadlines(earliest: stored.first?.at, latest: farthest) : Deadlines()
        return found.map(\.id)
    }

    private func nextDeadline(_ batch: BatchID, _ status: PayoutStatus, after now: Timestamp) -> Timestamp? {
        let known = deadlines[batch, status]
        if known.isKnown { return known.earliest }
        return tables.deadlines(batch, status).first { $0.at > now }?.at
    }

    // MARK: Callbacks

    private func loadCallbacks(_ needs: Needs, _ facts: inout Facts) {
        if let (after, limit) = needs.waitingCallbacks {
            facts.waitingCallbacks = tables.pendingCallbacks(after: after, limit: limit)
            for callback in facts.waitingCallbacks { loadOwner(callback.kind, callback.content, &facts) }
        }
        // The same may come twice at once.
        var seen: Set<Int64> = []
        for callback in needs.arriving {
            let fingerprint = callback.fingerprint
            let isNews =
                callback.proof == .body && seen.insert(fingerprint).inserted
                && tables.sameCallback(as: callback, fingerprint: fingerprint) == nil
            facts.arriving.append(ArrivingCallback(callback, fingerprint: fingerprint, isNews: isNews))
            if isNews { loadOwner(callback.kind, callback.content, &facts) }
        }
    }

    private func loadOwner(_ kind: CallbackKind, _ content: CallbackContent, _ facts: inout Facts) {
        guard let name = CallName(kind, content), facts.owners[name] == nil, let owner = tables.owner(of: name)
        else { return }
        facts.owners[name] = owner
        load(owner.payout, &facts)
    }
}

extension Tables {
    /// The stored deadlines of a status, the earliest first.
    fileprivate func deadlines(_ batch: BatchID, _ status: PayoutStatus) -> [(at: Timestamp, id: PayoutID)] {
        rows(of: batch).compactMap { id, row in
            guard let payout = row.payout, payout.status == status else { return nil }
            return payout.dueAt.map { ($0, id) }
        }.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    fileprivate func restorable(_ batch: BatchID, after cursor: PayoutID, limit: Int) -> [PayoutID] {
        payouts(of: batch, after: cursor, limit: limit) { row in
            row.status != .rejected && row.status != .pending && row.status != .succeeded
        }
    }

    /// Up to `count` queued payouts spread over the batch, the first and the last among them.
    fileprivate func spread(_ batch: BatchID, count: Int) -> [PayoutID] {
        let queued = payouts(batch, .queued, after: .none, limit: .max)
        guard let first = queued.first?.key, let last = queued.last?.key, count > 1 else { return [] }
        var found: [PayoutID] = []
        for step in 0..<Int64(count) {
            let target = first + (last - first) * step / Int64(count - 1)
            if let next = queued.first(where: { $0.key >= target }), next != found.last { found.append(next) }
        }
        return found
    }

    func owner(of name: CallName) -> CallOwner? {
        switch name.name {
        case .externalID(let externalID) where name.kind.isAboutMovement:
            transfer(externalID).map { CallOwner(payout: $0.payout) }
        case .externalID(let externalID):
            validation(externalID).map { known in
                CallOwner(payout: known.payout, validation: (known.partnerReferenceNo, known.state))
            }
        case .number(let number): transfer(number: number).map { CallOwner(payout: $0) }
        }
    }
}
