import TestSupport
import Testing

@testable import WebConsole

/// Forms with a file, as browsers send them.
@Suite struct MultipartReaderTests {
    /// What a form holds, the pieces of each field put together.
    private struct Found: Equatable {
        var name: String
        var fileName: String?
        var bytes: [UInt8] = []
    }

    private static func read(_ form: String, pieces: Int, boundary: String = "x7") throws -> [Found] {
        var reader = MultipartReader(boundary: boundary)
        var found: [Found] = []
        let bytes = Array(form.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            try reader.read(Array(bytes[start..<min(start + pieces, bytes.count)])) { event in
                switch event {
                case .field(let name, let fileName): found.append(Found(name: name, fileName: fileName))
                case .bytes(let bytes): found[found.count - 1].bytes += bytes
                }
            }
        }
        try reader.finish()
        return found
    }

    private static func part(_ header: String, _ body: String) -> String {
        "--x7\r\nContent-Disposition: form-data; \(header)\r\n\r\n\(body)\r\n"
    }

    @Test(arguments: [1, 2, 3, 7, 64, 10_000])
    func `Fields and the file come out, however the bytes are cut`(pieces: Int) throws {
        let form =
            Self.part(#"name="kind""#, "payout") + Self.part(#"name="purpose""#, "")
            + Self.part(#"name="file"; filename="gaji; maret.csv""#, "a,b\r\n--x\r\n-x7\r\n1,2\r\n") + "--x7--\r\n"
        #expect(
            try Self.read(form, pieces: pieces) == [
                Found(name: "kind", fileName: nil, bytes: Array("payout".utf8)), Found(name: "purpose", fileName: nil),
                Found(
                    name: "file", fileName: "gaji; maret.csv", bytes: Array("a,b\r\n--x\r\n-x7\r\n1,2\r\n".utf8)),
            ])
    }

    @Test func `A form that ends early is found out`() {
        let form = Self.part(#"name="file"; filename="a.csv""#, "a,b")
        #expect(throws: MultipartReader.Fault.cutOff) { try Self.read(form, pieces: 100) }
    }

    @Test(arguments: [
        "--x7\r\nContent-Type: text/plain\r\n\r\na\r\n--x7--\r\n", "--x7no line\r\n",
        "--x7\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\na\r\n--x7--\r\n",
        "--x7\r\n" + String(repeating: "a", count: 9000),
    ])
    func `Bytes that are no form are refused`(form: String) {
        #expect(throws: MultipartReader.Fault.malformed) { try Self.read(form, pieces: 500) }
    }

    @Test func `Whatever the file holds, it comes out as it went in`() throws {
        let seed = UInt64.random(in: 0...(.max))
        var random = SeededRandom(seed: seed)
        let alphabet: [String] = ["\r", "\n", "-", "x", "7", "a", "\r\n--x7", "\r\n--x", "--"]
        for _ in 0..<300 {
            let body = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? ""
            }.joined()
            guard !("\r\n" + body + "\r\n").contains("\r\n--x7") else { continue }
            let form = Self.part(#"name="file"; filename="a""#, body) + "--x7--\r\n"
            let found = try Self.read(form, pieces: Int.random(in: 1...9, using: &random))
            #expect(found == [Found(name: "file", fileName: "a", bytes: Array(body.utf8))], "seed \(seed)")
        }
    }

    @Test func `The boundary stands in the content type`() {
        #expect(MultipartReader.boundary(in: "multipart/form-data; boundary=x7") == "x7")
        #expect(MultipartReader.boundary(in: "Multipart/Form-Data; charset=utf-8; boundary=\"x 7\"") == "x 7")
        #expect(MultipartReader.boundary(in: "multipart/form-data") == nil)
        #expect(MultipartReader.boundary(in: "text/plain; boundary=x7") == nil)
        #expect(MultipartReader.boundary(in: "multipart/form-data; boundary=") == nil)
    }
}
