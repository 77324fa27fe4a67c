/// Which salur this is, for `--version` and for the journal.
package enum SalurVersion {
    /// As the changelog names it.
    package static let text = "0.1.0"
}
