internal import Glibc

/// Starts a program that goes on by itself.
enum ChildProcess {
    /// - Returns: false where the program could not be started.
    static func start(_ program: String, _ arguments: [String]) -> Bool {
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child = pid_t()
        return posix_spawn(&child, program, nil, nil, words, environ) == 0
    }
}
