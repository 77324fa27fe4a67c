import BankAPI
import LedgerAPI
import PayoutCore
import PayoutEngine
import Testing

/// A bank that wants a fresh X-EXTERNAL-ID for every inquiry: its 07 proves nothing until an inquiry found a transfer.
@Suite struct UnprovenInquiryTests {
    @Test func `One payout goes first, and once it is found the bank is asked about the others again`() throws {
        let bench = try EngineBench(rows: 12)
        var isProven = false
        bench.bank.inquiry = { _, _, truth in
            guard case .reported(let report) = truth else { return truth }
            if report.status != .notFound { isProven = true }
            return isProven ? truth : .undecided(.unprovenNotFound)
        }
        var sentUnproven = 0
        bench.bank.transfer = { _, _ in
            if !isProven { sentUnproven += 1 }
            return .succeeds
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses().allSatisfy { $0 == .succeeded })
        #expect(sentUnproven == 1, "\(sentUnproven) transfers went before any inquiry had found one")
    }

    @Test func `A lost ledger that the first payout uncovers pays nobody twice`() throws {
        let bench = try EngineBench(rows: 8)
        var isProven = false
        // The bank holds all transfers of an earlier life but the first row's.
        for row in bench.rows.dropFirst() {
            bench.bank.book(
                row, bench.identifiers.externalID(reference: row.reference, attempt: 1),
                bench.identifiers.partnerReferenceNo(reference: row.reference, generation: 1), .succeeded)
        }
        bench.bank.inquiry = { _, _, truth in
            // Before it has found one under a fresh value, this bank finds none.
            guard isProven else { return .undecided(.unprovenNotFound) }
            return truth
        }
        bench.bank.transfer = { _, _ in
            isProven = true
            return .succeeds
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses().allSatisfy { $0 == .succeeded })
        #expect(bench.transfers().count == 1)
    }

    @Test func `Rows are restored although the bank spoke of another transfer, and proves nothing`() throws {
        let bench = try EngineBench(rows: 6)
        bench.limits.settleTimeout = .seconds(7200)
        var isProven = false
        bench.bank.inquiry = { row, nth, truth in
            if row.number == 2, nth <= 6 { return .disagrees(what: "amount") }
            if case .reported(let report) = truth, report.status != .notFound { isProven = true }
            return isProven ? truth : .undecided(.unprovenNotFound)
        }
        var sentUnproven = 0
        bench.bank.transfer = { _, _ in
            if !isProven { sentUnproven += 1 }
            return .succeeds
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .notFound, .succeeded, .succeeded, .succeeded, .succeeded])
        #expect(bench.transfers(2).isEmpty)
        #expect(sentUnproven == 1, "\(sentUnproven) transfers went before any inquiry had found one")
    }

    @Test func `A restoration that proves nothing is done again once an inquiry has found a transfer`() throws {
        let bench = try EngineBench(rows: 6)
        bench.limits.settleTimeout = .seconds(7200)
        // The bank holds the transfers of rows 3 to 6 of an earlier life.
        for row in bench.rows.dropFirst(2) {
            bench.bank.book(
                row, bench.identifiers.externalID(reference: row.reference, attempt: 1),
                bench.identifiers.partnerReferenceNo(reference: row.reference, generation: 1), .succeeded)
        }
        var isProven = false
        bench.bank.inquiry = { row, nth, truth in
            if row.number == 2, nth <= 6 { return .disagrees(what: "amount") }
            return isProven ? truth : .undecided(.unprovenNotFound)
        }
        bench.bank.transfer = { _, _ in
            isProven = true
            return .succeeds
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .notFound, .succeeded, .succeeded, .succeeded, .succeeded])
        #expect(bench.transfers().count == 1)
        #expect(try bench.storedBatch()?.priorTransfers == .clear)
    }

    @Test func `A transfer of which only an unproven 07 is reported stays pending`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.inquiry = { _, _, _ in .undecided(.unprovenNotFound) }
        bench.bank.transfer = { _, _ in .only(.doubtful(.connectionLost)) }
        #expect(try bench.payFile() == .timedOut)
        #expect(try bench.statuses() == [.pending])
    }
}
