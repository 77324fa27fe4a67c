internal import Operations
internal import PayoutCore
internal import Presentation
internal import SalurSettings
internal import Wording

/// The notifications that a command sends before it ends, since a job at night may have no service beside it.
enum FinalNotifications {
    /// Does the work of a command, between the moment from which on people are notified and their notification.
    static func around(_ settings: Settings, _ work: () async throws -> OutcomeKind) async throws -> OutcomeKind {
        let begunAt = SystemClock().now()
        let result: Result<OutcomeKind, any Error>
        do { result = .success(try await work()) } catch { result = .failure(error) }
        await send(settings, begunAt)
        return try result.get()
    }

    /// Sends what is due. What cannot be sent now is sent by the next command or the service.
    private static func send(_ settings: Settings, _ begunAt: Timestamp) async {
        let sender = NotificationSender(settings: settings, clock: SystemClock()) { NotificationText($0, $1) }
        guard let trouble = await sender.finish(begunAt: begunAt) else { return }
        Output.warning(
            Phrase(
                """
                A notification could not be sent (\(trouble.reason)). The next salur process, or salur serve, tries \
                again. See: salur notifications
                """))
    }
}
