internal import Operations

/// An account number before and after a correction, masked but for its last digits and for what differs, which stands
/// in brackets: `***[6]**7890` and `***[9]**7890`.
package struct MarkedDigits: Hashable {
    /// The last characters that are always shown.
    private static let shownEnd = 4
    /// Characters that are shown because they differ; where more do, the others are masked too.
    private static let shownDifferingMax = 4

    package let before: String
    package let after: String

    package init(from before: String, to after: String) {
        let (old, new) = (Array(before), Array(after))
        if old.count == new.count {
            let differs = old.indices.map { old[$0] != new[$0] }
            (self.before, self.after) = (Self.marked(old, differs), Self.marked(new, differs))
        } else {
            let start = zip(old, new).prefix { $0 == $1 }.count
            let room = min(old.count, new.count) - start
            let end = min(room, zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count)
            func differs(_ text: [Character]) -> [Bool] {
                text.indices.map { $0 >= start && $0 < text.count - end }
            }
            (self.before, self.after) = (Self.marked(old, differs(old)), Self.marked(new, differs(new)))
        }
    }

    private static func marked(_ text: [Character], _ differs: [Bool]) -> String {
        // Counted from the end, since people know their numbers by the end.
        var left = shownDifferingMax
        let shown = text.indices.reversed().map { index -> Character in
            if differs[index], left > 0 {
                left -= 1
                return text[index]
            }
            return index >= text.count - min(shownEnd, text.count / 2) ? text[index] : "*"
        }
        let characters = Array(shown.reversed())
        var result = ""
        for index in text.indices {
            if differs[index], index == 0 || !differs[index - 1] { result.append("[") }
            result.append(characters[index])
            if differs[index], index + 1 == text.count || !differs[index + 1] { result.append("]") }
        }
        return Explanation.shown(result)
    }
}
