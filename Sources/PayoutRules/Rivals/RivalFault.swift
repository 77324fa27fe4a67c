package import Wording

/// Another column than the one that is read may hold what is meant: the whole file is refused, and both are named.
package struct RivalFault: Error, Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Both hold amounts, and they differ.
        case other
        /// The amount may be that of one of many.
        case multiplied
        /// Both hold accounts, or banks, and they differ.
        case target(RivalTarget.Kind)
    }

    let kind: Kind
    /// The first line that shows it.
    private let line: Int
    private let read: String
    private let other: String

    init(line: Int, _ kind: Kind, _ read: String, other: String) {
        (self.line, self.kind, self.read, self.other) = (line, kind, CellText.shown(read), CellText.shown(other))
    }

    /// One line for people about `file`.
    package func phrase(file: String) -> Phrase {
        switch kind {
        case .other:
            Phrase(
                """
                \(file), line \(line): the columns "\(read)" and "\(other)" hold different amounts, and nothing says \
                which is to be paid. Nothing was sent. Rename the right column to "amount", or name it in the \
                settings (columns.amount), or delete the other one
                """)
        case .multiplied:
            Phrase(
                """
                \(file), line \(line): "\(read)" may be the amount of one, and "\(other)" says how many or which \
                share. Nothing was sent. Write what is to be paid into a column "amount", or name the right column in \
                the settings (columns.amount)
                """)
        case .target(.account):
            Phrase(
                """
                \(file), line \(line): the columns "\(read)" and "\(other)" hold different account numbers. Nothing \
                was sent. Rename the right column to "account_number", or name it in the settings \
                (columns.accountNumber), or delete the other one
                """)
        case .target(.bank):
            Phrase(
                """
                \(file), line \(line): the columns "\(read)" and "\(other)" name different banks. Nothing was sent. \
                Rename the right column to "bank_code", or name it in the settings (columns.bankCode), or delete the \
                other one
                """)
        }
    }
}
