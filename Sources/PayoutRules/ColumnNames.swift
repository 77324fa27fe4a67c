internal import PayoutCore

/// The names that people give the columns, in English and Indonesian.
///
/// A header names a column by its plain name (`account_number`), or by one of these, where letters and digits alone
/// count: `No. Rekening`, `no_rekening` and `NO REKENING*` are all `norekening`.
enum ColumnNames {
    /// Words that templates put after a name.
    private static let endings: Set<String> = [
        "rp", "idr", "rupiah", "wajib", "required", "mandatory", "opsional", "optional",
    ]

    /// The letters and digits of `name` in lower case, without what templates put after it: `Jumlah (Rp)` is `jumlah`.
    static func folded(_ name: String) -> String {
        // A percentage is another column than the amount.
        let parts = name.split(separator: "%", omittingEmptySubsequences: false)
        let spelt = parts.count > 1 ? parts.joined(separator: " percent ") : name
        var words = spelt.lowercased().split { !($0.isLetter || $0.isNumber) }
        while words.count > 1, let last = words.last, endings.contains(String(last)) { words.removeLast() }
        return words.joined()
    }

    /// The folded name without a month and a year: `Gaji Maret 2026` is `gaji`. Two months are two columns of one name.
    static func undated(_ name: String) -> String {
        // A percentage is another column than the amount.
        let spelt = name.replacing("%", with: " percent ")
        let words = spelt.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        return folded(
            words.filter { !months.contains($0) && !isYear($0) }.joined(separator: " "))
    }

    /// `1000` is a unit.
    private static func isYear(_ word: String) -> Bool {
        word.count == 4 && Int(word) != nil && (word.hasPrefix("19") || word.hasPrefix("20"))
    }

    /// The names that a label with brackets stands for, where they hold that of a net amount: `Gaji Bersih (THP)` is
    /// `gajibersih` and `thp`. Other brackets hold a unit or a remark.
    static func netLabels(_ name: String) -> Set<String> {
        let parts = name.split { "()[]".contains($0) }.map { folded(String($0)) }.filter { !$0.isEmpty }
        return parts.count > 1 && parts.dropFirst().contains(where: nets.contains) ? Set(parts) : []
    }

    private static let nets: Set<String> = [
        "thp", "takehomepay", "takehome", "netpay", "netsalary", "net", "nett", "netto", "bersih", "gajibersih",
        "diterima", "dibayar", "dibayarkan", "ditransfer", "transfer",
    ]

    static let months: Set<String> = [
        "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
        "desember", "january", "february", "march", "may", "june", "july", "august", "october", "december", "jan",
        "feb",
        "mar", "apr", "jun", "jul", "agu", "agt", "ags", "aug", "sep", "sept", "okt", "oct", "nov", "des", "dec",
    ]

    /// The other names of `column`, folded: those that say most clearly what is meant come first, and a later group
    /// counts only where the header has none of an earlier one. Where two names of one group are there, a person must
    /// say which is meant.
    static func groups(of column: Column) -> [Set<String>] {
        switch column {
        // Numbers of rows (`No`) and of employees (`NIP`) name no payment: rows move from one version of a file to the
        // next, and the same employee is paid another amount next month.
        case .reference: [references]
        case .bankCode:
            [bankCodes, swiftCodes, banks, wallets]
        case .accountNumber: [accountNumbers]
        case .accountName: [accountNames, people]
        // Those of the second group are also the names of parts, or of answers.
        case .amount: [amounts, otherAmounts, partAmounts]
        case .note: [notes, ["ket"]]
        case .currency: [["currency", "currencycode", "matauang", "kodematauang", "ccy", "curr", "valuta"]]
        case .email:
            [
                [
                    "email", "mail", "surel", "emailaddress", "alamatemail", "emailpenerima", "beneficiaryemail",
                    "recipientemail", "benemail", "emailkaryawan",
                ]
            ]
        case .reason, .whatToDo, .mends: []
        case .customer: [["customer", "customerid", "pelanggan", "idpelanggan", "nasabah", "client", "clientid"]]
        case .paymentReference:
            [
                [
                    "paymentreference", "paymentref", "originalreference", "payment", "referensipembayaran",
                    "referensiasal",
                ]
            ]
        }
    }

    /// Whether a column may hold what takes the place of the account or the bank that is read: `No Rekening Baru`, `New
    /// Bank`. The name is folded.
    static func mayReplace(_ column: Column, _ name: String) -> Bool {
        let words = column == .bankCode ? ["bank"] : ["rek", "account", "acc"]
        let changes = ["baru", "new", "perubahan", "pengganti", "ganti", "revisi", "update", "koreksi", "pindah"]
        if column == .accountNumber, otherTargets.contains(name) { return true }
        // "Koreksi" has "rek" in it.
        let rest = name.replacing("koreksi", with: " ")
        return changes.contains(where: name.contains) && words.contains(where: rest.contains)
    }

    /// Whether people write remarks into the column, besides that of the note; the name is folded.
    static func isRemark(_ name: String) -> Bool {
        ["catatan", "keterangan", "note", "remark", "info", "memo", "komentar", "comment"].contains(
            where: name.contains)
            || name == "ket"
    }

    /// Whether the column says the amount in words; the name is folded.
    static func isSpoken(_ name: String) -> Bool {
        ["terbilang", "inwords", "denganhuruf", "dalamhuruf"].contains(where: name.contains)
    }

    private static let otherTargets: Set<String> = [
        "transferke", "ditransferke", "dialihkanke", "alihkanke", "titipke", "transferto", "payto",
    ]

    private static let references: Set<String> = [
        "reference", "ref", "referenceno", "referencenumber", "referenceid", "refno", "refnumber", "refid", "referensi",
        "noreferensi", "nomorreferensi", "kodereferensi", "noref", "nomorref", "externalid", "partnerreference",
        "partnerreferenceno", "transactionid", "transactionreference", "idtransaksi", "notransaksi", "nomortransaksi",
        "payoutid", "disbursementid",
    ]
    private static let bankCodes: Set<String> = [
        "bankcode", "kodebank", "kdbank", "sandibank", "kodebanktujuan", "kodebankpenerima", "beneficiarybankcode",
        "destinationbankcode", "receiverbankcode", "recipientbankcode",
        "bankshortcode", "bankid", "idbank", "channelcode", "payoutchannel", "payoutchannelcode",
        "disbursementchannelcode", "bankchannelcode", "inquirybankcode", "bankkey",
    ]
    private static let banks: Set<String> = [
        "bank", "bankname", "namabank", "banktujuan", "namabanktujuan", "bankpenerima", "namabankpenerima",
        "beneficiarybank", "beneficiarybankname", "destinationbank", "recipientbank", "receiverbank",
        "receiverbankname",
        "recipientbankname", "destinationbankname", "payeebank", "vendorbank", "employeebank", "bankkaryawan",
        "bankpemasok", "banksupplier", "bankmitra", "bankvendor", "bankewallet", "namabankewallet",
        "namabankkaryawan", "bankpegawai", "tobank",
    ]
    private static let accountNumbers: Set<String> = [
        "accountnumber", "toaccount", "accountno", "accno", "accnumber", "acno", "account", "rekening", "norekening",
        "nomorrekening", "norek", "nomorrek", "rekeningtujuan", "norekeningtujuan", "nomorrekeningtujuan",
        "norektujuan", "rekeningpenerima", "norekeningpenerima", "nomorrekeningpenerima", "norekpenerima",
        "bankaccount", "bankaccountno", "bankaccountnumber", "beneficiaryaccount", "beneficiaryaccountno",
        "beneficiaryaccountnumber", "beneficiaryaccno", "destinationaccount", "destinationaccountno",
        "destinationaccountnumber", "recipientaccount", "recipientaccountno", "recipientaccountnumber",
        "receiveraccount", "receiveraccountno", "receiveraccountnumber", "creditaccount", "creditaccountno",
        "creditaccountnumber", "toaccount", "toaccountnumber", "creditedaccount", "creditedaccountno",
        "creditedaccountnumber", "rekeningkredit", "norekeningkredit", "nomorrekeningkredit", "rek", "acctno",
        "acctnumber", "acnumber", "bankacno", "bankacnumber", "bankacc", "bankaccno", "bankaccnumber", "bankacctno",
        "rekeningbank", "norekeningbank", "nomorrekeningbank", "norekbank", "nomorrekbank", "rekbank", "norekkaryawan",
        "rekeningkaryawan", "norekeningkaryawan", "nomorrekeningkaryawan", "norekeningpegawai",
        "nomorrekeningpegawai", "rekeninggaji", "norekeninggaji", "rektujuan", "rekpenerima", "payeeaccount",
        "payeeaccountno", "payeeaccountnumber", "vendoraccount", "vendoraccountno", "vendoraccountnumber",
        "vendorbankaccount", "employeeaccount", "employeeaccountno", "employeebankaccount", "targetaccount",
        "norekpemasok", "norekeningpemasok", "norekvendor", "norekeningvendor", "norekhp", "norekeningnohp",
        "nomorrekeningnohp", "noreknohp",
        "beneficiarybankaccount", "beneficiarybankaccountno", "beneficiarybankaccountnumber", "benaccount",
        "benaccountno", "benaccountnumber",
    ]
    private static let swiftCodes: Set<String> = [
        "swift", "swiftcode", "bic", "biccode", "kodeswift", "bankswiftcode", "bankswift", "beneficiarybankswift",
        "beneficiarybankbic",
    ]
    private static let accountNames: Set<String> = [
        "accountname", "namarekening", "namapemilikrekening", "pemilikrekening", "namapemilik", "namaakun",
        "namarekeningpenerima", "namapenerima", "penerima", "atasnama", "an", "accountholder", "accountholdername",
        "accountowner", "bankaccountname", "bankaccountholder", "bankaccountholdername", "beneficiary",
        "beneficiaryname", "beneficiaryaccountname", "recipient", "recipientname", "receiver", "receivername",
        "destinationaccountname", "creditaccountname", "payee", "payeename", "accountownername", "creditedaccountname",
        "namapemegangrekening", "pemegangrekening", "namapadarekening", "namasesuairekening", "namanasabah", "namarek",
        "namapemilikrek", "rekeningatasnama", "rekatasnama", "atasnamarekening", "beneficiarybankaccountname",
        "vendoraccountname", "accttitle", "accounttitle", "namarekeningtujuan", "namatujuan",
        "namadirekening", "toname", "benname",
    ]
    private static let people: Set<String> = [
        "nama", "name", "namalengkap", "namakaryawan", "namapegawai", "namastaff", "karyawan", "pegawai", "fullname",
        "employee", "employeename", "empname", "staffname", "namapekerja", "namaguru", "namaanggota", "namavendor",
        "vendorname", "namasupplier", "suppliername", "namapemasok", "namamitra", "namaagen", "namadriver",
        "namakpm", "namamahasiswa", "namasiswa",
    ]
    private static let amounts: Set<String> = [
        "amount", "jumlah", "nominal", "nilai", "total", "totalamount", "netamount", "netto", "netsalary", "netpay",
        "takehomepay", "thp", "salary", "gaji", "gajibersih", "gajinetto", "gajinett", "totalgajibersih", "upah",
        "honor", "jumlahtransfer", "jumlahbayar", "jumlahdibayar", "jumlahpembayaran", "nominaltransfer",
        "nominalpembayaran", "nilaitransfer", "totaltransfer", "totaldibayar", "transferamount", "paymentamount",
        "payoutamount", "diterima", "jumlahditerima", "gajiditerima", "totalditerima", "yangditerima", "dibayarkan",
        "jumlahdibayarkan", "yangdibayarkan", "thptakehomepay", "takehomepaythp", "takehome", "nettpay", "nettsalary",
        "nettamount", "netsalarypay", "netpayment", "nettpayment", "netwages", "salarynet", "gajidibayar",
        "gajidibayarkan", "gajiditransfer", "totalditransfer", "jumlahditransfer", "nominalditransfer",
        "bersihditerima", "gajibersihditerima", "totaldibayarkan", "honorarium", "honorbersih", "upahbersih",
        "jumlahbersih", "totalbersih", "nominalbersih", "netpayable", "nettpayable", "netpayamount",
        "disbursementamount", "amounttotransfer", "amounttopay", "nilaipembayaran", "totalpembayaran", "totalbayar",
        "nominalbayar", "nominalgajibersih",
    ]
    /// Parts of a salary, which are paid alone in files without any other money.
    static let partAmounts: Set<String> = [
        "thr", "bonus", "fee", "uangmakan", "lembur", "uanglembur", "tunjangan", "uangtransport", "uangsaku", "rapel",
        "reimburse", "reimbursement", "uangjalan", "upahlembur", "tunjanganhariraya", "commission", "incentive",
        "allowance", "overtime", "insentifbulanan", "feemitra",
    ]

    /// Whether the column at `index` is a part of a salary, and the file has other columns of money.
    static func isPart(_ index: Int, of folded: [String], undated: [String]) -> Bool {
        guard partAmounts.contains(undated[index]) else { return false }
        return folded.indices.contains { other in
            other != index
                && (AmountNames.isPart(folded[other]) || AmountNames.finality(folded[other]) > 0
                    || partAmounts.contains(undated[other]))
        }
    }

    /// Where columns stand that have the name of a bank, besides the one that is read; all names are folded.
    static func banks(among folded: [String], besides index: Int?) -> [Int] {
        let names = groups(of: .bankCode).reduce(into: Set()) { $0.formUnion($1) }
        return folded.indices.filter { $0 != index && names.contains(folded[$0]) }
    }

    /// E-wallets, whose accounts are phone numbers.
    static let wallets: Set<String> = [
        "ewallet", "namaewallet", "jenisewallet", "dompetdigital", "wallet", "emoney", "namawallet", "walletprovider",
    ]
    /// They stand for an account only where the column of the bank is one of e-wallets.
    static let phones: Set<String> = [
        "nohp", "nomorhp", "nomerhp", "hp", "nohandphone", "nomorhandphone", "notelp", "notelepon", "nomortelepon",
        "nowa", "nomorwa", "nowhatsapp", "phone", "phonenumber", "mobile", "mobilenumber", "nomorponsel", "noponsel",
        "noewallet", "nomorewallet", "akunewallet", "nomorakun", "noakun",
    ]
    /// In files that were read from payment messages.
    static let (holder, accountKind) = ("account_holder_name", "account_kind")

    /// Whether the kind of a number says that it is none of an account.
    static func isProxy(_ kind: String) -> Bool {
        let words = kind.lowercased().split { !$0.isLetter }.map(String.init)
        return words.contains {
            [
                "proxy", "mobile", "mbno", "phone", "msisdn", "hp", "email", "emal", "tele", "nik", "alias", "wallet",
                "ewallet", "npwp", "handphone", "bpu", "via",
            ].contains($0)
        }
    }

    /// Names that are also words of other cells.
    static let otherAmounts: Set<String> = [
        "jumlahgaji", "nominalgaji", "totalgaji", "grandtotal", "jml", "jmltransfer", "transfer", "rp", "rupiah",
        "bersih", "terimabersih", "nettoditerima", "payableamount", "amountin", "totalpenerimaan", "jumlahpenerimaan",
        "komisi", "insentif", "gajibersihtakehomepay", "gajibersihthp", "jumlahhonor", "honorditerima", "totalterima",
        "jumlahterima", "jumlahuang", "uang", "jumlahdana", "totalthp", "pembayaran", "besaran", "pencairan",
        "jumlahpencairan", "net", "nett", "gajinet", "netwage", "jumlahreimburse", "jumlahreimbursement",
        "jumlahrefund", "totalpayment", "nominalblt", "shuditerima",
    ]
    private static let notes: Set<String> = [
        "note", "notes", "catatan", "keterangan", "berita", "beritatransfer", "beritaacara", "remark", "remarks",
        "description", "deskripsi", "memo", "narrative", "pesan", "message", "paymentdetails",
        "transactiondescription", "uraian", "transferdescription", "beritatransaksi", "keterangantransfer",
        "transactionremark", "transactionremarks", "paymentdescription", "remark1", "keterangan1", "berita1",
    ]
}
