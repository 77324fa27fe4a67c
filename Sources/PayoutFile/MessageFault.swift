internal import Wording

/// Why a payment message (`pain.001`) cannot be read.
package enum MessageFault: Hashable, Sendable {
    /// It is XML, but no `pain.001`.
    case otherMessage(root: String)
    /// It is no well-formed XML.
    case malformed
    /// It has a document type declaration.
    case documentType
    /// It is built in a way that no program uses.
    case tooComplex
    /// An element that stands once stands twice, or where it cannot.
    case repeated(element: String)
    /// A group of payments is not paid by transfer.
    case method(String)
    /// A group has another number of payments than it says.
    case count(claimed: String, found: Int)
    /// The amounts of a group are not what it says; `found` is nil where one of them cannot be read.
    case sum(claimed: String, found: String?)

    /// A stable word for JSON output and tests.
    var code: String {
        switch self {
        case .otherMessage: "message_kind"
        case .malformed, .documentType, .tooComplex, .repeated: "message_damaged"
        case .method: "message_kind"
        case .count, .sum: "message_totals"
        }
    }

    /// What happened, without a final full stop.
    var whatHappened: Phrase {
        switch self {
        case .otherMessage(let root):
            Phrase("this is an XML file (\(ShownText.of(root))), but no payment message (pain.001)")
        case .malformed: Phrase("the payment message is damaged: it is no well-formed XML")
        case .documentType: Phrase("the payment message has a document type declaration")
        case .tooComplex: Phrase("the payment message is built in a way that no program uses")
        case .repeated(let element):
            Phrase("the payment message has the element \(ShownText.of(element)) twice in one place")
        case .method(let method): Phrase("payments by the method \(ShownText.of(method)) are no transfers (TRF)")
        case .count(let claimed, let found):
            Phrase("the group says that it has \(ShownText.of(claimed)) payments, and it has \(found)")
        case .sum(let claimed, nil):
            Phrase(
                """
                the group says that its amounts are \(ShownText.of(claimed)) in all, and one of its amounts cannot be \
                read
                """)
        case .sum(let claimed, let found?):
            Phrase("the group says that its amounts are \(ShownText.of(claimed)) in all, and they are \(found)")
        }
    }

    /// What to do next, without a final full stop.
    var whatToDo: Phrase {
        switch self {
        // What portals export as .xls is often a page or a workbook in XML.
        case .otherMessage(let root) where ["html", "workbook"].contains(root.lowercased()):
            Phrase("Open it in Excel and save it as .xlsx")
        case .otherMessage: Phrase("Export the payments as pain.001, as .xlsx or as CSV")
        case .sum(_, nil):
            Phrase(
                "Correct it where the file was made (amounts such as 1500000.00), then export the file again")
        case .malformed, .count, .sum: Phrase("Export the file again; it was probably cut off or altered")
        case .documentType, .tooComplex, .repeated: Phrase("Ask who made the file")
        case .method: Phrase("Leave these payments out")
        }
    }
}
