/// Why a notification could not be delivered. The text goes to the administrator, in English, without the content of
/// the notification.
package struct DeliveryFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
