internal import PayoutCore
internal import Wording

/// One cell of a table of the page.
enum PageCell {
    case words(Phrase)
    /// Text from a file, the bank or a person.
    case foreign(String)
    /// An amount as a file writes it.
    case amount(String)
    case count(Int)
    case money(Rupiah)
    case status(PayoutStatus)
    /// `2026-02-14 13:37:10 WIB`, or the first and the last of several.
    case moments([Timestamp])

    /// Whether it stands at the right, as numbers do.
    fileprivate var isNumber: Bool {
        switch self {
        case .count, .money, .amount: true
        case .words, .foreign, .status, .moments: false
        }
    }
}

extension HTMLText {
    /// Longer texts of others are cut: `results.csv` has them whole.
    private static let textMax = 200

    /// Adds a table that scrolls sideways where the screen is narrow.
    mutating func table(_ header: [Phrase], _ rows: [[PageCell]], total: [PageCell]? = nil) {
        open("div", ["class": "wide"])
        open("table")
        open("thead")
        open("tr")
        let numbers = rows.first?.map(\.isNumber) ?? []
        for (index, name) in header.enumerated() {
            let isNumber = numbers.indices.contains(index) && numbers[index]
            element("th", name, class: isNumber ? "number" : "")
        }
        close("tr")
        close("thead")
        open("tbody")
        for row in rows { add(row) }
        close("tbody")
        if let total {
            open("tfoot")
            add(total)
            close("tfoot")
        }
        close("table")
        close("div")
    }

    /// Adds names with one value each.
    mutating func facts(_ facts: [(Phrase, PageCell)]) {
        open("dl", ["class": "facts"])
        for (name, value) in facts {
            element("dt", name)
            open("dd")
            add(value)
            close("dd")
        }
        close("dl")
    }

    /// A longer word, such as a digest, is broken to fit; names are not.
    private static let wordMax = 24

    private mutating func add(_ row: [PageCell]) {
        open("tr")
        for cell in row {
            open("td", ["class": cell.isNumber ? "number" : ""])
            add(cell)
            close("td")
        }
        close("tr")
    }

    mutating func add(_ cell: PageCell) {
        switch cell {
        case .words(let phrase): text(phrase)
        // Its direction of writing cannot change that of its neighbours.
        case .foreign(let foreign), .amount(let foreign):
            let isLong = foreign.split(separator: " ").contains { $0.count > Self.wordMax }
            open("bdi", ["class": isLong ? "long" : ""])
            text(foreign.count > Self.textMax ? foreign.prefix(Self.textMax) + "…" : foreign)
            close("bdi", isInline: true)
        case .count(let count): text(Phrase("\(count: count)"))
        case .money(let amount): text(amount.display)
        case .moments(let moments):
            for (index, moment) in moments.enumerated() {
                let text = moment.iso8601
                // A day is never broken at its hyphens.
                open("span", ["class": "term"])
                self.text((index > 0 ? "– " : "") + text.prefix(10))
                close("span", isInline: true)
                self.text(" \(text.dropFirst(11).prefix(8)) WIB" + (index + 1 < moments.count ? " " : ""))
            }
        case .status(let status):
            open("span", ["class": "status"])
            open("span", ["class": "mark \(status.rawValue)"])
            close("span", isInline: true)
            text(status.words)
            close("span", isInline: true)
        }
    }
}
