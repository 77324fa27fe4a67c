import Glibc
import PayoutFile
import TestSupport
import Testing
import Wording

@Suite("A file appears whole or not at all")
struct AtomicFileTests {
    @Test("nobody sees it before it is committed")
    func commit() throws {
        let folder = try TemporaryFolder("file")
        let file = try AtomicFile(path: "\(folder.path)/results.csv")
        try file.write("first ")
        #expect(!folder.names.contains("results.csv"))
        try file.write([UInt8](repeating: 65, count: 600_000))
        try file.commit()
        #expect(folder.names == ["results.csv"])
        #expect(folder.bytes(of: "results.csv") == Array("first ".utf8) + [UInt8](repeating: 65, count: 600_000))
    }

    @Test("one that is dropped leaves nothing, and what stood there stays")
    func drop() throws {
        let folder = try TemporaryFolder("file")
        _ = try folder.file("results.csv", Array("old".utf8))
        do {
            let file = try AtomicFile(path: "\(folder.path)/results.csv")
            try file.write("new")
        }
        #expect(folder.names == ["results.csv"])
        #expect(folder.bytes(of: "results.csv") == Array("old".utf8))
    }

    @Test("it replaces what stood there, and only the owner may read it")
    func replace() throws {
        let folder = try TemporaryFolder("file")
        _ = try folder.file("results.csv", Array("old and longer".utf8))
        let path = try folder.file("results.csv", Array("new".utf8))
        #expect(folder.bytes(of: "results.csv") == Array("new".utf8))
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test("a folder that is not there is told in words")
    func missingFolder() throws {
        let error = #expect(throws: OutputError.self) { try AtomicFile(path: "/nowhere/at/all/results.csv") }
        #expect(error?.description.contains("/nowhere/at/all/results.csv could not be created") == true)
    }
}
