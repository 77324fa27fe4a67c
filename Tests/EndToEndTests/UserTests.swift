import Foundation
import Testing

/// `salur user`: the people who sign in to the console.
@Suite(.timeLimit(.minutes(15)))
struct UserTests {
    private struct Change: Decodable {
        struct Code: Decodable {
            let address: String
            let secret: String
        }
        let name: String
        let change: String
        let roles: [String]?
        let password: String?
        let code: Code?
    }

    private struct Users: Decodable {
        struct User: Decodable {
            let name: String
            let roles: [String]
            let hasCode: Bool
        }
        let users: [User]
    }

    private struct Events: Decodable {
        struct Event: Decodable {
            let kind: String
            let name: String?
            let actor: String
        }
        let events: [Event]
    }

    /// Without settings of a bank: people are added before anything is paid.
    private static func user(_ world: World, _ words: String..., code: Int32 = 0) async throws -> Ended {
        let ended = try await world.salur(["user"] + words)
        #expect(ended.code == code, "\(words): \(ended)")
        return ended
    }

    @Test func `People are added, changed and removed, and the journal has it all`() async throws {
        try await World.with { world in
            try world.write("kucing hitam di atap\nsecond line\n", to: "password.txt")
            let added = try await Self.user(
                world, "add", "Siti", "--role", "maker", "--role", "checker", "--password-file", "password.txt", "--by",
                "Ani Wijaya")
            #expect(added.output == "Siti may sign in with the roles maker, checker.\n")
            let taken = try await Self.user(world, "add", "siti", "--role", "maker", "--generate", code: 64)
            #expect(taken.errors.contains("There is a person with the name siti already."))
            let budi = try await Self.user(world, "add", "budi", "--role", "admin", "--totp", "--generate", "--json")
                .json(Change.self)
            #expect(budi.change == "added" && budi.roles == ["admin"] && budi.password?.count == 23)
            let code = try #require(budi.code)
            #expect(
                code.secret.count == 32 && code.address.hasPrefix("otpauth://totp/Salur:budi?secret=\(code.secret)&"))
            let list = try await Self.user(world, "list", "--json").json(Users.self)
            #expect(list.users.map(\.name) == ["budi", "Siti"] && list.users.map(\.hasCode) == [true, false])
            #expect(list.users[1].roles == ["maker", "checker"])
            let shown = try await Self.user(world)
            #expect(shown.output.contains("Siti: maker, checker; never signed in, without codes\n"))
            _ = try await Self.user(world, "role", "siti", "--role", "operator")
            let password = try await Self.user(world, "password", "siti", "--generate", "--json").json(Change.self)
            #expect(password.change == "password" && password.password != nil)
            _ = try await Self.user(world, "totp", "budi", "--off")
            let again = try await Self.user(world, "totp", "budi")
            #expect(again.output.contains("otpauth://totp/") && !again.output.contains(code.secret))
            let unlocked = try await Self.user(world, "unlock", "siti", "--json").json(Change.self)
            #expect(unlocked.change == "nothing")
            _ = try await Self.user(world, "remove", "siti", "--yes")
            let events = try await Self.user(world, "events", "--json", "siti").json(Events.self).events
            #expect(
                events.map(\.kind) == ["person_removed", "person_password_set", "person_roles_set", "person_added"])
            #expect(events.last?.actor.hasPrefix("Ani Wijaya (") == true)
            let all = try await Self.user(world, "events")
            #expect(all.output.split(separator: "\n").count == 8, "\(all.output)")
            #expect(try await world.salur(["verify", "--ledger", "salur.db"]).code == 0)
        }
    }

    @Test func `What will not do ends with 64 and says why`() async throws {
        try await World.with { world in
            try world.write("short\n", to: "short.txt")
            let attempts: [([String], String)] = [
                (["add", "siti", "--role", "maker"], "--password-file FILE or --generate"),
                (["add", "siti", "--role", "maker", "--password-file", "short.txt"], "at least 12 characters"),
                (["add", "siti", "--role", "maker", "--password-file", "none.txt"], "cannot be read"),
                (["add", "siti", "--generate"], "at least one role"),
                (["add", "siti", "--role", "owner", "--generate"], "owner"),
                (["add", "a", "--role", "maker", "--generate"], "no name of a person"),
                (
                    ["add", "siti", "--role", "maker", "--generate", "--password-file", "short.txt"],
                    "exclude each other"
                ),
            ]
            for (words, why) in attempts {
                let ended = try await world.salur(["user"] + words)
                #expect(ended.code == 64 && ended.errors.contains(why), "\(words): \(ended)")
            }
            #expect(try await world.salur(["user", "list"]).code == 78)
        }
    }

    @Test func `A terminal asks twice and does not show what is typed`() async throws {
        try await World.with { world in
            let add = ["user", "add", "siti", "--role", "maker"]
            try await TerminalSession.with(world, add) { session in
                try await session.waitFor("New password:")
                try await session.type("kucing hitam di atap")
                try await session.waitFor("The same again:")
                try await session.type("kucing hitam di loteng")
                let screen = try await session.waitFor("[exit 64]")
                #expect(screen.contains("The passwords differ.") && !screen.contains("kucing"))
            }
            try await TerminalSession.with(world, add) { session in
                for question in ["New password:", "The same again:"] {
                    try await session.waitFor(question)
                    try await session.type("kucing hitam di atap")
                }
                let screen = try await session.waitFor("[exit 0]")
                #expect(screen.contains("siti may sign in") && !screen.contains("kucing"))
            }
        }
    }
}
