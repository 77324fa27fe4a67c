internal import FoundationEssentials
internal import Glibc

/// The least HTTP client that can ask a server on this machine: one request, one answer, one connection. It starts no
/// threads, so that this program stays small (``Usage/peakBytes``).
enum LoopbackGet {
    private static let bufferBytes = 65_536

    /// The body of `http://127.0.0.1:port/path`. Throws where the answer is not a whole 200.
    static func body(port: UInt16, path: String) throws -> Data {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw BenchmarkError("there is no socket") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw BenchmarkError("nobody listens on port \(port)") }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8)
        guard write(descriptor, request, request.count) == request.count else {
            throw BenchmarkError("the request was not taken")
        }
        return try content(of: try answer(descriptor))
    }

    private static func answer(_ descriptor: Int32) throws -> Data {
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: bufferBytes)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw BenchmarkError("the answer broke off") }
            if count == 0 { return answer }
            answer.append(contentsOf: buffer[..<count])
        }
    }

    /// Takes the head away, and the sizes between the chunks.
    private static func content(of answer: Data) throws -> Data {
        let text = String(decoding: answer, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n"), text.hasPrefix("HTTP/1.1 200") else {
            throw BenchmarkError("the answer is not 200")
        }
        var rest = text[end.upperBound...]
        guard text[..<end.lowerBound].lowercased().contains("transfer-encoding: chunked") else {
            return Data(rest.utf8)
        }
        var body = Data()
        while let line = rest.firstRange(of: "\r\n") {
            let size = Int(rest[..<line.lowerBound], radix: 16) ?? 0
            guard size > 0 else { return body }
            let bytes = rest[line.upperBound...].utf8
            guard let stop = bytes.index(bytes.startIndex, offsetBy: size + 2, limitedBy: bytes.endIndex) else { break }
            body.append(contentsOf: bytes.prefix(size))
            rest = rest[stop...]
        }
        throw BenchmarkError("the last chunk is missing")
    }
}
