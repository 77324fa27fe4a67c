/// Since when files have not changed, as far as we have looked on.
struct QuietWatch {
    private var seen: [String: (content: InboxFace.Content, since: Duration)] = [:]

    /// How long a file has been as it is now.
    ///
    /// - Parameter uptime: a time that only goes on, whatever the clock on the wall is set to.
    mutating func quiet(_ key: String, _ content: InboxFace.Content, uptime: Duration) -> Duration {
        if let before = seen[key], before.content == content { return uptime - before.since }
        seen[key] = (content, uptime)
        return .zero
    }

    /// Forgets files that are not there any more.
    mutating func keep(_ keys: Set<String>) { seen = seen.filter { keys.contains($0.key) } }
}
