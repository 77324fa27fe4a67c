internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// Sets up each connection that the server accepts.
struct CallbackChannel: ServerChildChannel {
    /// A connection that was set up.
    struct Connection: ServerChildChannelValue {
        let channel: any Channel
    }

    let handler: CallbackHandler

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
        channel.eventLoop.makeCompletedFuture {
            let limits = handler.configuration.limits
            var headerLimits = NIOHTTPDecoderLimitConfiguration()
            headerLimits.maxHeaderFieldSize = limits.headerBytesMax
            headerLimits.maxHeaderListSize = limits.headerBytesMax
            headerLimits.maxHeaderFieldCount = limits.headersMax
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: headerLimits)
            try pipeline.addHandler(CallbackConnection(handler: handler))
            return Connection(channel: channel)
        }
    }

    /// Returns when the connection has ended: the server waits for all of them before it stops.
    func handle(value: Connection, logger: Logger) async {
        // Fails only where the connection did; nothing is to be done about it.
        try? await value.channel.closeFuture.get()
    }
}
