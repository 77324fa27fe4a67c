import PayoutCore
import Testing

/// A callback about money that comes in counts only if it names the movement that the bank's answer named.
@Suite struct ForeignNumberTests {
    @Test(arguments: [Rail.collection, .charge]) func `A proven callback about another movement is asked about`(
        rail: Rail
    ) throws {
        let crowd = try BatchCrowd()
        crowd.pendingForEver = [0]
        crowd.providerReferenceNo = "OURS"
        crowd.join(try crowd.submit(rows: 1, rail: rail))
        try crowd.play(until: { $0.transfers.count == 1 })
        try crowd.step()
        let transfer = try #require(try crowd.lastTransfer(of: 0))
        try crowd.deliver(transfer: transfer, .succeeded, number: "ANOTHER", kind: rail.callbacks)
        try crowd.step()
        #expect(try crowd.totals(0)[.pending]?.count == 1)
        #expect(crowd.inquiries == [0])
        try crowd.deliver(transfer: transfer, .succeeded, number: "OURS", kind: rail.callbacks)
        #expect(try crowd.totals(0)[.succeeded]?.count == 1)
    }

    @Test func `A collection is asked about by the number of a callback without proof, which proves nothing`() throws {
        let crowd = try BatchCrowd()
        crowd.pendingForEver = [0]
        crowd.join(try crowd.submit(rows: 1, rail: .collection))
        try crowd.play(until: { $0.transfers.count == 1 })
        try crowd.step()
        let transfer = try #require(try crowd.lastTransfer(of: 0))
        try crowd.deliver(transfer: transfer, .succeeded, number: "HINT", kind: .directDebit, proof: .bodyNotSigned)
        try crowd.step()
        #expect(try crowd.totals(0)[.pending]?.count == 1)
        // The first question showed how inquiries work. After the hint, one goes by its number; the answer decides
        // nothing, so that the next one goes by our own numbers again.
        try crowd.play(until: { $0.numbersAsked.count == 3 })
        #expect(crowd.numbersAsked.map(\.number) == [nil, "HINT", nil])
        #expect(crowd.numbersAsked.map(\.isHinted) == [false, true, false])
    }
}
