internal import PayoutCore
internal import Wording

/// How long a certificate is still good, as `doctor` and the metrics report it.
struct CertificateLife: Equatable {
    /// With fewer days left than this, somebody should renew it.
    static let daysMin = 14

    private static let day = Duration.seconds(86_400)

    let endsAt: Timestamp
    /// Whole days until then; negative once it has ended.
    let daysLeft: Int

    init(endsAt: Timestamp, now: Timestamp) {
        self.endsAt = endsAt
        let left = (endsAt - now).wholeMilliseconds
        let day = Self.day.wholeMilliseconds
        daysLeft = Int(left >= 0 ? left / day : (left - day + 1) / day)
    }

    /// How well it is.
    var grade: Doctor.Finding.Grade {
        if daysLeft < 0 { return .bad }
        return daysLeft < Self.daysMin ? .warning : .good
    }

    /// What is left, in words.
    var words: Phrase {
        if daysLeft < 0 { return Phrase("it ended on \(endsAt.iso8601): put a new one in its place") }
        if daysLeft < Self.daysMin {
            return Phrase("it ends in \(daysLeft) days, on \(endsAt.iso8601): have a new one ready")
        }
        return Phrase("good for \(daysLeft) days, until \(endsAt.iso8601)")
    }
}
