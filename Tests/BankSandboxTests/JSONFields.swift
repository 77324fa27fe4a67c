import Foundation

/// The fields of a JSON object, by paths such as `additionalInfo.otpToken`; the index of a list is a number.
struct JSONFields: Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    init(_ callback: ReceivedCallback) { text = String(decoding: callback.body, as: UTF8.self) }

    /// A text, a number or a truth value as text; nil where there is none.
    subscript(path: String) -> String? {
        var value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        for name in path.split(separator: ".") {
            if let list = value as? [Any], let index = Int(name) {
                value = list.indices.contains(index) ? list[index] : nil
            } else {
                value = (value as? [String: Any])?[String(name)]
            }
        }
        switch value {
        case let text as String: return text
        case let number as NSNumber: return "\(number)"
        case let list as [Any]: return "\(list.count)"
        default: return nil
        }
    }
}

extension Answer {
    var fields: JSONFields { JSONFields(text) }
}
