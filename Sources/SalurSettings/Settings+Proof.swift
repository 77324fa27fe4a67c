internal import Ayoconnect
internal import CallbackServer
package import Wording

extension Settings.Callbacks {
    /// Why callbacks must not be taken this way, nil where they may: a proof that does not cover the body proves
    /// nothing to a listener that anyone can reach (design: callbacks).
    package var exposure: Phrase? { exposure(of: proof, .proof) }

    /// Records what forbids the `proof` that `key` has.
    func complain(of proof: CallbackProofKind, _ key: SettingKey, _ reader: inout SettingsReader) {
        switch proof {
        case .asymmetric, .asymmetricTimestamp:
            if reader.source.find(.providerPublicKeyFile) == nil {
                reader.complain(
                    Phrase(
                        """
                        \(key.rawValue) is \(proof.rawValue): callbacks.providerPublicKeyFile \
                        (\(SettingKey.providerPublicKeyFile.environmentName)) must name the bank's public key
                        """))
            }
        case .symmetric, .none: break
        }
        if let problem = exposure(of: proof, key) { reader.complain(problem) }
    }

    private func exposure(of proof: CallbackProofKind, _ key: SettingKey) -> Phrase? {
        switch proof {
        case .symmetric, .asymmetric: return nil
        case .asymmetricTimestamp, .none:
            if isLoopback || allowFrom != nil { return nil }
            return Phrase(
                """
                \(key.rawValue) is \(proof.rawValue), which does not cover the body: anyone who reaches \(host) \
                could send false callbacks. Set callbacks.allowFrom (\(SettingKey.allowFrom.environmentName)) to the \
                bank's addresses, or listen on 127.0.0.1
                """)
        }
    }
}
