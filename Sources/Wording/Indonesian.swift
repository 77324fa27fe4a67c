/// The Indonesian sentences, by the English ones.
enum Indonesian {
    /// Every part of the catalogue in one.
    static let sentences: [String: String] = parts.reduce(into: [:]) { all, part in
        all.merge(part) { first, _ in first }
    }

    /// The sentences of the sources, one part for each area of the program.
    static let parts: [[String: String]] = [
        files, workbooks, messages, rules, service, settings, commands, terminal, steps, story, decisions, audit,
        connection, likeness, payees, batches, reasons, names, customers, rails, binding, movements, page, statement,
        plans, stopLoss, limits, console, corrections, people, inbox, api, journal, backup, notifications, schedules,
        suspicions,
    ]
}
