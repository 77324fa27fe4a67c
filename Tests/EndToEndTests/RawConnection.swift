import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A TCP connection on which a test sends whatever it likes, as no client library would. It closes when nobody holds it
/// any more.
final class RawConnection: Sendable {
    private let descriptor: Int32

    /// How long one read or write may take: a safety net, since the server is to end every conversation much earlier.
    private static let patienceSeconds = 40

    /// - Throws: ``PlainGet`` where nobody listens.
    init(port: Int) throws {
        descriptor = newSocket()
        var address = sockaddr_in.loopback(UInt16(port))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard descriptor >= 0, result == 0 else { throw PlainGet(description: "nobody listens on port \(port)") }
        var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    }

    deinit { close(descriptor) }

    /// Sends all of `bytes`; false where the other side takes no more.
    @discardableResult func send(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { give($0, to: descriptor) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult func send(_ text: String) -> Bool { send(text.utf8) }

    /// Says that nothing more is coming, but goes on listening.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// All that comes until the other side closes.
    func answer() -> String {
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
            answer.append(contentsOf: buffer[..<count])
        }
    }

    /// Sends `bytes` on a connection of its own and answers all that comes back.
    static func exchange(port: Int, _ bytes: some Collection<UInt8>) throws -> String {
        let connection = try RawConnection(port: port)
        connection.send(bytes)
        return connection.answer()
    }
}

/// Sends what the system takes at once. A peer that has gone is an error here, not a signal.
private func give(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
    send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
}
