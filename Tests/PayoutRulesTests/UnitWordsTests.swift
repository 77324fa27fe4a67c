import Testing

@testable import PayoutRules

/// Words around a table that say that its amounts are not whole rupiah.
@Suite struct UnitWordsTests {
    @Test(
        arguments: [
            "(000)", "(ribu Rp)", "dalam ribuan", "Rp ribu", "(jutaan)", "USD", "(x1000)", "Dalam Rp. 000,-",
            "Disajikan dalam ribuan Rupiah", "dinyatakan dalam jutaan rupiah", "Angka x 1000", "IDR '000", "IDR k",
            "Rp juta", "US$", "Dolar AS", "dalam SGD", "Catatan: nominal x 1.000", "*tiga nol dihilangkan",
            "ribu rupiah", "Nominal: ribuan", "Nilai: juta", "Curr: USD", "Amounts in K IDR", "1 = Rp 1.000",
            "PT Maju, dalam ribuan Rp", "Daftar Gaji Maret 2026 (x Rp1.000)", "(Rp1000)", "(x Rp. 1.000,-)",
            "satuan Rp1.000", "kelipatan seribu", "Gaji × Rp 1.000", "(IDR 1.000)", "x Rp1.000.000",
        ])
    func `Another unit is found however it is written`(text: String) {
        #expect(UnitWords.sayOther(text))
    }

    @Test(
        arguments: [
            "PT Ribuan Jaya", "CV Dolar Mas", "Jl. Seribu Satu No. 1000", "Koperasi Sejuta Umat", "Batch #1000, IDR",
            "Total Gaji: Rp 9.250.000", "Total Gaji Rp. 1.000.000,-", "Terbilang: empat juta dua ratus ribu rupiah",
            "(Rp)", "Rupiah", "dalam Rupiah", "Nomor: 012/PAY/000/2026", "Telp 021-5551000",
            "Total (Rp1.000.000)", "Kas Rp 1.000", "Periode 1.000 jam", "Gaji (Maret 1000)", "INV000",
            "Musdalifah",
        ])
    func `Names, numbers and rupiah are no other unit`(text: String) {
        #expect(!UnitWords.sayOther(text))
    }
}
