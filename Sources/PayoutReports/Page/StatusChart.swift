package import PayoutCore
internal import Wording

extension PayoutStatus {
    /// Every status in the order of the page: what was paid, what may still be, what was not.
    package static let shown: [PayoutStatus] = [
        .succeeded, .refunded, .pending, .queued, .validating, .validated, .held, .unverified, .invalid, .failed,
        .notFound, .cancelled, .rejected,
    ]
}

/// A bar that shows how a whole is divided over the statuses, as a drawing in the page itself.
struct StatusChart {
    /// The bar's length in the units of the drawing.
    private static let length = 10_000.0
    /// What is there is seen, however small.
    private static let lengthMin = 40.0

    private let parts: [(status: PayoutStatus, share: Double)]

    /// - Parameter measure: how much of a tally counts.
    init(_ totals: Totals, by measure: (Tally) -> Int64) {
        let measured = PayoutStatus.shown.map { ($0, Double(measure(totals[$0, default: .zero]))) }
            .filter { $0.1 > 0 }
        let whole = measured.reduce(0) { $0 + $1.1 }
        parts = measured.map { (status: $0.0, share: $0.1 / whole) }
    }

    /// Adds the bar; nothing where there is nothing to show.
    func add(to page: inout HTMLText, title: Phrase) {
        guard !parts.isEmpty else { return }
        page.open("figure")
        page.element("figcaption", title)
        page.open(
            "svg", ["viewBox": "0 0 10000 240", "preserveAspectRatio": "none", "role": "img", "class": "chart"])
        page.element("title", title)
        let widths = parts.map { max($0.share * Self.length, Self.lengthMin) }
        let scale = Self.length / widths.reduce(0, +)
        var position = 0.0
        for (part, width) in zip(parts, widths) {
            let (start, end) = (Int((position * scale).rounded()), Int(((position + width) * scale).rounded()))
            page.open(
                "rect",
                [
                    "x": String(start), "y": "0", "width": String(max(end - start, 1)), "height": "240",
                    "class": part.status.rawValue,
                ])
            page.element("title", part.status.words)
            page.close("rect")
            position += width
        }
        page.close("svg")
        page.close("figure")
    }
}
