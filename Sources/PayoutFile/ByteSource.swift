/// Where the raw bytes of an input come from. A protocol because tests feed bytes from memory, cut at any place.
package protocol ByteSource: AnyObject {
    /// Reads at most `buffer.count` bytes to the start of `buffer`; 0 means the end. Any smaller count is allowed.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int
}
