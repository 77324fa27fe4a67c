internal import Ayoconnect
internal import BankAPI
internal import Crypto
internal import PayoutCore
internal import SNAP
internal import TestSupport

/// Callbacks: a body is believed if, and only if, the signature is over it, its address and its timestamp; and what is
/// read from it stands in it. The first three lines are address, timestamp and signature; the rest is the body.
enum CallbackFuzzing {
    static func check(_ input: [UInt8]) throws(BrokenProperty) {
        let lines = input.split(separator: UInt8(ascii: "\n"), maxSplits: 3, omittingEmptySubsequences: false)
        func text(_ index: Int) -> String { index < lines.count ? String(decoding: lines[index], as: UTF8.self) : "" }
        let received = Received(
            target: text(0), timestamp: text(1), signature: text(2), body: lines.count > 3 ? Array(lines[3]) : [])
        try checkSymmetric(received)
        try checkAsymmetric(received)
        try checkSigned(received)
        try checkContent(received.body)
        try CustomerFuzzing.checkRecording(received.body)
    }

    /// A callback in its parts.
    private struct Received {
        var target: String
        var timestamp: String
        var signature: String
        var body: [UInt8]

        var callback: ReceivedCallback {
            ReceivedCallback(
                kind: .transfer, target: target, timestampHeader: timestamp, signatureHeader: signature, body: body)
        }
    }

    // MARK: Proofs

    /// For tests alone.
    static let clientSecret = "a-secret-for-tests-only-0123456"

    private static let symmetric = AyoconnectCallbackVerifier(
        rule: .symmetric(clientSecret: Secret(clientSecret)), encoding: .hex)

    /// The signature of the contract, made here by hand (section 10: symmetric, with an empty token).
    private static func proof(of received: Received) -> [UInt8] {
        var signed = Array("POST:\(received.target)::".utf8)
        for byte in SHA256.hash(data: received.body) {
            let digits = String(byte, radix: 16)
            signed += Array((digits.utf8.count < 2 ? "0" + digits : digits).utf8)
        }
        signed += Array(":\(received.timestamp)".utf8)
        let key = SymmetricKey(data: Array(clientSecret.utf8))
        return Array(HMAC<SHA512>.authenticationCode(for: signed, using: key))
    }

    private static func checkSymmetric(_ received: Received) throws(BrokenProperty) {
        let expected = Hexadecimal.encode(proof(of: received))
        let isProven = received.signature.utf8.map { 0x41...0x46 ~= $0 ? $0 | 0x20 : $0 }.elementsEqual(expected.utf8)
        let isBelieved = symmetric.verify(received.callback) != nil
        try demand(isBelieved == isProven, isBelieved ? "a forged callback is believed" : "a callback is not believed")
    }

    /// What the tests of this key signed: nothing else can be proven with it, since its private half is gone.
    private static let signedDigest = "edd74abaf271a4676e5fe55f93e06f219ca988e1fb77c9260ca8e6e23d2c8cc0"
    private static let asymmetric: AyoconnectCallbackVerifier? = {
        let pem = """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAj9//lOZqGeH/SF91wzfd
            cV8wIR6oOIuy2KkBf5aE64UKe3Du28Zs2TDQCqLzceMGwHiI2OoZW8Vb9K5IlYWR
            cgiZdNpbQyTCD0YmiqHwOcQzslqh947k61wwAU2dyYP2ULg9tCvO06J/w9EMdtMP
            3mXVpXIEXj4exGpNKKX/J2F908db6vglGg1ay6tSowpZmf/qbttwpeiZnknqNWDs
            vHPMoe20sZg+tyDqyG9DTHrBheMrZuv+1TSPo6McT8zBl4MZWWfpR7ve+8t1YbJu
            bbAlSX04LCY/kQCGn8WGcL8Y6FZWp1yscymNn4e6sUcocypWQKuoN+V/nbS/Q3OK
            ewIDAQAB
            -----END PUBLIC KEY-----
            """
        return (try? SNAPPublicKey(pem: pem)).map {
            AyoconnectCallbackVerifier(rule: .asymmetric(providerKey: $0), encoding: .hex)
        }
    }()

    private static func checkAsymmetric(_ received: Received) throws(BrokenProperty) {
        guard let asymmetric else { throw BrokenProperty("the public key of the tests is not read") }
        guard asymmetric.verify(received.callback) != nil else { return }
        let reported = Array("\(received.target)|\(received.timestamp)|".utf8) + received.body
        let digest = Hexadecimal.encode(SHA256.hash(data: reported))
        try demand(digest == signedDigest, "a forged callback is believed")
    }

    /// Signed as the bank would, it is believed; with any bit of it changed afterwards, it is not.
    private static func checkSigned(_ received: Received) throws(BrokenProperty) {
        var signed = received
        signed.signature = Hexadecimal.encode(proof(of: received))
        try demand(symmetric.verify(signed.callback) != nil, "a signed callback is not believed")
        var random = SeededRandom(from: received.body)
        if !signed.body.isEmpty {
            var changed = signed
            let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
            changed.body[Int.random(in: 0..<signed.body.count, using: &random)] ^= bit
            try demand(symmetric.verify(changed.callback) == nil, "a body changed by one bit is believed")
            changed.body = Array(signed.body.dropLast())
            try demand(symmetric.verify(changed.callback) == nil, "a body that was cut is believed")
        }
        var elsewhere = signed
        elsewhere.target += "/"
        try demand(symmetric.verify(elsewhere.callback) == nil, "a callback to another address is believed")
        var later = signed
        later.timestamp += "0"
        try demand(symmetric.verify(later.callback) == nil, "a callback with another timestamp is believed")
    }

    // MARK: Content

    private static let open = AyoconnectCallbackVerifier(rule: .none, encoding: .hex)

    /// The code of the contract, written here by hand (section 5).
    private static func code(_ verification: VerificationStatus) -> String {
        switch verification {
        case .initiated: "00"
        case .valid: "01"
        case .invalid: "02"
        case .error: "03"
        case .unrecognised(let code): code
        }
    }

    private static func checkContent(_ body: [UInt8]) throws(BrokenProperty) {
        try demand(WireReadings.agree(on: body) ?? true, "the two readings of a callback disagree")
        let received = Received(target: "/callbacks/transfer", timestamp: "", signature: "", body: body)
        guard let content = open.verify(received.callback) else { throw BrokenProperty("a body is not read") }
        let said = WhatTheBankSaid(body)
        let members: [(String, String?)] = [
            ("responseMessage", content.responseMessage),
            ("originalExternalId", content.originalExternalID?.text),
            ("originalPartnerReferenceNo", content.originalPartnerReferenceNo?.text),
            ("beneficiaryBankCode", content.bankCode),
            ("beneficiaryAccountNo", content.accountNumber), ("beneficiaryAccountName", content.accountName),
            ("latestTransactionStatus", content.status?.snapCode),
            ("latestVerificationStatus", content.verification.map(code)),
        ]
        for (name, value) in members {
            guard let value else { continue }
            try demand(said.says(value, as: name), "\(name) \(value.debugDescription) is not what the body says")
        }
        if let code = content.responseCode {
            let isSaid = said.says(code, as: "responseCode", "latestTransactionStatus")
            try demand(isSaid, "the code \(code.debugDescription) is not what the body says")
        }
        if let reference = content.customerReference {
            let isSaid = said.says(reference, as: "customerReference", in: "additionalInfo")
            try demand(isSaid, "customerReference \(reference.debugDescription) is not what the body says")
        }
        if let number = content.providerReferenceNo {
            let isSaid = said.says(number, as: "originalReferenceNo") || said.says(number, as: "referenceNo")
            try demand(isSaid, "a number that the bank never said")
        }
        guard let amount = content.amount else { return }
        try demand(!content.amountIsMalformed, "an amount is read and malformed")
        try demand(said.saysAmount(amount.whole, as: "amount"), "the amount \(amount.whole) is not what the body says")
    }
}
