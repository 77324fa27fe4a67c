import FoundationEssentials
import Logging
import Operations
import PayoutCore
import SalurSettings
import Testing

/// The service that looks by itself.
@Suite struct InboxServiceTests {
    @Test func `It takes what is there, and ends when it is asked to`() async throws {
        let fixture = try SettingsFixture()
        let inbox = try await InboxFixture(fixture)
        try inbox.drop("gaji.csv", InboxFixture.csv("A"))
        try inbox.drop("gaji.csv.done", "")
        var settings = inbox.settings
        settings.inboxFolders = [inbox.inbox]
        let service = InboxService(
            settings: settings, clock: FixedClock(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await service.run() }
        for _ in 0..<600 where inbox.states["gaji.csv"] != .waitsForApproval {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(inbox.states == ["gaji.csv": .waitsForApproval])
        running.cancel()
        try await running.value
    }
}
