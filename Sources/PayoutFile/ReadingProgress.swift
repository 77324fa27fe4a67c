/// How far the reading of one file has come.
package struct ReadingProgress: Sendable {
    /// Receives progress after every read in this task; nil by default.
    @TaskLocal package static var observer: Observer?

    /// Who looks on. A type of its own, because Swift 6.3.1 with optimisation makes a program that dies where a bare
    /// function is the value of a task-local and its scope is asynchronous.
    package struct Observer: Sendable {
        private let tell: @Sendable (ReadingProgress) -> Void

        package init(_ tell: @escaping @Sendable (ReadingProgress) -> Void) { self.tell = tell }

        func callAsFunction(_ progress: ReadingProgress) { tell(progress) }
    }

    /// The file as it is called in messages.
    package let name: String
    /// Bytes read so far, as they stand in the file: of a gzipped one, packed.
    package let bytesRead: Int
    /// The size of the file in bytes; nil where nobody knows, as of a pipe.
    package let bytesTotal: Int?
    /// Whether nothing more is read.
    package let hasEnded: Bool
}
