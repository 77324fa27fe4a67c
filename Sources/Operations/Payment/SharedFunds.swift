internal import PayoutCore
internal import PayoutLedger
internal import Synchronization

/// The batches that one process pays at the same time, from one balance: who came first has it first.
///
///     funds.enter(batch)                                      // in the order in which they share the balance
///     let shortage = funds.promise(batch, of: balance) { ... }   // nil: it is paid from now on
///     funds.leave(batch)                                      // paid, stopped, or not to be paid
final class SharedFunds: Sendable {
    /// What a batch has still to send.
    struct Need {
        let sum: Rupiah
        /// Whether it begins only where the balance covers all of it: nothing of it was sent yet.
        let mustFit: Bool
    }

    private struct Member {
        let batch: BatchID
        var isPaid = false
        /// Whether another batch was paid at the same time.
        var hadCompany = false
    }

    private let members = Mutex<[Member]>([])
    private let isReported = Mutex(false)

    func enter(_ batch: BatchID) { members.withLock { $0.append(Member(batch: batch)) } }

    func leave(_ batch: BatchID) { members.withLock { $0.removeAll { $0.batch == batch } } }

    /// Whether no other batch is there.
    func isAlone(_ batch: BatchID) -> Bool { members.withLock { $0.allSatisfy { $0.batch == batch } } }

    /// Whether no other batch is or was paid while this one was, so that the balance is about this one alone.
    func wasAlone(_ batch: BatchID) -> Bool {
        members.withLock { $0.allSatisfy { $0.batch == batch ? !$0.hadCompany : !$0.isPaid } }
    }

    /// Whether the shared balance was not shown yet; the first batch that asks shows it.
    func isFirstToTell() -> Bool {
        isReported.withLock { isReported in
            defer { isReported = true }
            return !isReported
        }
    }

    /// Promises a batch its sum, if the balance covers it in addition to what is paid already and what came before it.
    ///
    /// - Returns: nil where it is covered; else what the others still need.
    func promise(_ batch: BatchID, of balance: Rupiah, _ need: (BatchID) throws -> Need) rethrows -> Rupiah? {
        try members.withLock { members in
            guard let own = members.firstIndex(where: { $0.batch == batch }) else { return nil }
            var (free, others) = (balance, Rupiah.zero)
            for (index, member) in members.enumerated() where index != own {
                let need = try need(member.batch)
                // One that will not fit itself takes nothing away.
                guard member.isPaid || (index < own && (!need.mustFit || need.sum <= free)) else { continue }
                others = Rupiah(others.whole &+ need.sum.whole)
                free = max(.zero, free.subtracting(need.sum) ?? .zero)
            }
            let need = try need(batch)
            if need.mustFit, free < need.sum { return others }
            members[own].isPaid = true
            if members.count(where: \.isPaid) > 1 {
                for index in members.indices where members[index].isPaid { members[index].hadCompany = true }
            }
            return nil
        }
    }
}
