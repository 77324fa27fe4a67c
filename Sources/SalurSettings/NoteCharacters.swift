/// What becomes of the characters that the bank refuses in a note (`checks.noteCharacters`).
package enum NoteCharacters: String, CaseIterable, Sendable {
    /// A space takes their place, and a person sees it before approval.
    case replace
    /// The row is rejected.
    case reject
}
