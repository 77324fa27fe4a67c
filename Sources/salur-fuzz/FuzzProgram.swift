internal import FuzzTargets
internal import Glibc

/// `salur-fuzz TARGET [options of libFuzzer] CORPUS…`: searches for inputs that break what must hold, led by which
/// branches of our own code they reach. Built by Tests/Fuzz/run alone.
@main struct FuzzProgram {
    static func main() {
        guard CommandLine.arguments.count > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            print("usage: salur-fuzz TARGET [options of libFuzzer] CORPUS...\nTARGET is one of \(names).")
            exit(64)
        }
        Self.target = target
        // The name of the target is ours, all other arguments are the library's.
        var arguments = CommandLine.unsafeArgv
        arguments[1] = arguments[0]
        arguments += 1
        var count = CommandLine.argc - 1
        exit(search(&count, &arguments) { bytes, count in FuzzProgram.check(bytes, count) })
    }

    /// Set once, before the search begins, on the only thread there is.
    nonisolated(unsafe) private static var target = FuzzTarget.csv

    private static func check(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
        do throws(BrokenProperty) {
            try target.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
        } catch {
            print("BROKEN: \(error)")
            fflush(nil)
            abort()
        }
        return 0
    }
}

/// libFuzzer's own loop (compiler-rt: FuzzerInterface.h).
@_extern(c, "LLVMFuzzerRunDriver")
private func search(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ check: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
