internal import PayoutCore

/// Where each row of a batch stands by the journal: a few bytes a row, so that a million rows need a few megabytes.
///
/// Rows are kept in small pages that are made where an event speaks of them, so that whoever forges line numbers buys
/// little memory with each event.
struct RowTable {
    /// Lines beyond this are not followed; no batch that was ever paid comes near it.
    static let linesMax = 1 << 24

    private struct Entry {
        /// The status as its index among all statuses plus 1; 0 if no event reported one.
        var status: UInt8 = 0
        var isVisited = false
        /// The reason of the last step as its index among ``codes`` plus 1; 0 if that step gave none.
        var reason: UInt8 = 0
        var reference: UInt32 = 0
        /// The last line of `audit.jsonl` about the row.
        var reported: UInt32 = 0
    }

    /// Rows of a page.
    private static let pageRows = 64

    /// The pages, one after another.
    private var entries: [Entry] = []
    /// Where the page of each 64 lines begins in ``entries``, in pages; negative where there is none.
    private var pages: [Int32] = []
    /// The codes of reasons, in the order in which they came. Further ones are not compared.
    private var codes: [String] = []
    private static let codesMax = 254

    /// Where the entry of `line` stands; nil where no event spoke of any line of its page.
    private func place(of line: Int) -> Int? {
        let page = line / Self.pageRows
        guard pages.indices.contains(page), pages[page] >= 0 else { return nil }
        return Int(pages[page]) * Self.pageRows + line % Self.pageRows
    }

    /// Where the entry of `line` stands, which is made where it is missing.
    private mutating func madePlace(of line: Int) -> Int {
        if let place = place(of: line) { return place }
        let page = line / Self.pageRows
        if page >= pages.count { pages.append(contentsOf: repeatElement(-1, count: page + 1 - pages.count)) }
        pages[page] = Int32(entries.count / Self.pageRows)
        let start = entries.count
        entries.append(contentsOf: repeatElement(Entry(), count: Self.pageRows))
        return start + line % Self.pageRows
    }

    /// Notes what an event says about a row; false if the row had another reference before, or the line is absurd.
    ///
    /// - Parameter reason: the code of the reason that the event gave the row, where it reports a status.
    mutating func note(
        line: Int, reference: String, status: PayoutStatus?, reason: String? = nil, reported: Int
    ) -> Bool {
        guard line > 0, line <= Self.linesMax else { return false }
        let place = madePlace(of: line)
        let hash = Self.hash(reference)
        let isSame = entries[place].reported == 0 || entries[place].reference == hash
        entries[place].reference = hash
        entries[place].reported = UInt32(clamping: reported)
        if let status, let word = PayoutStatus.allCases.firstIndex(of: status) {
            entries[place].status = UInt8(word + 1)
            entries[place].reason = reason.map { number(of: $0) } ?? 0
        }
        return isSame
    }

    private mutating func number(of code: String) -> UInt8 {
        if let index = codes.firstIndex(of: code) { return UInt8(index + 1) }
        guard codes.count < Self.codesMax else { return 0 }
        codes.append(code)
        return UInt8(codes.count)
    }

    /// What the journal says of a row.
    struct Report {
        let isSameReference: Bool
        let status: PayoutStatus?
        /// The code of the reason that the last step gave it; nil where that step gave none.
        let reason: String?
        /// The last line of `audit.jsonl` about it.
        let reported: Int
    }

    /// What the journal says of the row at `line`, which is asked once; nil where it says nothing.
    mutating func visit(line: Int, reference: String) -> Report? {
        guard line > 0, let place = place(of: line), entries[place].reported > 0 else { return nil }
        entries[place].isVisited = true
        let entry = entries[place]
        let status = entry.status == 0 ? nil : PayoutStatus.allCases[Int(entry.status) - 1]
        return Report(
            isSameReference: entry.reference == Self.hash(reference), status: status,
            reason: entry.reason == 0 ? nil : codes[Int(entry.reason) - 1], reported: Int(entry.reported))
    }

    /// The first line that events speak of and that was never visited.
    var firstUnvisited: (line: Int, reported: Int)? {
        for page in pages.indices where pages[page] >= 0 {
            let start = Int(pages[page]) * Self.pageRows
            for offset in 0..<Self.pageRows {
                let entry = entries[start + offset]
                if entry.reported > 0, !entry.isVisited { return (page * Self.pageRows + offset, Int(entry.reported)) }
            }
        }
        return nil
    }

    /// FNV-1a.
    private static func hash(_ text: String) -> UInt32 {
        text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}
