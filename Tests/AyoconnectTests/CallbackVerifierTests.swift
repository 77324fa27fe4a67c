import Ayoconnect
import BankAPI
import PayoutCore
import SNAP
import Testing

/// The four kinds of proof, and the reading of callbacks.
struct CallbackVerifierTests {
    static let timestamp = "2026-02-14T13:40:00+07:00"
    static let body = #"{"originalExternalId":"x","latestTransactionStatus":"00"}"#
    let key: SNAPPrivateKey
    let secret = Secret(Fixtures.secret)

    init() throws { key = try Fixtures.key.get() }

    private func callback(
        signature: String?, timestamp: String? = timestamp, target: String = "/callbacks/transfer", body: String = body
    ) -> ReceivedCallback {
        ReceivedCallback(
            kind: .transfer, target: target, timestampHeader: timestamp, signatureHeader: signature,
            body: Array(body.utf8))
    }

    private func symmetric(target: String = "/callbacks/transfer", encoding: SignatureEncoding = .hex) -> String {
        let text = StringToSign.symmetric(
            method: "POST", path: target, accessToken: "", body: Array(Self.body.utf8), timestamp: Self.timestamp)
        return encoding.encode(SymmetricSignature.sign(text, secret: Fixtures.secret))
    }

    @Test(arguments: [
        (CallbackKind.accountValidation, #"{"responseCode":"2001600","responseMessage":"Successful"}"#),
        (CallbackKind.transfer, #"{"responseCode":"2001800","responseMessage":"Successful"}"#),
    ])
    func `A callback is answered with case 00 of its service`(kind: CallbackKind, answer: String) {
        let verifier = AyoconnectCallbackVerifier(rule: .none, encoding: .hex)
        #expect(verifier.acknowledgement(of: kind) == answer)
    }

    @Test(arguments: [(#"{"serviceCode":"18"}"#, false), (#"{"serviceCode":"16"}"#, true), ("{}", false)])
    func `A callback that names another service is known as such`(body: String, isOther: Bool) {
        let verifier = AyoconnectCallbackVerifier(rule: .none, encoding: .hex)
        #expect(verifier.verify(callback(signature: nil, body: body))?.isOfOtherService == isOther)
    }

    @Test(arguments: SignatureEncoding.allCases) func theSymmetricProofCoversTheBody(encoding: SignatureEncoding) {
        let verifier = AyoconnectCallbackVerifier(rule: .symmetric(clientSecret: secret), encoding: encoding)
        let good = symmetric(encoding: encoding)
        #expect(verifier.proof(of: .transfer) == .body)
        #expect(verifier.verify(callback(signature: good))?.status == .succeeded)
        #expect(verifier.verify(callback(signature: good, body: Self.body + " ")) == nil)
        #expect(verifier.verify(callback(signature: good, timestamp: "2026-02-14T13:40:01+07:00")) == nil)
        #expect(verifier.verify(callback(signature: good, timestamp: nil)) == nil)
        #expect(verifier.verify(callback(signature: good, target: "/callbacks/transfer?x=1")) == nil)
        #expect(verifier.verify(callback(signature: nil)) == nil)
        #expect(verifier.verify(callback(signature: "")) == nil)
        #expect(verifier.verify(callback(signature: "zz")) == nil)
        let other = AyoconnectCallbackVerifier(rule: .symmetric(clientSecret: Secret("other")), encoding: encoding)
        #expect(other.verify(callback(signature: good)) == nil)
    }

    @Test func theSignedPathIsTheTargetAsReceived() {
        let verifier = AyoconnectCallbackVerifier(rule: .symmetric(clientSecret: secret), encoding: .hex)
        let target = "/callbacks/transfer?merchant=1"
        #expect(verifier.verify(callback(signature: symmetric(target: target), target: target)) != nil)
    }

    @Test(arguments: ["x\\u0000", "\\u0000", "\\u0000x", "x\\u0000y"])
    func textWithANULInItIsNone(identifier: String) throws {
        let verifier = AyoconnectCallbackVerifier(rule: .none, encoding: .hex)
        let body = #"{"originalExternalId":"\#(identifier)","latestTransactionStatus":"00"}"#
        let content = try #require(verifier.verify(callback(signature: nil, body: body)))
        #expect(content.originalExternalID == nil)
        #expect(content.status == .succeeded)
    }

    @Test func hexadecimalSignaturesAreReadInEitherCase() {
        let verifier = AyoconnectCallbackVerifier(rule: .symmetric(clientSecret: secret), encoding: .hex)
        #expect(verifier.verify(callback(signature: symmetric().uppercased())) != nil)
    }

    @Test func theAsymmetricProofCoversTheBody() throws {
        let verifier = AyoconnectCallbackVerifier(rule: .asymmetric(providerKey: key.publicKey), encoding: .hex)
        let text = StringToSign.asymmetricBody(
            method: "POST", path: "/callbacks/transfer", body: Array(Self.body.utf8), timestamp: Self.timestamp)
        let good = SignatureEncoding.hex.encode(try key.sign(text))
        #expect(verifier.proof(of: .transfer) == .body)
        #expect(verifier.verify(callback(signature: good))?.originalExternalID == ExternalID("x"))
        #expect(verifier.verify(callback(signature: good, body: "{}")) == nil)
        #expect(verifier.verify(callback(signature: symmetric())) == nil)
        let stranger = SignatureEncoding.hex.encode(try SNAPPrivateKey.generate().sign(text))
        #expect(verifier.verify(callback(signature: stranger)) == nil)
    }

    @Test func theTimestampProofDoesNotCoverTheBody() throws {
        let verifier = AyoconnectCallbackVerifier(
            rule: .asymmetricTimestamp(clientID: "client", providerKey: key.publicKey), encoding: .base64)
        let good = SignatureEncoding.base64.encode(try key.sign("client|" + Self.timestamp))
        #expect(verifier.proof(of: .transfer) == .bodyNotSigned)
        #expect(verifier.verify(callback(signature: good)) != nil)
        #expect(verifier.verify(callback(signature: good, body: "{}")) != nil)
        #expect(verifier.verify(callback(signature: good, timestamp: "2026-02-14T13:40:01+07:00")) == nil)
    }

    @Test func withoutProofEverythingIsReadButNothingCovered() {
        let verifier = AyoconnectCallbackVerifier(rule: .none, encoding: .hex)
        #expect(verifier.proof(of: .transfer) == .bodyNotSigned)
        #expect(verifier.verify(callback(signature: nil, timestamp: nil))?.status == .succeeded)
    }

    @Test func theSettingsNamesAreTheDocumentedOnes() {
        #expect(
            CallbackProofKind.allCases.map(\.rawValue) == ["symmetric", "asymmetric", "asymmetric-timestamp", "none"])
        #expect(CallbackProofRule.none.kind == .none)
        #expect(CallbackProofRule.symmetric(clientSecret: secret).kind == .symmetric)
    }

    @Test func aWholeCallbackIsRead() throws {
        let content = try #require(
            read(
                """
                {"responseCode":"2001600","responseMessage":"Successful","originalExternalId":"xid",
                 "originalPartnerReferenceNo":"prn","originalReferenceNo":"R","serviceCode":"18",
                 "beneficiaryAccountNo":"1234567890","beneficiaryBankCode":"014","beneficiaryAccountName":"BUDI",
                 "additionalInfo":{"customerReference":"ben"},"latestVerificationStatus":"01",
                 "amount":{"value":"1500000.00","currency":"IDR"},"latestTransactionStatus":"06",
                 "transactionStatusDesc":"Failed","unknown":{"deep":[1,2,{}]}}
                """))
        var expected = CallbackContent()
        expected.responseCode = "2001600"
        expected.responseMessage = "Successful"
        expected.originalExternalID = ExternalID("xid")
        expected.originalPartnerReferenceNo = PartnerReferenceNo("prn")
        expected.providerReferenceNo = "R"
        expected.bankCode = "014"
        expected.accountNumber = "1234567890"
        expected.accountName = "BUDI"
        expected.customerReference = "ben"
        expected.verification = .valid
        expected.amount = Rupiah(1_500_000)
        expected.status = .failed
        #expect(content == expected)
    }

    /// The code of a failure is the reason that reports show.
    @Test func theCodeOfTheStatusStandsForAMissingResponseCode() {
        #expect(read(#"{"latestTransactionStatus":"06","latestVerificationStatus":"01"}"#)?.responseCode == "06")
        #expect(read(#"{"responseCode":"2001800","latestTransactionStatus":"06"}"#)?.responseCode == "2001800")
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "not json", #"{"latestTransactionStatus":{}}"#, #"{"amount":null}"#,
        #"{"latestTransactionStatus":"06","latestTransactionStatus":"00"}"#,
        #"{"latestTransactionStatus":"00","amount":{"value":"1","value":"2"}}"#,
    ])
    func whatCannotBeReadIsEmptyContent(body: String) {
        #expect(read(body) == CallbackContent())
    }

    @Test(arguments: [
        #"{"amount":{"value":"1.50"}}"#, #"{"amount":{"value":"1","currency":"USD"}}"#, #"{"amount":"1"}"#,
        #"{"amount":{}}"#, #"{"amount":{"value":"-1"}}"#, #"{"amount":{"value":"1e3"}}"#, #"{"amount":[]}"#,
    ])
    func aMalformedAmountAgreesWithNothing(body: String) {
        let content = read(body)
        #expect(content?.amount == nil)
        #expect(content?.amountIsMalformed == true)
    }

    private func read(_ body: String) -> CallbackContent? {
        AyoconnectCallbackVerifier(rule: .none, encoding: .hex).verify(callback(signature: nil, body: body))
    }
}
