import Ayoconnect
import BankAPI
import PayoutCore
import Synchronization
import Testing

/// Which X-EXTERNAL-ID a status inquiry carries: the bank's pages disagree, so the gateway finds out before it can
/// hurt.
struct InquiryHeaderTests {
    /// A bank that answers inquiries by its own reading of the header.
    private final class Bank: Sendable {
        private let wantsFresh: Bool
        /// What it answers to a transfer's own X-EXTERNAL-ID in the body, once it looks there.
        private let status: Mutex<String>
        private let used = Mutex<Set<String>>([])

        init(wantsFresh: Bool, status: String) {
            self.wantsFresh = wantsFresh
            self.status = Mutex(status)
        }

        func report(_ status: String) { self.status.withLock { $0 = status } }

        func answer(_ request: SeenRequest) -> Reply {
            guard request.target.hasSuffix("/transfer/status") else { return .token() }
            let header = request.header("X-EXTERNAL-ID") ?? ""
            let isNew = used.withLock { $0.insert(header).inserted }
            if wantsFresh, !isNew { return .answer(409, #"{"responseCode":"4093600","responseMessage":"Conflict"}"#) }
            guard request.body.contains(Fixtures.externalID.text) else {
                return .answer(404, #"{"responseCode":"4043601","responseMessage":"Transaction Not Found"}"#)
            }
            let status = status.withLock { $0 }
            return .answer(200, #"{"responseCode":"2003600","latestTransactionStatus":"\#(status)"}"#)
        }
    }

    private func play(
        _ bank: Bank, fixed: InquiryHeader? = nil, _ body: (AyoconnectGateway, ScriptedBank) async throws -> Void
    ) async throws {
        let script: ScriptedBank.Script = { bank.answer($0) }
        try await ScriptedBank.with(script) { server in
            var configuration = try Fixtures.configuration(url: server.url)
            configuration.inquiryHeader = fixed
            try await Fixtures.withGateway(configuration) { try await body($0, server) }
        }
    }

    @Test func aBankThatLooksUpTheHeaderIsAskedUnderTheTransfersValue() async throws {
        try await play(Bank(wantsFresh: false, status: "07")) { gateway, server in
            #expect(await gateway.inquire(Fixtures.inquiry) == InquiryClassificationTests.reported(.notFound, "07"))
            #expect(gateway.inquiryHeader?.header == .transfer)
            let asked = server.requests(to: "/transfer/status")
            #expect(asked.count == 3)
            let probes = asked.prefix(2).map { $0.header("X-EXTERNAL-ID") }
            #expect(probes[0] == probes[1] && probes[0] != Fixtures.externalID.text)
            #expect(asked.prefix(2).allSatisfy { $0.body.contains(probes[0] ?? "-") })
            #expect(asked[2].header("X-EXTERNAL-ID") == Fixtures.externalID.text)
            #expect(await gateway.inquire(Fixtures.inquiry) == InquiryClassificationTests.reported(.notFound, "07"))
            #expect(server.requests(to: "/transfer/status").count == 4, "it is found out once")
        }
    }

    @Test func aBankThatWantsFreshValuesNeverSeesTheTransfersInAHeader() async throws {
        let bank = Bank(wantsFresh: true, status: "03")
        try await play(bank) { gateway, server in
            #expect(await gateway.inquire(Fixtures.inquiry) == InquiryClassificationTests.reported(.pending, "03"))
            #expect(gateway.inquiryHeader == InquiryHeaderFinding(header: .fresh, isProven: true))
            let headers = server.requests(to: "/transfer/status").compactMap { $0.header("X-EXTERNAL-ID") }
            #expect(!headers.contains(Fixtures.externalID.text))
            #expect(headers.allSatisfy { $0.count == 32 })
        }
    }

    @Test func aNotFoundUnderAFreshValueIsBelievedOnlyOnceATransferWasFoundThatWay() async throws {
        let bank = Bank(wantsFresh: true, status: "07")
        try await play(bank) { gateway, _ in
            #expect(await gateway.inquire(Fixtures.inquiry) == .undecided(.unprovenNotFound))
            bank.report("00")
            #expect(await gateway.inquire(Fixtures.inquiry) == InquiryClassificationTests.reported(.succeeded, "00"))
            bank.report("07")
            #expect(await gateway.inquire(Fixtures.inquiry) == InquiryClassificationTests.reported(.notFound, "07"))
        }
    }

    @Test func manyInquiriesAtOnceWaitForOneAnswer() async throws {
        try await play(Bank(wantsFresh: true, status: "03")) { gateway, server in
            await withTaskGroup(of: Void.self) { group in
                for _ in 1...20 { group.addTask { _ = await gateway.inquire(Fixtures.inquiry) } }
            }
            #expect(server.requests(to: "/transfer/status").count == 22)
        }
    }

    @Test func aQuestionThatIsNotAnsweredDecidesNothingAndIsPutAgain() async throws {
        let count = Mutex(0)
        let bank = Bank(wantsFresh: true, status: "03")
        let script: ScriptedBank.Script = { request in
            guard request.target.hasSuffix("/transfer/status") else { return .token() }
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number == 2 ? .answer(429, #"{"responseCode":"4293600"}"#) : bank.answer(request)
        }
        try await ScriptedBank.with(script) { server in
            var configuration = try Fixtures.configuration(url: server.url)
            configuration.inquiryHeader = nil
            try await Fixtures.withGateway(configuration) { gateway in
                let first = await gateway.inquire(Fixtures.inquiry)
                guard case .undecided(.deferred(.throttled)) = first else {
                    Issue.record("unexpected \(first)")
                    return
                }
                #expect(await gateway.inquire(Fixtures.inquiry) == InquiryClassificationTests.reported(.pending, "03"))
                #expect(gateway.inquiryHeader?.header == .fresh)
            }
        }
    }

    @Test func aConflictUnderTheTransfersValueFallsBackOnceToFreshValues() async throws {
        let bank = Bank(wantsFresh: true, status: "00")
        let script: ScriptedBank.Script = { bank.answer($0) }
        try await ScriptedBank.with(script) { server in
            var configuration = try Fixtures.configuration(url: server.url)
            configuration.inquiryHeader = nil
            let known = InquiryHeaderFinding(header: .transfer, isProven: true)
            try await Fixtures.withGateway(configuration, knowing: known) { gateway in
                _ = await gateway.inquire(Fixtures.inquiry)
                #expect(
                    await gateway.inquire(Fixtures.inquiry) == InquiryClassificationTests.reported(.succeeded, "00"))
                #expect(gateway.inquiryHeader == InquiryHeaderFinding(header: .fresh, isProven: true))
            }
        }
    }

    @Test(arguments: InquiryHeader.allCases)
    func theSettingFixesTheValueAndAsksNothing(header: InquiryHeader) async throws {
        try await play(Bank(wantsFresh: false, status: "03"), fixed: header) { gateway, server in
            #expect(await gateway.inquire(Fixtures.inquiry) == InquiryClassificationTests.reported(.pending, "03"))
            let asked = server.requests(to: "/transfer/status")
            #expect(asked.count == 1)
            #expect((asked.first?.header("X-EXTERNAL-ID") == Fixtures.externalID.text) == (header == .transfer))
        }
    }
}
