internal import ArgumentParser
internal import Glibc

/// Compares Salur with what others do with the same file and the same bank (`make bench`), and counts the
/// instructions of its hot paths (`make guard`).
@main
struct BenchmarkProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salur-benchmark",
        abstract: "Measures salur beside its references, and counts the instructions of its hot paths.",
        subcommands: [
            CompareCommand.self, GuardCommand.self, DataCommand.self, SettleCommand.self, EmptyRouteCommand.self,
            ClientLoadCommand.self,
        ],
        defaultSubcommand: CompareCommand.self)

    static func main() async {
        // First of all: ledgers that are written from here on belong to nobody else.
        umask(0o077)
        await main(nil)
    }
}

/// What went wrong, for whoever measures.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// One line on standard error: what is being done.
func note(_ message: String) { put(message, STDERR_FILENO) }

/// One line on standard output: what was found. It is there at once, also where the output is a file.
func show(_ message: String) { put(message, STDOUT_FILENO) }

private func put(_ message: String, _ descriptor: Int32) {
    let line = Array("\(message)\n".utf8)
    _ = write(descriptor, line, line.count)
}
