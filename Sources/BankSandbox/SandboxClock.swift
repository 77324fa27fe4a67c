package import PayoutCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The operating system's wall clock, or one that is wrong by a fixed time.
package struct SandboxClock: WallClock {
    private let lead: Duration

    /// - Parameter ahead: how far it is ahead of the true time; negative where it is behind.
    package init(ahead lead: Duration = .zero) { self.lead = lead }

    package func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000) + lead
    }
}
