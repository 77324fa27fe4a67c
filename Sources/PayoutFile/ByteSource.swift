/// Where the raw bytes of an input come from. A protocol because tests feed bytes from memory, cut at any place.
package protocol ByteSource: AnyObject {
    /// Reads at most `buffer.count` bytes to the start of `buffer`; 0 means the end. Any smaller count is allowed.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int

    /// Whether a read may wait for somebody else, as that of a pipe does.
    var mayWait: Bool { get }

    /// - Throws: ``FileFault/changed`` where the bytes are no longer those that were read.
    func checkUnchanged() throws(FileError)
}

extension ByteSource {
    /// Bytes in memory are there at once.
    package var mayWait: Bool { false }

    /// Bytes in memory stay as they are.
    package func checkUnchanged() throws(FileError) {}
}
