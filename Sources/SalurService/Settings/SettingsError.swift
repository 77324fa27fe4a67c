/// Everything that is wrong with the settings, at once (exit 78).
package struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One setting that is wrong.
    package struct Problem: Hashable, Sendable {
        /// The key, its origin, what was found there and what is expected; never a secret.
        package let text: String
    }

    /// In the order in which a person should mend them.
    package let problems: [Problem]

    init(problems: [Problem]) { self.problems = problems }

    /// An error of one problem alone.
    init(_ text: String) { self.init(problems: [Problem(text: text)]) }

    /// All problems, one a line, and what to do.
    package var description: String {
        let lines = problems.map { "  - \($0.text)" }.joined(separator: "\n")
        return "The settings are not right; nothing was sent.\n\(lines)\n"
            + "\"salur init\" writes a commented salur.yaml, \"salur doctor\" checks the settings."
    }
}
