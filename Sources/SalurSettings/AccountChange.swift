/// What becomes of a row whose payee was paid to another account before (`checks.accountChange`).
package enum AccountChange: String, CaseIterable, Sendable {
    /// It waits for a person.
    case hold
    /// It goes on, and who approves it reads a warning.
    case warn
    /// It goes on.
    case off
}
