import Testing

@testable import PayoutRules

@Suite("Account numbers as people write them")
struct AccountReadingTests {
    private func digits(_ text: String) -> String? {
        AccountReading.digits(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    private func phone(_ text: String) -> String? {
        AccountReading.phone(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        "marks between digits are taken away",
        arguments: [
            "123-456-7890", "123 456 7890", "123.456.7890", "'1234567890", "\u{2019}1234567890",
            "123\u{A0}456\u{A0}7890", "123\u{2011}4567890", "1234-567890",
            "=\"1234567890\"", "=\"123-456-7890\"",
        ])
    func marks(_ text: String) { #expect(digits(text) == "1234567890") }

    @Test(
        "digits are never made up, and two numbers are not one",
        arguments: [
            "1234567890", "1234567890.0", "1234567890.00", "123456.78", "8.12E+11", "1,23457E+12", "123,456,7890",
            "123--4567890", "123-456", "1234567890 0987654321", "12345O7890", "+1234567890", "-1234567890",
            "1234567890-", "", "=1234567890", "=\"1234567890", "=\"12345\"&\"67890\"",
        ])
    func none(_ text: String) { #expect(digits(text) == nil) }

    @Test(
        "phone numbers begin with 08",
        arguments: [
            "+6281234567890", "6281234567890", "0812-3456-7890", "+62 812 3456 7890", "+62-812-3456-7890",
            "0812 3456 7890", "'081234567890", "62 812.3456.7890",
        ])
    func phones(_ text: String) { #expect(phone(text) == "081234567890") }

    @Test(
        "what is not clearly a mobile number is left alone",
        arguments: [
            "081234567890", "81234567890", "+81234567890", "006281234567890", "+62081234567890", "628123456789012345",
            "6281234567890.0", "0812-34", "+620812", "1234567890", "8.12E+11",
        ])
    func noPhone(_ text: String) { #expect(phone(text) == nil) }
}
