internal import PayoutCore

extension Settings {
    /// Far more than any company pays; the sums of a ledger stay far below 64 bits.
    static let rupiahMax = 1_000_000_000_000_000

    /// Reads the ceilings, in whole rupiah; each is nil where none is set.
    static func ceilings(_ reader: inout SettingsReader) -> Ceilings {
        var ceilings = Ceilings()
        ceilings.row = rupiah(.limitRow, &reader)
        ceilings.batch = rupiah(.limitBatch, &reader)
        ceilings.day = rupiah(.limitDay, &reader)
        ceilings.payee = rupiah(.limitPayee, &reader)
        return ceilings
    }

    private static func rupiah(_ key: SettingKey, _ reader: inout SettingsReader) -> Rupiah? {
        reader.number(key, in: 1...rupiahMax).map { Rupiah(Int64($0)) }
    }
}
