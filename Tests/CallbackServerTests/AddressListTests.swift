import CallbackServer
import Testing

/// Reading and matching of addresses and networks.
struct AddressListTests {
    private func contains(_ list: String, _ address: String) throws -> Bool {
        try AddressList(list).contains(try #require(IPAddress(address)))
    }

    @Test(arguments: [
        ("203.0.113.7", "203.0.113.7", true), ("203.0.113.7", "203.0.113.8", false),
        ("203.0.113.0/24", "203.0.113.255", true), ("203.0.113.0/24", "203.0.114.0", false),
        ("203.0.113.9/24", "203.0.113.1", true), ("10.0.0.0/9", "10.127.0.1", true),
        ("10.0.0.0/9", "10.128.0.1", false), ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false),
        ("::/0", "8.8.8.8", false), ("192.0.2.1/32", "192.0.2.1", true), ("192.0.2.1/32", "192.0.2.0", false),
        ("192.0.2.1/31", "192.0.2.0", true), ("2001:db8::/33", "2001:db8:7fff::1", true),
        ("2001:db8::/33", "2001:db8:8000::1", false), ("2001:DB8::7", "2001:db8:0:0::7", true),
        ("::1", "::1", true), ("::ffff:10.0.0.1", "10.0.0.1", true), ("10.0.0.1", "::ffff:10.0.0.1", true),
        ("::ffff:10.0.0.0/104", "10.9.9.9", true), ("::ffff:10.0.0.0/104", "11.0.0.0", false),
        (" 10.0.0.1 ,\t2001:db8::/32", "2001:db8::9", true), ("10.0.0.1,10.0.0.2", "10.0.0.2", true),
    ])
    func membershipIsTold(list: String, address: String, isMember: Bool) throws {
        #expect(try contains(list, address) == isMember)
    }

    @Test(arguments: [
        ("", ""), (",", ""), ("10.0.0.1,", ""), ("10.0.0.1,,10.0.0.2", ""), ("host.example", "host.example"),
        ("10.0.0.1/33", "10.0.0.1/33"), ("::1/129", "::1/129"), ("10.0.0.1/", "10.0.0.1/"),
        ("10.0.0.1/-1", "10.0.0.1/-1"),
        ("10.0.0.1/+8", "10.0.0.1/+8"), ("10.0.0.1/8/8", "10.0.0.1/8/8"), ("10.0.0", "10.0.0"),
        ("10.0.0.256", "10.0.0.256"),
        ("010.0.0.1", "010.0.0.1"), ("fe80::1%eth0", "fe80::1%eth0"), ("10.0.0.1 10.0.0.2", "10.0.0.1 10.0.0.2"),
        ("10.0.0.1\0.example", "10.0.0.1\0.example"),
    ])
    func aBadEntryIsNamed(list: String, entry: String) {
        let error = #expect(throws: AddressList.Unreadable.self) { _ = try AddressList(list) }
        #expect(error?.entry == entry)
    }

    @Test func anAddressDoesNotEndAtAZeroByte() {
        #expect(IPAddress("127.0.0.1\0.example") == nil)
        #expect(IPAddress("::1\0") == nil)
    }

    @Test func loopbackIsThisMachineAlone() throws {
        for address in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            #expect(AddressList.loopback.contains(try #require(IPAddress(address))))
        }
        for address in ["128.0.0.1", "::2", "10.0.0.1", "::"] {
            #expect(!AddressList.loopback.contains(try #require(IPAddress(address))))
        }
    }
}
