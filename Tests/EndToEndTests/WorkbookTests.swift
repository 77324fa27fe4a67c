import Foundation
import TestSupport
import Testing

/// Workbooks as people save them, from the first check to the last report.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct WorkbookTests {
    /// A sheet with shared texts and numbers, as Excel writes it, between a sheet of notes and a hidden one.
    private static func workbook(_ payroll: Payroll, sheets: [String] = ["Gaji"]) -> [UInt8] {
        var texts: [String] = []
        func text(_ text: String) -> String {
            texts.append(text)
            return "<c t=\"s\"><v>\(texts.count - 1)</v></c>"
        }
        let rows = sheets.map { sheet in
            let header = Payroll.header.split(separator: ",").map { text(String($0)) }.joined()
            let cells = payroll.rows.map { row in
                [row.reference, row.bankCode, row.accountNumber, row.accountName].map(text).joined()
                    + "<c s=\"1\"><v>\(row.amount)</v></c>" + text("\(row.note) \(sheet)")
            }
            return ([header] + cells).map { "<row>\($0)</row>" }.joined()
        }
        var book = WorkbookWriter()
        book.sheets.append(WorkbookWriter.Sheet("Petunjuk", rows: "<row>\(text("Isi lembar Gaji"))</row>"))
        book.sheets += zip(sheets, rows).map { WorkbookWriter.Sheet($0, rows: $1) }
        book.sheets.append(WorkbookWriter.Sheet("Kode", rows: rows[0], state: "hidden"))
        book.sharedStrings = texts.map { "<si><t>\($0)</t></si>" }.joined()
        book.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"4\"/></cellXfs>"
        return book.bytes
    }

    @Test func `A workbook is checked and paid, and is the same batch under any name`() async throws {
        try await World.with { world in
            var payroll = Payroll(rows: 4)
            try world.write(Self.workbook(payroll), to: "gaji.xlsx")
            let check = try await world.salur(["check", "gaji.xlsx"])
            #expect(check.code == 0, "\(check)")
            #expect(check.output.contains("the sheet \"Gaji\" was read; these were not: \"Petunjuk\"."))
            for index in payroll.rows.indices { payroll.rows[index].note = "Gaji Gaji" }
            try await world.withBank { bank in
                let ended = try await world.salur(["run", "--yes", "gaji.xlsx"], bank: bank)
                #expect(ended.code == 0, "\(ended.errors)")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
                #expect(try await world.shell("cp gaji.xlsx gaji.csv && gzip gaji.xlsx").code == 0)
                for name in ["gaji.csv", "gaji.xlsx.gz"] {
                    let again = try await world.salur(["run", "--yes", name], bank: bank)
                    #expect(again.code == 0 && again.sentence.contains("this run sent nothing"), "\(again)")
                }
                #expect(try bank.ledger().booked.count == 4)
            }
        }
    }

    @Test func `The workbook of rejected rows is read as it was written`() async throws {
        try await World.with { world in
            var payroll = Payroll(rows: 2)
            payroll.rows[1].accountNumber = "12"
            try world.write(Self.workbook(payroll), to: "gaji.xlsx")
            try await world.withBank { bank in
                #expect(try await world.salur(["run", "--yes", "--batch", "maret", "gaji.xlsx"], bank: bank).code == 1)
                let path = "out/maret/rejected.xlsx"
                for options in [[], ["--sheet", "rejected"]] {
                    let checked = try await world.salur(["check"] + options + [path], bank: bank)
                    #expect(checked.code == 1 && checked.output.contains("the number has 2 digits"), "\(checked)")
                }
            }
        }
    }

    @Test func `Of several sheets a person says which; another one is not taken for the batch`() async throws {
        try await World.with { world in
            try world.write(Self.workbook(Payroll(rows: 2), sheets: ["Maret", "April"]), to: "gaji.xlsx")
            let unclear = try await world.salur(["check", "gaji.xlsx"])
            #expect(unclear.code == 65 && unclear.errors.contains("\"Maret\", \"April\""), "\(unclear)")
            try await world.withBank { bank in
                let first = try await world.salur(["submit", "--sheet", "Maret", "gaji.xlsx"], bank: bank)
                #expect(first.code == 0, "\(first)")
                let same = try await world.salur(["submit", "--json", "--sheet", "maret", "gaji.xlsx"], bank: bank)
                #expect(same.code == 0, "\(same)")
                let other = try await world.salur(["submit", "--sheet", "April", "gaji.xlsx"], bank: bank)
                #expect(other.code == 65 && other.errors.contains("another sheet of this workbook"), "\(other)")
            }
        }
    }

    @Test func `A workbook with unclear cells is refused, and nothing is sent`() async throws {
        try await World.with { world in
            let rows =
                "<row>\(Payroll.header.split(separator: ",").map { "<c t=\"str\"><v>\($0)</v></c>" }.joined())</row>"
            let cells = """
                <row><c t="str"><v>A-1</v></c><c><v>14</v></c><c><v>1234567890123456</v></c><c t="e"><v>#N/A</v></c>\
                <c><f>1+1</f></c></row>
                """
            try world.write(WorkbookWriter(WorkbookWriter.Sheet(rows: rows + cells)).bytes, to: "gaji.xlsx")
            try await world.withBank { bank in
                let run = try await world.salur(["run", "--yes", "gaji.xlsx"], bank: bank)
                #expect(run.code == 65, "\(run)")
                for cell in ["C2", "D2", "E2"] { #expect(run.errors.contains(": \(cell)"), "\(run.errors)") }
                #expect(try bank.ledger(summary: true).counters.requests.isEmpty)
            }
        }
    }
}
