import BankAPI
import PayoutCore

/// A callback that the simulated bank sends, by default a true one.
struct Telling: Sendable {
    /// Counted from the moment at which the bank received the request.
    var after: Duration
    var status: TransactionStatus
    var proof = CallbackProof.body
    /// Makes of the true content what arrives.
    var change: @Sendable (inout CallbackContent) -> Void = { _ in }
}

/// What the simulated bank does about one validation.
struct ValidationPlan: Sendable {
    var answer = ValidationOutcome.accepted(
        BankAnswer(code: "2001600", message: "Successful"), providerReferenceNo: nil)
    var answersAfter = Duration.milliseconds(50)
    var reports = [Telling(after: .milliseconds(200), status: .succeeded)]

    static let valid = ValidationPlan()
    static let silent = ValidationPlan(reports: [])
    static let invalid = ValidationPlan(reports: [Telling(after: .milliseconds(200), status: .failed)])
    static let otherName = ValidationPlan(
        reports: [
            Telling(after: .milliseconds(200), status: .succeeded, change: { $0.accountName = "SOMEBODY ELSE" })
        ])
    static let early = ValidationPlan(
        answersAfter: .milliseconds(300), reports: [Telling(after: .milliseconds(20), status: .succeeded)])

    /// An answer after which nothing is reported.
    static func only(_ answer: ValidationOutcome) -> ValidationPlan { ValidationPlan(answer: answer, reports: []) }

    static func reported(_ reports: Telling...) -> ValidationPlan { ValidationPlan(reports: reports) }
}

/// What the simulated bank does about one transfer.
struct TransferPlan: Sendable {
    var answer = MovementOutcome.received(BankAnswer(code: "2021800", message: "Successful"), providerReferenceNo: nil)
    var answersAfter = Duration.milliseconds(50)
    /// Whether money may move: the bank has a record of it.
    var books = true
    /// The status that it ends in, `settlesAfter` its receipt; until then it is 03.
    var fate = TransactionStatus.succeeded
    var settlesAfter = Duration.seconds(2)
    var reports: [Telling] = []

    static let succeeds = TransferPlan(reports: [Telling(after: .seconds(2), status: .succeeded)])
    static let fails = TransferPlan(
        fate: .failed, reports: [Telling(after: .seconds(2), status: .failed)])
    /// It succeeds, but no callback comes.
    static let silent = TransferPlan()

    /// Answered so, with no record of it at the bank.
    static func only(_ answer: MovementOutcome) -> TransferPlan { TransferPlan(answer: answer, books: false) }

    /// Booked, answered so, and never reported.
    static func booked(_ answer: MovementOutcome) -> TransferPlan { TransferPlan(answer: answer) }

    static func reported(_ reports: Telling...) -> TransferPlan { TransferPlan(reports: reports) }
}

/// Answers that tests give, named once.
enum Answer {
    static let insufficientFunds = BankAnswer(code: "4031814", message: "Insufficient Funds")
    static let unauthorized = BankAnswer(code: "4011800", message: "Unauthorized")
    static let busy = BankAnswer(code: "4291800", message: "Too Many Requests")
    static let broken = BankAnswer(code: "5001800", message: "General Error")
    static let invalidAccount = BankAnswer(code: "4041611", message: "Invalid Account")
    static let usedExternalID = BankAnswer(code: "4091800", message: "Conflict")
    static let usedReference = BankAnswer(code: "4091801", message: "Duplicate partnerReferenceNo")

    static func refusedToken(_ serial: Int) -> Deferral { .unauthorized(unauthorized, tokenSerial: serial) }
    static func throttled(_ retryAfter: Duration?) -> Deferral { .throttled(busy, retryAfter: retryAfter) }
}
