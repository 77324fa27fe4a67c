/// A language that Salur speaks to people in.
package enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case indonesian = "id"

    /// The language of a locale name such as `id_ID.UTF-8`; English where it is none of ours.
    package init(locale: String) {
        let name = locale.prefix { $0 != "_" && $0 != "." && $0 != "@" && $0 != "-" }.lowercased()
        self = Language(rawValue: name) ?? .english
    }

    /// The language that the environment asks for (POSIX: `LC_ALL` over `LC_MESSAGES` over `LANG`).
    package init(environment: [String: String]) {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
        self.init(locale: names.first { !$0.isEmpty } ?? "")
    }

    /// `number` with its digits in groups of three, as people read it.
    func grouped(_ number: Int) -> String {
        let separator: Character =
            switch self {
            case .english: ","
            case .indonesian: "."
            }
        let digits = String(number.magnitude)
        var grouped = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(separator) }
            grouped.append(digit)
        }
        return grouped
    }

    /// A label of a page in this language; in English where a translation is missing.
    package func label(_ english: String) -> String { catalogue[english] ?? english }

    /// The translations by English sentence; English needs none.
    var catalogue: [String: String] {
        switch self {
        case .english: [:]
        case .indonesian: Indonesian.sentences
        }
    }
}
