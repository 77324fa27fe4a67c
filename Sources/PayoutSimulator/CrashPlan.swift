/// Where a process may die: around a durable step.
package enum CrashPlace: Hashable, Sendable {
    /// Within the transaction, which is rolled back.
    case beforeCommit
    /// After the commit and after so many of its requests have left; 0 is before the first byte.
    case afterCommit(sends: Int)
}

/// When processes die.
package enum CrashPlan: Sendable {
    /// Never.
    case none
    /// By the scenario's chance.
    case random
    /// Once, around this durable step, counted from 1 over all processes; then never again.
    case exactly(step: Int, CrashPlace)
}

/// A process was killed.
struct Death: Error {}

/// A history that does not come to its end.
struct Endless: Error {}
