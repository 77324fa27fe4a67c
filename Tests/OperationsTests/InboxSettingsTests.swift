import Operations
import PayoutCore
import SalurSettings
import Testing

/// `inbox.folders`.
@Suite struct InboxSettingsTests {
    @Test func `Folders are tables, with a default for what is not said`() async throws {
        let fixture = try SettingsFixture()
        let yaml = """
            inbox:
              folders:
                - path: in/gaji/
                  kind: payout
                - {path: /srv/tagihan, kind: collection, approval: auto, ceiling: 50000000, settleSeconds: 5}
                - path: in/refund
                  kind: refund
                  approval: person
                  purpose: Pengembalian
                  ceiling:
            """
        #expect(
            try await fixture.load(yaml: yaml).inboxFolders == [
                InboxFolder(path: fixture.folder + "/in/gaji", kind: .payout),
                InboxFolder(
                    path: "/srv/tagihan", kind: .collection, approval: .automatic(ceiling: Rupiah(50_000_000)),
                    settleTime: .seconds(5)),
                InboxFolder(path: fixture.folder + "/in/refund", kind: .refund, purpose: "Pengembalian"),
            ])
        #expect(try await fixture.load(yaml: "inbox:\n  folders:\n").inboxFolders.isEmpty)
        #expect(try await fixture.load().inboxFolders.isEmpty)
    }

    @Test func `The environment has them as YAML in one line, which wins over the file`() async throws {
        let text = "[{path: /srv/gaji, kind: payout}]"
        let folders = try await SettingsFixture().load(
            ["SALUR_INBOX_FOLDERS": text], yaml: "inbox:\n  folders:\n    - {path: a, kind: charge}\n"
        ).inboxFolders
        #expect(folders == [InboxFolder(path: "/srv/gaji", kind: .payout)])
    }

    @Test(
        "What is wrong with a folder is said, all at once",
        arguments: [
            ("[{kind: payout}]", ["folder 1: path is missing"]),
            ("[{path: a}]", ["folder 1: kind is missing: expected one of payout, collection, refund, charge"]),
            ("[{path: a, kind: pay}]", ["kind is \"pay\": expected one of payout"]),
            ("[{path: a, kind: payout, approval: yes}]", ["approval is \"yes\": expected one of person, auto"]),
            ("[{path: a, kind: payout, approval: auto}]", ["approval: auto needs a ceiling in whole rupiah"]),
            ("[{path: a, kind: payout, ceiling: 5}]", ["a ceiling is for approval: auto alone"]),
            (
                "[{path: a, kind: payout, approval: auto, ceiling: 1.500}]",
                ["ceiling is \"1.500\": expected a whole number from 1 to"]
            ),
            ("[{path: a, kind: payout, setleSeconds: 5}]", ["did you mean \"settleSeconds\"?"]),
            ("[{path: a, kind: payout, settleSeconds: 0}]", ["settleSeconds is \"0\""]),
            ("[{path: a, kind: payout, purpose: '--'}]", ["purpose needs words"]),
            ("[{path: [a], kind: payout}]", ["path is not one value"]),
            ("[{path: /, kind: payout}]", ["path is \"/\""]),
            ("[{path: a, kind: payout}, {path: a/, kind: refund}]", ["folder 2: the folder a is watched already"]),
            ("[a, b]", ["expected a list of folders, each with path and kind"]),
            ("{path: a, kind: payout}", ["expected a list of folders"]),
            ("[{path: a", ["expected a list of folders"]),
            ("[{kind: pay}, {path: b}]", ["path is missing", "kind is \"pay\"", "folder 2: kind is missing"]),
        ])
    func malformed(text: String, problems: [String]) async throws {
        let told = try await SettingsFixture().problems(["SALUR_INBOX_FOLDERS": text])
        for problem in problems { #expect(told.contains(problem), "\(told)") }
    }

    @Test func `In the file, the line is named`() async throws {
        let yaml = "inbox:\n  folders:\n    - path: a\n      kind: pay\n"
        let told = try await SettingsFixture().problems(yaml: yaml)
        #expect(told.contains("settings.yaml, line 2, folder 1: kind is \"pay\""), "\(told)")
        let table = try await SettingsFixture().problems(yaml: "inbox:\n  folders:\n    path: a\n    kind: payout\n")
        #expect(table.contains("expected a list of folders"))
        let elsewhere = try await SettingsFixture().problems(yaml: "callbacks:\n  allowFrom:\n    - {a: b}\n")
        #expect(elsewhere.contains("a setting is one value"))
    }

    @Test func `Approval by itself and a second pair of eyes exclude each other`() async throws {
        let told = try await SettingsFixture().problems([
            "SALUR_APPROVAL_FOUR_EYES": "account",
            "SALUR_INBOX_FOLDERS": "[{path: a, kind: payout, approval: auto, ceiling: 5}]",
        ])
        #expect(told.contains("approval: auto needs approval.fourEyes: off"))
    }
}
