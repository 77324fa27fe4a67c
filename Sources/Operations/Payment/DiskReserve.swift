internal import Glibc
internal import Wording

/// The room that a payment needs on the disks of its ledger and its reports, found out before anything is sent: a disk
/// that fills up midway loses nothing, but leaves transfers in doubt that could have waited.
struct DiskReserve {
    private static let ledgerBytesMin: UInt64 = 8 << 20
    private static let ledgerBytesPerRow: UInt64 = 3 << 10
    private static let reportBytesMin: UInt64 = 1 << 20
    private static let reportBytesPerRow: UInt64 = 1 << 10

    let ledgerPath: String
    /// The folder of the reports, which is there already.
    let reportFolder: String

    /// - Parameters:
    ///   - toPay: rows that are to be sent.
    ///   - rows: all rows of the batch.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/ledgerFailed`` or ``OutcomeKind/cannotWrite``.
    func check(toPay: Int, rows: Int) throws(CommandFailure) {
        let ledgerFolder = Self.folder(of: ledgerPath)
        var ledgerNeeds = Self.ledgerBytesMin + Self.ledgerBytesPerRow * UInt64(toPay)
        let reportsNeed = Self.reportBytesMin + Self.reportBytesPerRow * UInt64(rows)
        if Self.device(of: ledgerFolder) == Self.device(of: reportFolder) {
            ledgerNeeds += reportsNeed
        } else if let missing = Self.missing(reportsNeed, at: reportFolder) {
            throw CommandFailure(
                .cannotWrite,
                Phrase(
                    """
                    The disk of \(reportFolder) has too little room for the reports: \(missing) MB are missing. \
                    Nothing was sent. Make room, or name another folder with --output, then run the same command again.
                    """))
        }
        guard let missing = Self.missing(ledgerNeeds, at: ledgerFolder) else { return }
        throw CommandFailure(
            .ledgerFailed,
            Phrase(
                """
                The disk of the ledger \(ledgerPath) has too little room for this payment: \(missing) MB are missing. \
                Nothing was sent. Make room, then run the same command again.
                """))
    }

    /// The folder in which a file lies.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func device(of path: String) -> dev_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_dev : nil
    }

    /// The megabytes that are missing, at least 1; nil if there is room, or the system does not say.
    private static func missing(_ bytes: UInt64, at path: String) -> Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        return free >= bytes ? nil : Int((bytes - free) / 1_000_000) + 1
    }
}
