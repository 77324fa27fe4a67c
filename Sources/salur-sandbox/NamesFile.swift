import PayoutFile

/// The account holders that a payout file names: account number to name.
enum NamesFile {
    private static let numberColumn = "account_number"
    private static let nameColumn = "account_name"

    /// Reads a payout file, plain or gzipped; where an account occurs twice, its last name counts. Throws
    /// ``UnusableFileError`` or ``FileError`` with a message for people.
    static func read(_ path: String) throws -> [String: String] {
        let reader = try PayoutFileReader(path: path)
        let columns = reader.header.names.map { $0.lowercased() }
        guard let number = columns.firstIndex(of: numberColumn), let name = columns.firstIndex(of: nameColumn) else {
            throw UnusableFileError(
                description: "\(path) has no columns \(numberColumn) and \(nameColumn); give --names a payout file")
        }
        var names: [String: String] = [:]
        while let row = try reader.nextRow() {
            guard row.count > max(number, name) else { continue }
            let (account, holder) = (trimmed(row[number]), trimmed(row[name]))
            if !account.isEmpty, !holder.isEmpty { names[account] = holder }
        }
        return names
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// A file that was given cannot be used.
struct UnusableFileError: Error, CustomStringConvertible {
    let description: String
}
