package import PayoutCore
package import Wording

extension Settings {
    /// Whom Salur notifies, of what, and how (`notify.*`).
    package struct Notify: Sendable {
        /// How mails leave.
        package struct Mail: Sendable {
            /// `notify.mailCommand`: the path of a program that takes mails as `sendmail` does.
            package var command: String
            /// `notify.mailArguments`.
            package var arguments: [String]
            /// `notify.mailFrom`.
            package var from: MailAddress
            /// `notify.mailTo`; empty where mails go to payees alone.
            package var to: [MailAddress]
        }

        /// A program that is notified.
        package struct Webhook: Sendable {
            /// `notify.webhookUrl`.
            package var url: String
            /// `notify.webhookSecret`, or the text of `notify.webhookSecretFile`.
            package var secret: Secret
        }

        /// Receipts to payees.
        package struct Receipts: Sendable {
            /// `notify.company`: who pays.
            package var company: String
        }

        /// Nil where no mail is sent.
        package var mail: Mail?
        /// Nil where no program is notified.
        package var webhook: Webhook?
        /// `notify.kinds`.
        package var kinds: Set<NotificationKind>
        /// `notify.delay`: how long what may pass by itself is given time to pass.
        package var delay: Duration
        /// `notify.balanceAt`: when the balance is compared with what waits, in minutes after midnight in Jakarta.
        package var balanceMinute: Int
        /// `notify.digestAt`: when everything since the day before is reported in one message, in minutes after
        /// midnight in Jakarta; nil where no digest is sent.
        package var digestMinute: Int?
        /// `notify.language`; nil takes that of the program.
        package var language: Language?
        /// `notify.receipts`; nil where payees get no receipt.
        package var receipts: Receipts?

        /// Whether anybody is notified of anything.
        package var isOn: Bool {
            receipts != nil || (mail.map { !$0.to.isEmpty } == true || webhook != nil) && !kinds.isEmpty
        }
    }

    private static let program = "/usr/sbin/sendmail"
    /// A webhook secret that is shorter can be guessed.
    private static let secretBytesMin = 16
    /// In characters.
    private static let companyLengthMax = 100

    static func notify(_ reader: inout SettingsReader) -> Notify {
        let kinds = reader.value(
            .notifyKinds,
            expected: Phrase(
                "some of \(NotificationKind.chosen.map(\.rawValue).joined(separator: ", ")), with commas between them")
        ) { text -> Set<NotificationKind>? in
            let kinds = list(text).map { word in NotificationKind.chosen.first { $0.rawValue == word } }
            return kinds.contains(nil) ? nil : Set(kinds.compactMap(\.self))
        }
        let balanceMinute = reader.value(.notifyBalanceAt, expected: Phrase("a time such as 16:00"), minuteOfDay)
        let digestMinute = reader.value(.notifyDigestAt, expected: Phrase("a time such as 07:00"), minuteOfDay)
        if kinds?.contains(.digest) == true, reader.source.find(.notifyDigestAt) == nil {
            reader.complain(Phrase("notify.digestAt is missing: notify.kinds names digest"))
        }
        let usual = NotificationKind.chosen.filter { digestMinute == nil || !$0.isInDigest }
        let receipts = receipts(&reader)
        return Notify(
            mail: mail(&reader, sendsReceipts: receipts != nil), webhook: webhook(&reader), kinds: kinds ?? Set(usual),
            delay: reader.duration(.notifyDelay, default: .seconds(120)), balanceMinute: balanceMinute ?? 16 * 60,
            digestMinute: digestMinute, language: reader.word(.notifyLanguage, as: Language.self), receipts: receipts)
    }

    private static func receipts(_ reader: inout SettingsReader) -> Notify.Receipts? {
        let company = reader.value(
            .notifyCompany, expected: Phrase("a name in one line, of up to \(companyLengthMax) characters")
        ) { text in
            text.count <= companyLengthMax && !text.unicodeScalars.contains(where: isInvisible) ? text : nil
        }
        guard reader.flag(.notifyReceipts) else { return nil }
        if reader.source.find(.notifyCompany) == nil {
            reader.complain(Phrase("notify.company is missing: a receipt (notify.receipts) says who has paid"))
        }
        return company.map { Notify.Receipts(company: $0) }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func mail(_ reader: inout SettingsReader, sendsReceipts: Bool) -> Notify.Mail? {
        let expected = Phrase("addresses such as finance@example.co.id, with commas between them")
        let to = reader.value(.notifyMailTo, expected: expected) { text -> [MailAddress]? in
            let addresses = list(text).map { MailAddress($0) }
            return addresses.isEmpty || addresses.contains(nil) ? nil : addresses.compactMap(\.self)
        }
        let from = reader.value(.notifyMailFrom, expected: Phrase("an address such as salur@example.co.id")) {
            MailAddress($0)
        }
        let command = reader.path(.notifyMailCommand) ?? program
        if !command.hasPrefix("/"), !command.contains("/") {
            reader.complain(Phrase("notify.mailCommand is \"\(command)\": expected the path of a program"))
        }
        let arguments = reader.value(.notifyMailArguments, expected: Phrase("a list such as [-t, -i]")) { list($0) }
        guard reader.source.find(.notifyMailTo) != nil || sendsReceipts else {
            if from != nil { reader.complain(Phrase("notify.mailTo is missing: notify.mailFrom is set")) }
            return nil
        }
        guard let from else {
            if reader.source.find(.notifyMailFrom) == nil {
                let cause = reader.source.find(.notifyMailTo) == nil ? "notify.receipts" : "notify.mailTo"
                reader.complain(Phrase("notify.mailFrom is missing: \(cause) is set"))
            }
            return nil
        }
        return Notify.Mail(command: command, arguments: arguments ?? ["-t", "-i"], from: from, to: to ?? [])
    }

    private static func webhook(_ reader: inout SettingsReader) -> Notify.Webhook? {
        let url = reader.value(
            .notifyWebhookURL,
            expected: Phrase("an https address such as https://example.co.id/salur, or http on this machine")
        ) { webhookAddress($0) }
        let secret = reader.secret(.notifyWebhookSecret, orIn: .notifyWebhookSecretFile)
        if let secret, secret.reveal().utf8.count < secretBytesMin {
            reader.complain(
                Phrase("The secret of notify.webhookUrl is too short: it needs \(secretBytesMin) characters"))
        }
        guard let url else { return nil }
        guard let secret else {
            reader.complain(
                Phrase("notify.webhookSecretFile is missing: without it, a program cannot tell who notifies it"))
            return nil
        }
        return Notify.Webhook(url: url, secret: secret)
    }

    /// An address without a password in it: https, or http where no other machine is asked.
    private static func webhookAddress(_ text: String) -> String? {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let schemes = ["https://", "http://"]
        guard let scheme = schemes.first(where: { text.hasPrefix($0) }) else { return nil }
        let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        guard !authority.isEmpty, !authority.contains("@"), !text.contains("#"), !text.contains("\\") else {
            return nil
        }
        let host =
            authority.hasPrefix("[")
            ? String(authority.dropFirst().prefix { $0 != "]" }) : String(authority.prefix { $0 != ":" })
        return scheme == "https://" || isLoopback(host) ? text : nil
    }

    private static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { part in
            var part = part
            while part.first == " " { part.removeFirst() }
            while part.last == " " { part.removeLast() }
            return String(part)
        }.filter { !$0.isEmpty }
    }

    /// Reads `16:00`.
    static func minuteOfDay(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && SettingsReader.isDigits($0) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}
