package import PayoutCore
internal import Wording

extension SettingKey {
    /// The settings that name columns, and the column that each of them names.
    static let columns: [(key: SettingKey, column: Column)] = [
        (.columnReference, .reference), (.columnBankCode, .bankCode), (.columnAccountNumber, .accountNumber),
        (.columnAccountName, .accountName), (.columnAmount, .amount), (.columnNote, .note),
        (.columnCurrency, .currency), (.columnEmail, .email), (.columnCustomer, .customer),
        (.columnPaymentReference, .paymentReference),
    ]
}

extension Settings {
    /// The setting that names `column` (`columns.accountNumber`); nil of a column that no setting names.
    package static func key(naming column: Column) -> String? {
        SettingKey.columns.first { $0.column == column }?.key.rawValue
    }

    /// Reads the names of the columns: one for each, or several with `|` between them.
    static func columns(_ reader: inout SettingsReader) -> ColumnMapping {
        var names: [Column: [String]] = [:]
        var owners: [String: SettingKey] = [:]
        for (key, column) in SettingKey.columns {
            let expected = Phrase("the name of a column, or several with | between them")
            let found: [String]? = reader.value(key, expected: expected) { text in
                let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
                return parts.contains(where: \.isEmpty) ? nil : parts
            }
            for name in found ?? [] {
                if let owner = owners.updateValue(key, forKey: name.lowercased()), owner != key {
                    reader.complain(Phrase("\(key.rawValue) and \(owner.rawValue) name the same column, \"\(name)\""))
                }
            }
            names[column] = found
        }
        return ColumnMapping(names)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
