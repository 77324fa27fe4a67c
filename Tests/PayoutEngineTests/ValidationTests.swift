import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// Every transfer is preceded by a validation of its own, whatever the bank makes of it.
@Suite struct ValidationTests {
    @Test func `A validation that is overdue is asked afresh`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.validation = { row, nth in row.number == 2 && nth == 1 ? .silent : .valid }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
        let moments = bench.validations(2).map(\.at)
        #expect(moments.count == 2)
        #expect(moments[1] - moments[0] >= bench.policy.validationWait)
    }

    @Test func `A result that comes after the fresh validation was sent still counts, once`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, nth in
            .reported(Telling(after: nth == 1 ? .seconds(70) : .seconds(5), status: .succeeded))
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.transfers(1).count == 1)
    }

    @Test func `What the bank never told is unverified, and the next run asks again`() throws {
        let bench = try EngineBench(rows: 3)
        var isSilent = true
        bench.bank.validation = { row, _ in isSilent && row.number == 2 ? .silent : .valid }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .unverified, .succeeded])
        #expect(try bench.reasonCode(2) == ReasonCode.noValidationResult)
        #expect(bench.validations(2).count == bench.policy.validationAttempts)

        isSilent = false
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded, .succeeded])
        #expect(bench.transfers().count == 3)
    }

    @Test func `Time-outs use up no try`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, nth in nth <= 6 ? .only(.doubtful(.timedOut)) : .valid }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.validations(1).count == 7)
    }

    @Test func `A refused, an invalid and a misnamed account are not paid`() throws {
        let bench = try EngineBench(rows: 4)
        bench.bank.validation = { row, _ in
            switch row.number {
            case 1: .valid
            case 2: .only(.refused(Answer.invalidAccount))
            case 3: .invalid
            default:
                .reported(
                    Telling(after: .milliseconds(200), status: .succeeded) { $0.accountName = "Siti Rahayu" })
            }
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .invalid, .invalid, .held])
        #expect(try bench.reasonCode(2) == "4041611")
        #expect(try bench.reasonCode(3) == "4041611")
        #expect(try bench.reasonCode(4) == ReasonCode.nameMismatch)
        #expect(bench.transfers().count == 1)
    }

    @Test func `A misnamed account is paid where names do not matter, under the bank's name`() throws {
        let bench = try EngineBench(rows: 1)
        bench.policy.names = .payAll
        bench.bank.validation = { _, _ in
            .reported(Telling(after: .milliseconds(200), status: .succeeded) { $0.accountName = "Siti Rahayu" })
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.transfers(1).map(\.beneficiaryName) == ["Siti Rahayu"])
    }

    @Test func `A result that comes before the answer counts`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.validation = { _, _ in .early }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded, .succeeded])
        #expect(bench.transfers().count == 3)
    }

    @Test func `A validation that has grown too old is not used`() throws {
        let bench = try EngineBench(rows: 1)
        // The bank is so busy after the validation that its result is old before there is room to transfer.
        bench.bank.inquiry = { _, _, truth in truth }
        bench.bank.validation = { row, nth in
            nth == 1
                ? ValidationPlan(
                    answer: .deferred(Answer.throttled(.seconds(700))), answersAfter: .milliseconds(50),
                    reports: [Telling(after: .milliseconds(100), status: .succeeded)])
                : .valid
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.validations(1).count == 2)
        #expect(bench.transfers(1).count == 1)
    }

    @Test func `A result without a name or a customerReference is no result`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, nth in
            switch nth {
            case 1: .reported(Telling(after: .milliseconds(200), status: .succeeded) { $0.accountName = nil })
            case 2: .reported(Telling(after: .milliseconds(200), status: .succeeded) { $0.customerReference = "" })
            default: .valid
            }
        }
        #expect(try bench.payFile() == .settled)
        #expect(bench.validations(1).count == 3)
        #expect(try bench.statuses() == [.succeeded])
    }

    @Test func `ERROR is no result: a fresh validation follows at once, as often as the settings say`() throws {
        let bench = try EngineBench(rows: 2)
        let error = ValidationPlan.reported(Telling(after: .milliseconds(200), status: .refunded))
        bench.bank.validation = { row, nth in row.number == 1 && nth > 2 ? .valid : error }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .unverified])
        #expect(bench.validations(1).count == 3)
        #expect(bench.validations(2).count == bench.policy.validationAttempts)
        let moments = bench.validations(1).map(\.at)
        #expect(moments[1] - moments[0] < bench.policy.validationWait, "an ERROR is not waited out")
    }

    /// In a verification 00 means INITIATED; a transfer's 00 in its place is not a result either.
    @Test func `A transfer's status in the place of a verification's lets no transfer follow`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, _ in
            .reported(
                Telling(after: .milliseconds(200), status: .succeeded) {
                    $0.verification = nil
                    $0.status = .succeeded
                })
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.unverified])
        #expect(bench.transfers().isEmpty)
    }

    @Test func `A validation that is still in progress is waited for`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, _ in
            .reported(
                Telling(after: .seconds(1), status: .pending), Telling(after: .seconds(40), status: .succeeded))
        }
        #expect(try bench.payFile() == .settled)
        #expect(bench.validations(1).count == 1)
        #expect(try bench.statuses() == [.succeeded])
    }

    @Test(arguments: ["account", "bank", "partnerReferenceNo", "service"])
    func `A result that disagrees with our request is no result`(field: String) throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, nth in
            guard nth == 1 else { return .valid }
            return .reported(
                Telling(after: .milliseconds(200), status: .succeeded) { Disagreement.make(field, in: &$0) })
        }
        #expect(try bench.payFile() == .settled)
        #expect(bench.validations(1).count == 2)
        #expect(try bench.statuses() == [.succeeded])
    }
}

/// Callbacks that name our request and speak of something else.
enum Disagreement {
    static let fields = ["amount", "malformed amount", "account", "bank", "partnerReferenceNo", "service"]

    static func make(_ field: String, in content: inout CallbackContent) {
        switch field {
        case "amount": content.amount = Rupiah(1)
        case "malformed amount":
            content.amount = nil
            content.amountIsMalformed = true
        case "account": content.accountNumber = "9999999999"
        case "bank": content.bankCode = "008"
        case "partnerReferenceNo":
            content.originalPartnerReferenceNo = PartnerReferenceNo(String(repeating: "0", count: 32))
        default: content.isOfOtherService = true
        }
    }
}
