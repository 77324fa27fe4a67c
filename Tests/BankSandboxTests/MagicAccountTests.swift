import BankSandbox
import PayoutCore
import Testing

@Suite("Magic account numbers")
struct MagicAccountTests {
    /// What one magic transfer looks like to the client.
    struct Expectation: Sendable, CustomTestStringConvertible {
        let code: Int
        /// Codes of the answers, one request after another; `lost` where the connection was cut.
        let answers: [String]
        /// Statuses reported by callback.
        let reported: [String]
        /// What inquiries report in the end; nil where the transfer was never received.
        let status: String

        var testDescription: String { "99 00 \(code)" }
    }

    static let transfers = [
        Expectation(code: 11, answers: ["2021800"], reported: ["06"], status: "06"),
        Expectation(code: 12, answers: ["4041811"], reported: [], status: "07"),
        Expectation(code: 13, answers: ["2021800"], reported: ["00", "04"], status: "04"),
        Expectation(code: 14, answers: ["2021800"], reported: [], status: "00"),
        Expectation(code: 15, answers: ["5001800"], reported: ["00"], status: "00"),
        Expectation(code: 16, answers: ["5001800"], reported: [], status: "07"),
        Expectation(code: 17, answers: ["lost"], reported: ["00"], status: "00"),
        Expectation(code: 18, answers: ["2021800"], reported: ["03"], status: "03"),
        Expectation(code: 19, answers: ["2021800"], reported: ["00", "00"], status: "00"),
        Expectation(code: 20, answers: ["2021800"], reported: ["07", "00"], status: "00"),
        Expectation(code: 21, answers: ["2021800"], reported: ["99", "00"], status: "00"),
        Expectation(code: 22, answers: ["4291800", "2021800"], reported: ["00"], status: "00"),
        Expectation(code: 23, answers: ["4011801", "2021800"], reported: ["00"], status: "00"),
        Expectation(code: 24, answers: ["HTTP 307"], reported: ["00"], status: "00"),
        Expectation(code: 25, answers: ["HTTP 200"], reported: ["00"], status: "00"),
        Expectation(code: 26, answers: ["2021800"], reported: ["00", "00"], status: "00"),
        Expectation(code: 27, answers: ["2021800"], reported: ["06", "00"], status: "00"),
        Expectation(code: 28, answers: ["4091801"], reported: [], status: "07"),
        Expectation(code: 29, answers: ["4031814"], reported: [], status: "07"),
        // The first time of a code whose later transfers are fine; those have tests of their own (SecondTryTests).
        Expectation(code: 31, answers: ["2021800"], reported: ["06"], status: "06"),
        Expectation(code: 32, answers: ["2021800"], reported: ["00", "04"], status: "04"),
        Expectation(code: 33, answers: ["5001800"], reported: [], status: "07"),
        Expectation(code: 34, answers: ["4041811"], reported: [], status: "07"),
        Expectation(code: 35, answers: ["2021800"], reported: ["03"], status: "03"),
        Expectation(code: 37, answers: ["4041818"], reported: ["00"], status: "00"),
        Expectation(code: 38, answers: ["4031806", "2021800"], reported: ["00"], status: "00"),
        Expectation(code: 36, answers: ["4291800", "4091801", "4091801"], reported: [], status: "07"),
    ]

    @Test("Every magic transfer shows its own behaviour, as bank account and as e-wallet", arguments: transfers)
    func transfer(expected: Expectation) async throws {
        for (account, bankCode) in [("9900\(expected.code)1234", "014"), ("089900\(expected.code)12", "OVO")] {
            try await TestWorld.run {
                $0.balance = Rupiah(5_000_000)
                $0.timing.transferDelay = .milliseconds(5) ... .milliseconds(5)
            } _: { (world: TestWorld) async throws in
                try await Self.play(expected, account, bankCode, world)
            }
        }
    }

    private static func play(
        _ expected: Expectation, _ account: String, _ bankCode: String, _ world: TestWorld
    ) async throws {
        let reference = TestClient.fresh()
        var externalID = ""
        for answer in expected.answers {
            externalID = TestClient.fresh()
            let beneficiary = try await world.client.beneficiary(account, bankCode: bankCode)
            let reply = try? await world.client.transfer(
                beneficiary, externalID: externalID, partnerReferenceNo: reference)
            let code = reply?.code ?? "lost"
            #expect(code == answer)
            if code == "4291800" { #expect(reply?.headers["retry-after"] == "1") }
            if code == "4011801" { world.client.forgetToken() }
        }
        if !expected.reported.isEmpty {
            let reported = await world.receiver.wait(for: expected.reported.count, about: externalID)
            // Callbacks may overtake each other on the way; the order of the truth shows in the final status.
            #expect(reported.compactMap(\.content.latestTransactionStatus).sorted() == expected.reported.sorted())
            let amounts = reported.map(\.content.amount?.value)
            #expect(amounts.contains("1500001.00") == (expected.code == 26))
        }
        #expect(try await world.waitForStatus(expected.status, externalID, reference))
        let isPaid = expected.status == "00" || expected.status == "03"
        #expect(world.bank.balance == Rupiah(isPaid ? 3_500_000 : 5_000_000))
        #expect(world.bank.violationCounts.isEmpty)
    }

    @Test("A callback before the answer is there when the answer arrives")
    func early() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let externalID = TestClient.fresh()
            let beneficiary = try await world.client.beneficiary("9900191234")
            _ = try await world.client.transfer(beneficiary, externalID: externalID)
            let count = world.receiver.received.count { $0.content.originalExternalId == externalID }
            #expect(count == 2)
        }
    }

    @Test(
        "Invalid accounts are told so",
        arguments: [("9900011234", "4041611"), ("9900021234", "4031618"), ("0899000112", "4041611")])
    func invalid(account: String, code: String) async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let externalID = TestClient.fresh()
            let bankCode = account.hasPrefix("08") ? "GPY" : "014"
            let answer = try await world.client.validate(account, bankCode: bankCode, externalID: externalID)
            #expect(answer.code == "2001600")
            let reported = await world.receiver.wait(about: externalID)[0].content
            #expect(reported.latestVerificationStatus == "02")
            #expect(reported.responseCode == code)
            #expect(reported.additionalInfo == nil)
        }
    }

    @Test("A validation can be refused at once, never be told, or fail the first time")
    func validations() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let refused = try await world.client.validate("9900031234")
            #expect(refused.code == "4041611")
            #expect(refused.status == 404)
            #expect(try await world.client.validate("9900051234").code == "2001600")
            #expect(try await world.client.validate("9900061234").code == "5001600")
            #expect(try await world.client.validate("9900061234").code == "2001600")
            // By the time that a later validation is reported, the silent one would have been reported too.
            _ = try await world.client.beneficiary("1234567890")
            #expect(!world.receiver.received.contains { $0.content.beneficiaryAccountNo == "9900051234" })
        }
    }

    @Test("A validation reported INITIATED first, or as ERROR the first time, comes to a result")
    func verificationStatuses() async throws {
        try await TestWorld.run {
            $0.timing.validationDelay = .milliseconds(5) ... .milliseconds(5)
        } _: { (world: TestWorld) async throws in
            let (initiated, failed, misnamed) = (TestClient.fresh(), TestClient.fresh(), TestClient.fresh())
            _ = try await world.client.validate("9900091234", externalID: initiated)
            let both = await world.receiver.wait(for: 2, about: initiated)
            #expect(Set(both.compactMap(\.content.latestVerificationStatus)) == ["00", "01"])
            _ = try await world.client.validate("9900081234", externalID: failed)
            let error = await world.receiver.wait(about: failed)[0].content
            #expect(error.latestVerificationStatus == "03" && error.additionalInfo == nil)
            #expect(try await !world.client.beneficiary("9900081234").id.isEmpty)
            _ = try await world.client.validate("9900101234", externalID: misnamed)
            let other = await world.receiver.wait(about: misnamed)[0].content
            #expect(other.latestVerificationStatus == nil && other.latestTransactionStatus == "00")
            #expect(other.beneficiaryAccountName != nil && other.additionalInfo?.customerReference != nil)
        }
    }

    @Test("Names come from the list, else from the last two digits; magic ones differ")
    func names() async throws {
        try await TestWorld.run {
            $0.names = ["1111111111": "IBU KARTINI", "9900071111": "IBU KARTINI"]
        } _: { (world: TestWorld) async throws in
            #expect(try await world.client.beneficiary("1111111111").name == "IBU KARTINI")
            #expect(try await world.client.beneficiary("1111111137").name == "DEWI KUSUMA")
            #expect(try await world.client.beneficiary("9900041111").name == "SOMEBODY ELSE")
            #expect(try await world.client.beneficiary("9900071111").name == "kartini, ibu.")
            #expect(try await world.client.beneficiary("9900071100").name == "santoso, budi.")
        }
    }

    @Test("Only the two prefixes are magic")
    func prefixes() {
        #expect(MagicAccount(accountNumber: "9900111234") == .transferFails)
        #expect(MagicAccount(accountNumber: "089900110000") == .transferFails)
        #expect(MagicAccount(accountNumber: "9900") == nil)
        #expect(MagicAccount(accountNumber: "9900991234") == nil)
        #expect(MagicAccount(accountNumber: "9800111234") == nil)
        #expect(MagicAccount(accountNumber: "0812990011") == nil)
    }
}
