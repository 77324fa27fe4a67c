internal import ArgumentParser
internal import FoundationEssentials
internal import Operations
internal import SalurSettings
internal import Wording

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
