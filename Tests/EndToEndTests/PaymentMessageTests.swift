import Foundation
import Testing

/// Payment messages (`pain.001`), as treasury systems export them.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct PaymentMessageTests {
    private static func message(_ payroll: Payroll, count: Int) -> String {
        let payments = payroll.rows.map { row in
            """
            <CdtTrfTxInf><PmtId><EndToEndId>\(row.reference)</EndToEndId></PmtId>
            <Amt><InstdAmt Ccy="IDR">\(row.amount).00</InstdAmt></Amt><CdtrAgt><FinInstnId><ClrSysMmbId>
            <MmbId>\(row.bankCode)</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt><Cdtr><Nm>\(row.accountName)</Nm></Cdtr>
            <CdtrAcct><Id><Othr><Id>\(row.accountNumber)</Id></Othr></Id></CdtrAcct>
            <RmtInf><Ustrd>\(row.note)</Ustrd></RmtInf></CdtTrfTxInf>
            """
        }
        return """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
            <GrpHdr><NbOfTxs>\(count)</NbOfTxs></GrpHdr><PmtInf><PmtMtd>TRF</PmtMtd>
            \(payments.joined(separator: "\n"))</PmtInf></CstmrCdtTrfInitn></Document>
            """
    }

    @Test func `A payment message is paid, and one that was cut is refused`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 3)
            try world.write(Self.message(payroll, count: 3), to: "gaji.xml")
            try world.write(Self.message(payroll, count: 4), to: "cut.xml")
            try await world.withBank { bank in
                let cut = try await world.salur(["run", "--yes", "cut.xml"], bank: bank)
                #expect(cut.code == 65 && cut.errors.contains("4 payments"), "\(cut)")
                let ended = try await world.salur(["run", "--yes", "gaji.xml"], bank: bank)
                #expect(ended.code == 0, "\(ended.errors)")
                #expect(try bank.ledger().booked.count == 3)
            }
        }
    }
}
