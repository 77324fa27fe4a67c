internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import Operations
internal import SalurSettings
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
                let failure = errno
                throw CommandFailure(
                    .cannotWrite,
                    failure == EEXIST
                        ? Phrase("\(file) was not written: it exists already and is left as it is.")
                        : Phrase("\(file) was not written: \(String(cString: strerror(failure)))."))
            }
            defer { close(descriptor) }
            let text = Array(SettingsTemplate.text.utf8)
            guard text.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == text.count else {
                throw CommandFailure(.cannotWrite, Phrase("\(file) could not be written. Check the free space."))
            }
            Output.result(Phrase("Wrote \(file). Fill in what the bank gave you, then run \"salur doctor\"."))
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

            EXIT CODES
              0   all is well
              78  something must be put right first
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
                    all: findings.map {
                        Document(
                            grade: $0.grade.rawValue, subject: $0.subject.english, detail: Output.text($0.detail))
                    })
            } else {
                for finding in findings {
                    Output.result(Phrase("\(mark(finding.grade)) \(finding.subject): \(finding.detail)"))
                }
            }
            return findings.contains { $0.grade == .bad } ? .badSettings : .success
        }
    }

    private func mark(_ grade: Doctor.Finding.Grade) -> Phrase {
        switch grade {
        case .good: .verbatim(Style.good(Output.text(Phrase("ok     ")), on: .output))
        case .warning: .verbatim(Style.warning(Output.text(Phrase("warning")), on: .output))
        case .bad: .verbatim(Style.bad(Output.text(Phrase("WRONG  ")), on: .output))
        }
    }
}
