internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import SalurService
internal import Wording

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a commented salur.yaml to fill in.",
        discussion: """
            EXAMPLES
              salur init
              salur init /etc/salur/salur.yaml
            """)

    @Argument(help: ArgumentHelp("Where to write it.", valueName: "file"))
    var file = "salur.yaml"

    @OptionGroup var speech: LanguageOption

    func run() async throws {
        try await Output.guarded {
            let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                let why = errno == EEXIST ? "it exists already and is left as it is" : String(cString: strerror(errno))
                throw CommandFailure(.cannotWrite, Phrase("\(file) was not written: \(why)."))
            }
            defer { close(descriptor) }
            let text = Array(SettingsTemplate.text.utf8)
            guard text.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == text.count else {
                throw CommandFailure(.cannotWrite, Phrase("\(file) could not be written. Check the free space."))
            }
            Output.result("Wrote \(file). Fill in what the bank gave you, then run \"salur doctor\".")
            return .success
        }
    }
}

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check settings, keys, clock, token, callback port and ledger. Pays nothing.",
        discussion: """
            EXAMPLES
              salur doctor
              salur doctor --config /etc/salur/salur.yaml --json

            Exit code 0: all is well; 78: something must be put right first.
            """)

    @OptionGroup var settings: SettingsOptions

    private struct Document: Encodable {
        let grade: String
        let subject: String
        let detail: String
    }

    func run() async throws {
        try await Output.guarded {
            let doctor = Doctor(
                settings: try await Settings.load(
                    ledgerPath: settings.ledger, environment: ProcessInfo.processInfo.environment,
                    file: settings.config),
                clock: SystemClock(), logger: SettingsOptions.logger)
            let findings = await doctor.examine()
            if settings.json {
                try Output.json(
                    findings.map { Document(grade: $0.grade.rawValue, subject: $0.subject, detail: $0.detail) })
            } else {
                for finding in findings {
                    Output.result("\(mark(finding.grade)) \(finding.subject): \(finding.detail)")
                }
            }
            return findings.contains { $0.grade == .bad } ? .badSettings : .success
        }
    }

    private func mark(_ grade: Doctor.Finding.Grade) -> String {
        switch grade {
        case .good: Style.good("ok     ", on: .output)
        case .warning: Style.warning("warning", on: .output)
        case .bad: Style.bad("WRONG  ", on: .output)
        }
    }
}
