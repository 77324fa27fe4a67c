internal import Hummingbird
internal import NIOCore
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Wording

/// What somebody may do on the pages. A role gives rights; nobody has a right without a role.
enum Right: Hashable, Sendable {
    /// Sees batches, rows and reports, with account numbers masked.
    case look
    /// Uploads and submits files.
    case submit
    /// Approves and turns down what others have submitted.
    case approve
    /// Releases, retries and cancels rows; pauses and resumes batches.
    case operate

    func isGiven(to roles: Set<Role>) -> Bool {
        switch self {
        // Who manages accounts sees no payments.
        case .look: !roles.subtracting([.admin]).isEmpty
        case .submit: roles.contains(.maker)
        case .approve: roles.contains(.checker)
        case .operate: roles.contains(.operator)
        }
    }
}

/// One request: who asks, and in which language the answer is.
struct Visitor: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Nil before anybody has signed in.
    var person: SignedIn?
    /// Nil on pages: a key opens the API alone.
    var key: KeyRecord?
    var language = Language.english
    /// Where the request came from: as the connection has it, until a named proxy has said more.
    var address: String
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }

    func may(_ right: Right) -> Bool { person.map { right.isGiven(to: $0.roles) } ?? false }

    /// Who acts, as the journal has it: an account of the console is none of the machine.
    var actor: String {
        Actor(name: nil, account: key?.terms.actor ?? "console/\(person?.name ?? "")").text
    }

    func text(_ phrase: Phrase) -> String { Explanation.shown(phrase).text(in: language) }
}
