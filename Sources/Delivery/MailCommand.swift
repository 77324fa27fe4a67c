internal import Glibc
internal import Subprocess
internal import SystemPackage

/// A command of the system that takes a mail on its standard input, as `sendmail -t -i` does.
///
/// It is started without a shell, knows none of the secrets of the environment, and is ended where it takes too long.
package struct MailCommand: Hashable, Sendable {
    /// The path of the program.
    package let program: String
    package let arguments: [String]
    private let limit: Duration

    /// - Parameter limit: how long it may take.
    package init(program: String, arguments: [String], limit: Duration = .seconds(60)) {
        (self.program, self.arguments, self.limit) = (program, arguments, limit)
    }

    /// Whether the program is there and may be started.
    package var isThere: Bool { access(program, X_OK) == 0 }

    /// Hands a mail over.
    ///
    /// - Throws: ``DeliveryFailure`` where the command is missing, ends with another status than 0, or takes too long.
    ///   A command that ends with a status of its own has not taken the mail; one that was ended may have.
    package func send(_ mail: String) async throws(DeliveryFailure) {
        guard isThere else { throw DeliveryFailure("\(program) is missing or cannot be started") }
        let (program, arguments, environment) = (program, arguments, Self.environment)
        do {
            try await Deadline.run(limit, program) {
                // Files, not pipes: what the command leaves running in the background is not waited for.
                let (input, errors) = (try UnnamedFile(mail), try UnnamedFile(""))
                var options = PlatformOptions()
                options.processGroupID = 0
                options.teardownSequence = [
                    .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
                    .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
                ]
                let result = try await Subprocess.run(
                    .path(FilePath(program)), arguments: Arguments(arguments), environment: .custom(environment),
                    platformOptions: options,
                    input: .fileDescriptor(input.descriptor, closeAfterSpawningProcess: false), output: .discarded,
                    error: .fileDescriptor(errors.descriptor, closeAfterSpawningProcess: false))
                guard case .exited(0) = result.terminationStatus else {
                    let words = errors.beginning.split(whereSeparator: \.isNewline).last ?? ""
                    var wasEnded = true
                    if case .exited = result.terminationStatus { wasEnded = false }
                    throw DeliveryFailure(
                        "\(program) ended with \(result.terminationStatus): \(words)", mayHaveArrived: wasEnded)
                }
            }
        } catch let failure as DeliveryFailure {
            throw failure
        } catch {
            throw DeliveryFailure("\(program) could not be used: \(error)", mayHaveArrived: true)
        }
    }

    /// What a mail program may need to know.
    private static var environment: [Environment.Key: String] {
        var found: [Environment.Key: String] = [:]
        for name in ["PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ"] {
            if let value = getenv(name) { found[Environment.Key(stringLiteral: name)] = String(cString: value) }
        }
        return found
    }
}

/// A file that has no name, so that nothing of it is left whatever happens.
private final class UnnamedFile: Sendable {
    private static let bytesRead = 4096

    let descriptor: FileDescriptor

    /// - Throws: ``DeliveryFailure`` where the disk does not take it.
    init(_ text: String) throws(DeliveryFailure) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var path = Array("\(folder)/salur-mail-XXXXXX".utf8CString)
        let number = mkstemp(&path)
        guard number >= 0 else { throw DeliveryFailure("no file can be made in \(folder)") }
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        unlink(path)
        descriptor = FileDescriptor(rawValue: number)
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(number, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw DeliveryFailure("the disk with \(folder) is full") }
            written += count
        }
        lseek(number, 0, SEEK_SET)
    }

    deinit { close(descriptor.rawValue) }

    /// The first text in it.
    var beginning: String {
        var bytes = [UInt8](repeating: 0, count: Self.bytesRead)
        let count = pread(descriptor.rawValue, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
