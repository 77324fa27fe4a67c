import NIOCore
import Testing

@testable import Ayoconnect

/// What is learnt about how long the bank keeps idle connections.
struct IdleLifeTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private var life = IdleLife()

    @Test func `While nothing is known, a connection is used only a moment after its last answer`() {
        #expect(life.limit(at: start) == IdleLife.untested)
        #expect(life.limitByClosings(at: start) == nil)
    }

    @Test mutating func `A connection that the bank keeps shows how long it may be idle`() {
        life.kept(for: .seconds(8))
        life.kept(for: .seconds(2))
        #expect(life.limit(at: start) == .seconds(2))
        #expect(life.limitByClosings(at: start) == nil)
    }

    @Test mutating func `The shortest closing counts, and a quarter of it is safe`() {
        life.closed(after: .seconds(20), at: start)
        life.closed(after: .seconds(8), at: start)
        life.closed(after: .seconds(12), at: start)
        #expect(life.limit(at: start) == .seconds(2))
        #expect(life.limitByClosings(at: start) == .seconds(2))
    }

    @Test mutating func `A bank that closes connections within a second gets a new one for each request`() {
        life.closed(after: .milliseconds(50), at: start)
        #expect(life.limit(at: start) == .zero)
    }

    @Test mutating func `A closing takes back what longer waits had shown`() {
        life.kept(for: .seconds(40))
        life.closed(after: .seconds(4), at: start)
        #expect(life.limit(at: start) == .seconds(1))
        #expect(life.limit(at: start + .seconds(61)) == .seconds(1))
    }

    @Test mutating func `What was seen once is forgotten after a minute, and what is seen again is not`() {
        life.closed(after: .seconds(4), at: start)
        #expect(life.limitByClosings(at: start + .seconds(60)) == .seconds(1))
        #expect(life.limitByClosings(at: start + .seconds(61)) == nil)
        life.closed(after: .seconds(4), at: start)
        life.closed(after: .seconds(5), at: start + .seconds(50))
        #expect(life.limitByClosings(at: start + .seconds(100)) == .seconds(1))
        // A much longer wait confirms nothing.
        life.closed(after: .seconds(30), at: start + .seconds(105))
        #expect(life.limitByClosings(at: start + .seconds(111)) == nil)
    }

    @Test mutating func `A loss teaches only where the connection had been idle`() {
        life.lost(after: .milliseconds(1), at: start)
        #expect(life.limitByClosings(at: start) == nil)
        life.lost(after: .seconds(4), at: start)
        #expect(life.limitByClosings(at: start) == .seconds(1))
    }

    @Test(
        arguments: [
            ("timeout=8", .seconds(2)), ("timeout=8, max=100", .seconds(2)), ("max=100,Timeout=8", .seconds(2)),
            ("timeout=0", nil), ("timeout=-1", nil), ("timeout=99999999999", nil), ("timeout=soon", nil), ("", nil),
        ] as [(String, TimeAmount?)])
    func `What the bank announces counts`(header: String, limit: TimeAmount?) {
        var life = IdleLife()
        life.announced(header, at: start)
        #expect(life.limitByClosings(at: start) == limit)
    }
}
