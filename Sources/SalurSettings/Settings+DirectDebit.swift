package import Ayoconnect
internal import Wording

extension Settings {
    /// How accounts are bound and debited (design: settings `directDebit.*`).
    package struct DirectDebit: Sendable {
        /// `directDebit.prefix`: what the path of every call begins with.
        package var prefix: String
        /// `directDebit.callbackProof`; that of `callbacks.proof` unless set.
        package var callbackProof: CallbackProofKind
        /// `directDebit.allowOtp`: whether rows of banks that always want a code of the customer are sent.
        package var allowsOTP: Bool
        /// `directDebit.successUrl`: where the bank's page leads after a success; nil for the registered address.
        package var successURL: String?
        /// `directDebit.failureUrl`: where the bank's page leads after a failure; nil for the registered address.
        package var failureURL: String?

        /// Ayoconnect: Direct Debit, section 1.
        package static let prefixUsual = "/dd/api/v3.0"

        init(_ reader: inout SettingsReader, _ callbacks: Callbacks) {
            prefix =
                reader.value(
                    .directDebitPrefix, expected: Phrase("a path such as \(Self.prefixUsual)"), Settings.prefix)
                ?? Self.prefixUsual
            let proof = reader.word(.directDebitProof, as: CallbackProofKind.self)
            if let proof { callbacks.complain(of: proof, .directDebitProof, &reader) }
            callbackProof = proof ?? callbacks.proof
            allowsOTP = reader.flag(.directDebitAllowOTP)
            successURL = Settings.page(.directDebitSuccessURL, &reader)
            failureURL = Settings.page(.directDebitFailureURL, &reader)
        }
    }

    /// A path without a slash at its end.
    static func prefix(_ text: String) -> String? {
        guard let path = AyoconnectConfiguration.path(text), !path.hasSuffix("/") else { return nil }
        return path
    }

    /// An address that a browser is sent to.
    static func page(_ key: SettingKey, _ reader: inout SettingsReader) -> String? {
        reader.value(key, expected: Phrase("the address of a page, such as https://shop.example.id/done")) { text in
            let address = text.prefix { $0 != "?" && $0 != "#" }
            let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
            return isPlain && BaseURL(String(address)) != nil ? text : nil
        }
    }
}
