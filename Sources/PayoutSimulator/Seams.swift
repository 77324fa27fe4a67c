package import BankAPI
package import LedgerAPI
package import PayoutCore
package import PayoutEngine

/// Where a test may put a broken part in the place of a good one, to prove that the auditor would notice.
///
/// Production code has no such places: all of these lie in what the simulator itself owns, around the engine, the
/// ledger and the persons.
package struct Seams {
    /// The shell sends within the transaction and not after it.
    package var sendsBeforeCommit = false
    /// The settings as the engine gets them; the auditor keeps the true ones.
    package var policy: (inout PayoutPolicy) -> Void = { _ in }
    /// The limits as the engine gets them; the auditor keeps the true ones.
    package var limits: (inout EngineLimits) -> Void = { _ in }
    /// The gateway: what leaves in the place of what the engine wants sent.
    package var call: (BankCall) -> BankCall = { $0 }
    /// The gateway: what it makes of an answer.
    package var answer: (BankCall, CallAnswer) -> CallAnswer = { $1 }
    /// The gateway: whether it sends again after this answer, on its own.
    package var resends: (BankCall, CallAnswer) -> Bool = { _, _ in false }
    /// The gateway calls every account good without asking the bank.
    package var inventsValidations = false
    /// The callback server: what it records in the place of what came; nil is acknowledged and forgotten.
    package var callback: (ProvenCallback) -> ProvenCallback? = { $0 }
    /// The callback server believes whoever calls.
    package var trustsForgeries = false
    /// The run does not ask what the bank knows.
    package var skipsPriorTransferCheck = false
    /// What the dispatcher wants after a step, as the shell understands it.
    package var turn: (Turn) -> Turn = { $0 }
    /// The command `retry` takes the bank's answers for granted.
    package var presumesAnswers = false
    /// A person's decision past the state machine: the payout to save in the place of this one.
    package var meddle: (Payout) -> Payout? = { _ in nil }
    /// The results as the reports show them.
    package var results: ([ResultRow]) -> [ResultRow] = { $0 }
    /// The attempts as the reports show them.
    package var attempts: ([AttemptRow]) -> [AttemptRow] = { $0 }
    /// Everything as it should be.
    package init() {}
}
