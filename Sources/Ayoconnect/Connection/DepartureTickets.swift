internal import BankAPI
internal import NIOHTTP1
internal import Synchronization

/// The request was overtaken while it waited for its connection: nothing of it has left.
struct RequestOvertaken: Error {}

/// Carries the ``Departure`` check of a request through the library to the connection that the request leaves on.
///
/// A process can be suspended for any time between choosing a connection and writing to it, so the check belongs right
/// before the first byte. The library passes on nothing but the request: a header of ours names the check, and
/// ``RequestWatch`` takes the header away again.
final class DepartureTickets: Sendable {
    private static let header = "salur-departure"

    private struct State {
        var last = 0
        var checks: [Int: Departure.Check] = [:]
    }

    private let state = Mutex(State())

    /// Adds the check of this task to a request; nil where there is none.
    func issue(to headers: inout HTTPHeaders) -> Int? {
        guard let check = Departure.check else { return nil }
        let ticket = state.withLock { state in
            state.last += 1
            state.checks[state.last] = check
            return state.last
        }
        headers.add(name: Self.header, value: String(ticket))
        return ticket
    }

    /// The exchange of this ticket has ended.
    func end(_ ticket: Int) { state.withLock { $0.checks[ticket] = nil } }

    /// Takes the ticket out of a request, and answers its check. A ticket that has ended allows nothing.
    func collect(from headers: inout HTTPHeaders) -> Departure.Check? {
        guard let ticket = headers.first(name: Self.header) else { return nil }
        headers.remove(name: Self.header)
        return Int(ticket).flatMap { number in state.withLock { $0.checks[number] } } ?? Departure.Check { false }
    }
}
