import FoundationEssentials
import Operations
import PayoutCore
import TestSupport
import Testing

/// Files that people upload.
@Suite struct UploadShelfTests {
    @Test func `A file that comes in is left alone by another that begins, and what lay for a week is removed`()
        async throws
    {
        let fixture = try SettingsFixture()
        let clock = NotificationFixture.Clock(Timestamp(milliseconds: 1_771_000_000_000))
        let shelf = UploadShelf(folder: fixture.folder + "/uploads", clock: clock)
        try shelf.prepare()
        let first = try shelf.begin("a.csv", rail: .payout, purpose: nil, by: "siti")
        let second = try shelf.begin("b.csv", rail: .payout, purpose: nil, by: "budi")
        try first.write(Array("a".utf8))
        try second.write(Array("b".utf8))
        let (one, other) = (try first.finish(), try second.finish())
        #expect(shelf[one.id] != nil && shelf[other.id] != nil)
        clock.wait(.seconds(8 * 86_400))
        let late = try shelf.begin("c.csv", rail: .payout, purpose: nil, by: "siti").finish()
        #expect(shelf[one.id] == nil && shelf[other.id] == nil && shelf[late.id] != nil)
    }
}
