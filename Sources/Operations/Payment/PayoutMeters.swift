internal import BankAPI
internal import CoreMetrics
internal import MetricsServer
internal import PayoutCore
internal import PayoutEngine
internal import Synchronization

/// The figures of a run for those who watch it from outside (`metrics.listen`): counts and paces, nothing of a person.
final class PayoutMeters: Sendable {
    /// What each figure says.
    static let explanations = [
        "salur_payouts": "Payouts of the file that is being paid, by status.",
        "salur_last_progress_timestamp_seconds": "When a payout last changed its status, in seconds since 1970.",
        "salur_window_payouts": "Payouts that may be between account check and transfer at present.",
        "salur_calls_in_flight": "Calls to the bank that have not ended.",
        "salur_calls_in_flight_allowed": "Calls to the bank that may be in flight at present.",
        "salur_calls_per_second_allowed": "Calls a second that may be sent at present; +Inf where no limit is known.",
        "salur_calls_total": "Calls to the bank that were sent, by what they ask for.",
        "salur_answers_total": "Calls to the bank that have ended, by what they asked for and how they ended.",
        "salur_call_seconds": "How long calls to the bank took, by what they ask for.",
        "salur_certificate_days_left": "Whole days until a certificate ends; negative once it has.",
        "salur_callbacks_total": "Callbacks of the bank, by what became of them.",
    ]

    /// When the certificates on the way to the bank end.
    struct Certificates: Sendable {
        /// Asked again and again, since it is known only once a connection is open; nil without TLS.
        let ofTheBank: @Sendable () -> Timestamp?
        /// Our own; nil where there is none.
        let ofOurs: Timestamp?
    }

    /// What a call asks the bank for.
    enum Service: String, CaseIterable {
        case validation
        case transfer
        case inquiry
        case balance
    }

    private struct CallMeters {
        let sent: Counter
        let ended: [CallEnding: Counter]
        let time: Timer
    }

    private let clock: any WallClock
    private let ratePerSecond: Int?
    private let payouts: [PayoutStatus: Meter]
    private let lastProgress: Meter
    private let window: Meter
    private let inFlight: Meter
    private let inFlightAllowed: Meter
    private let perSecondAllowed: Meter
    private let calls: [Service: CallMeters]
    let callbacks: CallbackMeters
    private let certificates: Certificates
    private let bankCertificate: Meter
    private let totals = Mutex<[PayoutStatus: Int]>([:])

    /// - Parameter ratePerSecond: `dispatch.ratePerSecond`.
    init(factory: any MetricsFactory, ratePerSecond: Int?, certificates: Certificates, clock: any WallClock) {
        self.certificates = certificates
        self.clock = clock
        self.ratePerSecond = ratePerSecond
        payouts = Self.each { Meter(label: "salur_payouts", dimensions: [("status", $0.rawValue)], factory: factory) }
        lastProgress = Meter(label: "salur_last_progress_timestamp_seconds", factory: factory)
        window = Meter(label: "salur_window_payouts", factory: factory)
        inFlight = Meter(label: "salur_calls_in_flight", factory: factory)
        inFlightAllowed = Meter(label: "salur_calls_in_flight_allowed", factory: factory)
        perSecondAllowed = Meter(label: "salur_calls_per_second_allowed", factory: factory)
        perSecondAllowed.set(ratePerSecond.map { Double($0) } ?? .infinity)
        calls = Self.each { service in
            let call = ("call", service.rawValue)
            return CallMeters(
                sent: Counter(label: "salur_calls_total", dimensions: [call], factory: factory),
                ended: Self.each {
                    Counter(
                        label: "salur_answers_total", dimensions: [call, ("kind", $0.rawValue)], factory: factory)
                },
                time: Timer(label: "salur_call_seconds", dimensions: [call], factory: factory))
        }
        let certificate = { name in
            Meter(label: "salur_certificate_days_left", dimensions: [("certificate", name)], factory: factory)
        }
        bankCertificate = certificate("bank")
        if let end = certificates.ofOurs {
            certificate("client").set(CertificateLife(endsAt: end, now: clock.now()).daysLeft)
        }
        callbacks = CallbackMeters(factory: factory)
    }

    private static func each<Case: CaseIterable & Hashable, Value>(_ make: (Case) -> Value) -> [Case: Value] {
        Dictionary(uniqueKeysWithValues: Case.allCases.map { ($0, make($0)) })
    }

    /// Takes over how far a run has come.
    func show(_ progress: EngineProgress) {
        let hasMoved = totals.withLock { totals in
            defer { totals = progress.totals }
            return totals != progress.totals
        }
        if hasMoved {
            if let end = certificates.ofTheBank() {
                bankCertificate.set(CertificateLife(endsAt: end, now: clock.now()).daysLeft)
            }
            for (status, meter) in payouts { meter.set(progress.totals[status, default: 0]) }
            lastProgress.set(Double(clock.now().milliseconds) / 1000)
        }
        window.set(progress.window)
        inFlight.set(progress.callsInFlight)
        inFlightAllowed.set(progress.callsMax)
        let limits = [ratePerSecond, progress.perSecond].compactMap { $0 }
        perSecondAllowed.set(limits.min().map { Double($0) } ?? .infinity)
    }

    /// Nothing is being paid any more.
    func rest() {
        window.set(0)
        inFlight.set(0)
        inFlightAllowed.set(0)
    }

    /// A call is about to be sent.
    func sending(_ service: Service) { calls[service]?.sent.increment() }

    /// A call has ended.
    func ended(_ service: Service, _ ending: CallEnding, after time: Duration) {
        guard let meters = calls[service] else { return }
        meters.ended[ending]?.increment()
        meters.time.recordNanoseconds(time.wholeMilliseconds * 1_000_000)
    }

}
