/// Which names in a watched folder are those of payout files.
enum InboxNames {
    /// Says that the file next to it, which has the same name without this ending, is complete.
    static let marker = ".done"
    static let control = ".control.json"
    /// What we write next to files that are over.
    static let note = ".note.txt"
    static let reason = ".reason.txt"

    /// Names of files that are still being written, by the programs that write them, and of what goes with a file.
    private static let endings = [
        ".tmp", ".part", ".partial", ".crdownload", ".filepart", ".download", marker, control, note, reason,
    ]

    private static let ofSystems: Set<String> = ["thumbs.db", "desktop.ini"]

    /// Whether a file of this name is ever taken.
    static func isTaken(_ name: String) -> Bool {
        let small = name.lowercased()
        return !name.hasPrefix(".") && !name.hasPrefix("~$") && !ofSystems.contains(small)
            && !endings.contains { small.hasSuffix($0) }
    }

    /// Leaves room for what is added to a name: systems allow 255 bytes.
    private static let bytesMax = 200
    private static let endingBytesMax = 24

    /// The name under which a file is archived.
    ///
    /// - Parameter number: which one of this name it is, counted from 1.
    static func archived(_ name: String, _ number: Int) -> String {
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
        var (stem, ending) = (name[..<dot], name[dot...])
        if ending.utf8.count > endingBytesMax { (stem, ending) = (name[...], "") }
        while stem.utf8.count + ending.utf8.count > bytesMax { stem.removeLast() }
        return number == 1 ? "\(stem)\(ending)" : "\(stem) (\(number))\(ending)"
    }
}
