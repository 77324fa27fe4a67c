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
            <GrpHdr><MsgId>GAJI-MARET</MsgId><NbOfTxs>\(count)</NbOfTxs></GrpHdr>
            <PmtInf><PmtInfId>GROUP-7</PmtInfId><PmtMtd>TRF</PmtMtd>
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
                let folder = try Reports(world).folder
                let answer = try world.read("\(folder)/pain.002.xml")
                #expect(answer.contains("<OrgnlMsgId>GAJI-MARET</OrgnlMsgId>"), "\(answer)")
                #expect(answer.contains("<OrgnlPmtInfId>GROUP-7</OrgnlPmtInfId>"))
                #expect(answer.split(separator: "<TxSts>ACSC</TxSts>").count == 4)
                let verdict = try await world.salur(["verify", "--ledger", "salur.db", folder], bank: bank)
                #expect(verdict.code == 0, "\(verdict)")
                #expect(try await world.shell("sed -i s/ACSC/RJCT/ \(folder)/pain.002.xml").code == 0)
                let altered = try await world.salur(["verify", folder])
                #expect(altered.code == 1 && altered.output.contains("pain.002.xml"), "\(altered)")
            }
        }
    }
}
