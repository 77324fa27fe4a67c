internal import NIOCore

/// Lets what is written within one turn of the event loop leave in one piece.
///
/// The library flushes the head of a request and then its body, so that each request went out as two packets, and was
/// half read at the other end.
final class SingleFlush: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    private var isDue = false

    func flush(context: ChannelHandlerContext) {
        guard !isDue else { return }
        isDue = true
        let handler = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.execute {
            let (flusher, context) = handler.value
            flusher.isDue = false
            context.flush()
        }
    }

    /// What was written before is not lost by closing.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if isDue { context.flush() }
        context.close(mode: mode, promise: promise)
    }
}
