internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import Operations
internal import Presentation
internal import SalurSettings
internal import Wording

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a commented salur.yaml to fill in, and the key of the vault.",
        discussion: """
            EXAMPLES
              salur init
              salur init /etc/salur/salur.yaml
              salur init --rotate-vault

            The tokens of customers and cards are encrypted under the key in the file of vault.keyFile; unless set, \
            vault.key in the folder of the settings file. Where the settings are there and the key is not, only \
            the key is written.

            --rotate-vault makes a new key, encrypts everything under it, and removes the old key. It may be \
            interrupted at any moment; run it again then. Backups of the ledger from before need the old key: keep a \
            copy of the key file with them.
            """)

    @Argument(help: ArgumentHelp("Where to write the settings.", valueName: "file"))
    var file = Self.usualFile

    @Flag(name: .customLong("rotate-vault"), help: "Renew the key of the vault instead.")
    var rotatesVault = false

    @OptionGroup var speech: LanguageOption

    private static let usualFile = "salur.yaml"
    private static let keyFile = "vault.key"

    func run() async throws {
        try await Output.guarded { rotatesVault ? try await rotate() : try await write() }
    }

    private func rotate() async throws -> OutcomeKind {
        let settings = try await Settings.load(
            environment: ProcessInfo.processInfo.environment, file: file == Self.usualFile ? nil : file)
        for warning in settings.warnings { Output.warning(warning) }
        try settings.requireLocalLedger()
        let rotation = VaultRotation(settings: settings, clock: SystemClock())
        Output.result(try await rotation.run(by: PersonOptions.name(nil)).sentence)
        return .success
    }

    private func write() async throws -> OutcomeKind {
        let exists = FileManager.default.fileExists(atPath: file)
        // Settings that cannot be read name no key; they are left as they are in any case.
        let named = try? await Settings.vaultKeyPath(
            environment: ProcessInfo.processInfo.environment, file: exists ? file : nil)
        guard exists else {
            try writeSettings()
            let key = VaultKeyFile(path: named ?? besideSettings(Self.keyFile))
            if try key.create() { Output.result(Phrase("Wrote the key of the vault to \(key.path). Back it up.")) }
            Output.result(Phrase("Wrote \(file). Fill in what the bank gave you, then run \"salur doctor\"."))
            return .success
        }
        guard let named, try VaultKeyFile(path: named).create() else {
            throw CommandFailure(
                .cannotWrite, Phrase("\(file) was not written: it exists already and is left as it is."))
        }
        Output.result(Phrase("Wrote the key of the vault to \(named). Back it up."))
        return .success
    }

    /// A path in the folder of the settings.
    private func besideSettings(_ name: String) -> String {
        file.lastIndex(of: "/").map { "\(file[...$0])\(name)" } ?? name
    }

    private func writeSettings() throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure(
                .cannotWrite, Phrase("\(file) was not written: \(String(cString: strerror(errno)))."))
        }
        defer { close(descriptor) }
        let text = Array(SettingsTemplate.text.utf8)
        guard text.withUnsafeBytes({ Glibc.write(descriptor, $0.baseAddress, $0.count) }) == text.count else {
            throw CommandFailure(.cannotWrite, Phrase("\(file) could not be written. Check the free space."))
        }
    }
}
