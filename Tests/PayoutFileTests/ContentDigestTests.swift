import PayoutFile
import TestSupport
import Testing

@Suite("The digest of a file")
struct ContentDigestTests {
    /// `printf 'a,b\n1,2\n' | sha256sum`
    static let text = "a,b\n1,2\n"
    static let digest = "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470"

    @Test("is that of the decompressed content, however it is packed or read")
    func digest() throws {
        let folder = try TemporaryFolder("file")
        let bytes = Array(Self.text.utf8)
        let plain = try folder.file("plain.csv", bytes)
        let packed = try folder.file(
            "misnamed.csv", gzip(Array(bytes.prefix(3))) + gzip([]) + gzip(Array(bytes.dropFirst(3))))
        for path in [plain, packed] {
            #expect(try ContentStream.digest(path: path).hexadecimal == Self.digest)
            let reader = try PayoutFileReader(path: path)
            #expect(reader.digest == nil)
            try reader.forEachRow { row in #expect(row.cells == ["1", "2"]) }
            #expect(reader.digest?.hexadecimal == Self.digest)
            #expect(reader.digest?.byteCount == bytes.count)
            #expect(reader.isCompressed == (path == packed))
            #expect(reader.rowCount == 1)
        }
    }

    @Test("asking again behind the end changes nothing")
    func behindTheEnd() throws {
        let reader = try PayoutFileReader(source: MemorySource(Array(Self.text.utf8)), name: "test.csv")
        while try reader.nextRow() != nil {}
        #expect(try reader.nextRow() == nil)
        #expect(reader.digest?.hexadecimal == Self.digest)
    }
}
