internal import NIOPosix

/// Where the connections of a run live, those to the bank and those of its callbacks.
enum EventLoops {
    /// One loop: a call and its answer never change threads, and a loop that has something to do need not be woken.
    /// Measured on two cores, it costs a tenth less processor time than two loops, and it is far from being full.
    static let ofARun = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}
