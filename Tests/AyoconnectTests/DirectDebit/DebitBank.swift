import Ayoconnect
import BankAPI
import PayoutCore

/// The scripted bank as it speaks Direct Debit.
enum DebitBank {
    /// Gives `b2b-1`, `b2b-2`, … and `cust-1`, `cust-2`, …, and lets `reply` answer service calls.
    static func script(_ reply: @escaping ScriptedBank.Script) -> ScriptedBank.Script {
        let tokens = Counter()
        let customers = Counter()
        return { request in
            if request.target.hasSuffix("/access-token/b2b") { return .token("b2b-\(tokens.next())") }
            if request.target.hasSuffix("/access-token/b2b2c") { return customerToken("cust-\(customers.next())") }
            return reply(request)
        }
    }

    static func customerToken(_ text: String, expiresIn: String = #""3600""#) -> Reply {
        .answer(
            200,
            #"{"responseCode":"2007400","responseMessage":"Successful","accessToken":"\#(text)","#
                + #""tokenType":"BearerToken","expiresIn":\#(expiresIn),"responseTime":"20260214133710"}"#)
    }

    /// A service answer with these members after the code.
    static func body(_ code: String, _ members: String = "") -> String {
        #"{"responseCode":"\#(code)","responseMessage":"m"\#(members.isEmpty ? "" : "," + members)}"#
    }

    static func answer(_ status: Int, _ code: String, _ members: String = "") -> Reply {
        .answer(status, body(code, members))
    }

    static let paid = answer(200, "2005400", #""referenceNo":"R-1""#)

    /// What one movement makes of this answer.
    static func outcome(
        of request: MovementRequest = Customers.collection, book: CustomerShelf = CustomerShelf(), _ reply: Reply
    ) async throws -> MovementOutcome {
        try await ScriptedBank.with(script { _ in reply }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url, book: book) { await $0.moved(request) }
        }
    }
}
