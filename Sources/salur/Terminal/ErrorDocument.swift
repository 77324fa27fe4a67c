internal import Operations
internal import Presentation
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
