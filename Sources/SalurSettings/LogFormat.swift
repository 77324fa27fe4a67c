/// How messages are written to standard error (`log.format`).
package enum LogFormat: String, CaseIterable, Sendable {
    /// Sentences for people.
    case text
    /// One JSON object a line, for programs that collect logs.
    case json

    /// The name of the setting in the environment: what happens before the settings are read is logged by it.
    package static let environmentName = SettingKey.logFormat.environmentName
}
