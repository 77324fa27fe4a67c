import PayoutFile
import Testing
import Wording

@Suite("Two files in one")
struct JoinedFilesTests {
    private static let mark = "\u{FEFF}"
    private static let file = "reference,amount\nA,1\nB,2\n"

    /// What is read before the file is refused, and where.
    private func refusal(_ text: String, allows: Bool = false) throws -> FileError? {
        do throws(FileError) {
            let reader = try PayoutFileReader(
                source: MemorySource(Array(text.utf8)), name: "gaji.csv", allowsByteOrderMarks: allows)
            while try reader.nextRow() != nil {}
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "A byte order mark where a line begins, or in front of a second header, is told with its line",
        arguments: [
            (mark + file + mark + file, 4), (file + mark + file, 4), (mark + file + "\n\n" + mark + file, 6),
            (mark + "reference,amount\nA,1" + mark + file, 2), (file + mark + "C,3\n", 4), (file + mark, 4),
            (mark + "reference,amount\nA,\"1\n2\"\n" + mark + "\"reference\",amount\n", 4), (mark + mark + file, 1),
            (mark + "reference,amount\r\nA,1\r\n" + mark + "reference,amount\r\n", 3),
        ])
    func joined(text: String, line: Int) throws {
        let error = try #require(try refusal(text), "\(text)")
        #expect(error.fault == .joinedFiles)
        #expect(error.line == line)
        #expect(error.description.contains("gaji.csv, line \(line): the line holds a byte order mark"))
        #expect(error.description.contains("two files were joined there"))
    }

    @Test(
        "A mark at the very beginning, or inside of a cell, joins nothing",
        arguments: [mark + file, file + "C\(mark),3\n", file + "C,\(mark)3\n", file + "\"\(mark)C\",3\n", file])
    func single(text: String) throws {
        #expect(try refusal(text) == nil)
    }

    @Test("A report may repeat the cell of a rejected row, whatever it begins with") func allowed() throws {
        #expect(try refusal(Self.file + Self.mark + "C,3\n", allows: true) == nil)
    }
}
