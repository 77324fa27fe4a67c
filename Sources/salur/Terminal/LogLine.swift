internal import FoundationEssentials
internal import Logging
internal import Operations
internal import PayoutCore
internal import Presentation

/// A line of the log where `log.format` is `json`: one object, whatever is in it.
struct LogLine: Encodable {
    let time: String
    let level: String
    let event: String
    let message: String
    var batch: String?
    var file: String?
    var line: Int?
    var reference: String?
    var reasonCode: String?
    var rows: Int?
    var sum: Int64?
    /// What else a part of the program has said.
    var data: [String: String]?

    enum CodingKeys: String, CodingKey {
        case time, level, event, message, batch, file, line, reference, rows, sum, data
        case reasonCode = "reason_code"
    }

    init(_ level: LogEntry.Level, event: String, message: String, at now: Timestamp) {
        (time, self.level, self.event, self.message) = (now.iso8601, level.rawValue, event, message)
    }

    init(_ entry: LogEntry, at now: Timestamp) {
        self.init(entry.level, event: entry.event, message: Output.text(entry.message), at: now)
        (batch, file, line, reference) = (entry.batch, entry.file, entry.line, entry.reference)
        (reasonCode, rows, sum) = (entry.reasonCode, entry.rows, entry.sum)
    }

    /// Without a line end.
    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and numbers alone can always be encoded.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

/// What the parts of the program log, as lines of the log.
struct LogLineHandler: LogHandler {
    let label: String
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let level: LogEntry.Level =
            switch event.level {
            case .trace, .debug, .info, .notice: .info
            case .warning: .warning
            case .error, .critical: .error
            }
        var line = LogLine(level, event: "log", message: event.message.description, at: SystemClock().now())
        var data = metadata.merging(event.metadata ?? [:]) { _, new in new }.mapValues { "\($0)" }
        line.batch = data.removeValue(forKey: "batch")
        line.data = data.isEmpty ? nil : data
        Output.log(line)
    }
}
