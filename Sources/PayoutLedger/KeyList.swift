internal import PayoutCore

// Keys of payouts in one column, such as `4294967297 4294967303`: few payouts were ever held, and few of those twice.
extension [PayoutID] {
    /// Nil where there are none.
    var encoded: String? { isEmpty ? nil : map { String($0.key) }.joined(separator: " ") }

    init(encoded: String?) {
        self = (encoded ?? "").split(separator: " ").compactMap { Int64($0).map { PayoutID(key: $0) } }
    }
}
