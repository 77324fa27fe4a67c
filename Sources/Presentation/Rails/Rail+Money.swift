package import PayoutCore
package import Wording

/// What a movement of each rail is called where money is counted.
extension Rail {
    /// The command that does the whole job for a file.
    var command: String {
        switch self {
        case .payout: "run"
        case .collection: "collect"
        case .refund: "refund"
        case .charge: "charge"
        }
    }

    /// What a person approves, in the middle of a sentence.
    package func approved(_ tally: Tally) -> Phrase {
        let (people, sum) = (Self.people(tally.count), tally.sum.display)
        return switch self {
        case .payout: Phrase("\(people) are paid \(sum)")
        case .collection: Phrase("\(sum) is collected from \(people)")
        case .refund: Phrase("\(sum) is given back")
        case .charge: Phrase("\(people) are charged \(sum)")
        }
    }

    /// What has succeeded, at the beginning of a sentence.
    ///
    /// - Parameter recorded: how much of it a person has recorded; empty where the bank reported all of it.
    func succeeded(_ tally: Tally, recorded: Phrase) -> Phrase {
        let (people, sum) = (Self.people(tally.count), tally.sum.display)
        return switch self {
        case .payout: Phrase("Paid \(people), \(sum)\(recorded)")
        case .collection: Phrase("Collected from \(people), \(sum)\(recorded)")
        case .refund: Phrase("Refunded \(Self.collections(tally.count)), \(sum)\(recorded)")
        case .charge: Phrase("Charged \(people), \(sum)\(recorded)")
        }
    }

    /// What may be done already, so that nobody does it once more.
    func onTheirWay(_ tally: Tally) -> Phrase {
        let (count, sum) = (tally.count, tally.sum.display)
        return switch self {
        case .payout: Phrase("on their way \(count), \(sum) (do not pay them by other means)")
        case .collection, .refund, .charge:
            Phrase("on their way \(count), \(sum) (do not repeat them by other means)")
        }
    }

    /// What the bank contradicts itself about.
    func disputed(_ tally: Tally) -> Phrase {
        let (count, sum) = (tally.count, tally.sum.display)
        return switch self {
        case .payout: Phrase("may have been paid \(count), \(sum) (ask the bank)")
        case .collection, .refund, .charge: Phrase("may have been made \(count), \(sum) (ask the bank)")
        }
    }

    /// What a later run sends.
    func waiting(_ tally: Tally) -> Phrase {
        let (count, sum) = (tally.count, tally.sum.display)
        return switch self {
        case .payout: Phrase("still to be sent \(count), \(sum) (do not pay them by other means)")
        case .collection, .refund, .charge:
            Phrase("still to be sent \(count), \(sum) (do not repeat them by other means)")
        }
    }

    /// What has not succeeded.
    ///
    /// - Parameters:
    ///   - unreadable: how many amounts are not in the sum; empty where all are.
    ///   - recorded: how much of it a person has recorded; empty where the bank reported all of it.
    func rest(_ tally: Tally, unreadable: Phrase, recorded: Phrase) -> Phrase {
        let (count, sum) = (tally.count, tally.sum.display)
        return switch self {
        case .payout: Phrase("not paid \(count), \(sum)\(unreadable)\(recorded)")
        case .collection: Phrase("not collected \(count), \(sum)\(unreadable)\(recorded)")
        case .refund: Phrase("not refunded \(count), \(sum)\(unreadable)\(recorded)")
        case .charge: Phrase("not charged \(count), \(sum)\(unreadable)\(recorded)")
        }
    }

    /// What to do with the rows of `rejected.csv`, which stands in `folder`.
    func mend(_ rows: Phrase, in folder: String) -> Phrase {
        let file = ShellWord.quoted(folder + "/rejected.csv")
        return switch self {
        case .payout: Phrase("mend the \(rows) in \(file) and pay that file")
        case .collection, .refund, .charge: Phrase("mend the \(rows) in \(file), then salur \(command) that file")
        }
    }

    /// So many of so many have succeeded, and their sum.
    package func progress(_ done: Tally, of input: Int) -> Phrase {
        let (count, sum) = (done.count, done.sum.display)
        return switch self {
        case .payout: Phrase("paid \(count) of \(input), \(sum)")
        case .collection: Phrase("collected \(count) of \(input), \(sum)")
        case .refund: Phrase("refunded \(count) of \(input), \(sum)")
        case .charge: Phrase("charged \(count) of \(input), \(sum)")
        }
    }

    /// The same with the sum of all.
    package func progress(_ done: Tally, of input: Tally) -> Phrase {
        let (count, sum, all, total) = (done.count, done.sum.display, input.count, input.sum.display)
        return switch self {
        case .payout: Phrase("paid \(count) of \(all), \(sum) of \(total)")
        case .collection: Phrase("collected \(count) of \(all), \(sum) of \(total)")
        case .refund: Phrase("refunded \(count) of \(all), \(sum) of \(total)")
        case .charge: Phrase("charged \(count) of \(all), \(sum) of \(total)")
        }
    }

    /// "1 payout", "3 collections".
    package func counted(_ count: Int) -> Phrase {
        switch self {
        case .payout: count == 1 ? Phrase("1 payout") : Phrase("\(count) payouts")
        case .collection: Self.collections(count)
        case .refund: count == 1 ? Phrase("1 refund") : Phrase("\(count) refunds")
        case .charge: count == 1 ? Phrase("1 charge") : Phrase("\(count) charges")
        }
    }

    private static func people(_ count: Int) -> Phrase { count == 1 ? Phrase("1 person") : Phrase("\(count) people") }

    private static func collections(_ count: Int) -> Phrase {
        count == 1 ? Phrase("1 collection") : Phrase("\(count) collections")
    }
}
