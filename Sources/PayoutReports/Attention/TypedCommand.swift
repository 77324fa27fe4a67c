package import PayoutCore
internal import Wording

/// Writes commands as a person types them, naming the batch where the ledger holds several.
package struct TypedCommand {
    /// The batch's name where it must be said.
    package let batch: String?

    package init(batch: String?) { self.batch = batch }

    /// A command about a whole batch.
    package func whole(_ verb: String) -> String {
        (["salur", verb] + (batch.map { [ShellWord.quoted($0)] } ?? [])).joined(separator: " ")
    }

    /// A command about one payout.
    package func command(_ verb: String, about reference: String, with rest: String? = nil) -> String {
        let dashes = reference.hasPrefix("-") ? ["--"] : []
        let words = ["salur", verb] + option + [rest].compactMap(\.self) + dashes + [ShellWord.quoted(reference)]
        guard dashes.isEmpty else { return words.joined(separator: " ") }
        return (["salur", verb, ShellWord.quoted(reference)] + [rest].compactMap(\.self) + option).joined(
            separator: " ")
    }

    /// A command about every payout of one status and reason.
    package func command(_ verb: String, all status: PayoutStatus, for reasonCode: String?) -> String {
        let reason = reasonCode.map { $0 == status.rawValue ? [] : ["--reason-code", ShellWord.quoted($0)] } ?? []
        return (["salur", verb, "--status", status.rawValue] + reason + option).joined(separator: " ")
    }

    private var option: [String] { batch.map { ["--batch", ShellWord.quoted($0)] } ?? [] }
}
