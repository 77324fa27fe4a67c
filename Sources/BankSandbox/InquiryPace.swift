import PayoutCore

/// The status inquiries of one product within the second that ends now; those that were refused do not count.
struct InquiryPace: Sendable {
    private var recent: [Timestamp] = []

    /// Refuses an inquiry that comes too soon after others, and notes it; nil has no limit.
    mutating func hold(max: Int?, at now: Timestamp) throws(Refusal) {
        guard let max else { return }
        recent.removeAll { now - $0 >= SandboxTiming.inquiryWindow }
        guard recent.count < max else {
            throw Refusal(429, case: "00", "Too Many Requests: status inquiries", .inquiryTooFrequent)
        }
        recent.append(now)
    }
}
