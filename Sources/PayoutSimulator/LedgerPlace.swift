internal import LedgerAPI
internal import LedgerMemory
internal import PayoutLedger

/// The ledger of one history, and the copy of it that is put aside: in memory, which is fast, or in a file of SQLite,
/// which processes open anew and whose disk fills.
final class LedgerPlace {
    private enum Place {
        case memory(MemoryLedger, copy: Tables?)
        case file(Ledger, copy: String?)
    }

    private var place: Place
    private let shelf: LedgerShelf

    init(isFile: Bool, shelf: LedgerShelf) throws {
        self.shelf = shelf
        place = isFile ? .file(try Ledger(path: try shelf.newLedger()), copy: nil) : .memory(MemoryLedger(), copy: nil)
    }

    var ledger: any LedgerStore {
        switch place {
        case .memory(let ledger, _): ledger
        case .file(let ledger, _): ledger
        }
    }

    /// The ledger of SQLite, where it is one.
    var file: Ledger? {
        switch place {
        case .memory: nil
        case .file(let ledger, _): ledger
        }
    }

    /// Lets the file grow no further, as on a full disk, until this is undone or it is opened anew.
    func limitGrowth(_ isLimited: Bool) throws { try file?.limitGrowth(isLimited) }

    /// What the ledger of SQLite has cached and its tables do not hold.
    func cacheDifferences() throws -> [String] { try file?.cacheDifferences() ?? [] }

    var hasCopy: Bool {
        switch place {
        case .memory(_, let copy): copy != nil
        case .file(_, let copy): copy != nil
        }
    }

    /// Leaves nothing behind.
    func end() throws {
        guard case .file(let ledger, let copy) = place else { return }
        try ledger.close()
        shelf.remove(ledger.path)
        if let copy { shelf.remove(copy) }
    }

    /// A new process opens the ledger, which SQLite then recovers.
    func reopen() throws {
        switch place {
        case .memory(let ledger, let copy): place = .memory(MemoryLedger(ledger.content), copy: copy)
        case .file(let ledger, let copy):
            try ledger.close()
            place = .file(try Ledger(path: ledger.path), copy: copy)
        }
    }

    /// The disk is gone; a copy lies elsewhere.
    func lose() throws {
        switch place {
        case .memory(_, let copy): place = .memory(MemoryLedger(), copy: copy)
        case .file(let ledger, let copy): try replace(ledger, by: try shelf.newLedger(), copy)
        }
    }

    /// Puts a copy aside, as a nightly backup does.
    func keepCopy() throws {
        switch place {
        case .memory(let ledger, _): place = .memory(ledger, copy: ledger.content)
        case .file(let ledger, let old):
            try ledger.close()
            if let old { shelf.remove(old) }
            place = .file(try Ledger(path: ledger.path), copy: try shelf.copy(ledger.path))
        }
    }

    /// Puts the copy in the place of the ledger.
    func restoreCopy() throws {
        switch place {
        case .memory(_, let copy?): place = .memory(MemoryLedger(copy), copy: copy)
        case .file(let ledger, let copy?): try replace(ledger, by: try shelf.copy(copy), copy)
        case .memory(_, nil), .file(_, nil): break
        }
    }

    private func replace(_ old: Ledger, by path: String, _ copy: String?) throws {
        try old.close()
        shelf.remove(old.path)
        place = .file(try Ledger(path: path), copy: copy)
    }
}
