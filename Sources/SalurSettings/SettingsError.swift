package import Wording

/// Everything that is wrong with the settings, at once (exit 78).
package struct SettingsError: PhrasedError, Hashable {
    /// One setting that is wrong.
    package struct Problem: Hashable, Sendable {
        /// The key, its origin, what was found there and what is expected; never a secret.
        package let text: Phrase
    }

    /// In the order in which a person should mend them.
    package let problems: [Problem]

    init(problems: [Problem]) { self.problems = problems }

    /// An error of one problem alone.
    package init(_ text: Phrase) { self.init(problems: [Problem(text: text)]) }

    /// All problems, one a line, and what to do.
    package var phrase: Phrase {
        .joined(
            [Phrase("The settings are not right; nothing was sent.")]
                + problems.map { .joined([.verbatim("  -"), $0.text], by: " ") }
                + [Phrase("\"salur init\" writes a commented salur.yaml, \"salur doctor\" checks the settings.")],
            by: "\n")
    }
}
