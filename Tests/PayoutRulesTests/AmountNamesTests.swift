import PayoutCore
import Testing

@testable import PayoutRules

/// Which column of a payroll holds what is paid, where several hold money.
@Suite struct AmountNamesTests {
    private func faults(_ money: String) -> [HeaderError.Fault] {
        ColumnLayout(["Bank", "No Rekening", "Nama"] + money.split(separator: ";").map(String.init)).faults
    }

    @Test(
        arguments: [
            ("Gaji;Potongan", "Gaji", ["Potongan"]), ("Potongan;Gaji", "Gaji", ["Potongan"]),
            ("Salary;Tax;Bonus", "Salary", ["Tax", "Bonus"]), ("Gaji;THR", "Gaji", ["THR"]),
            ("Gaji;Tunjangan Makan;BPJS", "Gaji", ["Tunjangan Makan", "BPJS"]), ("Total;PPh 23", "Total", ["PPh 23"]),
            ("Jumlah;PPN", "Jumlah", ["PPN"]), ("Jumlah;Gaji Tunai", "Jumlah", ["Gaji Tunai"]),
            ("Jumlah;%", "Jumlah", ["%"]), ("Gaji Bersih;Pembulatan", "Gaji Bersih", ["Pembulatan"]),
            ("Take Home Pay;Kasbon", "Take Home Pay", ["Kasbon"]), ("Amount;Withholding", "Amount", ["Withholding"]),
        ])
    func `An amount that may be before its parts is refused, and they are named`(
        money: String, amount: String, parts: [String]
    ) {
        #expect(faults(money) == [.parts(amount: amount, parts)])
    }

    @Test(
        arguments: [
            "Gaji Pokok;Tunjangan;Potongan;Total", "Gaji Pokok;Bonus;PPh 21;Take Home Pay", "Potongan;Jumlah",
            "Gaji Pokok;Tunjangan;Total Gaji;Potongan;Gaji Bersih", "Jumlah Transfer;Potongan", "amount;Potongan",
            "Gaji;No BPJS;NPWP", "Jumlah;Cicilan ke", "Jumlah;Tanggal Bonus",
            "Total Earnings;Total Deduction;Net Salary", "Jumlah;Biaya Admin",
        ])
    func `An amount that is after its parts, or is called exactly amount, is read`(money: String) {
        #expect(faults(money).isEmpty)
    }

    @Test(
        arguments: [
            "Gaji Bersih;Potongan Koperasi;Sisa Gaji", "Take Home Pay;Kasbon;Yang Ditransfer", "THP;Pinjaman;Transfer",
            "Net Pay;Cash Portion;Bank Portion", "Amount;Fee;Total Amount", "Total;Balance Due", "Jumlah;Grand Total",
        ])
    func `A column that is nearer to what is paid makes the amount doubtful`(money: String) {
        let isDoubtful = faults(money).contains { if case .ambiguous(.amount, _) = $0 { true } else { false } }
        #expect(isDoubtful, "\(faults(money))")
    }

    @Test func `A name of the settings decides`() {
        let mapping = ColumnMapping([.amount: ["Gaji"]])
        #expect(ColumnLayout(["Bank", "No Rekening", "Nama", "Gaji", "Potongan"], .payout, mapping).faults.isEmpty)
    }

    @Test func `A percentage is no amount`() {
        #expect(faults("Jumlah (%)").contains(.missing(.amount, nearest: nil)))
    }

    @Test(
        arguments: [
            "Jumlah Gaji", "Nominal Gaji", "Gaji Maret", "Gaji Maret 2026", "Grand Total", "Jml", "Transfer", "Rp",
            "Rupiah", "Bersih", "Terima Bersih", "Netto Diterima", "Payable Amount", "Amount in IDR",
            "Total Penerimaan", "Komisi", "Insentif", "Gaji Bersih (Take Home Pay)", "Honor Mei", "Nett",
        ])
    func `Everyday names of the amount are read where there is no clearer one`(name: String) {
        #expect(faults(name).isEmpty)
    }

    @Test(arguments: ["Gaji Feb;Gaji Mar", "Komisi;Insentif", "Rp;Bersih"])
    func `Two of them are doubtful`(money: String) {
        #expect(faults(money).contains { if case .ambiguous(.amount, _) = $0 { true } else { false } })
    }

    @Test(
        arguments: [
            ["Credited Account", "Emp Name", "Channel Code", "Nett Pay (IDR)"],
            ["Rekening Kredit", "Nama", "Bank", "THP (Take Home Pay)"],
            ["Bank A/C No", "account_owner_name", "Bank", "Gaji Ditransfer"], ["Rek", "A/N", "Bank", "Gaji Nett"],
        ])
    func `Headers of other programs are known`(names: [String]) {
        #expect(ColumnLayout(names).faults.isEmpty)
    }
}
