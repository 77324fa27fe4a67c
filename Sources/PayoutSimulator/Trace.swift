internal import PayoutCore

/// What happened, for the eye and for proving that one seed gives one history.
package struct Trace {
    /// How much of a history is written down.
    package enum Mode: Sendable {
        /// Nothing, for speed.
        case silent
        /// Only a fingerprint.
        case fingerprint
        /// Every line, handed over as it comes.
        case readable(@Sendable (String) -> Void)
    }

    private let mode: Mode
    /// FNV-1a over every line; 0 while silent.
    package private(set) var fingerprint: UInt64 = 0

    init(_ mode: Mode) {
        self.mode = mode
        if case .silent = mode { return }
        fingerprint = 0xCBF2_9CE4_8422_2325
    }

    mutating func note(at moment: Timestamp, _ text: @autoclosure () -> String) {
        switch mode {
        case .silent: return
        case .fingerprint: absorb(line(moment, text()))
        case .readable(let write):
            let line = line(moment, text())
            absorb(line)
            write(line)
        }
    }

    /// Adds to the fingerprint what is too long for the eye.
    mutating func absorb(_ text: () throws -> String) rethrows {
        if case .fingerprint = mode { absorb(try text()) }
    }

    private func line(_ moment: Timestamp, _ text: String) -> String {
        let part = String(moment.milliseconds % 1000 + 1000).dropFirst()
        return "\(JakartaTime(moment).display.prefix(19)).\(part)  \(text)"
    }

    private mutating func absorb(_ line: String) {
        for byte in line.utf8 {
            fingerprint ^= UInt64(byte)
            fingerprint &*= 0x0000_0100_0000_01B3
        }
    }
}
