package import CoreMetrics
internal import Synchronization

/// Keeps the figures of swift-metrics, and writes them in the text format that Prometheus reads (version 0.0.4).
package final class MetricsRegistry: MetricsFactory {
    private enum Kind: String {
        case counter
        case gauge
        case summary
    }

    private struct Family {
        let kind: Kind
        /// By their labels, such as `{status="pending"}`.
        var figures: [String: any Figure] = [:]
    }

    private let explanations: [String: String]
    private let families = Mutex<[String: Family]>([:])

    /// - Parameter explanations: what each figure says, by its name, in one line.
    package init(explanations: [String: String]) { self.explanations = explanations }

    /// All figures as they are now, by name.
    package func text() -> String {
        families.withLock { families in
            var text = ""
            for (name, family) in families.sorted(by: { $0.key < $1.key }) {
                if let explanation = explanations[name] { text += "# HELP \(name) \(explanation)\n" }
                text += "# TYPE \(name) \(family.kind.rawValue)\n"
                for (labels, figure) in family.figures.sorted(by: { $0.key < $1.key }) {
                    for (suffix, value) in figure.samples { text += "\(name)\(suffix)\(labels) \(value)\n" }
                }
            }
            return text
        }
    }

    /// The figure with this name and these labels, made where there is none yet.
    private func figure<Value: Figure>(
        _ label: String, _ dimensions: [(String, String)], _ kind: Kind, _ make: () -> Value
    ) -> Value {
        let labels = Self.labels(dimensions)
        return families.withLock { families in
            var family = families[Self.name(label)] ?? Family(kind: kind)
            // A figure of another kind under the same name would contradict the first: it is counted and not shown.
            guard family.kind == kind else { return make() }
            if let known = family.figures[labels] as? Value { return known }
            let made = make()
            family.figures[labels] = made
            families[Self.name(label)] = family
            return made
        }
    }

    private static func name(_ label: String) -> String {
        String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") ? $0 : "_" })
    }

    private static func labels(_ dimensions: [(String, String)]) -> String {
        guard !dimensions.isEmpty else { return "" }
        let pairs = dimensions.map { name, value in
            var quoted = ""
            for character in value {
                switch character {
                case "\\": quoted += "\\\\"
                case "\"": quoted += "\\\""
                case "\n": quoted += "\\n"
                default: quoted.append(character)
                }
            }
            return "\(Self.name(name))=\"\(quoted)\""
        }
        return "{\(pairs.joined(separator: ","))}"
    }

    // MARK: MetricsFactory

    /// A figure that only grows.
    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        figure(label, dimensions, .counter) { Count() }
    }

    /// A figure that is what it was last set to.
    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        figure(label, dimensions, .gauge) { Level() }
    }

    /// Sum and count of what is recorded, or the last value alone where nothing is to be added up.
    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        aggregate
            ? figure(label, dimensions, .summary) { Sum(scale: 1) } : figure(label, dimensions, .gauge) { Level() }
    }

    /// Sum, in seconds, and count of what is recorded.
    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        figure(label, dimensions, .summary) { Sum(scale: 1e-9) }
    }

    // What was counted stays: a figure that vanished would look like a restart.
    /// Leaves it as it is.
    package func destroyCounter(_ handler: any CounterHandler) {}
    /// Leaves it as it is.
    package func destroyMeter(_ handler: any MeterHandler) {}
    /// Leaves it as it is.
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Leaves it as it is.
    package func destroyTimer(_ handler: any TimerHandler) {}
}
