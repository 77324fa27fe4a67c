package import Operations
internal import PayoutCore
internal import PayoutLedger
package import Wording

extension BindingOutcome {
    /// What has become of the account or card, and what comes next.
    package var sentence: Phrase {
        let name = Explanation.shown(customer)
        let shown = masked.map { Explanation.shown($0) } ?? "-"
        switch (status, means) {
        case (.bound, .mandate): return Phrase("The account of customer \(name) is bound: \(shown).")
        case (.bound, .card): return Phrase("The card of customer \(name) is registered: \(shown).")
        case (.binding, _): return Phrase("\(stillOpen) \(next)")
        case (.notBound, .mandate): return Phrase("The account of customer \(name) is not bound: \(why.words).")
        case (.notBound, .card): return Phrase("No card of customer \(name) is registered: \(why.words).")
        case (.blocked, _):
            return Phrase("The account of customer \(name) is bound, but the customer is blocked: three wrong codes.")
        case (.unbound, .mandate): return Phrase("The account of customer \(name) is not bound any more.")
        case (.unbound, .card): return Phrase("The card of customer \(name) is not registered any more.")
        case (.gone, _), (.expired, _): return Phrase("Customer \(name): \(status.words).")
        }
    }

    /// What is said where it was to be unbound, and is bound as far as anybody knows.
    package var stillBoundSentence: Phrase {
        Phrase("Customer \(Explanation.shown(customer)): still bound as far as the bank says. \(next)")
    }

    private var stillOpen: Phrase {
        let name = Explanation.shown(customer)
        return why == .interrupted
            ? Phrase("Interrupted: the page of customer \(name) is open still.")
            : Phrase("The bank has not decided yet about customer \(name).")
    }

    private var next: Phrase {
        switch means {
        case .mandate: Phrase("\"salur mandates refresh\" finds out what becomes of it.")
        case .card: Phrase("\"salur cards refresh\" finds out what becomes of it.")
        }
    }
}

extension BindingOutcome.Why {
    /// Why it ended so, in words.
    fileprivate var words: Phrase {
        switch self {
        case .reported: Phrase("the bank has refused it, or the customer gave up")
        case .sessionEnded: Phrase("the page is closed, and the bank knows of no new one")
        case .interrupted: Phrase("interrupted")
        case .unclear: Phrase("the bank did not say")
        }
    }
}

extension BindingNews {
    /// What is shown of it.
    package var lines: [Phrase] {
        switch self {
        case .page(_, let until):
            [
                Phrase(
                    """
                    The customer must open this page until \(JakartaTime(until).iso8601). It is for the customer \
                    alone. Waiting …
                    """)
            ]
        case .othersListen(let host, let port):
            [
                Phrase(
                    """
                    Another program receives callbacks at \(host):\(port). What it records in this ledger is waited for.
                    """)
            ]
        case .asked: [Phrase("Asking the bank what has become of it …")]
        }
    }
}

extension RefreshJob.Result {
    /// How many have changed, and what is left to do.
    package var sentence: Phrase {
        let counts = Phrase("Changed: \(count: changed.count). As before: \(count: unchanged).")
        let rest = Phrase("Open pages: \(count: open). The bank did not say: \(count: unclear).")
        return open + unclear > 0 ? .joined([counts, rest], by: " ") : counts
    }
}
