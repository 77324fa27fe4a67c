internal import FoundationEssentials
internal import PayoutCore

/// Takes the secrets of customers out of a callback's body before the body is recorded.
///
/// The values of the members below are replaced, at any depth and whatever they are, and so is any text that holds an
/// authCode in the query of an address. All other bytes stay as they were received. A body that is no JSON could hide a
/// secret anywhere, so nothing of it is kept.
struct CallbackRedaction {
    private static let secrets: Set<String> = Set(
        [
            DebitName.authCode, .accountToken, .bankCardToken, .otp, .otpToken, .unlinkOTPToken, .redirectURL,
            .accessToken,
        ].map(\.stringValue) + [CardName.cardToken.stringValue])

    private static let mark = Array("\"\(Secret.redacted)\"".utf8)

    private let body: [UInt8]
    private var position = 0
    private var output: [UInt8] = []

    /// The body without its secrets.
    static func redacted(_ body: [UInt8]) -> [UInt8] {
        guard StrictJSON.accepts(body), (try? JSONDecoder().decode(Members.self, from: Data(body))) != nil else {
            return mark
        }
        var redaction = CallbackRedaction(body: body)
        redaction.copyAll()
        return redaction.output
    }

    private init(body: [UInt8]) { self.body = body }

    private mutating func copyAll() {
        while position < body.count {
            guard body[position] == UInt8(ascii: "\"") else {
                output.append(body[position])
                position += 1
                continue
            }
            let text = string()
            let spaces = self.spaces()
            guard position < body.count, body[position] == UInt8(ascii: ":") else {
                output += holdsAuthCode(text) ? Self.mark : Array(text)
                output += spaces
                continue
            }
            output += text + spaces + [UInt8(ascii: ":")]
            position += 1
            guard Self.secrets.contains(spelled(text)) else { continue }
            output += self.spaces()
            skipValue()
            output += Self.mark
        }
    }

    /// Steps over a value of any kind.
    private mutating func skipValue() {
        var depth = 0
        while position < body.count {
            switch body[position] {
            case UInt8(ascii: "\""): _ = string()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
                position += 1
            case UInt8(ascii: ",") where depth == 0: return
            default: position += 1
            }
        }
    }

    /// The string that begins here, with its quotes.
    private mutating func string() -> ArraySlice<UInt8> {
        let start = position
        position += 1
        while position < body.count, body[position] != UInt8(ascii: "\"") {
            position += body[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 1, body.count)
        return body[start..<position]
    }

    private mutating func spaces() -> ArraySlice<UInt8> {
        let start = position
        while position < body.count, [0x20, 0x09, 0x0A, 0x0D].contains(body[position]) { position += 1 }
        return body[start..<position]
    }

    /// What a string of JSON spells: a name may be written with escapes.
    private func spelled(_ text: ArraySlice<UInt8>) -> String {
        guard text.contains(UInt8(ascii: "\\")) else {
            return String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
        }
        return (try? JSONDecoder().decode(String.self, from: Data(text))) ?? ""
    }

    private func holdsAuthCode(_ text: ArraySlice<UInt8>) -> Bool {
        spelled(text).contains(DebitValue.authCodeInQuery + "=")
    }

    /// Any JSON object.
    private struct Members: Decodable {
        init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: DebitName.self) }
    }
}
