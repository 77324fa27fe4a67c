import Ayoconnect
import BankAPI
import PayoutCore
import SNAP
import Testing

/// What stands on the wire, byte by byte.
struct WireTests {
    static let bank: ScriptedBank.Script = { request in
        switch request.target {
        case "/it/api/v2.0/access-token/b2b": .token()
        case "/it/api/v2.0/account-inquiry-external": .accepted
        case "/it/api/v2.0/transfer-interbank": .received
        case "/it/api/v2.0/transfer/status":
            .answer(200, #"{"responseCode":"2003600","latestTransactionStatus":"00"}"#)
        case "/it/api/v2.0/balance-inquiry":
            .answer(
                200,
                #"{"responseCode":"2001100","accountInfos":[{"availableBalance":{"value":"5.00","currency":"IDR"}}]}"#)
        default: .answer(404, "")
        }
    }

    @Test func theTokenRequestIsAsDocumented() async throws {
        try await ScriptedBank.with(Self.bank) { bank in
            try await Fixtures.withGateway(url: bank.url) { _ = await $0.validate(Fixtures.validation) }
            let request = try #require(bank.requests(to: "/b2b").first)
            #expect(request.method == "POST")
            #expect(
                request.body
                    == #"{"grantType":"client_credentials","additionalInfo":{"merchantId":"MERCH1"}}"#)
            #expect(request.header("X-CLIENT-KEY") == "0123456789abcdef0123456789abcdef")
            #expect(request.header("X-TIMESTAMP") == "2026-02-14T13:37:10+07:00")
            #expect(request.header("Content-Type") == "application/json")
            #expect(request.header("Authorization") == nil)
            try verifyAsymmetric(request)
        }
    }

    @Test func everyServiceCallCarriesTheHeadersOfTheContract() async throws {
        try await ScriptedBank.with(Self.bank) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                #expect(
                    await gateway.validate(Fixtures.validation)
                        == .accepted(
                            BankAnswer(code: "2001600", message: "Successful"), providerReferenceNo: "R-1"))
                #expect(
                    await gateway.move(Fixtures.transfer())
                        == .received(BankAnswer(code: "2021800", message: "Accepted"), providerReferenceNo: "R-2"))
                #expect(
                    await gateway.inquire(Fixtures.inquiry) == InquiryClassificationTests.reported(.succeeded, "00"))
                #expect(await gateway.balance(Fixtures.balance) == .balance(Rupiah(5)))
            }
            let calls = bank.requests.filter { !$0.target.hasSuffix("/b2b") }
            #expect(calls.count == 4)
            for call in calls {
                #expect(call.method == "POST")
                #expect(call.header("Authorization") == "Bearer tok-1")
                #expect(call.header("X-EXTERNAL-ID") == Fixtures.externalID.text)
                #expect(call.header("X-PARTNER-ID") == "MERCH1")
                #expect(call.header("CHANNEL-ID") == "95221")
                #expect(call.header("X-LATITUDE") == "-6.2")
                #expect(call.header("X-LONGITUDE") == "106.8")
                #expect(call.header("X-IP-ADDRESS") == "203.0.113.7")
                #expect(call.header("Content-Type") == "application/json")
                try verifyAsymmetric(call)
            }
        }
    }

    @Test func theBodiesAreMinifiedAndOfTheContractsShape() async throws {
        try await ScriptedBank.with(Self.bank) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                _ = await gateway.validate(Fixtures.validation)
                _ = await gateway.move(Fixtures.transfer())
                _ = await gateway.inquire(Fixtures.inquiry)
                _ = await gateway.balance(Fixtures.balance)
            }
            #expect(
                bank.requests.dropFirst().map(\.body) == [
                    #"{"partnerReferenceNo":"0190f3a1b2c3d4e5f60718293a4b5c6e","beneficiaryAccountNo":"1234567890","#
                        + #""beneficiaryBankCode":"014"}"#,
                    #"{"partnerReferenceNo":"0190f3a1b2c3d4e5f60718293a4b5c6e","amount":{"value":"1500000.00","#
                        + #""currency":"IDR"},"beneficiaryAccountName":"BUDI SANTOSO","#
                        + #""beneficiaryAccountNo":"1234567890","beneficiaryBankCode":"014","merchantId":"MERCH1","#
                        + #""transactionDate":"2026-02-14T13:37:10+07:00","customerReference":"ben-1","#
                        + #""additionalInfo":{"notes":"Gaji Februari","additionalInfo1":"EMP-001"}}"#,
                    #"{"originalExternalId":"0190f3a1b2c3d4e5f60718293a4b5c6d","serviceCode":"18"}"#,
                    #"{"partnerReferenceNo":"0190f3a1b2c3d4e5f60718293a4b5c6e","merchantId":"MERCH1"}"#,
                ])
        }
    }

    @Test(arguments: [
        ("", "", ""), ("Gaji", "", #","additionalInfo":{"notes":"Gaji"}"#),
        ("", "A-1", #","additionalInfo":{"additionalInfo1":"A-1"}"#),
        ("a@.-_+*!~ Z9", "x/y", #","additionalInfo":{"notes":"a@.-_+*!~ Z9"}"#),
        ("Gaji, Februari", "A\"1", ""), ("é", " ", ""),
        (String(repeating: "n", count: 101), "A", #","additionalInfo":{"additionalInfo1":"A"}"#),
    ])
    func whatTheBankWouldRefuseInNotesIsLeftOut(note: String, reference: String, expected: String) async throws {
        try await ScriptedBank.with(Self.bank) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                _ = await gateway.move(Fixtures.transfer(note: note, reference: reference))
            }
            let body = try #require(bank.requests.last?.body)
            #expect(body.hasSuffix(#""customerReference":"ben-1""# + expected + "}"))
        }
    }

    @Test func namesAreEscapedAsJSON() async throws {
        try await ScriptedBank.with(Self.bank) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                _ = await gateway.move(Fixtures.transfer(name: "D\"ANG\\ELO\n\u{1F} Ünal"))
            }
            let body = try #require(bank.requests.last?.body)
            #expect(body.contains(#""beneficiaryAccountName":"D\"ANG\\ELO\u000a\u001f Ünal""#))
        }
    }

    @Test(arguments: SignatureEncoding.allCases)
    func theSymmetricSignatureCoversTheBytesThatAreSent(encoding: SignatureEncoding) async throws {
        try await ScriptedBank.with(Self.bankBehindPrefix) { bank in
            try await Fixtures.withGateway(url: bank.url + "/prefix/") {
                $0.serviceSignature = .symmetric
                $0.signatureEncoding = encoding
            } _: { gateway in
                _ = await gateway.move(Fixtures.transfer())
            }
            let request = try #require(bank.requests.last)
            #expect(request.target == "/prefix/it/api/v2.0/transfer-interbank")
            let text = StringToSign.symmetric(
                method: "POST", path: request.target, accessToken: "tok-1", body: Array(request.body.utf8),
                timestamp: try #require(request.header("X-TIMESTAMP")))
            let header = try #require(request.header("X-SIGNATURE"))
            let signature = try #require(encoding.decode(header))
            #expect(SymmetricSignature.verifies(signature, of: text, secret: Fixtures.secret))
        }
    }

    static let bankBehindPrefix: ScriptedBank.Script = { request in
        request.target.hasSuffix("/b2b") ? .token() : .received
    }

    @Test func requestsOfTheSameSecondShareOneSignature() async throws {
        let clock = ManualClock()
        try await ScriptedBank.with(Self.bank) { bank in
            try await Fixtures.withGateway(url: bank.url, clock: clock) { gateway in
                _ = await gateway.validate(Fixtures.validation)
                clock.advance(by: .milliseconds(999))
                _ = await gateway.validate(Fixtures.validation)
                clock.advance(by: .milliseconds(1))
                _ = await gateway.validate(Fixtures.validation)
            }
            let signatures = bank.requests.map { $0.header("X-SIGNATURE") }
            #expect(signatures[0] == signatures[1])
            #expect(signatures[1] == signatures[2])
            #expect(signatures[2] != signatures[3])
            #expect(bank.requests[3].header("X-TIMESTAMP") == "2026-02-14T13:37:11+07:00")
        }
    }

    @Test(arguments: [
        ("https://api.of.ayoconnect.id", "https://api.of.ayoconnect.id", ""),
        ("HTTP://127.0.0.1:80/", "http://127.0.0.1:80", ""),
        ("https://host/a/b//", "https://host/a/b", "/a/b"),
        ("http://[::1]:8080", "http://[::1]:8080", ""),
    ])
    func aBaseURLIsRead(text: String, normal: String, prefix: String) throws {
        let url = try #require(BaseURL(text))
        #expect(url.text == normal)
        #expect(url.pathPrefix == prefix)
    }

    @Test(arguments: [
        "", "api.of.ayoconnect.id", "ftp://host", "https://", "https:///path", "https://user@host", "https://host?x=1",
        "https://host#x", "https://ho st", "http://:80",
    ])
    func whatIsNoBaseURLIsRefused(text: String) {
        #expect(BaseURL(text) == nil)
    }

    private func verifyAsymmetric(_ request: SeenRequest) throws {
        let text = StringToSign.clientAndTimestamp(
            clientID: "0123456789abcdef0123456789abcdef",
            timestamp: try #require(request.header("X-TIMESTAMP")))
        let header = try #require(request.header("X-SIGNATURE"))
        #expect(header == header.lowercased())
        let signature = try #require(SignatureEncoding.hex.decode(header))
        #expect(try Fixtures.key.get().publicKey.verifies(signature, of: text))
    }
}
