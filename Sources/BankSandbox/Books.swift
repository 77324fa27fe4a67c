import PayoutCore
import Synchronization

/// The bank under its lock: one lock, held for microseconds, never across a suspension.
final class Books: Sendable {
    private let bank: Mutex<Bank>
    private let clock: any WallClock

    init(_ bank: consuming Bank, clock: any WallClock) {
        self.bank = Mutex(bank)
        self.clock = clock
    }

    /// Looks at the bank.
    func read<Result: Sendable>(_ look: (borrowing Bank) -> Result) -> Result {
        bank.withLock { look($0) }
    }

    /// Changes the bank; hands in the present moment.
    func write<Result: Sendable>(_ change: (inout Bank, Timestamp) -> Result) -> Result {
        bank.withLock { change(&$0, clock.now()) }
    }
}
