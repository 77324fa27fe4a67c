internal import PayoutCore
internal import Wording

/// The words of the progress bar, fitted to a width.
struct ProgressText {
    /// Cells of the bar itself, where there is room.
    static let barCells = 20
    static let barCellsMin = 10

    var done = 0
    /// 0 where nobody knows.
    var total = 0
    /// Whether bytes are counted.
    var isBytes = false
    var perSecond: Double?
    /// What holds it up, in place of the rate.
    var wait: Phrase?
    /// What matters besides, the most important first.
    var counts: [Phrase] = []

    /// The line, at most `columns` wide; the least important parts give way first.
    func line(columns: Int, isUTF8: Bool, language: Language) -> String {
        let numbers = isBytes ? megabytes : "\(percent)  \(Self.grouped(done))/\(Self.grouped(total))"
        let ahead = (wait.map { [$0] } ?? pace).map { $0.text(in: language) }
        let extra = counts.map { $0.text(in: language) }
        for cells in total > 0 ? [Self.barCells, Self.barCellsMin, 0] : [0] {
            let head = cells > 0 ? ["\(bar(cells: cells, isUTF8: isUTF8))  \(numbers)"] : [numbers]
            for kept in stride(from: extra.count, through: 0, by: -1) where kept > 0 || cells > 0 {
                let line = (head + ahead + extra.prefix(kept)).joined(separator: "  ")
                if line.count <= columns { return line }
            }
        }
        return Self.cut([numbers] + ahead, to: columns)
    }

    /// As many whole parts as fit; of a sentence that does not fit, its beginning.
    private static func cut(_ parts: [String], to columns: Int) -> String {
        let line = parts.joined(separator: "  ")
        guard line.count > columns else { return line }
        let whole = parts.dropLast().joined(separator: "  ")
        // A sentence is worth being cut, a number is not.
        let isSentence = parts.last.map { $0.count > 20 } ?? false
        return isSentence || whole.isEmpty ? String(line.prefix(max(0, columns))) : cut(parts.dropLast(), to: columns)
    }

    private var percent: String {
        // Never 100 % before the last one is done.
        let percent = total > 0 ? done * 100 / total : 0
        return String(repeating: " ", count: max(0, 3 - String(percent).count)) + "\(percent) %"
    }

    private var megabytes: String {
        func megabytes(_ bytes: Int) -> String { Self.grouped(bytes / Self.megabyteBytes) }
        return total > 0 ? "\(percent)  \(megabytes(done))/\(megabytes(total)) MB" : "\(megabytes(done)) MB"
    }

    private static let megabyteBytes = 1_000_000

    private func bar(cells: Int, isUTF8: Bool) -> String {
        let full = total > 0 ? min(cells, cells * done / total) : 0
        return "[" + String(repeating: isUTF8 ? "█" : "#", count: full)
            + String(repeating: "-", count: cells - full) + "]"
    }

    private var pace: [Phrase] {
        guard let perSecond, perSecond > 0 else { return [] }
        let rate = perSecond >= 1 ? Self.grouped(Int(perSecond.rounded())) : "<1"
        let seconds = (Double(total - done) / perSecond).rounded(.up)
        guard done < total, seconds < Self.secondsMax else { return [Phrase("\(rate) a second")] }
        return [Phrase("\(rate) a second"), Phrase("\(Self.clock(Int(seconds))) left")]
    }

    /// A longer time left is no forecast any more: a hundred hours.
    private static let secondsMax = 360_000.0

    /// `4.512`, as rupiah are grouped.
    static func grouped(_ number: Int) -> String { String(Rupiah(Int64(number)).display.dropFirst("Rp ".count)) }

    /// `0:04`, `12:30`, `1:02:03`.
    static func clock(_ seconds: Int) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0 ? "\(hours):\(padded(minutes)):\(padded(seconds % 60))" : "\(minutes):\(padded(seconds % 60))"
    }
}
