package import Ayoconnect
package import PayoutCore
internal import Wording

extension Settings {
    /// How cards are registered and charged (design: settings `cards.*`).
    package struct Cards: Sendable {
        /// `cards.baseUrl`; nil for that of the bank.
        package var baseURL: BaseURL?
        /// `cards.prefix`: what the path of every call but that for a token begins with.
        package var prefix: String
        /// `cards.tokenPath`, with its query.
        package var tokenPath: String
        /// `cards.clientId`; nil for that of the bank.
        package var clientID: String?
        /// `cards.clientSecret`; nil for that of the bank.
        package var clientSecret: Secret?
        /// `cards.redirectUrl`: where the bank's page leads when the customer is done; nil where it is not set.
        package var redirectURL: String?

        /// Ayoconnect: Card Acceptance, section 10.
        package static let prefixUsual = "/api/v1/lab/mpgs/cards"
        /// Ayoconnect: Card Acceptance, section 10.
        package static let tokenPathUsual =
            "/v1/oauth/client_credential/accesstoken?grant_type=client_credentials"

        init(_ reader: inout SettingsReader) {
            baseURL = reader.value(
                .cardsBaseURL,
                expected: Phrase(
                    "the bank's address, such as https://api.of.ayoconnect.id (http:// only to this machine)"),
                AyoconnectConfiguration.url)
            prefix =
                reader.value(.cardsPrefix, expected: Phrase("a path such as \(Self.prefixUsual)"), Settings.prefix)
                ?? Self.prefixUsual
            tokenPath =
                reader.value(
                    .cardsTokenPath, expected: Phrase("a path such as \(Self.tokenPathUsual)"),
                    AyoconnectConfiguration.path) ?? Self.tokenPathUsual
            clientID = reader.value(
                .cardsClientID, expected: Phrase("the client id that the bank gave you"),
                AyoconnectConfiguration.headerText)
            clientSecret = reader.secret(.cardsClientSecret, orIn: .cardsClientSecretFile)
            redirectURL = Settings.page(.cardsRedirectURL, &reader)
            let hasSecret = [.cardsClientSecret, .cardsClientSecretFile].contains { reader.source.find($0) != nil }
            if hasSecret != (reader.source.find(.cardsClientID) != nil) {
                reader.complain(
                    Phrase(
                        """
                        cards.clientId (\(SettingKey.cardsClientID.environmentName)) and cards.clientSecret \
                        (\(SettingKey.cardsClientSecret.environmentName)) go together: set both, or neither to use \
                        those of ayoconnect
                        """))
            }
        }
    }
}
