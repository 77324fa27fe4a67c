internal import PayoutCore

/// An amount of money as it was found on the wire.
enum WireAmount: Equatable {
    case missing
    case rupiah(Rupiah)
    /// It was there, but is no whole number of rupiah: it agrees with nothing.
    case malformed

    /// An amount of the two members of an object.
    init(value: String?, currency: String?) {
        // An amount without a currency is in rupiah: there is no other.
        guard (currency ?? WireValue.rupiah) == WireValue.rupiah, let value, let rupiah = Rupiah(plain: value) else {
            self = .malformed
            return
        }
        self = .rupiah(rupiah)
    }
}

/// The members of an amount. D.
private enum AmountName: String, CodingKey {
    case value
    case currency
}

/// Reads members without trust.
extension KeyedDecodingContainer {
    /// A member as text: a string, or an integer in decimal, since the bank writes some numbers either way.
    ///
    /// Text that holds a NUL is no text: SQLite takes a text only up to its first NUL, so an identifier followed by a
    /// NUL would be taken for ours.
    func text(_ name: Key) -> String? {
        // Most members are missing from most messages, and an error costs more than all the rest.
        guard contains(name) else { return nil }
        if let text = try? decode(String.self, forKey: name) {
            return text.isEmpty || text.utf8.contains(0) ? nil : text
        }
        return (try? decode(Int64.self, forKey: name)).map(String.init)
    }

    /// A member of the object that `object` holds.
    func nestedText(_ name: Key, in object: Key) -> String? {
        guard contains(object) else { return nil }
        return (try? nestedContainer(keyedBy: Key.self, forKey: object))?.text(name)
    }

    func amount(_ name: Key) -> WireAmount {
        guard contains(name), (try? decodeNil(forKey: name)) != true else { return .missing }
        guard let parts = try? nestedContainer(keyedBy: AmountName.self, forKey: name) else { return .malformed }
        return WireAmount(value: parts.text(.value), currency: parts.text(.currency))
    }
}
