import TestSupport
import Testing

@testable import PayoutEngine

/// How calls are dealt out among batches.
@Suite struct FairShareTests {
    private func hands(_ wishes: [Int]) -> [FairShare.Hand] {
        wishes.enumerated().map { FairShare.Hand(number: $0 + 1, wish: $1) }
    }

    @Test func `Each batch gets its part, and what one cannot use goes to the others`() {
        var share = FairShare()
        #expect(share.deal(5, among: hands([9, 1, 9])) == [2, 1, 2])
        #expect(share.deal(6, among: hands([1, 0, 9])) == [1, 0, 5])
        #expect(share.deal(3, among: hands([7])) == [3])
        #expect(share.deal(3, among: []) == [])
    }

    @Test func `The next round begins behind the batch that was served last`() {
        var share = FairShare()
        let rounds = (1...4).map { _ in share.deal(1, among: hands([9, 9, 9])) }
        #expect(rounds == [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]])
    }

    @Test func `Whoever wishes for something gets one of as many grants in a row as there are batches`() {
        var random = SeededRandom(seed: 11)
        for _ in 1...300 {
            var share = FairShare()
            let count = Int.random(in: 2...9, using: &random)
            let always = Int.random(in: 0..<count, using: &random)
            var since = 0
            for _ in 1...60 {
                var wishes = (0..<count).map { _ in Int.random(in: 0...3, using: &random) }
                wishes[always] = 100
                let grants = share.deal(Int.random(in: 0...4, using: &random), among: hands(wishes))
                #expect(zip(grants, wishes).allSatisfy { $0 <= $1 })
                if grants[always] > 0 { since = 0 } else { since += grants.reduce(0, +) }
                #expect(since < count)
            }
        }
    }

    @Test func `Nobody holds more than its part of what all share, and everybody may hold one`() {
        #expect(FairShare.holdMax(of: 640, among: 10) == 64)
        #expect(FairShare.holdMax(of: 3, among: 10) == 1)
        #expect(FairShare.holdMax(of: 0, among: 0) == 1)
    }
}
