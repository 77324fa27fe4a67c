import PayoutCore
import Synchronization
import Testing

@testable import WebConsole

/// What the page of an approver shows, and who waits for it.
@Suite struct ShownPreviewsTests {
    private let previews = ShownPreviews<Int>(largeRowsMin: 1_000)
    /// The looks that were taken; each look shows how many there were.
    private let looks = Looks()

    private final class Looks: Sendable {
        let count = Mutex(0)

        func take() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    private struct Edited: Error {}

    private var look: ShownPreviews<Int>.Look { { [looks] in looks.take() } }

    private func moment(rows: Int = 5_000, event: Int64 = 1, hour: Int64 = 0) -> ShownPreviews<Int>.Moment {
        .init(batch: BatchID(key: 1), rows: rows, lastEvent: event, now: Timestamp(milliseconds: hour * 3_600_000))
    }

    private func shown(_ moment: ShownPreviews<Int>.Moment) async throws -> ShownPreviews<Int>.Shown {
        try #require(await previews.shown(at: moment, look: look))
    }

    /// Asks until the look that was begun is there.
    private func next(_ moment: ShownPreviews<Int>.Moment, after old: Int) async throws -> Int {
        while true {
            let shown = try await shown(moment)
            if shown.preview != old { return shown.preview }
            await Task.yield()
        }
    }

    @Test func `A look holds as long as nothing happens and no day begins`() async throws {
        #expect(try await shown(moment()).preview == 1)
        #expect(try await shown(moment(hour: 1)).preview == 1)
        #expect(try await previews.current(at: moment(hour: 2), look: look) == 1)
        #expect(try await previews.current(at: moment(event: 2), look: look) == 2)
        // Midnight in Jakarta is at 17:00 UTC.
        #expect(try await previews.current(at: moment(event: 2, hour: 17), look: look) == 3)
    }

    @Test func `A small batch is looked at anew for each page after something has happened`() async throws {
        for event in 1...3 {
            let shown = try await shown(moment(rows: 999, event: Int64(event)))
            #expect(shown.preview == event && shown.takenAt == nil)
        }
    }

    @Test func `Of a large batch a page shows the last look with its moment, and a newer one is taken`() async throws {
        let first = try await shown(moment())
        #expect(first.takenAt == nil)
        let old = try await shown(moment(event: 2, hour: 1))
        #expect(old.preview == 1 && old.takenAt == Timestamp(milliseconds: 0))
        #expect(try await next(moment(event: 2, hour: 1), after: 1) == 2)
        #expect(try await shown(moment(event: 2, hour: 1)).takenAt == nil)
    }

    @Test func `After an act the next page waits for a new look`() async throws {
        _ = try await shown(moment())
        previews.forget(BatchID(key: 1))
        let shown = try await shown(moment(event: 2))
        #expect(shown.preview == 2 && shown.takenAt == nil)
    }

    @Test func `A look that is prepared is there when the page asks, and is taken once`() async throws {
        #expect(previews.prepare(at: moment(rows: 10), look: look) == nil, "a small batch needs none")
        await previews.prepare(at: moment(), look: look)?.value
        #expect(previews.prepare(at: moment(), look: look) == nil)
        #expect(try await shown(moment(event: 2)).preview == 1)
    }

    @Test func `A look that fails shows nothing old: the next page says why`() async throws {
        _ = try await shown(moment())
        // The first page begins a look, which fails; from then on the pages wait.
        await #expect(throws: Edited.self) {
            while true {
                _ = try await previews.shown(at: moment(event: 2)) { throw Edited() }
                await Task.yield()
            }
        }
    }
}
