internal import Hummingbird
internal import Operations
internal import PayoutCore

/// The form with which a file is uploaded, as its bytes come in.
struct UploadForm {
    /// A field that is no file is short, and one of these.
    private static let fieldBytesMax = 4096
    private static let names: Set<String> = ["form_token", "kind", "purpose"]

    private var reader: MultipartReader
    private var fields: [String: [UInt8]] = [:]
    private var field = ""
    private var isFile = false
    private var draft: UploadDraft?
    private var bytesLeft: Int
    private let tooLarge: any Error
    private let isOwn: (_ token: String) -> Bool
    private let onField: (String) throws -> Void
    private let onBytes: ([UInt8]) -> Void
    private let begin: (_ fileName: String, Rail, _ purpose: String?) throws -> UploadDraft

    /// - Parameters:
    ///   - bytesMax: the largest file.
    ///   - isOwn: whether a token was made for the session of the request.
    ///   - begin: makes the file into which the bytes go.
    ///   - onField: is asked about each field that is no file.
    ///   - onBytes: sees the bytes of the file.
    init(
        boundary: String, bytesMax: Int, tooLarge: any Error, isOwn: @escaping (_ token: String) -> Bool,
        begin: @escaping (_ fileName: String, Rail, _ purpose: String?) throws -> UploadDraft,
        onField: @escaping (_ name: String) throws -> Void = { _ in },
        onBytes: @escaping ([UInt8]) -> Void = { _ in }
    ) {
        reader = MultipartReader(boundary: boundary)
        bytesLeft = bytesMax
        self.tooLarge = tooLarge
        self.isOwn = isOwn
        self.begin = begin
        self.onField = onField
        self.onBytes = onBytes
    }

    /// - Throws: ``CommandFailure`` where the file is too large or cannot be kept, an `HTTPError` where the form is not
    ///   ours.
    mutating func read(_ bytes: [UInt8]) throws {
        var events: [MultipartReader.Event] = []
        do { try reader.read(bytes) { events.append($0) } } catch { throw HTTPError(.badRequest) }
        for event in events { try take(event) }
    }

    /// - Throws: the same, where the form has no file, or is cut off.
    mutating func finish() throws -> Upload {
        do { try reader.finish() } catch { throw HTTPError(.badRequest) }
        guard let draft else { throw HTTPError(.badRequest) }
        return try draft.finish()
    }

    private mutating func take(_ event: MultipartReader.Event) throws {
        switch event {
        case .field(let name, let fileName):
            (field, isFile) = (name, fileName != nil)
            guard let fileName else {
                try onField(name)
                guard Self.names.contains(name) else { throw HTTPError(.badRequest) }
                return
            }
            // The bytes of a second file would follow those of the first.
            guard draft == nil else { throw HTTPError(.badRequest) }
            guard isOwn(text("form_token")) else { throw HTTPError(.forbidden) }
            let purpose = text("purpose").split { $0.isWhitespace }.joined(separator: " ").prefix(200)
            draft = try begin(
                fileName, Rail(rawValue: text("kind")) ?? .payout, purpose.isEmpty ? nil : String(purpose))
        case .bytes(let bytes):
            guard isFile else {
                let kept = fields[field] ?? []
                guard kept.count + bytes.count <= Self.fieldBytesMax else { throw HTTPError(.contentTooLarge) }
                fields[field] = kept + bytes
                return
            }
            bytesLeft -= bytes.count
            guard bytesLeft >= 0 else { throw tooLarge }
            onBytes(bytes)
            try draft?.write(bytes)
        }
    }

    private func text(_ name: String) -> String { String(decoding: fields[name] ?? [], as: UTF8.self) }
}
