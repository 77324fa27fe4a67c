internal import NIOCore

/// Lets what is written within one turn of the event loop leave in one piece, and asks before the first byte of a
/// request does.
///
/// The library flushes the head of a request and then its body, so that each request went out as two packets, and was
/// half read at the other end. Nothing reaches the network but by a flush that passes here.
final class SingleFlush: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    private let watch: RequestWatch
    private var isDue = false

    init(watch: RequestWatch) { self.watch = watch }

    func handlerAdded(context: ChannelHandlerContext) {
        watch.closeAtOnce = { context.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { watch.closeAtOnce = {} }

    func flush(context: ChannelHandlerContext) {
        guard !isDue else { return }
        isDue = true
        let handler = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.execute {
            let (flusher, context) = handler.value
            flusher.isDue = false
            if flusher.watch.mayLeave(context.channel) { context.flush() }
        }
    }

    /// What has begun to leave is not lost by closing; a request of which no byte has left stays here.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if isDue, watch.mayFlushAtClose { context.flush() }
        context.close(mode: mode, promise: promise)
    }
}
