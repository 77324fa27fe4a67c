internal import FoundationEssentials
internal import Glibc

/// What is known of the terminal of one of the two streams, if there is one.
struct Terminal: Sendable {
    /// A stream that people may read.
    enum Stream: Int32, Sendable {
        case output = 1
        case errors = 2

        var descriptor: Int32 { rawValue }
    }

    /// Columns of a terminal that does not report its size.
    static let columnsDefault = 80
    /// Rows of a terminal that does not report its size.
    static let rowsDefault = 24

    let isTerminal: Bool
    /// A line can be rewritten, and colours are understood.
    let canRewrite: Bool
    let hasColours: Bool
    /// The locale has more than ASCII.
    let isUTF8: Bool
    private let descriptor: Int32

    /// - Parameter isTerminal: whether the stream is one; tests say so themselves.
    init(_ stream: Stream, isTerminal: Bool, environment: [String: String]) {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        descriptor = stream.descriptor
        self.isTerminal = isTerminal
        canRewrite = isTerminal && isSet("TERM") && environment["TERM"] != "dumb"
        // no-color.org: any value but the empty one.
        hasColours = canRewrite && !isSet("NO_COLOR")
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        isUTF8 = locale.uppercased().filter { $0 != "-" }.contains("UTF8")
    }

    private init(_ stream: Stream) {
        self.init(
            stream, isTerminal: isatty(stream.descriptor) == 1, environment: ProcessInfo.processInfo.environment)
    }

    static let output = Terminal(.output)
    static let errors = Terminal(.errors)

    static func behind(_ stream: Stream) -> Terminal {
        switch stream {
        case .output: output
        case .errors: errors
        }
    }

    /// The width as it is at this moment: people resize their windows.
    var columns: Int { size.map { Int($0.ws_col) } ?? Self.columnsDefault }

    /// The height as it is at this moment.
    var rows: Int { size.map { Int($0.ws_row) } ?? Self.rowsDefault }

    private var size: winsize? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
        return size
    }
}
