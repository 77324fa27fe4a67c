internal import PayoutCore
internal import Synchronization

/// What approvers are shown of batches that wait: to find out what looks like other payments takes a pass over all
/// rows, so a look is taken once, and again whenever the journal has grown or a day has begun. Every change of a row,
/// a payee or a batch is an event.
///
/// Of a large batch a page shows the last look, with its moment, while a newer one is taken: an approval looks anew in
/// any case, and is refused where that differs from what was shown.
final class ShownPreviews<Preview: Sendable>: Sendable {
    typealias Look = @Sendable () async throws -> Preview?

    /// A batch, at the moment at which somebody asks for it.
    struct Moment: Sendable {
        let batch: BatchID
        let rows: Int
        /// The last event of the journal, read before the look: what comes in during the look makes it count as old.
        let lastEvent: Int64
        let now: Timestamp
    }

    /// A look as a page shows it.
    struct Shown: Sendable {
        let preview: Preview
        /// When it was taken, where something has happened since; nil where it holds.
        let takenAt: Timestamp?
    }

    private struct Kept {
        let preview: Preview
        let taken: Moment

        func holds(at moment: Moment) -> Bool {
            taken.lastEvent == moment.lastEvent && JakartaDay(taken.now) == JakartaDay(moment.now)
        }
    }

    private struct State {
        var kept: [BatchID: Kept] = [:]
        /// Batches that are looked at without anybody waiting.
        var looking: Set<BatchID> = []
    }

    /// Batches that are kept.
    private static var batchesMax: Int { 64 }

    private let largeRowsMin: Int
    private let state = Mutex(State())

    /// - Parameter largeRowsMin: a batch with so many rows is large: a look at a million rows takes about a second.
    init(largeRowsMin: Int = 20_000) { self.largeRowsMin = largeRowsMin }

    /// The look as it is now; whoever asks waits for it.
    ///
    /// - Parameter look: takes the look where the last one no longer holds.
    /// - Throws: what `look` throws.
    func current(at moment: Moment, look: Look) async throws -> Preview? {
        if let kept = kept(of: moment.batch), kept.holds(at: moment) { return kept.preview }
        do {
            let preview = try await look()
            keep(preview.map { Kept(preview: $0, taken: moment) }, of: moment.batch)
            return preview
        } catch {
            keep(nil, of: moment.batch)
            throw error
        }
    }

    /// The look for a page. Nobody waits for a large batch that has been looked at before.
    ///
    /// - Throws: what `look` throws.
    func shown(at moment: Moment, look: @escaping Look) async throws -> Shown? {
        guard isLarge(moment), let kept = kept(of: moment.batch) else {
            return try await current(at: moment, look: look).map { Shown(preview: $0, takenAt: nil) }
        }
        if kept.holds(at: moment) { return Shown(preview: kept.preview, takenAt: nil) }
        begin(at: moment, look)
        return Shown(preview: kept.preview, takenAt: kept.taken.now)
    }

    /// Looks at a large batch that nobody has looked at yet, before somebody asks for its page.
    ///
    /// - Returns: ends with the look; nil where none is begun.
    @discardableResult func prepare(at moment: Moment, look: @escaping Look) -> Task<Void, Never>? {
        guard isLarge(moment), kept(of: moment.batch) == nil else { return nil }
        return begin(at: moment, look)
    }

    /// The next page waits for a new look: somebody has acted on this batch, and wants to see what came of that.
    func forget(_ batch: BatchID) { keep(nil, of: batch) }

    private func isLarge(_ moment: Moment) -> Bool { moment.rows >= largeRowsMin }

    /// Begins a look that nobody waits for, one at a time. Where it fails, the next page waits for another one.
    @discardableResult private func begin(at moment: Moment, _ look: @escaping Look) -> Task<Void, Never>? {
        guard state.withLock({ $0.looking.insert(moment.batch).inserted }) else { return nil }
        return Task {
            _ = try? await current(at: moment, look: look)
            state.withLock { _ = $0.looking.remove(moment.batch) }
        }
    }

    private func kept(of batch: BatchID) -> Kept? { state.withLock { $0.kept[batch] } }

    private func keep(_ kept: Kept?, of batch: BatchID) {
        state.withLock { state in
            if kept != nil, state.kept.count >= Self.batchesMax { state.kept = [:] }
            state.kept[batch] = kept
        }
    }
}
