internal import CoreMetrics
internal import Synchronization

/// A figure that can be read while it is written.
protocol Figure: AnyObject, Sendable {
    /// What is written after its name, and its value.
    var samples: [(suffix: String, value: String)] { get }
}

/// Only grows.
final class Count: Figure, CounterHandler {
    private let value = Atomic<Int64>(0)

    var samples: [(suffix: String, value: String)] { [("", "\(value.load(ordering: .relaxed))")] }

    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { value.store(0, ordering: .relaxed) }
}

/// Is what it was last set to.
final class Level: Figure, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)

    var samples: [(suffix: String, value: String)] { [("", value.withLock { $0 }.prometheusText)] }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }
}

/// Adds up and counts.
final class Sum: Figure, TimerHandler, RecorderHandler {
    private struct State {
        var count: Int64 = 0
        var sum = 0.0
    }

    private let state = Mutex(State())
    /// What one unit of what is recorded as a whole number is in the unit that is shown.
    private let scale: Double

    init(scale: Double) { self.scale = scale }

    var samples: [(suffix: String, value: String)] {
        let state = state.withLock { $0 }
        return [("_count", "\(state.count)"), ("_sum", state.sum.prometheusText)]
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) * scale) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        state.withLock { state in
            state.count += 1
            state.sum += value
        }
    }
}

extension Double {
    /// As Prometheus reads it: whole numbers without a fraction.
    fileprivate var prometheusText: String {
        if isInfinite { return self < 0 ? "-Inf" : "+Inf" }
        if isNaN { return "NaN" }
        return Int64(exactly: self).map { "\($0)" } ?? "\(self)"
    }
}
