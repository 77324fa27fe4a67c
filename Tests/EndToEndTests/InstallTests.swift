import Foundation
import Testing

/// `make install` and `make uninstall`, into a folder of the test and with the programs that were built for the tests.
@Suite(.timeLimit(.minutes(15)))
struct InstallTests {
    private static let project = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    private func make(_ target: String, _ world: World) async throws {
        let programs = URL(filePath: Programs.salur).deletingLastPathComponent().path
        let ended = try await world.shell(
            "make -C '\(Self.project)' \(target) DESTDIR='\(world.path("root"))' PREFIX=/opt/salur "
                + "RELEASE='\(programs)' STAGE='\(world.path("stage"))'")
        try #require(ended.code == 0, "\(ended)")
    }

    @Test func `Install puts programs, manual pages and completions in place, and uninstall takes just them`()
        async throws
    {
        try await World.with { world in
            let neighbour = "root/opt/salur/share/man/man1/other.1"
            #expect(try await world.shell("mkdir -p \(world.path("root/opt/salur/share/man/man1"))").code == 0)
            try world.write("not ours\n", to: neighbour)
            try await make("install", world)
            let prefix = "root/opt/salur/"
            for program in ["salur", "salur-sandbox"] {
                #expect(try world.permissions(of: prefix + "bin/\(program)") == 0o755)
                #expect(try world.permissions(of: prefix + "share/man/man1/\(program).1") == 0o644)
                #expect(world.exists(prefix + "share/bash-completion/completions/\(program)"))
                #expect(world.exists(prefix + "share/zsh/site-functions/_\(program)"))
                #expect(world.exists(prefix + "share/fish/vendor_completions.d/\(program).fish"))
            }
            try await checkManual(world, prefix)
            try await checkBashCompletion(world, prefix)
            // Once more over it, as an upgrade does.
            try await make("install", world)
            try await make("uninstall", world)
            let left = try await world.shell("find root -type f -o -type l").output
            #expect(left == neighbour + "\n")
        }
    }

    /// There is a page for every command, with its examples.
    private func checkManual(_ world: World, _ prefix: String) async throws {
        let help = try await world.salur(["--help"]).output
        let list = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").last)
        let commands = list.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first }.filter { $0 != "See" }
        #expect(commands.contains("run"))
        for command in commands {
            let page = try world.read(prefix + "share/man/man1/salur-\(command).1")
            #expect(page.hasPrefix(".TH SALUR-\(command.uppercased()) 1 "))
            #expect(page.contains("\n.SH NAME\nsalur\\-\(command) \\- "))
            #expect(page.contains("\n.SH SYNOPSIS\nsalur \(command)"))
            #expect(page.contains("\n.SH EXAMPLES\n"), "salur \(command) --help lacks EXAMPLES")
            #expect(page.contains("\n.SH OPTIONS\n"))
        }
        #expect(try world.read(prefix + "share/man/man1/salur-mandates-bind.1").hasPrefix(".TH SALUR-MANDATES-BIND 1 "))
    }

    /// What bash would offer for a command, a file and a language.
    private func checkBashCompletion(_ world: World, _ prefix: String) async throws {
        try world.write("", to: "gaji.csv")
        try world.write("", to: "other.txt")
        let script = """
            shopt -s extglob
            source '\(world.path(prefix))share/bash-completion/completions/salur'
            complete -p salur > /dev/null || exit 1
            offer() {
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
                _salur "$1" "${@: -1}" "${@: -2:1}" 2> /dev/null
                printf '%s\\n' "${COMPREPLY[@]}"
            }
            offer salur ru
            offer salur run ''
            offer salur run --language i
            """
        try world.write(script + "\n", to: "offer.bash")
        let ended = try await world.shell("PATH=\(world.path(prefix))bin:$PATH bash offer.bash")
        #expect(ended.code == 0, "\(ended)")
        let offered = ended.output.split(separator: "\n")
        #expect(offered.contains("run") && offered.contains("gaji.csv") && offered.contains("id"), "\(ended)")
        #expect(!offered.contains("other.txt"))
    }
}
