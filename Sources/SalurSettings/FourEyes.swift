/// Whether a second person must approve what a first one has submitted (`approval.fourEyes`).
package enum FourEyes: String, CaseIterable, Sendable {
    /// Anyone may; a note says where it is the same person.
    case off
    /// The account of the machine that submitted may not approve.
    case account
}
