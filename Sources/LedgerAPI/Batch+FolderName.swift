extension Batch {
    /// The name of its report folder, which is also the name that people know it by: the `--batch` name, else the
    /// file's name and the first 8 digits of its digest.
    package var folderName: String {
        if let name { return name }
        var stem = Substring(fileName)
        if let slash = stem.lastIndex(of: "/") { stem = stem[stem.index(after: slash)...] }
        for ending in [".gz", ".csv"] where stem.lowercased().hasSuffix(ending) { stem = stem.dropLast(ending.count) }
        if ["", "-", "standard input"].contains(stem) { stem = "payout" }
        return "\(stem)-\(digest.prefix(8))"
    }
}
