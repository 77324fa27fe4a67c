import Foundation
import Testing

/// A disk that is really full: a small file system of its own, in a namespace of its own.
@Suite(
    .serialized, .timeLimit(.minutes(15)),
    .enabled("this system lets nobody mount a disk of one's own, so none can be full here") { try await mayMount() })
struct FullDiskTests {
    /// Mounts a disk on `disk`, leaves so much room on it, runs the command, makes room, and runs it again. The exit
    /// codes of both stand in `codes`; what is on the disk stays in `saved`.
    private static let script = """
        set -e
        room=$1; shift
        mkdir -p disk
        mount -t tmpfs -o size=16m tmpfs disk
        [ -d before ] && cp -a before/. disk/
        head -c 16m /dev/zero > disk/filler 2> /dev/null || true
        truncate -s "-$room" disk/filler
        set +e
        "$@"; echo $? > codes
        rm disk/filler
        "$@"; echo $? >> codes
        cp -a disk saved
        """

    /// Pays on a disk with so much room, and again with room enough.
    private func pay(
        _ world: World, _ bank: Bank, room: String, ledger: String, output: String
    ) async throws -> (ended: Ended, first: String, second: String) {
        try world.write(Self.script, to: "disk.sh")
        let ended = try await world.salur(
            ["run", "--yes", "--ledger", ledger, "--output", output, "gaji.csv"], bank: bank,
            through: ["unshare", "-rm", "sh", "disk.sh", room])
        let codes = try world.read("codes").split(separator: "\n").map(String.init)
        try #require(codes.count == 2, "\(ended)")
        return (ended, codes[0], codes[1])
    }

    /// Room in bytes for the ledger: none at all, enough for the file but not for its payment, and more and more of it.
    @Test(arguments: ["0", "120K", "600K", "1M", "2M"])
    func `A disk that is full for the ledger ends with 74, and the same command finishes`(room: String) async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 60)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let (ended, first, second) = try await pay(
                    world, bank, room: room, ledger: "disk/salur.db", output: "out")
                #expect(first == "74", "\(room): \(ended)")
                #expect(ended.errors.contains("disk/salur.db"), "\(ended)")
                #expect(second == "0", "\(room): \(ended)")
                let ledger = try bank.ledger()
                ledger.checkNothingTwice(room)
                try Audit(reports: try Reports(world), payroll: payroll, ledger: ledger).check()
            }
        }
    }

    @Test func `A disk that is full for the reports ends with 73, and the same command writes them`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 60)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let (ended, first, second) = try await pay(
                    world, bank, room: "16K", ledger: "salur.db", output: "disk/out")
                #expect(first == "73", "\(ended)")
                #expect(ended.errors.contains("too little room for the reports"), "\(ended)")
                #expect(ended.errors.contains("Nothing was sent"), "\(ended)")
                #expect(second == "0", "\(ended)")
                let sent = try bank.ledger()
                #expect(sent.sent == 120, "each row was validated once and paid once")
                let reports = try Reports(world, in: "saved/out")
                try Audit(reports: reports, payroll: payroll, ledger: sent).check()
                #expect(try await world.salur(["verify", reports.folder]).code == 0)
            }
        }
    }
}

/// Whether this system lets a test mount a disk of its own.
private func mayMount() async throws -> Bool {
    try await World.with { try await $0.shell("mkdir disk && unshare -rm mount -t tmpfs tmpfs disk").code == 0 }
}
