import CrashPoints
import Foundation
import TestSupport
import Testing

/// Pays files with the real programs at banks that misbehave, kills the programs hundreds of times, and compares what
/// the reports say with what the banks did. The same seed gives the same files, faults and plans of kills; the machine
/// decides the rest.
final class Campaign {
    /// Kills a story: several a batch, and enough peace in between that it moves on.
    private static let killsPerStory = 2...9

    let seed: UInt64
    var numbers: SeededRandom
    var toll = Toll()
    /// The crash points that were passed at least once, by name.
    private(set) var passed: Set<String> = []
    private var deaths: [CrashPoint: Int] = [:]

    init(seed: UInt64) {
        self.seed = seed
        numbers = SeededRandom(seed: seed)
    }

    /// The places that a program passes only where another has died within an import.
    private static let importRemoval = [CrashPoint.DurableStep.importRemoved, .importedRowsRemoved, .importForgotten]
        .flatMap { [CrashPoint.uncommitted($0).name, CrashPoint.committed($0).name] }

    /// What to type to see the same campaign again.
    var replay: String { "SEED=\(seed), story \(toll.stories.values.reduce(0, +))" }

    /// Stories between two lines of progress.
    private static let progressStories = 10

    /// Tells stories, each kind in turn, until so many kills were made.
    func run(kills: Int) async throws {
        let kinds = Story.allCases
        for number in 0... {
            guard toll.killCount < kills else { return }
            try await tell(kinds[number % kinds.count])
            if (number + 1).isMultiple(of: Self.progressStories) {
                print("\(number + 1) stories, \(toll.payouts) payouts, \(toll.killCount) kills")
            }
        }
    }

    /// Tells one story.
    func tell(_ story: Story, kills: Int? = nil) async throws {
        let kills = kills ?? Int.random(in: Self.killsPerStory, using: &numbers)
        toll.stories[story.rawValue, default: 0] += 1
        var plan = story.plan(using: &numbers)
        plan.options += ["--seed", "\(Int.random(in: 1...1_000_000, using: &numbers))"]
        try await World.with { world in
            for (index, payroll) in plan.payrolls.enumerated() {
                try world.write(payroll.text, to: "gaji-\(index).csv")
            }
            try await world.withBank(plan.options) { bank in
                let ordeal = Ordeal(world, bank, self, kills: kills)
                try await ordeal.live(story, plan.payrolls)
                toll.add(try bank.ledger())
            }
            toll.payouts += plan.payrolls.map(\.rows.count).reduce(0, +)
            passed.formUnion(try world.read("passed").split(separator: "\n").map(String.init))
        }
    }

    /// Sometimes a program is killed from outside.
    func momentFromOutside() -> Moment? {
        Int.random(in: 0..<3, using: &numbers) == 0 ? Moment(using: &numbers) : nil
    }

    /// Where the next program is to die: within an import until one was removed, then at the first place where none
    /// has died yet, or anywhere.
    func wishes() -> String {
        // Only the start after such a death removes an import, and chance alone leads there too rarely.
        if !passed.isSuperset(of: Self.importRemoval) { return CrashPoint.committed(.importBegun).name }
        let untried = CrashPoint.ofPayments.filter { deaths[$0] == nil }
        if !untried.isEmpty, Bool.random(using: &numbers) { return untried.map(\.name).joined(separator: ",") }
        let some = CrashPoint.ofPayments.shuffled(using: &numbers).prefix(12)
        return some.map { "\($0.name):\(Int.random(in: 1...6, using: &numbers))" }.joined(separator: ",")
    }

    /// A program has died; where it did so by itself it has said where.
    func died(at place: String?, _ ended: Ended) {
        let named = ended.errors.split(separator: "\n").last { $0.hasPrefix("killed at ") }?.dropFirst(10)
        if let named, let point = CrashPoint.ofPayments.first(where: { $0.name == named }) {
            deaths[point, default: 0] += 1
        }
        toll.died(at: named.map(String.init) ?? place ?? "somewhere")
    }

    /// The crash points that no program has passed.
    var neverPassed: [String] { CrashPoint.ofPayments.map(\.name).filter { !passed.contains($0) } }
}
