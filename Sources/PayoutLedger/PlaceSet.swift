internal import GRDB
internal import PayoutCore

/// Places among the rows of a file, a bit for each.
struct PlaceSet {
    private var words: [UInt64] = []

    mutating func insert(_ place: Int) {
        let word = place >> 6
        if word >= words.count { words += [UInt64](repeating: 0, count: word + 1 - words.count) }
        words[word] |= 1 << UInt64(place & 63)
    }

    func contains(_ place: Int) -> Bool {
        let word = place >> 6
        return word < words.count && words[word] & 1 << UInt64(place & 63) != 0
    }
}

extension LedgerReader {
    /// The places, counted from 0, of the rows of a batch that were not paid.
    func unpaidPlaces(of batch: Batch) throws -> PlaceSet {
        let totals = try totals(batch.id)
        guard totals[.succeeded, default: .zero].count < batch.input.count else { return PlaceSet() }
        return try places(of: batch.id, "status <> 'succeeded'")
    }

    /// The places, counted from 0, of the rows of a batch that are never paid.
    func endedPlaces(of batch: BatchID) throws -> PlaceSet {
        let totals = try totals(batch)
        guard totals[.rejected] != nil || totals[.cancelled] != nil else { return PlaceSet() }
        return try places(of: batch, "(status = 'rejected' OR status = 'cancelled')")
    }

    private func places(of batch: BatchID, _ condition: String) throws -> PlaceSet {
        var places = PlaceSet()
        let first = PayoutID(batch, place: 1).key
        let keys = try Int64.fetchCursor(
            database,
            sql: "SELECT id FROM payout WHERE \(LedgerSchema.isOfBatch()) AND \(condition)", arguments: [batch.key])
        while let key = try keys.next() { places.insert(Int(key - first)) }
        return places
    }
}
