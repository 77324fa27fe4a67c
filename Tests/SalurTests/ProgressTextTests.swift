import Testing
import Wording

@testable import salur

/// The words of the progress bar at every width.
@Suite struct ProgressTextTests {
    private let text: ProgressText = {
        var text = ProgressText()
        (text.done, text.total, text.perSecond) = (4_512, 10_000, 1_380)
        text.counts = [Phrase("\(2) not paid"), Phrase("\(3) held"), Phrase("\(12) pending")]
        return text
    }()

    private func line(_ columns: Int, isUTF8: Bool = true) -> String {
        text.line(columns: columns, isUTF8: isUTF8, language: .english)
    }

    @Test func `All of it stands on a wide terminal`() {
        #expect(
            line(120) == "[█████████-----------]   45 %  4.512/10.000  1.380 a second  0:04 left"
                + "  2 not paid  3 held  12 pending")
        #expect(line(120, isUTF8: false).hasPrefix("[#########-----------]   45 %"))
    }

    @Test func `What matters less gives way first`() {
        #expect(line(79) == "[█████████-----------]   45 %  4.512/10.000  1.380 a second  0:04 left")
        #expect(line(60) == "[████------]   45 %  4.512/10.000  1.380 a second  0:04 left")
        #expect(line(39) == " 45 %  4.512/10.000  1.380 a second")
        #expect(line(20) == " 45 %  4.512/10.000")
    }

    @Test func `No line is wider than the terminal`() {
        var waiting = text
        waiting.wait = Phrase("The bank knows this file: asking about every row before sending any")
        for columns in 0...130 {
            #expect(line(columns).count <= columns)
            #expect(waiting.line(columns: columns, isUTF8: true, language: .english).count <= columns)
        }
        #expect(waiting.line(columns: 60, isUTF8: true, language: .english).contains("The bank knows this file"))
    }

    @Test func `It is not full before the last one is done`() {
        var text = ProgressText()
        (text.done, text.total) = (9_999, 10_000)
        #expect(
            text.line(columns: 80, isUTF8: true, language: .english) == "[███████████████████-]   99 %  9.999/10.000")
        text.done = 10_000
        #expect(text.line(columns: 80, isUTF8: true, language: .english).contains("100 %  10.000/10.000"))
        (text.done, text.total) = (0, 0)
        #expect(text.line(columns: 80, isUTF8: true, language: .english) == "  0 %  0/0")
    }

    @Test func `A file that is read is measured in megabytes, also where its size is not known`() {
        var text = ProgressText()
        (text.done, text.total, text.isBytes, text.wait) = (45_000_000, 100_000_000, true, Phrase("Reading \("a.csv")"))
        #expect(
            text.line(columns: 80, isUTF8: true, language: .indonesian)
                == "[█████████-----------]   45 %  45/100 MB  Membaca a.csv")
        text.total = 0
        #expect(text.line(columns: 80, isUTF8: true, language: .english) == "45 MB  Reading a.csv")
    }

    @Test(arguments: [(0, "0:00"), (4, "0:04"), (75, "1:15"), (3_600, "1:00:00"), (36_061, "10:01:01")])
    func `Times are clocks`(seconds: Int, text: String) {
        #expect(ProgressText.clock(seconds) == text)
    }

    @Test func `The rate is that of the last seconds`() throws {
        var rate = ProgressRate()
        #expect(rate.perSecond(done: 0, at: 0) == nil)
        rate.note(done: 100, at: 0)
        #expect(rate.perSecond(done: 110, at: 0.1) == nil)
        #expect(rate.perSecond(done: 110, at: 1) == 10)
        for second in 1...60 { rate.note(done: 100 + 10 * second, at: Double(second)) }
        #expect(rate.perSecond(done: 700, at: 60) == 10)
        // A standstill is seen as one.
        for second in 61...90 { rate.note(done: 700, at: Double(second)) }
        #expect(rate.perSecond(done: 700, at: 90) == nil)
    }
}
