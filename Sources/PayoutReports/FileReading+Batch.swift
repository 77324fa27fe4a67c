package import PayoutLedger
package import PayoutRules

extension Batch {
    /// The event that keeps how the file was read.
    package static let readingEvent = "file_read"
}

extension FileReading {
    /// How the file of `batch` was read, from its header and its journal: without the examples, which hold cells.
    package init(of batch: Batch, _ reader: LedgerReader) throws {
        self.init(
            ColumnLayout(batch.header, batch.rail, batch.form.columns),
            journalText: try reader.lastEvent(Batch.readingEvent, of: batch.id)?.detail)
    }
}
