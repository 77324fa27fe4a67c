import Ayoconnect
import TestSupport
import Testing

/// The quick reading of a message and the thorough one: wherever both read, they read the same.
struct WireReadingTests {
    @Test(arguments: [
        #"{"responseCode":"2001600","responseMessage":"Successful","referenceNo":"R-1"}"#,
        #"{"responseCode":2001800, "referenceNo":"", "additionalInfo":{"a":[1,{"b":null}],"c":true}}"#,
        #"{"amount":{"value":"1500000.00","currency":"IDR"},"latestTransactionStatus":"00"}"#,
        #"{"additionalInfo":{"customerReference":"C-1","x":[1]},"latestVerificationStatus":"01"}"#,
        #"{"additionalInfo":null,"customerReference":"C-1"}"#, #"{"additionalInfo":"C-1"}"#,
        #"{"additionalInfo":{"customerReference":{"a":1}}}"#, #"{"additionalInfo":{"customerReference":7}}"#,
        "{}", "\n{\t\"amount\" : null , \"serviceCode\" : 18 }\r\n", #"{"amount":{"value":150000}}"#,
        #"{"amount":{},"serviceCode":null,"expiresIn":0,"accountName":false}"#, #"{"amount":"5"}"#,
    ])
    func aUsualMessageIsReadAtOnce(body: String) { #expect(WireReadings.agree(on: Array(body.utf8)) == true) }

    @Test(arguments: [
        #"{"responseCode":"2001600","responseCode":"2001600"}"#, #"{"x":1,"x":1}"#, #"{"a":{"x":1,"x":2}}"#,
        #"{"responseMessage":"a\nb"}"#, "{\"responseMessage\":\"\u{E9}\"}", "{\"a\":\"\0\"}", #"{"a":1.5}"#,
        #"{"serviceCode":018}"#, #"{"serviceCode":-1}"#, #"{"expiresIn":1234567890123456789}"#, #"{"a":1}x"#,
        #"{"a":1,}"#, #"{,"a":1}"#, #"{"a":[1,]}"#, #"{"a":truex}"#, #"{"a" 1}"#, "[]", "", "{", #"{"a":"b"#,
        #"{"a":nul"#, #"{"accountInfos":[]}"#, "\u{FEFF}{}", #"{"a":[[[[[[[[[1]]]]]]]]]}"#,
    ])
    func whatIsUnusualIsLeftToTheThoroughReading(body: String) {
        #expect(WireReadings.agree(on: Array(body.utf8)) == nil)
    }

    @Test func bothReadingsMakeTheSameOfAMessage() {
        var writer = MessageWriter(seed: 20_260_214)
        var readAtOnce = 0
        for _ in 0..<20_000 {
            let body = writer.message()
            guard let agree = WireReadings.agree(on: Array(body.utf8)) else { continue }
            readAtOnce += 1
            if !agree { Issue.record("The readings disagree on \(body.debugDescription)") }
        }
        #expect(readAtOnce > 5_000)
    }
}

/// Writes messages with the names of the wire, mostly whole ones.
private struct MessageWriter {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private static let names = [
        "responseCode", "responseMessage", "accessToken", "expiresIn", "referenceNo", "originalReferenceNo",
        "originalExternalId", "originalPartnerReferenceNo", "serviceCode", "beneficiaryBankCode",
        "beneficiaryAccountNo", "beneficiaryAccountName", "customerReference", "latestTransactionStatus", "amount",
        "latestVerificationStatus",
        "accountInfos", "value", "currency", "other", "additionalInfo", "Amount", "amount ", "", "responsecode",
    ]
    private static let scalars = [
        #""2001600""#, #""00""#, #""""#, #""IDR""#, #""USD""#, #""1500000.00""#, #""15""#, #""~{}[],: ""#, "0", "18",
        "999999999999999999", "9999999999999999999", "-0", "1.0", "1e2", "01", "null", "true", "false", "nulll", "",
        "\"\u{7F}\"", #""\u0041""#, #""\\""#, #""é""#, "NaN",
    ]
    private static let spaces = ["", "", "", "", " ", "\n", "\t ", "\r\n", "\u{A0}"]

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    mutating func message() -> String {
        var text = Array(object(depth: 0).unicodeScalars)
        // Now and then something is lost, doubled or out of its place.
        while below(4) == 0, !text.isEmpty {
            let place = below(text.count)
            switch below(3) {
            case 0: text.remove(at: place)
            case 1: text.insert(text[below(text.count)], at: place)
            case _: text.swapAt(place, below(text.count))
            }
        }
        var message = ""
        message.unicodeScalars.append(contentsOf: text)
        return message
    }

    private mutating func space() -> String { Self.spaces[below(below(8) == 0 ? Self.spaces.count : 4)] }

    private mutating func object(depth: Int) -> String {
        let members = (0..<below(7)).map { _ in
            "\(space())\"\(Self.names[below(Self.names.count)])\"\(space()):\(space())\(value(depth: depth))\(space())"
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private mutating func value(depth: Int) -> String {
        switch below(12) {
        case 0 where depth < 10: object(depth: depth + 1)
        case 1 where depth < 10: "[" + (0..<below(3)).map { _ in value(depth: depth + 1) }.joined(separator: ",") + "]"
        case 2: #"{"value":"# + Self.scalars[below(12)] + #","currency":"# + Self.scalars[below(12)] + "}"
        case _: Self.scalars[below(below(4) == 0 ? Self.scalars.count : 11)]
        }
    }
}
