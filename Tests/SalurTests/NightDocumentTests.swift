import Foundation
import PayoutCore
import PayoutLedger
import Presentation
import Testing
import Wording

@testable import salur

/// The documents of `salur notifications` and `salur schedules` are what their schemas say.
@Suite struct NightDocumentTests {
    private func properties(_ name: String) throws -> [String: Any] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let data = try Data(contentsOf: root.standardizedFileURL.appending(path: "schemas/\(name).schema.json"))
        return try properties(of: try JSONSerialization.jsonObject(with: data))
    }

    private func properties(of schema: Any?) throws -> [String: Any] {
        try #require((schema as? [String: Any])?["properties"] as? [String: Any])
    }

    private func items(_ properties: [String: Any], _ name: String) throws -> [String: Any] {
        try self.properties(of: (properties[name] as? [String: Any])?["items"])
    }

    private func keys(of document: some Encodable) throws -> Set<String> {
        let data = try JSONEncoder().encode(document)
        return Set(try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any]).keys)
    }

    private func words(_ property: Any?) -> [String]? { (property as? [String: Any])?["enum"] as? [String] }

    @Test func `A notification has the keys and words of its schema`() throws {
        let entry = NotificationsDocument.Entry(
            number: 1, id: "", kind: "", topic: "", channel: "", recipient: "", state: "", tries: 0, recordedAt: "",
            dueAt: "", closedAt: "", lastError: "")
        let schema = try items(try properties("notifications"), "notifications")
        #expect(try keys(of: entry) == Set(schema.keys))
        #expect(words(schema["kind"]) == NotificationKind.allCases.map(\.rawValue))
        #expect(words(schema["channel"]) == NotificationChannel.allCases.map(\.rawValue))
        #expect(words(schema["state"]) == NotificationState.allCases.map(\.rawValue))
        #expect(words(try properties("webhook")["kind"]) == NotificationKind.chosen.map(\.rawValue))
    }

    @Test func `A line of the log has the keys and words of its schema`() throws {
        var line = LogLine(
            LogEntry(
                .warning, "row_held", .verbatim("a\nb"), batch: "gaji", file: "gaji.csv", line: 7, reference: "A",
                reasonCode: "x", rows: 1, sum: 1),
            at: Timestamp(milliseconds: 0))
        line.data = ["by": "Ani"]
        let schema = try properties("log")
        #expect(try keys(of: line) == Set(schema.keys))
        #expect(words(schema["level"]) == ["info", "warning", "error"])
        #expect(!line.text.contains("\n"))
    }

    @Test func `A schedule has the keys and words of its schema`() throws {
        let entry = SchedulesDocument.Entry(
            name: "", kind: "", cron: "", timeZone: "", next: [], unknownYear: 2027, pausedAt: "", runs: [])
        let schema = try items(try properties("schedules"), "schedules")
        #expect(try keys(of: entry) == Set(schema.keys))
        let next = SchedulesDocument.Next(businessDate: "", at: "")
        #expect(try keys(of: next) == Set(try items(schema, "next").keys))
        let states = ScheduleRunState.allCases.map(\.rawValue)
        #expect(words(try items(schema, "runs")["state"]) == states)
        #expect(words(try properties("schedule-run")["state"]) == states)
        #expect(
            Set(try items(schema, "runs").keys).union(["schema_version"]) == Set(try properties("schedule-run").keys))
    }
}
