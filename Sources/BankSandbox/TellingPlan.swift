/// What the bank will report about one validation or transfer, and when.
struct TellingPlan: Sendable {
    /// Reported before the answer to the request.
    var early: [Telling] = []
    /// Reported later, counted from the request.
    var later: [(after: Duration, telling: Telling)] = []
    private var next: Duration

    /// The reports one after another: the first after `delay`, each further one `next` later.
    init(_ reports: [Telling], delay: Duration, next: Duration) {
        self.next = next
        var moment = delay
        for telling in reports {
            later.append((moment, telling))
            moment += next
        }
    }

    /// Says something else first; everything planned so far comes `next` later.
    mutating func precede(with telling: Telling) {
        guard let first = later.first else { return }
        for index in later.indices { later[index].after += next }
        later.insert((first.after, telling), at: 0)
    }

    /// Says something after everything else.
    mutating func follow(with telling: Telling) {
        guard let last = later.last else { return }
        later.append((last.after + next, telling))
    }

    /// Changes how often the last callback is sent.
    mutating func setCopies(_ copies: Int) {
        guard let last = later.indices.last else { return }
        later[last].telling.copies = copies
    }

    /// Says every status in a word.
    mutating func sayInWords() {
        for index in later.indices { later[index].telling.isInWords = true }
    }

    /// Reports everything before the answer.
    mutating func hurry() {
        early += later.map(\.telling)
        later = []
    }
}

extension Bank {
    /// Lets the seeded callback faults loose on a plan.
    mutating func disturb(
        _ plan: inout TellingPlan, forged: Telling, inProgress: String = "03", service: any NamedService,
        identity: String, number: Int = 0
    ) {
        let code = "200\(service.code)00"
        if strikes(.lostCallback, identity, number) {
            plan.setCopies(0)
        } else if strikes(.duplicateCallback, identity, number) {
            plan.setCopies(2)
        }
        if strikes(.unknownStatus, identity, number) {
            let unknown = ["99", "05", "AB", ""][Int(chance.number(below: 4, .unknownStatus, identity, number))]
            plan.precede(with: Telling(status: unknown, responseCode: code))
        }
        if settings.proof != .none, strikes(.forgedCallback, identity, number) {
            var telling = forged
            telling.isBelieved = false
            telling.isForged = true
            plan.precede(with: telling)
        }
        if strikes(.reorderedCallback, identity, number) {
            plan.follow(with: Telling(status: inProgress, responseCode: code, isBelieved: false))
        }
        if strikes(.earlyCallback, identity, number) { plan.hurry() }
    }
}
