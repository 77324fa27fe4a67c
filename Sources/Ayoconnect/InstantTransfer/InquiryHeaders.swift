internal import PayoutCore
internal import Synchronization

/// Decides which X-EXTERNAL-ID a status inquiry carries (contract: section 8).
///
/// Under one reading of the bank's pages the header repeats the transfer's value; under the other the header must be
/// fresh, and an inquiry uses its value up. Asking under a derived value would then burn the very identifier that the
/// transfer needs. So the first inquiry of a bank is preceded by two about a value that no transfer will ever have: if
/// the second one is answered 409, the bank wants fresh values.
///
///     let headers = InquiryHeaders(fixed: nil, known: nil)
///     switch await headers.choose(probe: ask) {
///     case .header(.transfer): …   // ask under the transfer's value
///     case .header(.fresh): …      // ask under a value of UUIDv7
///     case .undecided(let why): …  // the bank did not answer the question; ask again later
///     }
actor InquiryHeaders {
    /// Which header an inquiry takes, or why that is not known yet.
    enum Choice: Equatable, Sendable {
        case header(InquiryHeader)
        case undecided(Undecided)
    }

    /// What an answer to one of the two questions says.
    enum Reaction: Sendable {
        /// 409: the value of the header was used before.
        case conflict(BankAnswer)
        /// Any other answer of the service.
        case answered
        /// The question was not answered.
        case undecided(Undecided)
    }

    private let fixed: InquiryHeader?
    private let state: Mutex<InquiryHeaderFinding?>
    /// The value that was asked about once already.
    private var throwaway: ExternalID?
    private var isProbing = false
    private var waiting: [CheckedContinuation<Choice, Never>] = []

    /// - Parameters:
    ///   - fixed: the setting; nil to find out.
    ///   - known: what the ledger holds of earlier runs.
    init(fixed: InquiryHeader?, known: InquiryHeaderFinding?) {
        self.fixed = fixed
        let fits = fixed == nil || known?.header == fixed
        let start = fixed.map { InquiryHeaderFinding(header: $0, isProven: false) }
        state = Mutex(fits ? known ?? start : start)
    }

    /// What is known at this moment; nil before the bank has answered.
    nonisolated var finding: InquiryHeaderFinding? { state.withLock { $0 } }

    /// The bank has answered an inquiry under this header with a status that names a transfer.
    nonisolated func proved(_ header: InquiryHeader) {
        state.withLock { if $0?.header == header { $0 = InquiryHeaderFinding(header: header, isProven: true) } }
    }

    /// The bank has answered 409 to the transfer's own value: from now on fresh values, unless the setting forbids.
    ///
    /// - Returns: whether fresh values are used from now on.
    nonisolated func fallBackToFresh() -> Bool {
        guard fixed == nil else { return false }
        state.withLock {
            if $0?.header != .fresh { $0 = InquiryHeaderFinding(header: .fresh, isProven: false) }
        }
        return true
    }

    /// The header of the next inquiry. `probe` asks the bank about a value, under the same value.
    func choose(
        freshValue: @Sendable () -> ExternalID, probe: @Sendable (ExternalID) async -> Reaction
    ) async -> Choice {
        if let finding { return .header(finding.header) }
        if isProbing { return await withCheckedContinuation { waiting.append($0) } }
        isProbing = true
        let choice = await findOut(freshValue: freshValue, probe: probe)
        isProbing = false
        let waiters = waiting
        waiting = []
        for waiter in waiters { waiter.resume(returning: choice) }
        return choice
    }

    private func findOut(
        freshValue: @Sendable () -> ExternalID, probe: @Sendable (ExternalID) async -> Reaction
    ) async -> Choice {
        let value: ExternalID
        if let throwaway {
            value = throwaway
        } else {
            value = freshValue()
            switch await probe(value) {
            case .answered: throwaway = value
            case .conflict(let answer): return .undecided(.answered(answer))
            case .undecided(let undecided): return .undecided(undecided)
            }
        }
        let header: InquiryHeader
        switch await probe(value) {
        case .answered: header = .transfer
        case .conflict: header = .fresh
        case .undecided(let undecided): return .undecided(undecided)
        }
        state.withLock { $0 = InquiryHeaderFinding(header: header, isProven: false) }
        return .header(header)
    }
}
