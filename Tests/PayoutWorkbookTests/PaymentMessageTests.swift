import PayoutFile
import PayoutWorkbook
import Testing

/// `pain.001` as rows.
@Suite struct PaymentMessageTests {
    /// A message of one group.
    private static func message(
        version: String = "03", header: String = "<NbOfTxs>2</NbOfTxs><CtrlSum>1520000.5</CtrlSum>",
        group: String = "<PmtMtd>TRF</PmtMtd><NbOfTxs>2</NbOfTxs><CtrlSum>1520000.50</CtrlSum>",
        _ payments: String = first + second
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.\(version)"><CstmrCdtTrfInitn><GrpHdr>\
        <MsgId>MSG-1</MsgId>\(header)
        <InitgPty><Nm>PT Maju</Nm></InitgPty></GrpHdr><PmtInf><PmtInfId>GROUP-1</PmtInfId>\
        \(group)<Dbtr><Nm>PT Maju</Nm></Dbtr>
        \(payments)
        </PmtInf></CstmrCdtTrfInitn></Document>
        """
    }

    private static let first = """
        <CdtTrfTxInf><PmtId><InstrId>1</InstrId><EndToEndId> GAJI-1 </EndToEndId></PmtId><Amt><InstdAmt Ccy="IDR">\
        1500000.00</InstdAmt></Amt><CdtrAgt><FinInstnId><BIC>CENAIDJA</BIC></FinInstnId></CdtrAgt><Cdtr>\
        <Nm>BUDI &amp; SITI</Nm></Cdtr><CdtrAcct><Id><Othr><Id>1234567890</Id></Othr></Id></CdtrAcct>\
        <RmtInf><Ustrd>Gaji</Ustrd><Ustrd>Maret</Ustrd></RmtInf></CdtTrfTxInf>

        """
    private static let second = """
        <CdtTrfTxInf><PmtId><EndToEndId>GAJI-2</EndToEndId></PmtId><Amt><InstdAmt Ccy="USD">20000.5</InstdAmt></Amt>\
        <CdtrAgt><FinInstnId><BICFI>BMRIIDJA</BICFI><ClrSysMmbId><MmbId>008</MmbId></ClrSysMmbId></FinInstnId>\
        </CdtrAgt><Cdtr><Nm>ANI</Nm></Cdtr><CdtrAcct><Id><Othr><Id>1234567891</Id></Othr></Id></CdtrAcct></CdtTrfTxInf>
        """

    private static func fault(_ message: String) -> FileFault? { PayoutWorkbookTests.fault(of: Array(message.utf8)) }

    @Test(arguments: ["03", "09"]) func `Each payment is a row`(version: String) throws {
        let bytes = Array(Self.message(version: version).utf8)
        let book = try read(bytes)
        #expect(
            book.header == [
                "reference", "bank_code", "account_number", "account_name", "amount", "note", "currency",
                "bic", "bank_name", "account_holder_name", "account_kind", "payment_message", "payment_group",
                "instruction_id", "given_end_to_end_id",
            ])
        #expect(
            book.rows == [
                ["GAJI-1", "CENAIDJA", "1234567890", "BUDI & SITI", "1500000", "Gaji Maret", "IDR", "CENAIDJA", ""]
                    + ["", ""]
                    + ["pain.001.001.\(version) MSG-1", "GROUP-1", "1", ""],
                ["GAJI-2", "008", "1234567891", "ANI", "20000.5", "", "USD", "BMRIIDJA", ""]
                    + ["", ""]
                    + ["pain.001.001.\(version) MSG-1", "GROUP-1", "", ""],
            ])
        #expect(book.lines == [4, 5])
        #expect(try read([0xEF, 0xBB, 0xBF] + bytes, chunkBytes: 5) == book)
    }

    @Test func `A payment without a reference of its own takes that of its instruction`() throws {
        let unnamed = Self.first.replacing(" GAJI-1 ", with: "NOTPROVIDED")
        let named = try read(Array(Self.message(unnamed + Self.second).utf8))
        #expect(named.rows.map(\.[0]) == ["1", "GAJI-2"] && named.rows.map(\.[14]) == ["NOTPROVIDED", ""])
        let bare = unnamed.replacing("<InstrId>1</InstrId>", with: "")
        let book = try read(Array(Self.message(bare + Self.second).utf8))
        #expect(book.rows.map(\.[0]) == ["", "GAJI-2"] && book.header.first == "end_to_end_id")
        #expect(try read(Array(Self.message(Self.second + bare).utf8)).header.first == "reference")
    }

    @Test func `Two accounts, another currency of the account and the name of the bank are shown to the rules`() throws
    {
        let two = Self.first.replacing("<Id><Othr>", with: "<Id><IBAN>ID99</IBAN><Othr>")
        #expect(try read(Array(Self.message(two + Self.second).utf8)).rows[0][2] == "1234567890 / ID99")
        let foreign = Self.first.replacing("</CdtrAcct>", with: "<Ccy>SGD</Ccy></CdtrAcct>")
        #expect(try read(Array(Self.message(foreign + Self.second).utf8)).rows[0][6] == "SGD")
        let named = Self.first.replacing("</FinInstnId>", with: "<Nm>Bank Mandiri</Nm></FinInstnId>")
        #expect(try read(Array(Self.message(named + Self.second).utf8)).rows[0][8] == "Bank Mandiri")
    }

    @Test func `A proxy, the kind of a number and the holder of the account are shown to the rules`() throws {
        func cells(_ old: String, _ new: String) throws -> [String] {
            let book = try read(Array(Self.message(Self.first.replacing(old, with: new) + Self.second).utf8))
            return Array(book.rows[0][9...10])
        }
        let proxy = "<Nm>ANI</Nm><Prxy><Tp><Cd>MBNO</Cd></Tp><Id>0812</Id></Prxy></CdtrAcct>"
        #expect(try cells("</CdtrAcct>", proxy) == ["ANI", "PROXY MBNO"])
        let scheme = "<SchmeNm><Prtry>MOBILE</Prtry></SchmeNm></Othr>"
        #expect(try cells("</Othr>", scheme) == ["", "MOBILE"])
    }

    @Test(arguments: ["HOLD", "CHQB"]) func `Cash and cheques are no transfers`(code: String) {
        let instruction =
            "<InstrForCdtrAgt><Cd>TELB</Cd></InstrForCdtrAgt><InstrForCdtrAgt><Cd>\(code)</Cd></InstrForCdtrAgt>"
        let payment = Self.first.replacing("<RmtInf>", with: instruction + "<RmtInf>")
        #expect(Self.fault(Self.message(payment + Self.second)) == .message(.method(code)))
    }

    @Test(
        arguments: [
            ("<ChqInstr><ChqTp>CCHQ</ChqTp></ChqInstr>", "ChqInstr"),
            ("<PmtTpInf><LclInstrm><Prtry>CASH</Prtry></LclInstrm></PmtTpInf>", "CASH"),
            ("<InstrForDbtrAgt>DO NOT PAY - HOLD</InstrForDbtrAgt>", "DO NOT PAY - HOLD"),
            ("<InstrForDbtrAgt><InstrInf>hold</InstrInf></InstrForDbtrAgt>", "hold"),
            ("<InstrForCdtrAgt><InstrInf>PAY IN CASH</InstrInf></InstrForCdtrAgt>", "PAY IN CASH"),
        ])
    func `Instruments and instructions that are no transfer refuse the message`(element: String, method: String) {
        let payment = Self.first.replacing("<RmtInf>", with: element + "<RmtInf>")
        #expect(Self.fault(Self.message(payment + Self.second)) == .message(.method(method)))
        let group = "<PmtMtd>TRF</PmtMtd><NbOfTxs>2</NbOfTxs>" + element
        #expect(element.contains("Cdtr") || Self.fault(Self.message(group: group)) == .message(.method(method)))
    }

    @Test func `Other instruments and instructions are those of a transfer`() throws {
        let elements =
            "<PmtTpInf><LclInstrm><Prtry>RTGS</Prtry></LclInstrm></PmtTpInf>"
            + "<InstrForCdtrAgt><InstrInf>Gaji Maret</InstrInf></InstrForCdtrAgt>"
        let payment = Self.first.replacing("<RmtInf>", with: elements + "<RmtInf>")
        #expect(try read(Array(Self.message(payment + Self.second).utf8)).rows.count == 2)
    }

    @Test func `The point of XML stands before decimals`() throws {
        let amounts = Self.first.replacing("1500000.00", with: "1500000.000")
        let claims = "<NbOfTxs>2</NbOfTxs><CtrlSum>1520000.5</CtrlSum>"
        #expect(try read(Array(Self.message(header: claims, amounts + Self.second).utf8)).rows[0][4] == "1500000")
        let small = Self.first.replacing("1500000.00", with: "750.000")
        let message = Self.message(header: "", group: "<PmtMtd>TRF</PmtMtd>", small + Self.second)
        #expect(try read(Array(message.utf8)).rows.map(\.[4]) == ["750", "20000.5"])
    }

    @Test func `A message that says it is another one is refused`() {
        let other = Self.message().replacing("pain.001.001.03", with: "pain.008.001.02")
        #expect(Self.fault(other) == .message(.otherMessage(root: "pain.008.001.02")))
    }

    @Test(arguments: [false, true]) func `A message may be UTF-16`(isBigEndian: Bool) throws {
        let text = Self.message().split(separator: "UTF-8").joined(separator: "UTF-16")
        let bytes = "\u{FEFF}\(text)".utf16.flatMap { unit -> [UInt8] in
            let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
            return isBigEndian ? [high, low] : [low, high]
        }
        #expect(try read(bytes, chunkBytes: 5) == read(Array(Self.message().utf8)))
    }

    @Test func `Payments in one line have lines of their own`() throws {
        let text = Self.message().split(separator: "\n").joined()
        #expect(try read(Array(text.utf8)).lines == [2, 3])
    }

    @Test func `Prefixes do not matter`() throws {
        let text = Self.message().split(separator: "</").joined(separator: "</p:")
        let prefixed = text.split(separator: "<", omittingEmptySubsequences: false).enumerated().map { index, part in
            index == 0 || part.hasPrefix("/") || part.hasPrefix("?") ? String(part) : "p:" + part
        }.joined(separator: "<").split(separator: "xmlns=").joined(separator: "xmlns:p=")
        #expect(try read(Array(prefixed.utf8)) == read(Array(Self.message().utf8)))
    }

    @Test func `Number and sum hold for the message and for each group`() {
        let group = "<PmtMtd>TRF</PmtMtd>"
        let count = FileFault.message(.count(claimed: "3", found: 2))
        #expect(Self.fault(Self.message(header: "<NbOfTxs>3</NbOfTxs>")) == count)
        #expect(Self.fault(Self.message(header: "", group: group + "<NbOfTxs>3</NbOfTxs>")) == count)
        let sum = FileFault.message(.sum(claimed: "1520000", found: "1520000.5"))
        #expect(Self.fault(Self.message(header: "<CtrlSum>1520000</CtrlSum>")) == sum)
        #expect(Self.fault(Self.message(header: "", group: group + "<CtrlSum>1520000</CtrlSum>")) == sum)
        #expect(Self.fault(Self.message(header: "<NbOfTxs>0</NbOfTxs>", group: "", "")) == .noRows)
        #expect(Self.fault(Self.message(header: "", group: "")) == nil)
    }

    @Test func `What is no list of transfers is refused`() {
        #expect(Self.fault("<html><body/></html>") == .message(.otherMessage(root: "html")))
        #expect(
            Self.fault("<Document><BkToCstmrStmt/></Document>") == .message(.otherMessage(root: "BkToCstmrStmt")))
        #expect(Self.fault(Self.message(group: "<PmtMtd>CHK</PmtMtd>")) == .message(.method("CHK")))
        #expect(Self.fault("<!DOCTYPE Document [<!ENTITY a \"b\">]><Document/>") == .message(.documentType))
        #expect(Self.fault(String(Self.message().dropLast(20))) == .message(.malformed))
        let twice = Self.first.split(separator: "<Cdtr>").joined(separator: "<Cdtr><Nm>ANI</Nm>")
        #expect(Self.fault(Self.message(header: "", group: "", twice)) == .message(.repeated(element: "Nm")))
    }
}
