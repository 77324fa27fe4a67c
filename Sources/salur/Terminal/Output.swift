internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import Operations
internal import PayoutCore
internal import PayoutFile
internal import Presentation
internal import SalurSettings
internal import Synchronization
internal import Wording

/// Standard output for results, standard error for messages.
enum Output {
    /// Writes a line of the result.
    static func result(_ line: String) { write(line + "\n", to: .output) }

    /// Writes a message.
    static func message(_ line: String) {
        guard logsJSON else { return write(line + "\n", to: .errors) }
        log(LogLine(.info, event: "message", message: line, at: SystemClock().now()))
    }

    /// Writes a line of the result, in the language of the person.
    static func result(_ phrase: Phrase) { result(text(phrase)) }

    /// Writes a message, in the language of the person.
    static func message(_ phrase: Phrase) { message(text(phrase)) }

    /// The words of a phrase in the language of the person.
    static func text(_ phrase: Phrase) -> String { phrase.text(in: language) }

    private static let chosenLanguage = Mutex(Language(environment: ProcessInfo.processInfo.environment))

    /// The language of everything that people read: `--language`, else that of the locale.
    static var language: Language {
        get { chosenLanguage.withLock { $0 } }
        set { chosenLanguage.withLock { $0 = newValue } }
    }

    private static let logFormat = Mutex(
        ProcessInfo.processInfo.environment[LogFormat.environmentName] == LogFormat.json.rawValue)

    /// Whether messages are JSON, one object a line (`log.format`).
    static var logsJSON: Bool {
        get { logFormat.withLock { $0 } }
        set { logFormat.withLock { $0 = newValue } }
    }

    /// Writes a line of a log that is JSON.
    static func log(_ line: LogLine) { write(line.text + "\n", to: .errors) }

    /// Writes what an operation reports while it works.
    static func tell(_ notice: Notice) {
        guard logsJSON else {
            for sentence in notice.messages { message(sentence) }
            return
        }
        for entry in notice.logEntries { log(LogLine(entry, at: SystemClock().now())) }
    }

    /// Writes to standard error without ending the line.
    static func prompt(_ text: String) { write(text, to: .errors) }

    /// Writes what went wrong.
    ///
    /// - Parameter batch: its folder name, for a log that is JSON.
    static func error(_ phrase: Phrase, batch: String? = nil) {
        guard !logsJSON else {
            return log(LogLine(LogEntry(.error, "error", phrase, batch: batch), at: SystemClock().now()))
        }
        message(Phrase("\(Style.bad(Phrase("error:"), on: .errors)) \(phrase)"))
    }

    /// Writes what a person should know, although nothing went wrong.
    static func warning(_ phrase: Phrase) {
        guard !logsJSON else {
            return log(LogLine(LogEntry(.warning, "warning", phrase), at: SystemClock().now()))
        }
        message(Phrase("\(Style.warning(Phrase("warning:"), on: .errors)) \(phrase)"))
    }

    /// The line that stays last on the terminal while everything else is written above it; nil takes it away.
    ///
    /// It must fit into one line of the terminal. A terminal halted with Ctrl-S misses some: a payment does not
    /// wait for its progress bar.
    static func lastLine(_ line: String?) {
        shownLastLine.withLock { shown in
            guard shown != line, !logsJSON, line == nil || takesMore(.errors) else { return }
            let isShorter = (line?.count ?? 0) < (shown?.count ?? 0)
            shown = line
            put("\r" + (line ?? "") + (isShorter ? erase : ""), on: .errors)
        }
    }

    private static let shownLastLine = Mutex<String?>(nil)
    /// Takes away what stands after the cursor.
    private static let erase = "\u{1B}[K"

    private static func takesMore(_ stream: Terminal.Stream) -> Bool {
        var descriptor = pollfd(fd: stream.descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&descriptor, 1, 0) > 0 && descriptor.revents & Int16(POLLOUT) != 0
    }

    /// Whether standard output holds one JSON document and nothing else, whatever happens: taken from the words of the
    /// command line, since an error of the command line itself is such a document too.
    static let isJSON = CommandLine.arguments.dropFirst().prefix { $0 != "--" }.contains("--json")

    /// Writes an object as JSON, the only thing that `--json` lets onto standard output; names become snake case.
    static func json(_ document: some Encodable, isOnOneLine: Bool = false) throws {
        try write(VersionedDocument(document), isOnOneLine: isOnOneLine)
    }

    /// Writes a list of objects as one JSON document.
    static func json(all documents: [any Encodable], isOnOneLine: Bool = false) throws {
        try write(documents.map { VersionedDocument($0) }, isOnOneLine: isOnOneLine)
    }

    private static func write(_ value: some Encodable, isOnOneLine: Bool) throws {
        result(try value.documentText(isOnOneLine: isOnOneLine))
    }

    /// Writes above the last line, where there is one.
    private static func write(_ text: String, to stream: Terminal.Stream) {
        shownLastLine.withLock { shown in
            guard let line = shown, Terminal.behind(stream).isTerminal else { return put(text, on: stream) }
            put("\r" + erase, on: .errors)
            put(text, on: stream)
            put(line, on: .errors)
        }
    }

    /// A reader that has gone away is no reason to stop paying: what cannot be written is dropped.
    private static func put(_ text: String, on stream: Terminal.Stream) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(stream.descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    /// Runs the body of a command. Whatever it throws ends in a message and the right exit code, never in the argument
    /// parser's 1, which here means "settled, not all paid".
    static func guarded(_ body: () async throws -> OutcomeKind) async throws {
        let status: OutcomeKind
        do {
            let bar = ReadingBar()
            let observer = ReadingProgress.Observer { bar.show($0) }
            status = try await ReadingProgress.$observer.withValue(observer, operation: body)
        } catch {
            let failure = CommandFailure(error)
            lastLine(nil)
            report(failure)
            status = failure.status
        }
        throw ExitCode(status.exitCode)
    }

    /// Says what ended the command: to people on standard error, with `--json` to programs on standard output as well.
    static func report(_ failure: CommandFailure) {
        error(failure.phrase)
        // What cannot be encoded, texts cannot be, is on standard error all the same.
        if isJSON { try? json(ErrorDocument(failure)) }
    }
}
