import BankSandbox
import FoundationEssentials
import PayoutCore
import Testing

@Suite("Accounts whose first try goes wrong, so that a person's second try can succeed")
struct SecondTryTests {
    /// The first transfer of an account, for the client.
    struct First: Sendable, CustomTestStringConvertible {
        let code: Int
        let answer: String
        /// What inquiries about it report, now and for ever.
        let status: String
        /// Whether the bank has seen the partnerReferenceNo used, so that the second try needs another.
        let isReferenceUsed: Bool

        var testDescription: String { "99 00 \(code)" }
    }

    static let firsts = [
        First(code: 31, answer: "2021800", status: "06", isReferenceUsed: true),
        First(code: 32, answer: "2021800", status: "04", isReferenceUsed: true),
        First(code: 33, answer: "5001800", status: "07", isReferenceUsed: false),
        First(code: 34, answer: "4041811", status: "07", isReferenceUsed: false),
    ]

    @Test(
        "The first transfer goes wrong for good, the second and third succeed: bank account and e-wallet",
        arguments: firsts)
    func transfer(first: First) async throws {
        for (account, bankCode) in [("9900\(first.code)1234", "014"), ("089900\(first.code)12", "OVO")] {
            try await TestWorld.run {
                $0.balance = Rupiah(5_000_000)
            } _: { (world: TestWorld) async throws in
                let (externalID, reference) = (TestClient.fresh(), TestClient.fresh())
                let beneficiary = try await world.client.beneficiary(account, bankCode: bankCode)
                let answer = try await world.client.transfer(
                    beneficiary, externalID: externalID, partnerReferenceNo: reference)
                #expect(answer.code == first.answer)
                #expect(try await world.waitForStatus(first.status, externalID, reference))
                for number in 2...3 {
                    let isReferenceFresh = first.isReferenceUsed || number > 2
                    try await Self.succeed(
                        account, bankCode, isReferenceFresh ? TestClient.fresh() : reference, world)
                }
                #expect(try await world.waitForStatus(first.status, externalID, reference))
                #expect(world.bank.balance == Rupiah(2_000_000))
                #expect(world.bank.violationCounts.isEmpty)
            }
        }
    }

    private static func succeed(
        _ account: String, _ bankCode: String, _ reference: String, _ world: TestWorld
    ) async throws {
        let externalID = TestClient.fresh()
        let beneficiary = try await world.client.beneficiary(account, bankCode: bankCode)
        let answer = try await world.client.transfer(
            beneficiary, externalID: externalID, partnerReferenceNo: reference)
        #expect(answer.code == "2021800")
        #expect(try await world.waitForStatus("00", externalID, reference))
    }

    @Test("Accounts are counted apart: the first transfer of each goes wrong")
    func apart() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            for account in ["9900341111", "9900342222"] {
                let first = try await world.client.beneficiary(account)
                #expect(try await world.client.transfer(first).code == "4041811")
                let second = try await world.client.beneficiary(account)
                #expect(try await world.client.transfer(second).code == "2021800")
            }
        }
    }

    @Test("The first validation is told invalid, later ones are fine")
    func validation() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let externalID = TestClient.fresh()
            _ = try await world.client.validate("9900301234", externalID: externalID)
            let reported = await world.receiver.wait(about: externalID)[0].content
            #expect(reported.latestVerificationStatus == "02")
            #expect(reported.responseCode == "4041611")
            #expect(reported.additionalInfo == nil)
            for _ in 2...3 {
                let beneficiary = try await world.client.beneficiary("9900301234")
                #expect(beneficiary.name == "DEWI SAPUTRA")
                #expect(try await world.client.transfer(beneficiary).code == "2021800")
            }
        }
    }

    @Test("A refused partnerReferenceNo is remembered, and nothing is found under it; another one succeeds")
    func burntReference() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let (reference, first) = (TestClient.fresh(), TestClient.fresh())
            var beneficiary = try await world.client.beneficiary("9900361234")
            let refused = try await world.client.transfer(
                beneficiary, externalID: first, partnerReferenceNo: reference)
            #expect(refused.code == "4291800")
            #expect(refused.headers["retry-after"] == "1")
            for _ in 2...3 {
                let again = TestClient.fresh()
                beneficiary = try await world.client.beneficiary("9900361234")
                let conflict = try await world.client.transfer(
                    beneficiary, externalID: again, partnerReferenceNo: reference)
                #expect(conflict.code == "4091801")
                #expect(conflict.status == 409)
                #expect(try await world.client.status(first) == "07")
                #expect(try await world.client.status(again) == "07")
            }
            try await Self.succeed("9900361234", "014", TestClient.fresh(), world)
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test(
        "The simulated bank knows every account holder of the operator's sample by name, and each second try is in it")
    func sample() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Samples/operator.csv")
        let text = String(decoding: try Data(contentsOf: file.standardizedFileURL), as: UTF8.self)
        let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
        for row in rows { #expect(BeneficiaryNames.derived(from: row[2]) == row[3].uppercased()) }
        let magic = Set(rows.compactMap { MagicAccount(accountNumber: $0[2])?.rawValue })
        #expect(magic.isSuperset(of: 30...36))
        #expect(Set(rows.map { $0[2] }).count == rows.count)
    }
}
