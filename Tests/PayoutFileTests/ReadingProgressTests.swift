import Foundation
import PayoutFile
import Synchronization
import Testing

/// An observer is notified how far a file has been read.
@Suite struct ReadingProgressTests {
    @Test func `Every read is told, and the end once`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "salur-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        let bytes = Data(repeating: UInt8(ascii: "a"), count: 600_000)
        try bytes.write(to: file)
        let reported = Mutex<[ReadingProgress]>([])
        let observer = { @Sendable progress in reported.withLock { $0.append(progress) } }
        try ReadingProgress.$observer.withValue(.init(observer)) {
            _ = try ContentStream.digest(path: file.path)
        }
        let all = reported.withLock { $0 }
        #expect(all.allSatisfy { $0.bytesTotal == bytes.count && $0.name == file.path })
        #expect(all.map(\.bytesRead) == all.map(\.bytesRead).sorted())
        #expect(all.last?.bytesRead == bytes.count)
        #expect(all.filter(\.hasEnded).count == 1 && all.last?.hasEnded == true)
    }

    @Test func `A file that is not read to its end has ended too`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "salur-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("x,y\n".utf8).write(to: file)
        let ends = Mutex(0)
        let observer = { @Sendable (progress: ReadingProgress) in
            if progress.hasEnded { ends.withLock { $0 += 1 } }
        }
        try ReadingProgress.$observer.withValue(.init(observer)) {
            _ = try FileSource(path: file.path)
        }
        #expect(ends.withLock { $0 } == 1)
    }
}
