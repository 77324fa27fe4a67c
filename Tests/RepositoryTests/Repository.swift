import Foundation
import Testing

/// The repository that these tests are part of. It is read as files: nothing here calls `swift` or `git`.
enum Repository {
    /// The top folder: two levels above the folder of this file.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// All Swift files of the package. Their text is read and blanked once, for all tests.
    static let swiftFiles: [SourceFile] = files(under: ["Package.swift", "Sources", "Tests"])
        .filter { $0.hasSuffix(".swift") }
        .compactMap { path in text(of: path).map { SourceFile(path: path, text: $0) } }

    /// The Swift files of the programs.
    static var sources: [SourceFile] { swiftFiles.filter { $0.path.hasPrefix("Sources/") } }

    /// The paths of all files in `places` (files or folders), relative to the top folder, in order. A place that does
    /// not exist holds no files; hidden files are left out.
    static func files(under places: [String]) -> [String] {
        places.flatMap { place -> [String] in
            if text(of: place) != nil { return [place] }
            let inner = try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: place).path)
            return (inner ?? []).sorted().filter { path in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
                .map { "\(place)/\($0)" }
        }
    }

    /// The text of the file, or nil where there is none or it is not UTF-8.
    static func text(of path: String) -> String? {
        try? String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}

/// Something that breaks a rule, where it stands, and the rule.
struct Finding: Equatable, CustomStringConvertible {
    let path: String
    /// Counted from 1.
    let line: Int
    let message: String

    var description: String { "\(path):\(line): \(message)" }
}

/// Fails the test once for each finding, so that each is seen with its file and line.
func report(_ findings: [Finding]) {
    for finding in findings { Issue.record(Comment(rawValue: finding.description)) }
}
