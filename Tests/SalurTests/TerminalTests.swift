import Testing

@testable import salur

/// What may be written to which terminal.
@Suite struct TerminalTests {
    private func terminal(isTerminal: Bool = true, _ environment: [String: String]) -> Terminal {
        Terminal(.errors, isTerminal: isTerminal, environment: environment)
    }

    @Test(arguments: [
        (["--language", "id", "status", "--open"], ["status", "--language", "id", "--open"]),
        (["--language=id", "run", "gaji.csv"], ["run", "--language=id", "gaji.csv"]),
        (["--language", "id", "help", "run"], ["help", "run"]),
        (["--language", "id"], ["--language", "id"]),
        (["--language", "id", "--help"], ["--language", "id", "--help"]),
        (["status", "--language", "id"], ["status", "--language", "id"]), ([], []),
    ])
    func `The language may stand before the command`(typed: [String], read: [String]) {
        #expect(LanguageOption.behindCommand(typed) == read)
    }

    @Test(arguments: [("2026-02-14", true), ("2026-2-14", false), ("2026-13-01", false), ("14-02-2026", false)])
    func `A day is a year, a month and a day`(text: String, isOne: Bool) {
        #expect((Day(argument: text) != nil) == isOne)
    }

    @Test func `Colours need a terminal that can, and no NO_COLOR`() {
        #expect(terminal(["TERM": "xterm"]).hasColours)
        #expect(terminal(["TERM": "xterm", "NO_COLOR": ""]).hasColours)
        #expect(!terminal(["TERM": "xterm", "NO_COLOR": "0"]).hasColours)
        #expect(!terminal(["TERM": "dumb"]).hasColours)
        #expect(!terminal([:]).hasColours)
        #expect(!terminal(isTerminal: false, ["TERM": "xterm"]).hasColours)
    }

    @Test func `A line is rewritten where the terminal can, with or without colours`() {
        #expect(terminal(["TERM": "xterm", "NO_COLOR": "1"]).canRewrite)
        #expect(!terminal(["TERM": "dumb"]).canRewrite)
        #expect(!terminal(isTerminal: false, ["TERM": "xterm"]).canRewrite)
    }

    @Test(arguments: [
        (["LANG": "id_ID.UTF-8"], true), (["LANG": "C"], false), (["LANG": "C.utf8"], true), ([:], false),
        (["LC_ALL": "C", "LANG": "C.UTF-8"], false), (["LC_CTYPE": "en_US.UTF-8", "LANG": "C"], true),
        (["LC_ALL": "", "LANG": "C.UTF-8"], true),
    ])
    func `More than ASCII is for UTF-8 locales`(environment: [String: String], isUTF8: Bool) {
        #expect(terminal(environment).isUTF8 == isUTF8)
    }

    @Test(arguments: ["y", "Y", "yes", " YES ", "j", "J", "ya", "Ya"])
    func `Few words are a yes`(answer: String) { #expect(Question.isYes(answer)) }

    @Test(arguments: ["", " ", "n", "no", "yess", "tidak", "1", "true", "jawohl", "yn"])
    func `Everything else is a no`(answer: String) { #expect(!Question.isYes(answer)) }
}
