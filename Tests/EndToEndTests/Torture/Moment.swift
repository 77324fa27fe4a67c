import Foundation
import Subprocess
import TestSupport

/// A moment, seen from outside, at which a program is killed.
enum Moment: Sendable {
    /// So long after its start: any moment at all.
    case anyTime(milliseconds: Int)
    /// When the bank has got so many more requests of a service; their answers may still be on their way.
    case atBank(service: String, more: Int)
    /// When so many more callbacks were answered with 2xx.
    case reported(more: Int)

    init(using numbers: inout SeededRandom) {
        let more = Int.random(in: 1...8, using: &numbers)
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: self = .anyTime(milliseconds: Int.random(in: 20...2500, using: &numbers))
        case 1: self = .atBank(service: "validation", more: more)
        case 2: self = .atBank(service: "transfer", more: more)
        case 3: self = .atBank(service: "inquiry", more: more)
        default: self = .reported(more: more)
        }
    }

    /// For the table.
    var name: String {
        switch self {
        case .anyTime: "any time at all"
        case .atBank(let service, _): "the bank has got a request: \(service)"
        case .reported: "a callback was answered"
        }
    }

    /// Waits for the moment, unless the program ends before, and kills.
    func strike(_ running: World.Running, _ bank: Bank) async throws {
        switch self {
        case .anyTime(let milliseconds):
            let end = ContinuousClock.now + .milliseconds(milliseconds)
            try await waitUntil("the moment") { ContinuousClock.now >= end || running.hasEnded }
        case .atBank(let service, let more):
            let goal = try bank.requests(service) + more
            try await waitUntil(name) { try bank.requests(service) >= goal || running.hasEnded }
        case .reported(let more):
            let goal = try callbacks(bank) + more
            try await waitUntil(name) { try callbacks(bank) >= goal || running.hasEnded }
        }
        running.send(.kill)
    }

    private func callbacks(_ bank: Bank) throws -> Int {
        try bank.ledger(summary: true).counters.callbacksDelivered
    }
}
