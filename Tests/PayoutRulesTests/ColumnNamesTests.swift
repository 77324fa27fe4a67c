import PayoutCore
import Testing

@testable import PayoutRules

@Suite("Names of columns")
struct ColumnNamesTests {
    @Test(
        "a header is read under the names that people use",
        arguments: [
            ["No Rekening", "Nama Penerima", "Kode Bank", "Jumlah", "Keterangan", "Referensi"],
            ["NOMOR REKENING", "NAMA PEMILIK REKENING", "BANK", "NOMINAL", "BERITA", "NO. REFERENSI"],
            ["norek", "nama", "kode-bank", "gaji_bersih", "catatan", "ref_no"],
            ["No. Rekening*", "Atas Nama", "Nama Bank", "Jumlah (Rp)", "Remarks", "Transaction ID"],
            ["account no", "beneficiary name", "Bank Code", "Amount (IDR)", "Description", "Reference No."],
            ["AccountNumber", "AccountName", "BankCode", "Amount", "Notes", "ExternalID"],
            ["Account\u{A0}Number (required)", "Name", "SWIFT Code", "NET.PAY", "memo", "reference id"],
        ])
    func synonyms(_ names: [String]) {
        let layout = ColumnLayout(names)
        #expect(layout.faults.isEmpty)
        #expect(HeaderError.isHeader(names, .payout))
        let order: [Column] = [.accountNumber, .accountName, .bankCode, .amount, .note, .reference]
        #expect(order.map(layout.index) == Array(0..<6))
        #expect(layout.otherIndices.isEmpty && layout.carriedIndices.isEmpty)
        let plain = zip(order, names).filter { $0.rawValue == $1.lowercased() }.map(\.0)
        #expect(layout.renamed.map(\.column) == order.filter { !plain.contains($0) })
    }

    @Test("plain names are not listed")
    func plain() {
        #expect(ColumnLayout([" Reference ", "ACCOUNT_NUMBER", "nominal"]).renamed.map(\.name) == ["nominal"])
    }

    @Test("two columns that may be the same one are refused, and both are named")
    func ambiguous() {
        let names = ["Referensi", "Bank", "No Rekening", "Nomor Rekening", "Nama", "Jumlah", "Gaji Bersih"]
        #expect(
            ColumnLayout(names).faults == [
                .ambiguous(.accountNumber, names: ["No Rekening", "Nomor Rekening"]),
                .ambiguous(.amount, names: ["Jumlah", "Gaji Bersih"]),
            ])
        let twice = ["reference", "bank_code", "account_number", "account_name", "amount", "Amount (Rp)"]
        #expect(ColumnLayout(twice).faults == [.ambiguous(.amount, names: ["amount", "Amount (Rp)"])])
    }

    @Test("a name that says clearly what is meant comes before one that may mean it")
    func clearest() {
        let names = ["No", "NIP", "Nama", "Nama Bank", "Kode Bank", "No Rekening", "Nama Rekening", "Gaji Bersih"]
        let layout = ColumnLayout(names)
        #expect(layout.faults.isEmpty)
        #expect(layout.index(of: .reference) == nil)
        #expect(layout.index(of: .bankCode) == 4)
        #expect(layout.index(of: .accountName) == 6)
        #expect(layout.carriedIndices == [0, 1, 2, 3])
    }

    @Test("collections and refunds have names of their own")
    func rails() {
        let collection = ColumnLayout(["No Referensi", "ID Pelanggan", "Nominal"], .collection)
        #expect(collection.faults.isEmpty && collection.index(of: .customer) == 1)
        let refund = ColumnLayout(["Ref", "Referensi Pembayaran", "Jumlah", "Keterangan"], .refund)
        #expect(refund.faults.isEmpty && refund.index(of: .paymentReference) == 1)
    }

    @Test("no name stands for two columns, and each is folded", arguments: Rail.allCases)
    func disjoint(_ rail: Rail) {
        let names = rail.known.flatMap { ColumnNames.groups(of: $0).flatMap { $0 } }
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { ColumnNames.folded($0) == $0 })
    }
}
