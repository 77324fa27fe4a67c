import Foundation
import Testing

/// The console in a real browser (Chromium), as people use it.
@Suite(.serialized, .timeLimit(.minutes(15)), .enabled(if: PageBrowser.isInstalled))
struct ConsoleBrowserTests {
    private static let people: KeyValuePairs = ["siti": "maker", "budi": "checker", "oki": "operator"]

    private func signIn(_ browser: PageBrowser, _ port: Int, as name: String) async throws {
        try browser.open("http://127.0.0.1:\(port)/sign-in")
        try await fill(browser, "input[name=name]", with: name)
        try await fill(browser, "input[name=password]", with: ConsoleClient.password(of: name))
        try await press(browser, "main button")
        try await waitUntil("\(name) is signed in") { (try? browser.count("form[action='/sign-out']")) == 1 }
    }

    /// Presses a part of the page, once the page has come: an element that the browser found in the page before is
    /// refused, and nothing is pressed.
    private func press(_ browser: PageBrowser, _ selector: String) async throws {
        try await waitUntil("\(selector) is pressed") { (try? browser.click(selector)) != nil }
    }

    private func fill(_ browser: PageBrowser, _ selector: String, with text: String) async throws {
        try await waitUntil("\(selector) is filled") { (try? browser.type(text, into: selector)) != nil }
    }

    private func retype(_ browser: PageBrowser, _ selector: String, with text: String) async throws {
        try await waitUntil("\(selector) is emptied") { (try? browser.clear(selector)) != nil }
        try await fill(browser, selector, with: text)
    }

    private func expect(_ browser: PageBrowser, _ text: String) async throws {
        try await waitUntil("the page says \(text)") { (try? browser.text())?.contains(text) == true }
    }

    @Test func `From a file with a fault to money that has arrived`() async throws {
        try await World.with { world in
            var payroll = Payroll(rows: 3)
            payroll.rows[0].accountName = "BUDI SANTOSO"
            payroll.rows[1].bankCode = "999"
            payroll.rows[2].accountName = "BUDI PRATAMA"
            payroll.add(.otherName)
            try world.write(payroll.text, to: "gaji maret.csv")
            try await world.withBank { bank in
                let strict = ["SALUR_CHECKS_NAME_MATCH": "hold"]
                _ = try await world.withService(bank, people: Self.people, settings: strict) { port, _ in
                    try await PageBrowser.withRunning(world) { browser in
                        try await signIn(browser, port, as: "siti")
                        try await press(browser, ".button[href='/upload']")
                        try await fill(browser, "input[type=file]", with: world.path("gaji maret.csv"))
                        try await press(browser, "main button")
                        try await expect(browser, "no bank has this code")
                        #expect(try browser.text().contains("999"))
                        try await press(browser, "a[href$='/mend']")
                        try await expect(browser, "Correct rejected rows")
                        try await retype(browser, "input[name=cell_3_1]", with: "014")
                        try await press(browser, "main button[value=stay]")
                        try await expect(browser, "Corrected here")
                        try await press(browser, "form[action$='/submit'] button")
                        try await expect(browser, "waiting for approval")
                        #expect(try browser.count("form[action$='/approve']") == 0)
                        try await press(browser, "form[action='/sign-out'] button")

                        try await signIn(browser, port, as: "budi")
                        try await press(browser, ".queue a")
                        try await expect(browser, "Approve?")
                        for number in 0..<(try browser.count("input[name^=seen]")) {
                            try await press(browser, "input[name=seen\(number)]")
                        }
                        try await fill(browser, "form[action$='/approve'] input[name=reason]", with: "checked with HR")
                        try await press(browser, "form[action$='/approve'] .acts button:not(.bad)")
                        // The page comes on by itself, and begins anew once the batch is settled.
                        try await waitUntil("the batch is settled") { (try? browser.count(".pill.settled")) == 1 }
                        #expect(try bank.ledger().counters.requests["transfer"] == 3)
                        #expect(try browser.count("a[href$='/reports/results.csv']") == 1)
                        try await press(browser, "form[action='/sign-out'] button")

                        try await signIn(browser, port, as: "oki")
                        try await press(browser, ".queue a")
                        try await press(browser, "a[href*='act=release']")
                        try await expect(browser, "Release only what you know is to be paid.")
                        try await fill(browser, "input[name=reason]", with: "asked the payee")
                        try await fill(browser, "input[name=count]", with: "1")
                        try await press(browser, "main form button")
                        try await waitUntil("the released row is paid") {
                            try bank.ledger().counters.requests["transfer"] == 4
                        }
                    }
                }
            }
        }
    }

    @Test func `Every page fits a phone, in Indonesian as well`() async throws {
        try await World.with { world in
            var payroll = Payroll(rows: 3)
            payroll.rows[1].bankCode = "999"
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                _ = try await world.withService(bank, people: Self.people) { port, _ in
                    try await PageBrowser.withRunning(world) { browser in
                        try browser.resize(width: 500, height: 900)
                        try await signIn(browser, port, as: "siti")
                        try await press(browser, "a[href='/language/id']")
                        try await expect(browser, "Ringkasan")
                        try await press(browser, ".button[href='/upload']")
                        try await fill(browser, "input[type=file]", with: world.path("gaji.csv"))
                        #expect(try !browser.isWiderThanItsWindow())
                        try await press(browser, "main button")
                        try await expect(browser, "Ajukan untuk disetujui")
                        #expect(try !browser.isWiderThanItsWindow())
                        try await press(browser, "a[href$='/mend']")
                        try await expect(browser, "Perbaiki baris tertolak")
                        #expect(try !browser.isWiderThanItsWindow())
                        try await press(browser, "main button[value=back]")
                        try await press(browser, "form[action$='/submit'] button")
                        try await expect(browser, "Per status")
                        #expect(try !browser.isWiderThanItsWindow())
                        for path in ["/", "/service", "/search?q=none"] {
                            try browser.open("http://127.0.0.1:\(port)\(path)")
                            #expect(try !browser.isWiderThanItsWindow(), "\(path)")
                        }
                    }
                }
            }
        }
    }
}
