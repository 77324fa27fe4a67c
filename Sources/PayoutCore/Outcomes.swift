/// A response of the bank in two parts: its code and its bounded message.
package struct BankAnswer: Codable, Hashable, Sendable {
    /// The bank's own code, or what was recorded in place of an answer, such as `timed_out`.
    package let code: String
    /// The bank's own words, at most 200 characters, free of control characters.
    package let message: String

    /// How much of the bank's words is kept.
    package static let messageCharactersMax = 200

    /// Whether this code of a refusal is one of Salur's own (`no_mandate`): nothing was sent, so the bank saw nothing.
    package static func isOwn(_ code: String) -> Bool { code.utf8.contains(UInt8(ascii: "_")) }

    package init(code: String, message: String) {
        self.code = code
        // Most answers say a word or two in plain letters.
        let words = message.utf8
        if words.count <= Self.messageCharactersMax, words.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            self.message = message
            return
        }
        let printable = message.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) }
        self.message = String(String.UnicodeScalarView(printable).prefix(Self.messageCharactersMax))
    }
}

/// Why nobody knows whether a request was received.
package enum Doubt: Hashable, Sendable {
    /// The bank reported trouble of its own; the request may have been processed.
    case serverError(BankAnswer)
    /// No whole answer within the time limit.
    case timedOut
    /// The connection was lost after the first byte may have left.
    case connectionLost
    /// The answer points elsewhere; never followed.
    case redirected(status: Int)
    /// An answer in no form that this bank uses, or one that disagrees with itself.
    case notUnderstood(status: Int)

    /// A stable word for ledger, logs and metric labels.
    package var code: String {
        switch self {
        case .serverError(let answer): answer.code
        case .timedOut: "timed_out"
        case .connectionLost: "connection_lost"
        case .redirected(let status): "redirected_\(status)"
        case .notUnderstood(let status): "not_understood_\(status)"
        }
    }
}

/// Why a request certainly never reached the bank.
package enum Unsent: Hashable, Sendable {
    /// The connection was refused, could not be opened in time, the name did not resolve or TLS failed.
    case notConnected(String)
    /// No access token could be had at this moment (bank down, busy or unintelligible), so the request was not even
    /// begun.
    case noToken(String)
    /// The bank refuses to give us a token: client id, key or signature are wrong. Every row would be hit.
    case tokenRefused(BankAnswer)
    /// The program was stopping before the request began.
    case notStarted
    /// The bank had ended the idle connection that the request was about to leave on. Another connection will do.
    case connectionEnded
    /// Too much time had passed since the intent when the request was about to leave, such as in a suspended process.
    case overtaken

    /// The case alone; its words are stable, for ledger, logs and metric labels.
    package enum Cause: String, CaseIterable, Codable, Sendable {
        case notConnected = "not_connected"
        case noToken = "no_token"
        case tokenRefused = "token_refused"
        case notStarted = "not_started"
        case connectionEnded = "connection_ended"
        case overtaken
    }

    package var cause: Cause {
        switch self {
        case .notConnected: .notConnected
        case .noToken: .noToken
        case .tokenRefused: .tokenRefused
        case .notStarted: .notStarted
        case .connectionEnded: .connectionEnded
        case .overtaken: .overtaken
        }
    }

    /// A stable word for ledger, logs and metric labels.
    package var code: String { cause.rawValue }
}

/// Refused before anything was processed; the same payout may go again as a new request.
package enum Deferral: Hashable, Sendable {
    /// The token or the signature was refused. `tokenSerial` says which token the request carried.
    case unauthorized(BankAnswer, tokenSerial: Int)
    /// Too many requests; the bank may say how long to wait.
    case throttled(BankAnswer, retryAfter: Duration?)
    /// Another refusal whose code does not speak of the row: some banks say so that a token has expired. Until the
    /// same row is refused again under another token, the token is suspected, not the row.
    case tokenSuspected(BankAnswer, TokenRefusal)
    /// The ``ExternalID`` of a validation was used before; nothing is in progress.
    case conflict(BankAnswer)
    /// Not allowed at this time, since a cut-off is running.
    case cutOff(BankAnswer)

    package var answer: BankAnswer {
        switch self {
        case .unauthorized(let answer, _), .throttled(let answer, _), .tokenSuspected(let answer, _),
            .conflict(let answer), .cutOff(let answer):
            answer
        }
    }
}

/// A refusal that may be that of a token, with what is known by then of the tokens before.
///
/// Requests and refusals are numbered in one sequence. A token that the bank has accepted from a request which began
/// after a refusal was good when it was refused: so that refusal was the row's own.
package struct TokenRefusal: Hashable, Sendable {
    /// The token that the request carried.
    package let serial: Int
    /// The number of this refusal.
    package let number: Int
    /// The number of the newest request that each of the last tokens has worked for.
    package let workedFor: [Int: Int]

    /// A refusal under this token.
    package init(serial: Int, number: Int = 0, workedFor: [Int: Int] = [:]) {
        self.serial = serial
        self.number = number
        self.workedFor = workedFor
    }
}

/// A refusal that would hit every other row as well, so the batch stops.
package enum BatchTrouble: String, Hashable, Sendable {
    /// Our balance is too small for the transfer.
    case insufficientFunds = "insufficient_funds"
    /// The bank does not know this partner or merchant.
    case unknownPartner = "unknown_partner"
}

/// What came of the request to validate an account.
package enum ValidationOutcome: Hashable, Sendable {
    /// Accepted; the result comes by callback.
    case accepted(BankAnswer, providerReferenceNo: String?)
    /// It may be in progress: wait for the callback, then validate afresh.
    case doubtful(Doubt)
    /// It certainly never left.
    case unsent(Unsent)
    /// Nothing is in progress; validate again with fresh identifiers.
    case deferred(Deferral)
    /// Refused, and so would every other row be.
    case refusedForAll(BankAnswer, BatchTrouble)
    /// This account or row is refused.
    case refused(BankAnswer)
}

/// What came of the request to move money. None of these is final for a movement that was received: only
/// ``TransactionStatus`` is.
package enum MovementOutcome: Hashable, Sendable {
    /// Received, not completed.
    case received(BankAnswer, providerReferenceNo: String?)
    /// Received, and the answer says what has become of it.
    case reported(BankAnswer, StatusReport)
    /// Received; the customer must confirm it with a code, or on a page of the bank. `confirmation` is what the code is
    /// sent with, sealed.
    case awaitsCustomer(BankAnswer, providerReferenceNo: String?, confirmation: String?)
    /// It may well have been made.
    case doubtful(Doubt)
    /// Refused in words that do not prove that it was not made: the bank is asked at once.
    case refusedInDoubt(BankAnswer, providerReferenceNo: String?)
    /// Certainly not made: no byte left.
    case unsent(Unsent)
    /// This ``ExternalID`` was used before, or the request disagrees with an earlier one. Either way something was
    /// received under it.
    case alreadyReceived(BankAnswer)
    /// This ``PartnerReferenceNo`` was used before; an earlier movement of this row reached the bank.
    case partnerReferenceUsed(BankAnswer)
    /// Refused before processing.
    case deferred(Deferral)
    /// Refused, and so would every other row be.
    case refusedForAll(BankAnswer, BatchTrouble)
    /// Refused: it was never received as a movement.
    case refused(BankAnswer)
}

/// What came of a status inquiry.
package enum InquiryOutcome: Hashable, Sendable {
    /// The bank's report on the transfer.
    case reported(StatusReport)
    /// The bank answered under our identifiers with another amount, account or reference; `what` names it.
    case disagrees(what: String)
    /// Nothing was decided; ask again later.
    case undecided(Undecided)
}

/// Why an inquiry decided nothing.
package enum Undecided: Hashable, Sendable {
    case doubtful(Doubt)
    case unsent(Unsent)
    case deferred(Deferral)
    /// Any other answer of the bank.
    case answered(BankAnswer)
    /// The bank does not know the transfer, asked in a way that it has never answered with a status: it may not look at
    /// our identifier at all.
    case unprovenNotFound

    /// A stable word for ledger, logs and metric labels.
    package var code: String {
        switch self {
        case .doubtful(let doubt): doubt.code
        case .unsent(let unsent): unsent.code
        case .deferred(let deferral): deferral.answer.code
        case .answered(let answer): answer.code
        case .unprovenNotFound: "unproven_not_found"
        }
    }
}

/// What a balance inquiry reported. An unknown balance stops nothing.
package enum BalanceOutcome: Hashable, Sendable {
    case balance(Rupiah)
    case undecided(Undecided)
}
