internal import Glibc
internal import PayoutCore
internal import Wording

/// Asks for the code that a customer has received: on a terminal without showing it, else a line of standard input.
enum CodePrompt {
    /// How many digits a code has (Ayoconnect: Direct Debit, section 6).
    private static let digits = 6

    /// - Returns: nil where nobody typed a code.
    static func ask(triesLeft: Int) -> Secret? {
        let isTerminal = isatty(STDIN_FILENO) == 1
        while true {
            if isTerminal {
                Output.prompt(Output.text(Phrase("Code of the customer, 6 digits (tries left: \(triesLeft)):")) + " ")
            }
            guard let line = isTerminal ? HiddenLine.read() : readLine() else { return nil }
            let code = line.filter { !$0.isWhitespace }
            if code.isEmpty { return nil }
            if code.utf8.count == digits, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return Secret(code) }
            Output.message(Phrase("A code has 6 digits. It was not sent."))
        }
    }
}
