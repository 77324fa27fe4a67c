import PayoutCore
import Testing

/// Which payees are the same person.
@Suite struct PayeeNameTests {
    @Test(arguments: [
        ("  Budi  SANTOSO, S.E.", "budi santoso s e"), ("budi santoso", "budi santoso"), ("Nur'aini", "nur aini"),
        ("PT. Maju-Jaya (Tbk)", "pt maju jaya tbk"), ("José  Ñandú", "josé ñandú"), ("", ""), ("...", ""),
    ])
    func `A name is folded to its letters and digits`(name: String, folded: String) {
        #expect(PayeeName.folded(name) == folded)
        #expect(PayeeName.folded(folded) == folded)
    }

    @Test func `A letter in one code point or in two is the same`() {
        #expect(PayeeName.folded("Jose\u{301}") == PayeeName.folded("Jos\u{E9}"))
    }

    @Test(arguments: [
        ("GAJI-2026-10-0042", "gaji 0042"), ("EMP-0042/OKT/2026", "emp 0042"), ("EMP0042", "emp 0042"),
        ("20261031-0042", "0042"), ("102026/0042", "0042"), ("2026-7", "7"), ("GAJI 2026 7 12", "gaji 12"),
        ("0042", "0042"),
    ])
    func `The stem of a reference is what stays when the period is left out`(reference: String, stem: String) {
        #expect(ReferenceStem.stem(of: reference) == stem)
    }

    @Test(arguments: ["GAJI", "OKT-2026", "2026", "", "A", "Oktober"])
    func `A reference without a number of its own names nobody`(reference: String) {
        #expect(ReferenceStem.stem(of: reference) == nil)
    }

    @Test(arguments: [
        ("payroll-2026-10.csv", "payroll"), ("payroll-2026-11.csv.gz", "payroll"), ("Gaji Oktober 2026", "gaji"),
        ("gaji_staf_nov.xlsx", "gaji staf"), ("2026-10.csv", ""),
    ])
    func `Files of one kind have the same words`(name: String, words: String) {
        #expect(ReferenceStem.words(of: name) == words)
    }

    @Test func `Two people of one name are told apart by number or reference`() {
        let first = PersonKeys(reference: "GAJI-2026-01-0042", number: "E-17")
        #expect(first.isSame(as: PersonKeys(reference: "GAJI-2026-02-0042", number: nil)))
        #expect(first.isSame(as: PersonKeys(reference: "X", number: "e 17")))
        #expect(!first.isSame(as: PersonKeys(reference: "GAJI-2026-02-0043", number: "E-18")))
        #expect(!PersonKeys(reference: "A", number: nil).isSame(as: PersonKeys(reference: "A", number: "")))
    }

    private static let block = PayeeBlock(
        by: PersonalDecision(person: "Ani", reason: "fraud"), blockedAt: Timestamp(milliseconds: 1), isName: false)

    @Test func `A blocked row is rejected if nothing was sent for it, and never touched if something is on its way`() {
        let now = Timestamp(milliseconds: 2)
        let order = PaymentOrder(
            reference: "A", bankCode: "014", accountNumber: "1234567890", accountName: "Budi", amount: Rupiah(10_000))
        var queued = Payout(order: order, status: .queued)
        #expect(queued.handle(.payeeBlocked(Self.block), at: now, policy: PayoutPolicy()) == .changed(next: .nothing))
        #expect(queued.status == .rejected && queued.reason?.code == "blocked")
        var paid = Payout(order: order, status: .succeeded)
        _ = paid.handle(.payeeBlocked(Self.block), at: now, policy: PayoutPolicy())
        #expect(paid.status == .succeeded)
    }
}
