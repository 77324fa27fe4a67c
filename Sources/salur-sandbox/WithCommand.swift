import ArgumentParser
import BankSandbox
import FoundationEssentials
import Logging
import Subprocess

/// `salur-sandbox with`: a bank for as long as one command runs.
struct WithCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "with",
        abstract: "Run a command against a simulated bank that lives as long as the command.",
        discussion: """
            Picks free ports, makes keys in a private temporary folder, and hands every \
            SALUR_ setting of the bank to the command by environment. SALUR_DISPATCH_ \
            settings of your own are left as they are. The ledger of the command lives \
            in the same folder, and ends with the bank, unless SALUR_LEDGER_PATH or its \
            own --ledger names another. Ends with the exit code of the command (128 + n \
            where signal n ended it).

            EXAMPLES
              salur-sandbox with -- salur run --yes payroll.csv
              salur-sandbox with --faults 0.5 --seed 7 -- salur run --yes payroll.csv
              salur-sandbox with --ledger bank.json -- salur run --yes payroll.csv
              salur-sandbox with --callbacks off -- sh -c 'env | grep SALUR_'
            """)

    @OptionGroup var behaviour: BehaviourOptions

    @Option(help: "Write what the bank did (as GET /ledger) into this file at the end.")
    var ledger: String?

    @Flag(help: "Do not say where the bank listens.")
    var quiet = false

    @Argument(parsing: .postTerminator, help: "The command and its arguments, after --.")
    var command: [String]

    func validate() throws {
        if command.isEmpty { throw ValidationError("Say which command to run, after --.") }
    }

    func run() async throws {
        try await reportingFailures {
            let relay = SignalRelay()
            defer { relay.end() }
            let folder = try KeyFolder.temporary()
            defer { folder.remove() }
            guard let callbackPort = FreePort.find() else { throw ended(78, "no port is free on 127.0.0.1") }
            let callbackAddress = "127.0.0.1:\(callbackPort)"
            var settings = SandboxSettings(credentials: folder.credentials, callbackURL: "http://\(callbackAddress)")
            try behaviour.apply(to: &settings)
            let status = try await SimulatedBank.withRunning(settings, logger: sandboxLogger()) { bank, baseURL in
                if !quiet { note("the simulated bank listens on \(baseURL); see \(baseURL)/ledger") }
                let environment = ClientEnvironment(
                    baseURL: baseURL, callbackAddress: callbackAddress, folder: folder, behaviour: behaviour)
                let status = try await runCommand(environment, folder, relay)
                if let ledger { try writePrivately(bank.ledgerText(), to: ledger) }
                return status
            }
            throw ExitCode(status)
        }
    }

    /// Runs the command on our own standard streams; answers its exit code, or 128 + n for signal n.
    private func runCommand(
        _ environment: ClientEnvironment, _ folder: KeyFolder, _ relay: SignalRelay
    ) async throws -> Int32 {
        var updates: [Environment.Key: String?] = [:]
        for name in ClientEnvironment.removed { updates[.init(stringLiteral: name)] = .some(nil) }
        for (name, value) in environment.values { updates[.init(stringLiteral: name)] = value }
        // The bank forgets everything when it ends, and a ledger belongs to one bank: both live equally long, unless a
        // ledger is named.
        if ProcessInfo.processInfo.environment["SALUR_LEDGER_PATH"] == nil {
            updates["SALUR_LEDGER_PATH"] = folder.path + "/salur.db"
        }
        let name = command[0]
        do {
            let result = try await Subprocess.run(
                name.contains("/") ? .path(literal(name)) : .name(name),
                arguments: Arguments(Array(command.dropFirst())), environment: .inherit.updating(updates),
                input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError
            ) { execution in relay.begin(execution.processIdentifier.value) }
            relay.end()
            switch result.terminationStatus {
            case .exited(let code): return code
            case .signaled(let signal): return 128 + signal
            }
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw ended(127, "there is no command \(name)")
        }
    }
}

/// Makes a value of a type that is written as a string literal, whose module this program does not import.
private func literal<Value: ExpressibleByStringLiteral>(_ text: String) -> Value
where Value.StringLiteralType == String {
    Value(stringLiteral: text)
}
