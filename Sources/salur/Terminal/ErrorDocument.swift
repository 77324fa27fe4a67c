internal import Operations
internal import Wording

/// What `--json` writes where a command, or the work on one of its files, ended early (`schemas/error.schema.json`).
struct ErrorDocument: Encodable {
    struct Body: Encodable {
        let code: String
        let exit: Int32
        let message: String
        let whatToDo: String
    }

    let error: Body
    /// The file, where the command has several.
    var file: String?
    /// The batch, where the command has several.
    var batch: String?

    /// - Parameter message: what happened, where the failure has no words of its own.
    init(_ failure: CommandFailure, message: String? = nil) {
        error = Body(
            code: failure.code.rawValue, exit: failure.status.exitCode,
            message: message ?? Output.text(failure.phrase), whatToDo: Output.text(failure.whatToDo))
    }
}

/// A document with the version of its form in addition to its own keys.
struct VersionedDocument: Encodable {
    /// Grows when a key goes or changes its meaning; a new key leaves it as it is.
    static let schemaVersion = 1

    private enum Key: String, CodingKey {
        case schemaVersion
    }

    private let document: any Encodable

    init(_ document: any Encodable) { self.document = document }

    func encode(to encoder: any Encoder) throws {
        try document.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schemaVersion, forKey: .schemaVersion)
    }
}
