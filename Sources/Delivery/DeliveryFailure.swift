/// Why a notification could not be delivered. The text goes to the administrator, in English, without the content of
/// the notification.
package struct DeliveryFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    /// Whether the notification may have arrived all the same, as where the time was over.
    package let mayHaveArrived: Bool

    package init(_ description: String, mayHaveArrived: Bool = false) {
        (self.description, self.mayHaveArrived) = (description, mayHaveArrived)
    }
}
