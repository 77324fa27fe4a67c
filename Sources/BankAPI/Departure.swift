/// The last word on whether a request may leave, asked right before its first byte.
///
/// Between the commit of an intent and its request lie a token, a queue and a scheduler; a process can be suspended
/// there for any time. A gateway asks here as late as it can, and answers "unsent" where the request may not leave any
/// more.
package enum Departure {
    /// What the sender of a request checks. An object, since a function that is local to a task dies when optimised.
    package final class Check: Sendable {
        private let allows: @Sendable () -> Bool

        package init(_ allows: @escaping @Sendable () -> Bool) { self.allows = allows }

        /// Whether the request may still leave.
        package var isAllowed: Bool { allows() }
    }

    /// The check of the request that this task sends; nil where nothing can overtake it.
    @TaskLocal package static var check: Check?

    /// Whether the request of this task may still leave.
    package static var isAllowed: Bool { check?.isAllowed ?? true }
}
