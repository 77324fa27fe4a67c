import Foundation
import Testing

/// `GET /control/direct-debit` of the simulated bank.
struct DebitBooks: Decodable, Sendable {
    struct Payment: Decodable, Sendable {
        let externalId: String
        let publicUserId: String
        let amount: Int64
        let status: String
        let refunded: Int64
    }

    struct Refund: Decodable, Sendable {
        let externalId: String
        let partnerRefundNo: String
        let paymentExternalId: String
        let amount: Int64
        let state: String
    }

    let violationsTotal: Int
    let debitPayments: [Payment]
    let debitRefunds: [Refund]
}

/// `GET /control/cards` of the simulated bank.
struct CardBooks: Decodable, Sendable {
    struct Charge: Decodable, Sendable {
        let correlationId: String
        let customerId: String
        let amount: Int64
        let status: String
        let initiator: String
    }

    let violationsTotal: Int
    let charges: [Charge]
}

/// Compares the reports of collections, refunds and charges with the bank's own books.
struct MovementAudit {
    /// One movement as the bank knows it.
    struct Movement {
        let externalID: String
        let amount: Int64
        /// Whether money moved, or will.
        let isLive: Bool
        let hasSucceeded: Bool
    }

    let reports: Reports
    let movements: [Movement]

    /// Holds the promises: every row is there once, none moved money twice, no status is untrue.
    func check(rows: Int) throws {
        let results = try reports.results
        #expect(results.count == rows)
        #expect(try reports.reconciliation.balanced)
        let attempts = Dictionary(grouping: try reports.table("attempts.csv").records) { $0["line"] ?? "" }
        var known: Set<String> = []
        for row in results {
            let identifiers = Set(attempts[row["line"] ?? "", default: []].compactMap { $0["external_id"] })
            known.formUnion(identifiers)
            check(row, movements.filter { identifiers.contains($0.externalID) })
        }
        for movement in movements where movement.isLive {
            #expect(known.contains(movement.externalID), "no report knows \(movement.externalID)")
        }
    }

    private func check(_ row: [String: String], _ movements: [Movement]) {
        let (reference, status) = (row["reference"] ?? "", row["status"] ?? "")
        let live = movements.filter(\.isLive)
        #expect(live.count <= 1, "\(reference) moved money \(live.count) times")
        // The bank has reported both, and the report of the batch says so.
        if row["reason_code"] == "contradiction" { return }
        switch status {
        case "succeeded":
            #expect(live.first?.hasSucceeded == true, "\(reference) succeeded, says the report")
            #expect(live.first.map { String($0.amount) } == row["amount"], "\(reference)")
            #expect(live.first?.externalID == row["external_id"], "\(reference)")
        case "pending": #expect(live.isEmpty, "\(reference) is pending, and the bank knows its result")
        case "held": break
        default: #expect(live.isEmpty, "\(reference) is \(status), but money moved")
        }
    }
}

extension DebitBooks {
    var paymentMovements: [MovementAudit.Movement] {
        debitPayments.map {
            MovementAudit.Movement(
                externalID: $0.externalId, amount: $0.amount, isLive: ["00", "03"].contains($0.status),
                hasSucceeded: $0.status == "00")
        }
    }

    var refundMovements: [MovementAudit.Movement] {
        debitRefunds.map {
            MovementAudit.Movement(
                externalID: $0.externalId, amount: $0.amount, isLive: $0.state == "made",
                hasSucceeded: $0.state == "made")
        }
    }
}

extension CardBooks {
    var movements: [MovementAudit.Movement] {
        charges.map {
            MovementAudit.Movement(
                externalID: $0.correlationId, amount: $0.amount,
                isLive: ["SUCCESS", "PENDING", "AUTHORIZED"].contains($0.status), hasSucceeded: $0.status == "SUCCESS")
        }
    }
}
