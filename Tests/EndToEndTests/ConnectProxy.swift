import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The least proxy that can connect a program to a bank (CONNECT), with or without a password. It ends with the test.
final class ConnectProxy: Sendable {
    let port: UInt16
    private let listener: Int32
    private let tunnels = Tunnels()

    /// How many connections it has made.
    var tunnelCount: Int { tunnels.count.load(ordering: .relaxed) }

    /// - Parameter credentials: `user:password` that it wants; nil wants none.
    init(credentials: String? = nil) throws {
        let (listener, port) = try listenOnLoopback()
        self.listener = listener
        self.port = port
        let wanted = credentials.map { "Basic " + Data($0.utf8).base64EncodedString() }
        let tunnels = tunnels
        Thread.detachNewThread {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                Thread.detachNewThread { Self.serve(client, wanted, tunnels) }
            }
        }
    }

    /// Takes no further connections.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func serve(_ client: Int32, _ wanted: String?, _ tunnels: Tunnels) {
        defer { close(client) }
        guard let head = head(from: client) else { return }
        let lines = head.split(separator: "\r\n").map(String.init)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count > 1, words[0] == "CONNECT", let target = words[1].split(separator: ":").last,
            let port = UInt16(target)
        else { return send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", to: client) }
        if let wanted, !lines.contains(where: { $0.lowercased() == "proxy-authorization: \(wanted)".lowercased() }) {
            return send(
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
                to: client)
        }
        let bank = newSocket()
        defer { close(bank) }
        var address = sockaddr_in.loopback(port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(bank, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { return send("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", to: client) }
        tunnels.count.add(1, ordering: .relaxed)
        send("HTTP/1.1 200 Connection established\r\n\r\n", to: client)
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            pump(from: bank, to: client)
            done.signal()
        }
        pump(from: client, to: bank)
        done.wait()
    }

    private static func head(from client: Int32) -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < 16_384, recv(client, &byte, 1, 0) == 1 {
            bytes.append(byte)
            if bytes.suffix(4) == [13, 10, 13, 10] { return String(decoding: bytes, as: UTF8.self) }
        }
        return nil
    }

    private static func pump(from source: Int32, to target: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(source, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            guard give(buffer[..<count], to: target) else { break }
        }
        shutdown(target, Int32(SHUT_WR))
    }

    private static func send(_ text: String, to client: Int32) { _ = give(Array(text.utf8)[...], to: client) }
}

/// Connections made so far; the threads of a proxy may outlive it by a moment.
private final class Tunnels: Sendable {
    let count = Atomic<Int>(0)
}

/// Sends all of `bytes`; false where the other side takes no more.
private func give(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
    }
    return true
}
