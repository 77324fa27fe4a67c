import Foundation

/// A mail command that writes each mail into a file, and what has come in.
struct MailBox: Sendable {
    let world: World

    init(in world: World) throws {
        self.world = world
        try FileManager.default.createDirectory(atPath: world.path("mails"), withIntermediateDirectories: true)
        // Written under a hidden name first, so that a reader sees whole mails.
        let script = """
            #!/bin/sh
            file=$(mktemp '\(world.path("mails"))/.XXXXXXXX') && cat > "$file" \
            && mv "$file" '\(world.path("mails"))/'$(basename "$file" | cut -c2-)
            """
        try world.write(script, to: "mailer")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: world.path("mailer"))
    }

    /// The settings of a program that writes to one person.
    var settings: [String: String?] {
        [
            "SALUR_NOTIFY_MAIL_TO": "siti@example.co.id", "SALUR_NOTIFY_MAIL_FROM": "salur@example.co.id",
            "SALUR_NOTIFY_MAIL_COMMAND": world.path("mailer"), "SALUR_NOTIFY_DELAY": "3s",
        ]
    }

    /// The mails, with their soft line breaks taken away.
    func mails() throws -> [String] {
        try world.names(in: "mails").filter { !$0.hasPrefix(".") }
            .map { try world.read("mails/\($0)").replacingOccurrences(of: "=\n", with: "") }
    }

    func subjects() throws -> [String] {
        try mails().compactMap { mail in
            mail.split(separator: "\n").first { $0.hasPrefix("Subject: ") }.map { String($0.dropFirst(9)) }
        }.sorted()
    }
}
