internal import PayoutLedger

/// The ledger of one history, and the copy of it that is put aside: in memory for speed, or in files, which processes
/// open anew and whose disk fills.
final class LedgerPlace {
    let isFile: Bool
    private(set) var ledger: Ledger
    private let shelf: LedgerShelf
    private(set) var hasCopy = false
    private var copy: String?

    init(isFile: Bool, shelf: LedgerShelf) throws {
        self.isFile = isFile
        self.shelf = shelf
        ledger = isFile ? try Ledger(path: try shelf.newLedger()) : shelf.memory
        if !isFile { try ledger.clear() }
    }

    /// Leaves nothing behind.
    func end() throws {
        guard isFile else { return try ledger.clear() }
        let path = ledger.path
        try ledger.close()
        shelf.remove(path)
        if let copy { shelf.remove(copy) }
    }

    /// A new process opens the ledger, which SQLite then recovers.
    func reopen() throws {
        guard isFile else { return }
        let path = ledger.path
        try ledger.close()
        ledger = try Ledger(path: path)
    }

    /// The disk is gone; a copy lies elsewhere, in memory not.
    func lose() throws {
        guard isFile else {
            hasCopy = false
            return try ledger.clear()
        }
        try replace(by: try shelf.newLedger())
    }

    /// Puts a copy aside, as a nightly backup does.
    func keepCopy() throws {
        defer { hasCopy = true }
        guard isFile else { return try ledger.keepCopy(isFirst: !hasCopy) }
        let path = ledger.path
        try ledger.close()
        if let copy { shelf.remove(copy) }
        copy = try shelf.copy(path)
        ledger = try Ledger(path: path)
    }

    /// Puts the copy in the place of the ledger.
    func restoreCopy() throws {
        guard isFile else { return try ledger.restoreCopy() }
        guard let copy else { return }
        try replace(by: try shelf.copy(copy))
    }

    private func replace(by path: String) throws {
        let old = ledger.path
        try ledger.close()
        shelf.remove(old)
        ledger = try Ledger(path: path)
    }
}
