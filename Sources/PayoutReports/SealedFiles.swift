internal import AuditTrail
internal import FoundationEssentials
internal import Glibc

/// The report files of a folder as its seal names them: a file with the same digest is as it was written, and nobody
/// has edited it since.
///
///     SealedFiles(in: "out/gaji-3f9a1c07").digest(of: "rejected.csv")   // nil where there is no seal
struct SealedFiles {
    /// The part of the last line of `audit.jsonl` that is read.
    private struct Seal: Decodable {
        let type: String
        let files: [String: String]?
    }

    /// A seal is far shorter.
    private static let sealBytesMax = 64 * 1024

    private let digests: [String: String]

    /// The seal of the reports in `folder`; one that cannot be read names no file.
    init(in folder: String) {
        let path = folder + "/" + AuditFile.name
        let line = Self.lastLine(of: path)
        let seal = line.flatMap { try? JSONDecoder().decode(Seal.self, from: $0) }
        digests = seal.flatMap { $0.type == "seal" ? $0.files : nil } ?? [:]
    }

    /// The SHA-256 of the file as it was written, lowercase hexadecimal; nil where the seal does not name it.
    func digest(of file: String) -> String? { digests[file] }

    private static func lastLine(of path: String) -> Data? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let length = Int(lseek(descriptor, 0, SEEK_END))
        var bytes = [UInt8](repeating: 0, count: max(0, min(length, sealBytesMax)))
        let count = pread(descriptor, &bytes, bytes.count, off_t(length - bytes.count))
        guard count > 0 else { return nil }
        return bytes[..<count].split(separator: UInt8(ascii: "\n")).last.map { Data($0) }
    }
}
