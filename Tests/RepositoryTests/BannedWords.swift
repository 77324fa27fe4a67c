import Foundation

enum BannedWords {
    /// Files that may sleep or read a monotonic clock, and why each needs to. All others are handed the time.
    static let mayWait: [String: String] = [
        "Sources/Ayoconnect/Connection/InquirySpacing.swift": "the bank allows so many inquiries a second",
        "Sources/BankSandbox/FrontDoor.swift": "a simulated bank is slow on purpose",
        "Sources/Operations/Service/DispatchService.swift": "how often it looks for something to pay",
        "Sources/Operations/Service/MetricsService.swift": "how often the figures are read from the ledger",
        "Sources/WebConsole/BodyLimits.swift": "how long a request may take to come in",
        "Sources/WebConsole/Pages/ProgressStream.swift": "how often it looks at the ledger for an open page",
        "Sources/Operations/Notifications/NotificationService.swift": "how often it looks into the ledger",
        "Sources/Operations/Schedules/ScheduleService.swift": "how often it looks at the clock",
        "Sources/Delivery/Deadline.swift": "how long a delivery may take",
        "Sources/Operations/Inbox/InboxService.swift": "how often it looks into the watched folders",
        "Sources/Operations/Customers/BindingJob.swift": "the pause between two looks at the ledger",
        "Sources/Operations/Customers/RefreshJob.swift": "a pause before the bank is asked about the next customer",
        "Sources/Operations/Decisions/HoldJob.swift": "a pause before the bank is asked again",
        "Sources/Operations/Payment/PatientServer.swift": "how often a taken address is tried again",
        "Sources/Operations/Payment/PayoutProcess.swift": "how often it looks for batches approved meanwhile",
        "Sources/Operations/Payment/MeteredGateway.swift": "how long the bank takes, for the metrics",
        "Sources/PayoutEngine/EngineRunner.swift": "the thin shell that wakes the engine",
        "Sources/PayoutEngine/EngineRunner+Others.swift": "how often a run that rests looks at the ledger",
        "Sources/PayoutLedger/Lease.swift": "how long ago the term of the lease was read",
        "Sources/Operations/Decisions/StatusAsker.swift": "a pause before the bank is asked again",
        "Sources/Operations/Queries/StatusWatch.swift": "the pause between two looks at the ledger",
        "Sources/salur/Terminal/Interruption.swift": "whether two signals are one",
        "Sources/salur/Terminal/ProgressBar.swift": "how often the line on the terminal is drawn",
        "Sources/salur/Terminal/ReadingBar.swift": "how often the line on the terminal is drawn",
    ]

    /// Words of a name that say nothing about what the file holds, and the file that only warms a new folder.
    private static let emptyNames: Set<String> = [
        "Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Common", "Misc", "Base", "Warm",
    ]

    /// Phrases that show unfinished work, wherever they stand: in code, comments or texts.
    private static let leftover = #"\b(TODO|FIXME|XXX|HACK|for now|not implemented|placeholder|stub)s?\b"#

    /// Code that ends the program or leaves the structure: what it is, and the expression that finds it.
    private static let shortcuts: [(name: String, pattern: String)] = [
        ("try!", #"\btry!"#),
        ("as!", #"\bas!"#),
        ("a forced unwrap", #"[\w)\]]!(?=[\s.,;:)\]?(\[]|$)(?!=)"#),
        ("fatalError", #"\bfatalError\("#),
        ("Task.detached", #"\bTask\.detached\b"#),
        ("the system's clock (take the time as a parameter)", #"\bDate\(\)"#),
        ("the system's randomness (take it as a parameter)", #"\bUUID\(\)"#),
        ("a task-local function (dies when optimised, see ReadingProgress.Observer)", #"@TaskLocal\b.*->"#),
    ]

    /// All of them at once, since most lines hold none.
    private static let anyShortcut = shortcuts.map(\.pattern).joined(separator: "|")

    private static let waiting = #"\bTask\.sleep\b|\bContinuousClock\b|\bSuspendingClock\b"#

    static func fileNameFindings(in file: SourceFile) -> [Finding] {
        let stem = file.name.hasSuffix(".swift") ? String(file.name.dropLast(6)) : file.name
        let words = nameWords(of: stem)
        let isBaseURL = words.starts(with: ["Base", "URL"])
        return words.filter { emptyNames.contains($0) && !isBaseURL }
            .map { file.finding(0, "the name \(file.name) says \"\($0)\": name the file for what it holds") }
    }

    static func findings(in file: SourceFile) -> [Finding] {
        var findings: [Finding] = []
        for (index, line) in file.lines.enumerated() {
            let code = file.code[index]
            if let found = line.range(of: leftover, options: [.regularExpression, .caseInsensitive]) {
                findings.append(
                    file.finding(index, "\"\(line[found])\": finish it, say it otherwise, or open an issue"))
            }
            let forced = matches(anyShortcut, code) ? shortcuts.first { matches($0.pattern, code) } : nil
            if let forced { findings.append(file.finding(index, "\(forced.name) is not used here")) }
            if code.contains("@unchecked Sendable"), index == 0 || !isComment(file.lines[index - 1]) {
                findings.append(file.finding(index, "@unchecked Sendable needs its proof in a comment directly above"))
            }
        }
        if mayWait[file.path] == nil {
            findings += waits(in: file).map { file.finding($0, "only the files in BannedWords.mayWait wait") }
        }
        return findings
    }

    /// The indexes of the lines that sleep or read a monotonic clock.
    static func waits(in file: SourceFile) -> [Int] {
        file.code.indices.filter { matches(waiting, file.code[$0]) }
    }

    /// The words of a name in camel case: `BaseURL+Parts` is Base, URL, Parts.
    private static func nameWords(of stem: String) -> [String] {
        let pattern = #"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+"#
        var words: [String] = []
        var rest = stem[...]
        while let range = rest.range(of: pattern, options: .regularExpression) {
            words.append(String(rest[range]))
            rest = rest[range.upperBound...]
        }
        return words
    }

    private static func isComment(_ line: String) -> Bool {
        line.trimmingCharacters(in: .whitespaces).hasPrefix("//")
    }

    private static func matches(_ pattern: String, _ line: String) -> Bool {
        line.range(of: pattern, options: .regularExpression) != nil
    }
}
