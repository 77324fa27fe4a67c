import GRDB
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// The tables as they stand in a new ledger.
@Suite struct SchemaTests {
    /// A change of the tables shows in review; one that was released already needs a migration instead.
    @Test("The tables are as recorded") func golden() throws {
        let schema = try LedgerFixture().raw { database in
            try String.fetchAll(
                database,
                sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")
        }.map { $0 + ";\n" }.joined(separator: "\n")
        #expect(try GoldenFile("schema-1.sql").difference(from: schema) == nil)
    }

    /// Columns that hold a word, and the words that the code knows.
    private static let columns: [(table: String, column: String, words: [String])] = [
        ("batch", "status", BatchStatus.allCases.map(\.rawValue)),
        ("batch", "prior_transfers", PriorTransfers.allCases.map(\.rawValue)),
        ("payout", "status", PayoutStatus.allCases.map(\.rawValue)),
        ("payout", "contradiction_resolved_as", Resolution.allCases.map(\.rawValue)),
        ("validation", "state", Validation.State.allCases.map(\.rawValue)),
        ("transfer", "state", Transfer.State.allCases.map(\.rawValue)),
        ("transfer", "told_by", StatusSource.allCases.map(\.rawValue)),
        ("transfer", "contradicting_told_by", StatusSource.allCases.map(\.rawValue)),
        ("event", "status", PayoutStatus.allCases.map(\.rawValue)),
        ("total", "status", PayoutStatus.allCases.map(\.rawValue)),
        ("mandate", "status", BindingStatus.allCases.map(\.rawValue)),
        ("card", "status", BindingStatus.allCases.map(\.rawValue)),
        ("person_role", "role", Role.allCases.map(\.rawValue)),
        ("notification", "kind", NotificationKind.allCases.map(\.rawValue)),
        ("notification", "channel", NotificationChannel.allCases.map(\.rawValue)),
        ("notification", "state", NotificationState.allCases.map(\.rawValue)),
        ("schedule_run", "state", ScheduleRunState.allCases.map(\.rawValue)),
    ]

    @Test("Each constraint on words knows the words of the code, and no others") func words() throws {
        let fixture = try LedgerFixture()
        for (table, column, words) in Self.columns {
            let definition = try #require(
                try fixture.raw { database in
                    try String.fetchOne(
                        database, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [table])
                })
            let check = try Regex(#"\b\#(column) TEXT[^,]*CHECK \(\s*((?:\b\#(column) = '\w+'(?:\s+OR\s+)?)+)"#)
            let comparisons = try #require(definition.firstMatch(of: check)?[1].substring, "\(table).\(column)")
            let known = comparisons.matches(of: /'(\w+)'/).map { String($0.1) }
            #expect(known.sorted() == words.sorted(), "\(table).\(column)")
        }
        #expect(
            try fixture.raw { try String.fetchOne($0, sql: "SELECT sql FROM sqlite_schema WHERE name = 'bank'") }?
                .contains("IN (\(InquiryHeader.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")))") == true)
    }
}
