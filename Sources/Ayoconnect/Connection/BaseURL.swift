/// The address of the bank's API: scheme, host, port and perhaps a path that stands before every path of the API.
package struct BaseURL: Hashable, Sendable, CustomStringConvertible {
    /// The address without a slash at its end.
    package let text: String
    /// The path of the address, empty or beginning with a slash; it is part of what is signed.
    package let pathPrefix: String

    /// Reads `http://host`, `https://host:port` or such an address with a path. Nil for anything else; a user name, a
    /// query or a fragment would silently change what is called, so they are refused.
    package init?(_ text: String) {
        var trimmed = Substring(text)
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        let schemes = ["https://", "http://"]
        guard let scheme = schemes.first(where: { trimmed.lowercased().hasPrefix($0) }) else { return nil }
        guard trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let rest = trimmed.dropFirst(scheme.count)
        guard !rest.contains(where: { "?#@\\".contains($0) }) else { return nil }
        let host = rest.prefix { $0 != "/" }
        guard !host.isEmpty, !host.hasPrefix(":") else { return nil }
        self.text = scheme + rest
        pathPrefix = String(rest.dropFirst(host.count))
    }

    /// The host without a port, and an IPv6 address without its brackets.
    package var host: String {
        let authority = text.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" }
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }

    /// The port that is named, else that of the scheme; nil where it is none.
    package var port: Int? {
        let authority = text.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" }
        let behind = authority.hasPrefix("[") ? authority.drop { $0 != "]" }.dropFirst() : authority.drop { $0 != ":" }
        if behind.isEmpty { return text.hasPrefix("https://") ? 443 : 80 }
        guard behind.hasPrefix(":"), let port = Int(behind.dropFirst()), (1...65_535).contains(port) else { return nil }
        return port
    }

    /// Whether it is called over TLS.
    package var isSecure: Bool { text.hasPrefix("https://") }

    /// The same as ``text``.
    package var description: String { text }
}
