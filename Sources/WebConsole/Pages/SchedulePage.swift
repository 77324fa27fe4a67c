internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

extension Console {
    private static let nextMax = 3

    /// Recurring payments with their next and last runs. They are changed by commands, whose acts the journal has.
    func addSchedules(to router: RouterGroup<Visitor>) {
        router.get("/schedules") { _, context -> Response in
            let book = try ScheduleBook(settings: settings, clock: clock)
            let entries = try read { try book.entries(next: Self.nextMax, $0) }
            return reply.page(
                "schedules", title: Phrase("Schedules"), context, isLive: true,
                ["isEmpty": entries.isEmpty, "schedules": entries.map { schedule($0, context) }])
        }
    }

    private func schedule(_ entry: ScheduleBook.Entry, _ context: Visitor) -> [String: Any] {
        let source: String =
            switch entry.schedule.source {
            case .file(let path), .folder(let path): path
            }
        return [
            "name": entry.schedule.name,
            "source": context.text(
                Phrase("from \(Explanation.shown(source)), \(entry.schedule.cron.description)")),
            "state": context.text(entry.line), "hasNext": entry.pause == nil,
            "next": entry.forecast.runs.map {
                ["date": $0.businessDate.description, "at": JakartaTime($0.at).display]
            },
            "runs": entry.runs.map { run in
                [
                    "date": run.businessDate.description, "state": context.text(run.state.phrase),
                    "batch": run.batch?.text ?? "",
                    "reason": run.why.map { Explanation.shown(context.text($0)) } ?? "",
                ]
            },
        ]
    }
}
