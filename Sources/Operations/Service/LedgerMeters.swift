internal import CoreMetrics
internal import FoundationEssentials
internal import Glibc
internal import PayoutCore
internal import PayoutLedger

/// The figures of a ledger for those who watch a service from outside: what waits, how old it is, and whether there is
/// room on the disk. Nothing of a person.
struct LedgerMeters {
    /// What each figure says.
    static let explanations = [
        "salur_ledger_batches": "Batches of the ledger, by status.",
        "salur_ledger_payouts": "Payouts of all batches of the ledger, by status.",
        "salur_ledger_rupiah": "Rupiah of all batches of the ledger, by status of the payout.",
        "salur_oldest_pending_seconds": "For how long the oldest pending payout has waited for its result; 0 for none.",
        "salur_last_backup_timestamp_seconds": "When salur backup was last used, in seconds since 1970; 0 for never.",
        "salur_ledger_bytes": "The size of the ledger, with its write-ahead log.",
        "salur_disk_free_bytes": "Free space on the disk of the ledger.",
        "salur_ledger_is_read": "1 while the ledger can be read; the other figures of it are old where it is 0.",
        "salur_build_info": "Always 1; the label is the version.",
        "process_start_time_seconds": "When the process began, in seconds since 1970.",
    ]

    private let batches: [BatchStatus: Meter]
    private let payouts: [PayoutStatus: (count: Meter, sum: Meter)]
    private let oldestPending: Meter
    private let lastBackup: Meter
    private let ledgerBytes: Meter
    private let diskFreeBytes: Meter
    private let isRead: Meter

    init(factory: any MetricsFactory, startedAt: Timestamp) {
        func meter(_ label: String, _ dimensions: [(String, String)] = []) -> Meter {
            Meter(label: label, dimensions: dimensions, factory: factory)
        }
        let shown = BatchStatus.allCases.filter { $0 != .importing }
        batches = Dictionary(
            uniqueKeysWithValues: shown.map { ($0, meter("salur_ledger_batches", [("status", $0.rawValue)])) })
        payouts = Dictionary(
            uniqueKeysWithValues: PayoutStatus.allCases.map { status in
                let label = [("status", status.rawValue)]
                return (status, (meter("salur_ledger_payouts", label), meter("salur_ledger_rupiah", label)))
            })
        oldestPending = meter("salur_oldest_pending_seconds")
        lastBackup = meter("salur_last_backup_timestamp_seconds")
        ledgerBytes = meter("salur_ledger_bytes")
        diskFreeBytes = meter("salur_disk_free_bytes")
        isRead = meter("salur_ledger_is_read")
        meter("salur_build_info", [("version", SalurVersion.text)]).set(1)
        meter("process_start_time_seconds").set(Double(startedAt.milliseconds) / 1000)
    }

    /// Reads the ledger and sets every figure.
    func show(_ ledger: Ledger, at now: Timestamp) {
        do {
            let (standing, oldest, backedUpAt) = try ledger.read { reader in
                let batches = try reader.batches()
                var totals: [BatchID: Totals] = [:]
                for batch in batches { totals[batch.id] = try reader.totals(batch.id) }
                let pending = batches.filter { totals[$0.id]?[.pending, default: .zero].count ?? 0 > 0 }
                let oldest = try pending.compactMap { try reader.pendingAges(of: $0.id, before: now)?.oldestSentAt }
                return (
                    (batches.map(\.state.status), totals), oldest.min(),
                    try reader.lastEvent(ofKind: LedgerBackup.eventKind)
                )
            }
            for (status, meter) in batches { meter.set(standing.0.count { $0 == status }) }
            for (status, meters) in payouts {
                let tallies = standing.1.values.compactMap { $0[status] }
                meters.count.set(tallies.reduce(0) { $0 + $1.count })
                meters.sum.set(tallies.reduce(0.0) { $0 + Double($1.sum.whole) })
            }
            oldestPending.set(oldest.map { Double((now - $0).wholeMilliseconds) / 1000 } ?? 0)
            lastBackup.set(backedUpAt.map { Double($0.milliseconds) / 1000 } ?? 0)
            isRead.set(1)
        } catch {
            isRead.set(0)
        }
        showDisk(ledger.path)
    }

    private func showDisk(_ path: String) {
        let sizes = ["", "-wal"].compactMap { ending -> Int64? in
            var status = stat()
            return stat(path + ending, &status) == 0 ? Int64(status.st_size) : nil
        }
        ledgerBytes.set(Double(sizes.reduce(0, +)))
        var status = statvfs()
        if statvfs(path, &status) == 0 { diskFreeBytes.set(Double(status.f_bavail) * Double(status.f_frsize)) }
    }
}
