import Testing
import Wording

@testable import WebConsole

/// The templates of the pages.
@Suite struct TemplateShelfTests {
    private static let names = [
        "sign_in", "overview", "upload", "checked", "batch", "rows", "row", "decide", "search", "message", "service",
    ]

    @Test(arguments: Language.allCases)
    func `Each page is a whole document in its language`(language: Language) throws {
        let shelf = try TemplateShelf()
        for name in Self.names {
            let page = try #require(shelf.page(name, ["title": "T", "language": language.rawValue], in: language))
            #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("</body>\n</html>"), "\(name)")
            #expect(page.contains("<html lang=\"\(language.rawValue)\">"), "\(name)")
            #expect(!page.contains("[[") && !page.contains("{{"), "\(name)")
        }
    }

    @Test func `A label is in the language of the page`() throws {
        let shelf = try TemplateShelf()
        #expect(shelf.page("sign_in", [:], in: .english)?.contains("<h1>Sign in</h1>") == true)
        #expect(shelf.page("sign_in", [:], in: .indonesian)?.contains("<h1>Masuk</h1>") == true)
    }

    @Test func `What comes from a file is text and no markup`() throws {
        let shelf = try TemplateShelf()
        let hostile = #"<script>alert("1")</script>' onload='x"#
        let content: [String: Any] = [
            "title": hostile, "message": hostile, "back": hostile, "file": hostile, "folder": hostile,
            "person": hostile, "formToken": hostile, "faults": [["what": hostile, "value": hostile]],
            "hasRejected": true, "summary": [["text": hostile]], "events": [["detail": hostile]],
        ]
        for name in Self.names {
            let page = try #require(shelf.page(name, content, in: .english))
            #expect(!page.contains("<script>alert") && !page.contains("' onload"), "\(name)")
        }
    }

    @Test func `A label with signs of HTML is escaped`() {
        #expect(TemplateShelf.translated("<p>[[a < b & \"c\"]]</p>", .english) == "<p>a &lt; b &amp; &quot;c&quot;</p>")
    }

    @Test func `Brackets that do not close stay`() {
        #expect(TemplateShelf.translated("[[a", .english) == "[[a")
    }
}
