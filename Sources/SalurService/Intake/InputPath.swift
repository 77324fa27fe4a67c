internal import Glibc

/// What a FILE on the command line is.
enum InputPath {
    /// Whether the same bytes can be read a second time: a pipe, like standard input, can be read only once.
    static func canBeReadAgain(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
    }
}
