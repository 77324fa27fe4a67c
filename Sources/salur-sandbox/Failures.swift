import ArgumentParser
import BankSandbox
import Logging
import PayoutFile
import SNAP

/// Runs the work of a command and turns whatever it throws into a message and an exit code: nothing else may reach the
/// argument parser, which would end with 1.
func reportingFailures(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let code as ExitCode {
        throw code
    } catch let error as SandboxStartError {
        throw ended(78, error.description)
    } catch let error as KeyFolderError {
        throw ended(73, error.description)
    } catch let error as FileError {
        throw ended(65, "\(error)")
    } catch let error as UnusableFileError {
        throw ended(65, error.description)
    } catch let error as SNAPKeyError {
        throw ended(78, "a key cannot be used: \(error)")
    } catch {
        throw ended(70, "unexpected trouble: \(error)")
    }
}

/// Logs to standard error, and only what is wrong.
func sandboxLogger() -> Logger {
    var logger = Logger(label: "salur-sandbox", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = .warning
    return logger
}
