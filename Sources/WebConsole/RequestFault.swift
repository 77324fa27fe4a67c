internal import HTTPTypes
internal import PayoutCore
internal import Wording

/// Why a page or the API refuses a request before an operation does; what operations refuse has the codes of
/// `ErrorCode`.
struct RequestFault: Error {
    /// The same for programs. A word is never renamed and never used for something else.
    enum Code: String, CaseIterable {
        case unauthorized
        case forbidden
        case notFound = "not_found"
        case methodNotAllowed = "method_not_allowed"
        case badRequest = "bad_request"
        case idempotencyKeyMissing = "idempotency_key_missing"
        case idempotencyKeyReused = "idempotency_key_reused"
        case requestUnderWay = "request_under_way"
        case tooManyRequests = "too_many_requests"
        case tooLarge = "too_large"
        case unsupportedMediaType = "unsupported_media_type"
        /// What was shown is not so any more.
        case changed
        case warningsNotRead = "warnings_not_read"
        /// Rows or sum are not what the program expected.
        case expectedDiffers = "expected_differs"
        /// An earlier try at the same request was cut off in the middle.
        case outcomeUnknown = "outcome_unknown"
    }

    let code: Code
    let phrase: Phrase
    /// The methods that the address knows, where it does not know the one of the request.
    var allowed: String?

    init(_ code: Code, _ phrase: Phrase, allowed: String? = nil) {
        self.code = code
        self.phrase = phrase
        self.allowed = allowed
    }

    static func badRequest(_ phrase: Phrase) -> RequestFault { RequestFault(.badRequest, phrase) }

    static var notFound: RequestFault { RequestFault(.notFound, Phrase("There is nothing at this address.")) }
}

extension RequestFault.Code {
    var status: HTTPResponse.Status {
        switch self {
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .badRequest, .idempotencyKeyMissing: .badRequest
        case .idempotencyKeyReused, .warningsNotRead: .unprocessableContent
        case .requestUnderWay, .changed, .expectedDiffers, .outcomeUnknown: .conflict
        case .tooManyRequests: .tooManyRequests
        case .tooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        }
    }

    /// What to do next, in one sentence.
    var whatToDo: Phrase {
        switch self {
        case .unauthorized:
            Phrase("Send \"Authorization: Bearer KEY\" with a key of \"salur key add\" that has not ended.")
        case .forbidden: Phrase("Use a key with this right and for this address: see \"salur key list\".")
        case .notFound, .methodNotAllowed: Phrase("Look the address up in docs/api.md or schemas/openapi.json.")
        case .badRequest, .tooLarge, .unsupportedMediaType:
            Phrase("Correct the request, and send it under a new idempotency key.")
        case .idempotencyKeyMissing:
            Phrase("Send \"Idempotency-Key\" with a text of your own that is new for every act.")
        case .idempotencyKeyReused: Phrase("Send the request under a new idempotency key.")
        case .requestUnderWay, .tooManyRequests: Phrase("Send the same request again after a second.")
        case .changed, .expectedDiffers:
            Phrase("Look at it once more, and send what you see now under a new idempotency key.")
        case .warningsNotRead:
            Phrase("Name the number of each warning in \"acknowledged\", and send it under a new idempotency key.")
        case .outcomeUnknown:
            Phrase("Look at the rows of the batch, and decide about those that are left under a new idempotency key.")
        }
    }
}
