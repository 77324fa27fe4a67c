import ArgumentParser
import BankSandbox
import PayoutCore
import SNAP

/// A duration as people write it: `500ms`, `2s`, `15m`, `2h`, `7d`.
struct DurationArgument: ExpressibleByArgument {
    let duration: Duration

    private static let units: [(suffix: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]
    private static let countMax: Int64 = 1_000_000

    init?(argument: String) {
        for (suffix, milliseconds) in Self.units where argument.hasSuffix(suffix) {
            guard let count = Int64(argument.dropLast(suffix.count)) else { continue }
            guard (0...Self.countMax).contains(count) else { return nil }
            duration = .milliseconds(count * milliseconds)
            return
        }
        return nil
    }
}

/// A duration or a range of durations: `50ms` or `10ms..2s`.
struct DurationRangeArgument: ExpressibleByArgument {
    let range: ClosedRange<Duration>

    init?(argument: String) {
        let parts = argument.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let lower = parts.first.flatMap(DurationArgument.init),
            let upper = parts.last.flatMap(DurationArgument.init),
            lower.duration <= upper.duration
        else { return nil }
        range = lower.duration...upper.duration
    }
}

/// A quota: `2000/15m`.
struct QuotaArgument: ExpressibleByArgument {
    let quota: CallQuota

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let calls = Int(parts[0]), calls > 0,
            let window = DurationArgument(argument: String(parts[1])), window.duration > .zero
        else { return nil }
        quota = CallQuota(callsMax: calls, window: window.duration)
    }
}

/// A fault and its probability: `lost-callback=0.2`.
struct FaultArgument: ExpressibleByArgument {
    let kind: FaultKind
    let probability: Double

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = FaultKind(rawValue: String(parts[0])), let probability = Double(parts[1]),
            (0...1).contains(probability)
        else { return nil }
        (self.kind, self.probability) = (kind, probability)
    }
}

/// Whole rupiah, written plainly: `1000000000`.
struct RupiahArgument: ExpressibleByArgument {
    let amount: Rupiah

    init?(argument: String) {
        guard let amount = Rupiah(plain: argument) else { return nil }
        self.amount = amount
    }
}

/// An address to listen on: `127.0.0.1:9090`; port 0 lets the system choose.
struct AddressArgument: ExpressibleByArgument {
    let host: String
    let port: Int

    init(host: String, port: Int) { (self.host, self.port) = (host, port) }

    var defaultValueDescription: String { "\(host):\(port)" }

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), let port = Int(argument[argument.index(after: colon)...]),
            (0...65_535).contains(port), colon > argument.startIndex
        else { return nil }
        (host, self.port) = (String(argument[..<colon]), port)
    }
}

/// A daily window: `23:30-00:00`.
struct WindowArgument: ExpressibleByArgument {
    let window: DailyWindow
    let text: String

    init?(argument: String) {
        guard let window = DailyWindow(argument) else { return nil }
        (self.window, text) = (window, argument)
    }
}

/// How callbacks are signed, or that there are none.
enum CallbackChoice: String, CaseIterable, ExpressibleByArgument {
    case symmetric
    case asymmetric
    case asymmetricTimestamp = "asymmetric-timestamp"
    case none
    case off

    /// The proof; nil where no callback is sent.
    var proof: CallbackProofKind? { CallbackProofKind(rawValue: rawValue) }
}

extension SignatureEncoding: ExpressibleByArgument {}
extension ServiceSignature: ExpressibleByArgument {}
extension InquiryHeaderRule: ExpressibleByArgument {}
