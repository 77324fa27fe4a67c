/// What a person decided about money: recorded in the journal with every payout or batch that it concerns.
package struct Decision: Hashable, Sendable {
    /// The person's name.
    package let person: String
    /// Why, in the person's words.
    package let reason: String

    package init(person: String, reason: String) {
        self.person = person
        self.reason = reason
    }
}
