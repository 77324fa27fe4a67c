import BankSandbox
import PayoutCore
import Testing

@Suite("The rules of transfers")
struct TransferRuleTests {
    @Test("A validated beneficiary is paid, reported by callback, and the money is gone")
    func paid() async throws {
        try await TestWorld.run {
            $0.balance = Rupiah(10_000_000)
        } _: { (world: TestWorld) async throws in
            let (externalID, reference) = (TestClient.fresh(), TestClient.fresh())
            let beneficiary = try await world.client.beneficiary("1234567890")
            #expect(beneficiary.name == "PUTRI SANTOSO")
            let answer = try await world.client.transfer(
                beneficiary, externalID: externalID, partnerReferenceNo: reference)
            #expect(answer.code == "2021800")
            #expect(answer.status == 202)
            let reported = await world.receiver.wait(about: externalID)[0].content
            #expect(reported.latestTransactionStatus == "00")
            #expect(reported.amount?.value == "1500000.00")
            #expect(reported.originalPartnerReferenceNo == reference)
            #expect(try await world.client.status(externalID) == "00")
            #expect(try await world.client.balance() == "8500000.00")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("An X-EXTERNAL-ID serves one request, even one that was refused")
    func reusedExternalID() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let externalID = TestClient.fresh()
            let malformed = try await world.client.post(.transfer, "{}", externalID: externalID)
            #expect(malformed.code == "4001802")
            let beneficiary = try await world.client.beneficiary("1234567890")
            let again = try await world.client.transfer(beneficiary, externalID: externalID)
            #expect(again.code == "4091800")
            #expect(try await world.client.validate("1234567890", externalID: externalID).code == "4091600")
            #expect(world.bank.violationCounts == [.malformedBody: 1, .reusedExternalID: 2])
        }
    }

    @Test("A partnerReferenceNo is booked once; only the X-EXTERNAL-ID that booked it finds the transfer")
    func secondTransfer() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let (first, second, reference) = (TestClient.fresh(), TestClient.fresh(), TestClient.fresh())
            _ = try await world.client.transfer(
                world.client.beneficiary("1234567890"), externalID: first, partnerReferenceNo: reference)
            _ = await world.receiver.wait(about: first)
            let answer = try await world.client.transfer(
                world.client.beneficiary("1234567890"), externalID: second, partnerReferenceNo: reference)
            #expect(answer.code == "4091801")
            #expect(world.bank.violationCounts == [.secondTransfer: 1])
            #expect(try await world.client.status(second) == "07")
            #expect(try await world.client.status(first) == "00")
        }
    }

    @Test("A refused transfer leaves its partnerReferenceNo free")
    func refusedReference() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let reference = TestClient.fresh()
            let small = try await world.client.transfer(
                world.client.beneficiary("1234567890"), amount: "9999.00", partnerReferenceNo: reference)
            #expect(small.code == "4031802")
            let right = try await world.client.transfer(
                world.client.beneficiary("1234567890"), amount: "10000.00", partnerReferenceNo: reference)
            #expect(right.code == "2021800")
        }
    }

    @Test("A transfer needs a validation that was told")
    func withoutValidation() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            var beneficiary = try await world.client.beneficiary("1234567890")
            beneficiary.id = "BEN00000000000000000"
            #expect(try await world.client.transfer(beneficiary).code == "4001801")
            #expect(world.bank.violationCounts == [.transferWithoutValidation: 1])
        }
    }

    @Test("A validation serves one transfer")
    func reusedValidation() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let beneficiary = try await world.client.beneficiary("1234567890")
            #expect(try await world.client.transfer(beneficiary).code == "2021800")
            #expect(try await world.client.transfer(beneficiary).code == "4001801")
            #expect(world.bank.violationCounts == [.reusedValidation: 1])
        }
    }

    @Test("A validation is good for ten minutes", arguments: [(600, "2021800"), (601, "4001801")])
    func expiredValidation(seconds: Int, code: String) async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let beneficiary = try await world.client.beneficiary("1234567890")
            world.clock.advance(by: .seconds(seconds))
            #expect(try await world.client.transfer(beneficiary).code == code)
            #expect(world.bank.violationCounts == (code == "2021800" ? [:] : [.expiredValidation: 1]))
        }
    }

    @Test("Name, account and bank are those of the validation")
    func mismatch() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            var otherName = try await world.client.beneficiary("1234567890")
            otherName.name = "Putri Santoso"
            var otherAccount = try await world.client.beneficiary("1234567890")
            otherAccount.account = "1234567891"
            var otherBank = try await world.client.beneficiary("1234567890")
            otherBank.bankCode = "008"
            for beneficiary in [otherName, otherAccount, otherBank] {
                #expect(try await world.client.transfer(beneficiary).code == "4001801")
            }
            #expect(world.bank.violationCounts == [.mismatchedValidation: 3])
        }
    }

    @Test(
        "Amounts stay within the limits of their kind",
        arguments: [
            ("014", "1234567890", "9999.00", "4031802"), ("014", "1234567890", "10000.00", "2021800"),
            ("014", "1234567890", "250000000.00", "2021800"), ("014", "1234567890", "250000001.00", "4031802"),
            ("GPY", "081234567890", "14999.00", "4031802"), ("GPY", "081234567890", "15000.00", "2021800"),
            ("DNA", "081234567890", "20000001.00", "4031802"),
            ("014", "1234567890", "10000", "4001801"), ("014", "1234567890", "10000.50", "4001801"),
        ])
    func limits(bankCode: String, account: String, amount: String, code: String) async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let beneficiary = try await world.client.beneficiary(account, bankCode: bankCode)
            #expect(try await world.client.transfer(beneficiary, amount: amount).code == code)
        }
    }

    @Test(
        "Notes hold 1 to 100 of the allowed characters",
        arguments: ["", "a/b", "é", String(repeating: "x", count: 101)])
    func notes(text: String) async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let beneficiary = try await world.client.beneficiary("1234567890")
            #expect(try await world.client.transfer(beneficiary, notes: text).code == "4001801")
            let right = try await world.client.transfer(beneficiary, notes: "Pay @ . - _ + * ! ~ 1")
            #expect(right.code == "2021800")
        }
    }

    @Test("More than the balance is refused, and nothing is booked")
    func insufficientFunds() async throws {
        try await TestWorld.run {
            $0.balance = Rupiah(1_499_999)
        } _: { (world: TestWorld) async throws in
            let (externalID, reference) = (TestClient.fresh(), TestClient.fresh())
            let answer = try await world.client.transfer(
                world.client.beneficiary("1234567890"), externalID: externalID, partnerReferenceNo: reference)
            #expect(answer.code == "4031814")
            #expect(world.bank.balance == Rupiah(1_499_999))
            #expect(try await world.client.status(externalID) == "07")
        }
    }

    @Test("Transfers within the cut-off are refused")
    func cutOff() async throws {
        // A window of the whole day but one minute, which is never the present one.
        let minute = (JakartaTime(SandboxClock().now()).minuteOfDay + 720) % 1440
        let text = { (minute: Int) in
            let (hour, rest) = (minute % 1440 / 60, minute % 60)
            return (hour < 10 ? "0" : "") + "\(hour):" + (rest < 10 ? "0" : "") + "\(rest)"
        }
        try await TestWorld.run {
            $0.cutOff = DailyWindow("\(text(minute + 1))-\(text(minute))")
        } _: { (world: TestWorld) async throws in
            for _ in 1...4 {
                let code = try await world.client.transfer(world.client.beneficiary("1234567890")).code
                #expect(["4031806", "4051800"].contains(code))
            }
            #expect(world.bank.balance == Rupiah(1_000_000_000_000))
            #expect(world.bank.violationCounts.isEmpty, "a client cannot know every cut-off")
        }
    }

    @Test("Inquiries carry the identifier of their transfer, two members, and come not too often")
    func inquiries() async throws {
        try await TestWorld.run {
            $0.timing.inquiryIntervalMin = .seconds(1)
        } _: { (world: TestWorld) async throws in
            let externalID = TestClient.fresh()
            #expect(try await world.client.status(TestClient.fresh()) == "07")
            _ = try await world.client.transfer(world.client.beneficiary("1234567890"), externalID: externalID)
            #expect(try await world.client.status(externalID) != "07")
            #expect(try await world.client.status(externalID) == "4293600")
            let other = try await world.client.inquire(externalID, under: TestClient.fresh())
            #expect(other.code == "4003601")
            let known = "\"originalExternalId\":\"\(externalID)\",\"serviceCode\":\"18\""
            let third = "{\(known),\"originalPartnerReferenceNo\":\"\(externalID)\"}"
            #expect(try await world.client.post(.inquiry, third, externalID: externalID).code == "4003601")
            #expect(
                world.bank.violationCounts == [.inquiryTooFrequent: 1, .mismatchedInquiry: 1, .malformedBody: 1])
        }
    }

    @Test("A bank that wants fresh identifiers uses up that of each inquiry, and the transfer then meets a conflict")
    func freshInquiries() async throws {
        try await TestWorld.run {
            $0.inquiryHeader = .fresh
            $0.inquiryCode = "2002600"
            $0.timing.inquiryIntervalMin = .zero
        } _: { (world: TestWorld) async throws in
            let (externalID, header) = (TestClient.fresh(), TestClient.fresh())
            #expect(try await world.client.status(externalID, under: header) == "07")
            #expect(try await world.client.status(externalID, under: header) == "4093600")
            _ = try await world.client.transfer(world.client.beneficiary("1234567890"), externalID: externalID)
            let answer = try await world.client.inquire(externalID, under: TestClient.fresh())
            #expect(answer.code == "2002600" && answer.body?.latestTransactionStatus != nil)
            let burnt = TestClient.fresh()
            #expect(try await world.client.status(burnt) == "07")
            let conflict = try await world.client.transfer(world.client.beneficiary("1234567890"), externalID: burnt)
            #expect(conflict.code == "4091800")
        }
    }

    @Test("The ledger tells all of it, in full and in short")
    func ledger() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let externalID = TestClient.fresh()
            _ = try await world.client.transfer(world.client.beneficiary("1234567890"), externalID: externalID)
            _ = await world.receiver.wait(about: externalID)
            let ledger = try await world.client.get("/ledger")
            #expect(ledger.text.contains(#""externalId":"\#(externalID)""#))
            #expect(ledger.text.contains(#""transferTotals":{"00":{"count":1,"sum":1500000}}"#))
            #expect(ledger.body != nil)
            let summary = try await world.client.get("/ledger?summary")
            #expect(try await world.client.get("/counters").text.contains(#""transfer":1"#))
            #expect(!summary.text.contains(externalID))
            #expect(summary.text.contains(#""balance":999998500000"#))
        }
    }
}
