import ArgumentParser

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `salur-sandbox`: a bank to practise on. It speaks the contract over real HTTP and moves no money.
@main
struct SandboxProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salur-sandbox",
        abstract: "A simulated bank: it speaks the bank's contract over real HTTP, and moves no money.",
        discussion: """
            All that it remembers is gone when it ends. What it did is reported by GET /ledger.

            Account numbers and tokens choose how it misbehaves; NN is the case, 00 for none:
              bank account   begins with 9900NN, that of an e-wallet with 089900NN
              debit mandate  auth code MA, account token MT, public user id MU, then
                             the bank (3 digits), NN and 25 letters and digits
              card           customer id MC, NN and 12 letters and digits; its card
                             token is that id and 24 zeros
              amount         ends with 9900NN (debit payments and charges)
            README.md and docs/simulated-bank.md list the cases. The right code (OTP) of \
            every customer is 123456.

            EXAMPLES
              salur-sandbox with -- salur run --yes payroll.csv
              salur-sandbox with --faults 0.5 --seed 7 -- salur run --yes payroll.csv
              salur-sandbox serve --callback-url http://127.0.0.1:8081 --directory d
            """,
        subcommands: [WithCommand.self, ServeCommand.self])

    static func main() async {
        // First of all: keys and ledgers that are written from here on belong to nobody else.
        umask(0o077)
        await main(nil)
    }
}

/// Ends the program with a message for people. Exit codes: 64 usage, 65 a file is
/// refused, 70 internal, 73 cannot write, 78 port in use.
func ended(_ code: Int32, _ message: String) -> ExitCode {
    note(message)
    return ExitCode(code)
}

/// One line on standard error.
func note(_ message: String) {
    let line = Array("salur-sandbox: \(message)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
}
