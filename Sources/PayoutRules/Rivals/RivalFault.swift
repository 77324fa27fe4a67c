internal import PayoutCore
package import Wording

/// Another column than the one that is read may hold what is meant: the whole file is refused, and both are named.
package struct RivalFault: Error, Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Both hold amounts, and they differ.
        case other
        /// The amount may be that of one of many; `product` is the column that holds that of all.
        case multiplied(product: String?)
        /// The amount is not what the other numbers of its row are, as in nearly all other rows.
        case sum(amount: Rupiah, expected: Rupiah, terms: String)
        /// Only some rows have a date on which they are paid.
        case dated(rows: Int, all: Int)
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
        case .multiplied(let product?):
            Phrase(
                """
                \(file), line \(line): "\(read)" may be the amount of one, "\(other)" says how many, and "\(product)" \
                is the product. Nothing was sent. If "\(product)" is to be paid, rename it to "amount", or name it in \
                the settings (columns.amount)
                """)
        case .sum(let amount, let expected, let terms):
            Phrase(
                """
                \(file), line \(line): "\(read)" is \(amount.display), but \(terms) is \(expected.display), and in \
                nearly all other rows both are the same. Nothing was sent. Correct the wrong number; if the amount is \
                right, empty the other numbers of the row
                """)
        case .dated(let rows, let all):
            Phrase(
                """
                \(file), line \(line): \(rows) of \(all) rows have a date in "\(read)", and the others have none: they \
                may be paid already, or be due on another day. Nothing was sent. Delete these rows, or empty the cells \
                if they are due now
                """)
        case .multiplied(nil):
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
