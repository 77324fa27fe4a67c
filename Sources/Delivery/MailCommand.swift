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
    package func send(_ mail: String) async throws(DeliveryFailure) {
        let (program, arguments, environment) = (program, arguments, Self.environment)
        do {
            try await Deadline.run(limit, program) {
                var options = PlatformOptions()
                options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
                let result = try await Subprocess.run(
                    .path(FilePath(program)), arguments: Arguments(arguments), environment: .custom(environment),
                    platformOptions: options, input: .string(mail), output: .discarded,
                    error: .string(limit: Self.errorBytesMax))
                guard case .exited(0) = result.terminationStatus else {
                    let words = result.standardError.split(whereSeparator: \.isNewline).last ?? ""
                    throw DeliveryFailure("\(program) ended with \(result.terminationStatus): \(words)")
                }
            }
        } catch let failure as DeliveryFailure {
            throw failure
        } catch {
            throw DeliveryFailure("\(program) could not be used: \(error)")
        }
    }

    private static let errorBytesMax = 1 << 20

    /// What a mail program may need to know.
    private static var environment: [Environment.Key: String] {
        var found: [Environment.Key: String] = [:]
        for name in ["PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ"] {
            if let value = getenv(name) { found[Environment.Key(stringLiteral: name)] = String(cString: value) }
        }
        return found
    }
}
