internal import FoundationEssentials
package import Operations
internal import PayoutCore
package import PayoutLedger
package import Wording

extension ScheduleBook.Entry {
    /// The schedule in one line: when it runs next, and how the last run went.
    package var line: Phrase {
        var parts = [pauseOrNext]
        if let run = runs.first { parts.append(Phrase("last \(run.businessDate): \(run.state.phrase)")) }
        return Phrase("\(name): \(times); \(Phrase.joined(parts, by: "; "))")
    }

    private var pauseOrNext: Phrase {
        if let pause {
            return Phrase("paused since \(JakartaTime(pause.at).toTheMinute) by \(pause.by): \(pause.reason)")
        }
        return next
    }

    /// The next runs, and why later ones are not known.
    package var next: Phrase {
        var parts: [Phrase] = []
        if !forecast.runs.isEmpty {
            parts.append(Phrase("next \(forecast.runs.map { JakartaTime($0.at).toTheMinute }.joined(separator: ", "))"))
        }
        if let year = forecast.unknownYear {
            parts.append(Phrase("then unknown: the holidays of \(year) are not known (calendar.holidaysFile)"))
        }
        return parts.isEmpty ? Phrase("next: none") : .joined(parts, by: "; ")
    }
}

extension ScheduleRun {
    /// What became of the run, in one line.
    package var line: Phrase {
        guard let why else { return Phrase("\(schedule) for \(businessDate): \(state.phrase)") }
        return Phrase("\(schedule) for \(businessDate): \(state.phrase). \(why)")
    }

    /// What it waits for, or what kept it from going on; nil where nothing did.
    package var why: Phrase? {
        words.flatMap { try? JSONDecoder().decode(LocalizedWords.self, from: Data($0.utf8)) }.map {
            .translated(english: $0.text(in: .english), indonesian: $0.text(in: .indonesian))
        }
    }
}

extension ScheduleRunState {
    /// How far the run has come.
    package var phrase: Phrase {
        switch self {
        case .begun: Phrase("being submitted")
        case .submitted: Phrase("submitted")
        case .waitsForApproval: Phrase("waiting for approval")
        case .approved: Phrase("approved")
        case .refused: Phrase("could not submit its file")
        case .missed: Phrase("did not run")
        }
    }
}
