import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Hands each callback of the bank on to several programs, each at a port of its own, as two machines behind one
/// address would get them. It says 200 to the bank where nobody who listens has refused.
final class CallbackSplitter: Sendable {
    let port: Int
    private let targets: [UInt16]
    private let descriptor: Int32

    init(to targets: [Int]) throws {
        let (descriptor, port) = try listenOnLoopback()
        self.descriptor = descriptor
        self.port = Int(port)
        self.targets = targets.map { UInt16($0) }
        Thread { [self] in
            while true {
                let peer = accept(descriptor, nil, nil)
                guard peer >= 0 else { return }
                Thread { [self] in serve(peer) }.start()
            }
        }.start()
    }

    /// Ends the listening thread.
    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    private func serve(_ peer: Int32) {
        defer { close(peer) }
        guard let request = Self.message(from: peer) else { return }
        let isRefused = targets.map { Self.forward(request, to: $0) }.contains(false)
        let answer = Array("HTTP/1.1 \(isRefused ? 503 : 200) X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
        _ = write(peer, answer, answer.count)
    }

    /// Whether the program at `port` took the request; nil where nobody listens.
    private static func forward(_ request: [UInt8], to port: UInt16) -> Bool? {
        let descriptor = newSocket()
        defer { close(descriptor) }
        var address = sockaddr_in.loopback(port)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0, write(descriptor, request, request.count) == request.count else { return nil }
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count], as: UTF8.self).hasPrefix("HTTP/1.1 2")
    }

    /// One request with its whole body.
    private static func message(from peer: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(peer, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let head = text[..<end.lowerBound].lowercased()
            let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
            if text[end.upperBound...].utf8.count >= length ?? 0 { return bytes }
        }
    }
}
