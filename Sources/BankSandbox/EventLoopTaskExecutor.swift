import NIOCore

/// Runs tasks on an event loop, so that a task which awaits what the loop brings goes on without a change of thread.
///
/// Whatever runs on it must not block.
final class EventLoopTaskExecutor: TaskExecutor {
    private let loop: any EventLoop

    /// - Parameter loop: it must live longer than every task.
    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        loop.execute { unowned.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
