import Hummingbird

/// Named values as a form or the query of an address sends them (`a=1&b=two+words`).
struct FormFields: Sendable {
    private let values: [String: String]

    /// Text that is no form has no values.
    init(_ text: String) { values = (try? URLEncodedFormDecoder().decode([String: String].self, from: text)) ?? [:] }

    /// A value, or nil where it is missing or empty.
    subscript(name: String) -> String? {
        let value = values[name]
        return value?.isEmpty == true ? nil : value
    }
}

extension IncomingRequest {
    /// What stands in the address.
    var parameters: FormFields { FormFields(query) }

    /// What a form sends in the body.
    var form: FormFields { FormFields(String(decoding: body, as: UTF8.self)) }
}
