internal import CallbackServer

/// Where a request comes from. Behind a proxy that the settings name (`service.proxies`), that is what the proxy says
/// in `X-Forwarded-For`; nobody else is believed about it.
package struct ClientAddress: Sendable {
    /// The bits of an IPv6 address that one subscriber has.
    private static let subscriberBytes = 8

    private let proxies: AddressList?

    /// - Parameter proxies: as `service.proxies` has them; nil where there are none.
    package init(proxies: String?) { self.proxies = proxies.flatMap { try? AddressList($0) } }

    /// The address that a request comes from.
    ///
    /// - Parameters:
    ///   - peer: the other end of the connection.
    ///   - forwarded: the values of `X-Forwarded-For`, the first one first.
    package func address(peer: String, forwarded: [String]) -> String {
        var address = peer
        // The last entry is that of the nearest proxy. Those before a stranger may be invented.
        for entry in forwarded.flatMap({ $0.split(separator: ",") }).reversed() {
            guard isProxy(address), let next = IPAddress(entry.filter { $0 != " " }) else { break }
            address = Self.text(of: next)
        }
        return address
    }

    /// What failed attempts of an address are counted under; nil for this machine, from which everybody seems to come
    /// where a proxy on it is not named, and for what is no address. Of IPv6 the subscriber counts.
    package func counted(_ address: String) -> String? {
        guard let parsed = IPAddress(address), !AddressList.loopback.contains(parsed), !isProxy(address) else {
            return nil
        }
        guard parsed.bytes.count > Self.subscriberBytes else { return Self.text(of: parsed) }
        return parsed.bytes.prefix(Self.subscriberBytes).map { String($0, radix: 16) }.joined(separator: ":")
    }

    private static func text(of address: IPAddress) -> String {
        let bytes = address.bytes
        guard bytes.count > 4 else { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: bytes.count, by: 2)
            .map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
    }

    private func isProxy(_ address: String) -> Bool {
        guard let proxies, let parsed = IPAddress(address) else { return false }
        return proxies.contains(parsed)
    }
}
