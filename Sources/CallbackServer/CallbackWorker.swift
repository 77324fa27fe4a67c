internal import Logging
internal import NIOHTTP1
internal import PayoutCore

/// Does the jobs of all connections, one group after the other: one commit serves all callbacks of a group.
struct CallbackWorker: Sendable {
    let queue: CallbackQueue
    let isReady: @Sendable () async -> Bool
    let record: @Sendable ([ProvenCallback]) async throws -> Void
    /// What a callback that is durable is answered with.
    let acknowledgements: [CallbackKind: CallbackAnswer]
    let logger: Logger

    /// Returns once the queue is closed and empty.
    func run() async {
        while true {
            let entries = await queue.takeAll()
            if entries.isEmpty { return }
            await serve(entries)
        }
    }

    private func serve(_ entries: [CallbackQueue.Entry]) async {
        var callbacks: [ProvenCallback] = []
        var questions: [CallbackQueue.Entry] = []
        for entry in entries {
            switch entry.job {
            case .record(let callback): callbacks.append(callback)
            case .tellReadiness: questions.append(entry)
            }
        }
        if !callbacks.isEmpty {
            let isRecorded = await isDurable(callbacks)
            for entry in entries {
                guard case .record(let callback) = entry.job else { continue }
                let acknowledgement = isRecorded ? acknowledgements[callback.kind] : nil
                entry.answer(acknowledgement ?? .empty(.serviceUnavailable))
            }
        }
        guard !questions.isEmpty else { return }
        let answer: CallbackAnswer =
            await isReady() ? .text(.ok, "ready\n") : .text(.serviceUnavailable, "not ready\n")
        for question in questions { question.answer(answer) }
    }

    private func isDurable(_ callbacks: [ProvenCallback]) async -> Bool {
        do {
            try await record(callbacks)
            return true
        } catch {
            // The error itself may name what is personal, so only its type is logged.
            logger.error(
                "callbacks not recorded; the bank was asked to send them again",
                metadata: ["count": "\(callbacks.count)", "error": "\(type(of: error))"])
            return false
        }
    }
}
