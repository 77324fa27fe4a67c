/// How long a person stays signed in.
package struct SessionLimits: Hashable, Sendable {
    /// From signing in to the end of the session, whatever the person does.
    package var length: Duration
    /// From the last request to the end of the session.
    package var idle: Duration

    /// How far the moment of the last request may lie back in the ledger, so that not every request is a write.
    package static let seenStep: Duration = .seconds(60)

    package init(length: Duration, idle: Duration) {
        self.length = length
        self.idle = idle
    }
}
