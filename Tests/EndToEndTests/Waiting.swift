import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a test waited for did not happen within a generous time.
struct NeverHappened: Error, CustomStringConvertible {
    let what: String

    var description: String { "never happened: \(what)" }
}

/// How long a test waits for a sign of life before it gives up: much longer than a machine that does other things as
/// well ever takes.
private let waitSecondsMax = 240

/// Looks again and again until `sign` is there. The pause only spares the processor: nothing is concluded from time.
func waitUntil(_ what: String, _ sign: () async throws -> Bool) async throws {
    let limit = ContinuousClock.now + .seconds(waitSecondsMax)
    while try await !sign() {
        guard ContinuousClock.now < limit else { throw NeverHappened(what: what) }
        try await Task.sleep(for: .milliseconds(10))
    }
}

/// Ports for callbacks. They lie below those that the system gives to outgoing connections, since a port must still be
/// free when a program is started again after a crash.
enum Port {
    private static let first: UInt16 = 20_000
    private static let count: UInt16 = 10_000
    private static let next = Mutex(UInt16(ProcessInfo.processInfo.processIdentifier % Int32(count)))

    /// A port that nobody listens on, and that no other test is given.
    static func free() throws -> Int {
        for _ in 0..<count {
            let port = next.withLock { number in
                number = (number + 1) % count
                return first + number
            }
            if isFree(port) { return Int(port) }
        }
        throw NeverHappened(what: "a free port")
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = newSocket()
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in.loopback(port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
