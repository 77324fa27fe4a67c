#if DEBUG
    internal import Glibc
    internal import Synchronization
#endif

extension CrashPoint {
    /// The variable of the environment that says where to die: names of crash points separated by commas, each with
    /// `:N` for the Nth time that it is passed. The first that is reached ends the process.
    package static let switchName = "SALUR_TEST_KILL_AT"
    /// The variable of the environment that names a file to which every crash point that is passed is added.
    package static let recordName = "SALUR_TEST_PASSED"
    /// The variable of the environment that names the crash point at which the process stops once, until it is told to
    /// go on (SIGCONT), so that a test can do something in the meantime.
    package static let pauseName = "SALUR_TEST_PAUSE_AT"

    /// The variable of the environment that says how old a validation may be, in milliseconds, so that a test need not
    /// wait for ten minutes.
    package static let validationAgeName = "SALUR_TEST_VALIDATION_AGE_MS"

    /// What a test wants to be the greatest age of a validation; nil where the real one holds, as in a release build.
    package static var validationAgeMilliseconds: Int? {
        #if DEBUG
            getenv(validationAgeName).flatMap { Int(String(cString: $0)) }
        #else
            nil
        #endif
    }

    /// Whether this build understands a variable of the environment as one of those.
    package static func understands(_ variable: String) -> Bool {
        #if DEBUG
            [switchName, recordName, pauseName, validationAgeName].contains(variable)
        #else
            false
        #endif
    }

    /// Whether a test watches this process: without one, passing costs nothing.
    package static var isWatched: Bool {
        #if DEBUG
            CrashSwitch.shared != nil
        #else
            false
        #endif
    }

    /// The process passes this point, or ends here.
    package func pass() {
        #if DEBUG
            CrashSwitch.shared?.pass(self)
        #endif
    }
}

#if DEBUG
    /// What the environment asked for when the process began.
    private final class CrashSwitch: Sendable {
        static let shared = CrashSwitch()

        /// The exit code for wrong settings.
        private static let badSettings: Int32 = 78

        /// How often each point is still to be passed, until the process ends there.
        private let remaining: Mutex<[String: Int]>
        private let record: String?
        private let pausePoint: Mutex<String?>

        init?() {
            let (plan, record) = (Self.variable(CrashPoint.switchName), Self.variable(CrashPoint.recordName))
            let pausePoint = Self.variable(CrashPoint.pauseName)
            guard plan != nil || record != nil || pausePoint != nil else { return nil }
            var remaining: [String: Int] = [:]
            for wish in (plan ?? "").split(separator: ",") {
                let parts = wish.split(separator: ":")
                let name = String(parts.first ?? "")
                // A name that nobody passes would make a test of nothing.
                guard CrashPoint.allCases.contains(where: { $0.name == name }),
                    let count = parts.count == 1 ? 1 : Int(parts.last ?? ""), count > 0
                else {
                    Self.say("\(CrashPoint.switchName): there is no \(wish)\n", to: STDERR_FILENO)
                    _exit(Self.badSettings)
                }
                remaining[name] = count
            }
            self.remaining = Mutex(remaining)
            self.record = record
            self.pausePoint = Mutex(pausePoint)
        }

        func pass(_ point: CrashPoint) {
            let name = point.name
            // The lock is never given back: whatever else this process does, it does nothing more at a crash point.
            remaining.withLock { remaining in
                if let record { Self.add(name, to: record) }
                pauseOnce(at: name)
                guard let count = remaining[name] else { return }
                remaining[name] = count - 1
                guard count == 1 else { return }
                Self.say("killed at \(name)\n", to: STDERR_FILENO)
                kill(getpid(), SIGKILL)
                while true { pause() }
            }
        }

        private func pauseOnce(at name: String) {
            pausePoint.withLock { point in
                guard point == name else { return }
                point = nil
                // To this thread, or it might go on a little before the process stands still.
                raise(SIGSTOP)
            }
        }

        private static func variable(_ name: String) -> String? {
            getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }

        private static func add(_ name: String, to path: String) {
            let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return }
            say(name + "\n", to: descriptor)
            close(descriptor)
        }

        private static func say(_ text: String, to descriptor: Int32) {
            let bytes = Array(text.utf8)
            _ = write(descriptor, bytes, bytes.count)
        }
    }
#endif
