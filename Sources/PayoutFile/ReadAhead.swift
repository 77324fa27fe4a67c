internal import Glibc

/// Reads a text on a thread of its own, some blocks ahead of whoever looks at its rows: unpacking and digesting take
/// as long as the rows do.
///
/// Used by one other thread. What both touch lies in ``ReadAheadBlocks``, under its lock.
final class ReadAhead {
    private let blocks: ReadAheadBlocks
    private let thread: pthread_t
    /// Whether every read returns soon, so that the thread can be waited for.
    private let endsSoon: Bool

    /// Begins to read; nil where the system gives no thread, and `content` is as it was.
    ///
    /// - Parameter content: read by nobody else from now on.
    init?(_ content: TextStream) {
        blocks = ReadAheadBlocks(content)
        endsSoon = !content.mayWait
        var thread = pthread_t()
        // The thread has a hold on the blocks of its own, and lets go of it at its end.
        let argument = Unmanaged.passRetained(blocks)
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<ReadAheadBlocks>.fromOpaque(argument).takeRetainedValue().fillAll()
                return nil
            }, argument.toOpaque())
        guard code == 0 else {
            argument.release()
            return nil
        }
        self.thread = thread
    }

    deinit {
        blocks.abandon()
        // One that waits for a pipe may wait for ever; it ends with the next byte, or with the process.
        if endsSoon { pthread_join(thread, nil) } else { pthread_detach(thread) }
    }

    /// Hands out at most `buffer.count` bytes; 0 means the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int { try blocks.read(into: buffer) }
}

/// A ring of blocks between the thread that fills them and the one that empties them.
final class ReadAheadBlocks {
    private static let blockCount = 4
    private static let blockBytes = 256 * 1024

    /// Read by the filling thread alone, until it has ended.
    private let content: TextStream
    private let bytes: UnsafeMutableRawBufferPointer
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    // All below is touched only with the lock held, but for the emptying thread's own place in its block.
    private var lengths = [Int](repeating: 0, count: blockCount)
    /// Blocks filled and emptied so far.
    private var filled = 0
    private var emptied = 0
    private var hasEnded = false
    private var failure: FileError?
    private var isAbandoned = false
    /// Bytes of the present block that were handed out.
    private var offset = 0

    init(_ content: TextStream) {
        self.content = content
        bytes = .allocate(byteCount: Self.blockCount * Self.blockBytes, alignment: 16)
        lock = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        lock.initialize(to: pthread_mutex_t())
        changed.initialize(to: pthread_cond_t())
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        changed.deallocate()
        lock.deallocate()
        bytes.deallocate()
    }

    // MARK: The thread that fills

    func fillAll() {
        while let block = nextFree() {
            var count = 0
            var failure: FileError?
            do throws(FileError) {
                while count < block.count {
                    let read = try content.read(into: UnsafeMutableRawBufferPointer(rebasing: block[count...]))
                    if read == 0 { break }
                    count += read
                }
            } catch {
                failure = error
            }
            filled(count, hasEnded: count < block.count, failure)
            if count < block.count { return }
        }
    }

    /// The next block to be filled, once it is empty; nil where nobody wants it any more.
    private func nextFree() -> UnsafeMutableRawBufferPointer? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while filled - emptied == Self.blockCount, !isAbandoned { pthread_cond_wait(changed, lock) }
        return isAbandoned ? nil : block(filled)
    }

    private func filled(_ count: Int, hasEnded: Bool, _ failure: FileError?) {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        lengths[filled % Self.blockCount] = count
        filled += 1
        self.hasEnded = hasEnded
        self.failure = failure
        pthread_cond_signal(changed)
    }

    private func block(_ number: Int) -> UnsafeMutableRawBufferPointer {
        let start = number % Self.blockCount * Self.blockBytes
        return UnsafeMutableRawBufferPointer(rebasing: bytes[start..<(start + Self.blockBytes)])
    }

    // MARK: The thread that empties

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        while let length = nextLength() {
            let count = min(length - offset, buffer.count)
            if count > 0 {
                let unread = UnsafeRawBufferPointer(rebasing: block(emptied)[offset..<(offset + count)])
                buffer.copyMemory(from: unread)
                offset += count
            }
            if offset == length { release() }
            if count > 0 { return count }
        }
        if let failure { throw failure }
        return 0
    }

    /// The length of the block to be emptied, once it is filled; nil at the end.
    private func nextLength() -> Int? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while filled == emptied, !hasEnded { pthread_cond_wait(changed, lock) }
        return filled == emptied ? nil : lengths[emptied % Self.blockCount]
    }

    private func release() {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        emptied += 1
        offset = 0
        pthread_cond_signal(changed)
    }

    func abandon() {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        isAbandoned = true
        pthread_cond_signal(changed)
    }
}
