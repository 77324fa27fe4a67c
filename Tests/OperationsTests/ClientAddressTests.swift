import Operations
import PayoutCore
import Testing

/// Where a request comes from, and what failed attempts are counted under.
@Suite struct ClientAddressTests {
    private let addresses = ClientAddress(proxies: "127.0.0.1, 10.0.0.0/8")

    @Test func `A named proxy is believed, and nobody else`() {
        #expect(addresses.address(peer: "127.0.0.1", forwarded: ["203.0.113.7"]) == "203.0.113.7")
        #expect(addresses.address(peer: "203.0.113.9", forwarded: ["198.51.100.1"]) == "203.0.113.9")
        #expect(ClientAddress(proxies: nil).address(peer: "127.0.0.1", forwarded: ["203.0.113.7"]) == "127.0.0.1")
    }

    @Test func `What stands before a stranger may be invented`() {
        #expect(
            addresses.address(peer: "127.0.0.1", forwarded: ["198.51.100.1, 203.0.113.7, 10.1.1.1"]) == "203.0.113.7")
        #expect(addresses.address(peer: "127.0.0.1", forwarded: ["198.51.100.1", "203.0.113.7"]) == "203.0.113.7")
        #expect(addresses.address(peer: "127.0.0.1", forwarded: ["nonsense"]) == "127.0.0.1")
    }

    @Test func `This machine and a proxy are not counted, and of IPv6 the subscriber is`() {
        #expect(ClientAddress(proxies: nil).counted("127.0.0.1") == nil)
        #expect(addresses.counted("10.2.3.4") == nil && addresses.counted("") == nil)
        #expect(addresses.counted("203.0.113.7") == "203.0.113.7")
        #expect(addresses.counted("2001:db8:1:2:3:4:5:6") == addresses.counted("2001:db8:1:2::9"))
        #expect(addresses.counted("2001:db8:1:2::9") != addresses.counted("2001:db8:1:3::9"))
    }
}
