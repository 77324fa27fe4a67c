import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The least HTTP client that can ask the simulated bank for its ledger: one request, one answer, one connection.
struct PlainGet: Error, CustomStringConvertible {
    let description: String

    /// The body of `http://127.0.0.1:port/path`; what is posted to it, if anything, is JSON.
    static func body(port: UInt16, path: String, posting json: String? = nil) throws -> Data {
        let descriptor = try connection(to: port)
        defer { close(descriptor) }
        let fields = json.map { "Content-Type: application/json\r\nContent-Length: \($0.utf8.count)\r\n" } ?? ""
        let head = "\(json == nil ? "GET" : "POST") \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        let request = Array("\(head)\(fields)\r\n\(json ?? "")".utf8)
        guard write(descriptor, request, request.count) == request.count else {
            throw PlainGet(description: "the request was not taken")
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw PlainGet(description: "the answer broke off") }
            if count == 0 { break }
            answer.append(contentsOf: buffer[..<count])
            // Not every server closes the connection when it is asked to.
            if isWhole(answer) { break }
        }
        return try content(of: answer)
    }

    /// Whether the answer has the length that its head names.
    private static func isWhole(_ answer: [UInt8]) -> Bool {
        let text = String(decoding: answer, as: UTF8.self)
        guard let head = text.firstRange(of: "\r\n\r\n"),
            let length = text[..<head.lowerBound].lowercased().firstMatch(of: /content-length: *([0-9]+)/)
        else { return false }
        return text[head.upperBound...].utf8.count >= Int(length.1) ?? .max
    }

    private static func connection(to port: UInt16) throws -> Int32 {
        let descriptor = newSocket()
        var address = sockaddr_in.loopback(port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard descriptor >= 0, result == 0 else { throw PlainGet(description: "nobody listens on port \(port)") }
        return descriptor
    }

    /// Takes the head away, and the sizes between the chunks.
    private static func content(of answer: [UInt8]) throws -> Data {
        let blank = Data("\r\n\r\n".utf8)
        let whole = Data(answer)
        guard let end = whole.range(of: blank) else { throw PlainGet(description: "the answer has no head") }
        let head = String(decoding: whole[..<end.lowerBound], as: UTF8.self).lowercased()
        var rest = whole[end.upperBound...]
        guard head.hasPrefix("http/1.1 200") else { throw PlainGet(description: "the answer is not 200") }
        guard head.contains("transfer-encoding: chunked") else { return Data(rest) }
        var body = Data()
        while let line = rest.range(of: Data("\r\n".utf8)) {
            let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16) ?? 0
            guard size > 0 else { return body }
            let stop = line.upperBound + size
            guard stop + 2 <= rest.endIndex else { break }
            body.append(rest[line.upperBound..<stop])
            rest = rest[(stop + 2)...]
        }
        throw PlainGet(description: "the last chunk is missing")
    }
}

/// A new TCP socket; negative where the system gives none.
func newSocket() -> Int32 {
    #if canImport(Glibc)
        socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
        socket(AF_INET, SOCK_STREAM, 0)
    #endif
}

/// A socket that listens on 127.0.0.1, at a port that the system chooses. A port that is looked for first and bound
/// later can be in use by then: a program that another test starts has a copy of every socket for a moment.
func listenOnLoopback() throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = newSocket()
    var address = sockaddr_in.loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            bind(descriptor, generic, size) == 0 && listen(descriptor, 64) == 0
                && getsockname(descriptor, generic, &size) == 0
        }
    }
    guard isListening else {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        throw PlainGet(description: "no socket can listen: \(reason)")
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
}

extension sockaddr_in {
    /// 127.0.0.1 with this port.
    static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
