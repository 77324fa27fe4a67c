import Foundation
import Testing

/// Messages in English and Indonesian.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct LanguageTests {
    private static let text = "\(Payroll.header)\nGAJI-1,014,1234567890,BUDI,\"0.500.000\",gaji\n"

    @Test func `--language id speaks Indonesian`() async throws {
        try await World.with { world in
            try world.write(Self.text, to: "gaji.csv")
            let check = try await world.salur(["check", "--language", "id", "gaji.csv", "hilang.csv"])
            #expect(check.code == 65, "\(check)")
            #expect(
                check.output.contains(
                    "baris 2 (GAJI-1, BUDI), amount \"0.500.000\": ini bukan nominal."))
            #expect(check.sentence == "gaji.csv: 0 baris dapat dibayar, Rp 0; 1 ditolak.")
            #expect(check.errors.contains("hilang.csv: berkas ini tidak ada."))
        }
    }

    @Test func `The locale chooses the language, and --language wins over it`() async throws {
        try await World.with { world in
            try world.write(Self.text, to: "gaji.csv")
            let indonesian = ["LANG": "id_ID.UTF-8"]
            let local = try await world.salur(["check", "gaji.csv"], settings: indonesian)
            #expect(local.code == 1 && local.sentence.hasSuffix("1 ditolak."), "\(local)")
            let english = try await world.salur(["check", "--language", "en", "gaji.csv"], settings: indonesian)
            #expect(english.code == 1 && english.sentence.hasSuffix("1 rejected."), "\(english)")
            let malay = ["LC_ALL": "ms_MY.UTF-8", "LANG": "id_ID.UTF-8"]
            let other = try await world.salur(["check", "gaji.csv"], settings: malay)
            #expect(other.sentence.hasSuffix("1 rejected."), "\(other)")
        }
    }

    @Test func `A language that Salur does not speak is a usage error`() async throws {
        try await World.with { world in
            try world.write(Self.text, to: "gaji.csv")
            let check = try await world.salur(["check", "--language", "fr", "gaji.csv"])
            #expect(check.code == 64, "\(check)")
            #expect(check.output.isEmpty && check.errors.contains("fr"))
        }
    }

    private struct Document: Decodable {
        struct Finding: Decodable {
            let code: String
            let message: String
            let whatToDo: String
        }

        let findings: [Finding]
    }

    @Test func `Documents carry the person's words beside codes that never change`() async throws {
        try await World.with { world in
            try world.write(Self.text, to: "gaji.csv")
            let english = try await world.salur(["check", "--json", "gaji.csv"]).json([Document].self)
            let ended = try await world.salur(["check", "--json", "--language", "id", "gaji.csv"])
            let indonesian = try ended.json([Document].self)
            #expect(english.first?.findings.first?.code == indonesian.first?.findings.first?.code)
            #expect(english.first?.findings.first?.message == "this is not an amount")
            #expect(indonesian.first?.findings.first?.message == "ini bukan nominal")
            #expect(indonesian.first?.findings.first?.whatToDo.hasPrefix("Tulis nominal dari sumbernya") == true)
        }
    }
}
