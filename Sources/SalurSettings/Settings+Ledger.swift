package import Wording

extension Settings {
    /// Why the ledger must not be written where it lies; nil where it may.
    package var ledgerRefusal: Phrase? {
        guard !allowNetworkFileSystem, let system = FileSystem.of(ledgerPath), system.isRemote else { return nil }
        return Phrase(
            """
            The ledger \(ledgerPath) lies on a network file system (\(system.name)), where locks and crashes can \
            damage it and a payment could be made twice. Set ledger.path to a local disk. Only if you know that no \
            other machine uses it, set ledger.allowNetworkFileSystem (\
            \(SettingKey.allowNetworkFileSystem.environmentName)) to true. Nothing was sent.
            """)
    }
}
