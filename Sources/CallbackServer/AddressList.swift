package import Wording

/// Who may send callbacks: single addresses and networks, IPv4 and IPv6 (setting `callbacks.allowFrom`).
package struct AddressList: Hashable, Sendable {
    private struct Network: Hashable, Sendable {
        let bytes: [UInt8]
        let prefixBits: Int
    }

    private let networks: [Network]

    /// Why a list could not be read. `entry` is the first bad entry.
    package struct Unreadable: PhrasedError, Equatable {
        /// The entry as written, cut to 64 characters.
        package let entry: String

        private static let charactersMax = 64

        fileprivate init(_ entry: some StringProtocol) { self.entry = String(entry.prefix(Self.charactersMax)) }

        package var phrase: Phrase {
            Phrase(
                """
                "\(entry)" is neither an IP address nor a network. Write addresses such as 203.0.113.7 or 2001:db8::7 \
                and networks such as 203.0.113.0/24, separated by commas.
                """)
        }
    }

    /// This machine alone.
    package static let loopback = AddressList(networks: [
        Network(bytes: [127, 0, 0, 0], prefixBits: 8),
        Network(bytes: [UInt8](repeating: 0, count: 15) + [1], prefixBits: 128),
    ])

    private init(networks: [Network]) { self.networks = networks }

    /// Reads addresses and networks in CIDR form, separated by commas. Throws ``Unreadable``, also for an empty list:
    /// nobody could call then.
    package init(_ text: some StringProtocol) throws(Unreadable) {
        var networks: [Network] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let entry = part.trimmingSpaces
            guard let network = Self.network(entry) else { throw Unreadable(entry) }
            networks.append(network)
        }
        self.init(networks: networks)
    }

    /// Whether `address` is one of the addresses or in one of the networks.
    package func contains(_ address: IPAddress) -> Bool {
        networks.contains { network in
            network.bytes.count == address.bytes.count
                && Self.samePrefix(network.bytes, as: address.bytes, bits: network.prefixBits)
        }
    }

    private static func network(_ entry: Substring) -> Network? {
        let parts = entry.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first, let bytes = IPAddress.rawBytes(address) else { return nil }
        var prefixBits = bytes.count * 8
        if parts.count == 2 {
            let isNumber = !parts[1].isEmpty && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard isNumber, let bits = Int(parts[1]), bits <= prefixBits else { return nil }
            prefixBits = bits
        }
        guard IPAddress.isMapped(bytes), prefixBits >= IPAddress.mappedBits else {
            return Network(bytes: bytes, prefixBits: prefixBits)
        }
        // Peers are compared unwrapped, so a network of mapped addresses is the IPv4 network inside it.
        return Network(bytes: Array(bytes.suffix(4)), prefixBits: prefixBits - IPAddress.mappedBits)
    }

    private static func samePrefix(_ first: [UInt8], as second: [UInt8], bits: Int) -> Bool {
        let wholeBytes = bits / 8
        guard first.prefix(wholeBytes) == second.prefix(wholeBytes) else { return false }
        let restBits = bits % 8
        guard restBits > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> restBits)
        return first[wholeBytes] & mask == second[wholeBytes] & mask
    }
}

extension StringProtocol {
    fileprivate var trimmingSpaces: Substring {
        var text = Substring(self)
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
