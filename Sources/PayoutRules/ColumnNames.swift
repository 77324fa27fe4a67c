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
        var words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
        while let last = words.last, endings.contains(String(last)) { words.removeLast() }
        return words.joined()
    }

    /// The other names of `column`, folded: those that say most clearly what is meant come first, and a later group
    /// counts only where the header has none of an earlier one. Money and accounts have a single group: where two of
    /// its names are there, a person must say which is meant.
    static func groups(of column: Column) -> [Set<String>] {
        switch column {
        // Numbers of rows (`No`) and of employees (`NIP`) name no payment: rows move from one version of a file to the
        // next, and the same employee is paid another amount next month.
        case .reference: [references]
        case .bankCode: [bankCodes, ["swift", "swiftcode", "bic", "biccode", "kodeswift", "bankswiftcode"], banks]
        case .accountNumber: [accountNumbers]
        case .accountName: [accountNames, people]
        case .amount: [amounts]
        case .note: [notes]
        case .currency: [["currency", "currencycode", "matauang", "kodematauang", "ccy", "curr", "valuta"]]
        case .email:
            [
                [
                    "email", "mail", "surel", "emailaddress", "alamatemail", "emailpenerima", "beneficiaryemail",
                    "recipientemail",
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

    /// What the name of an amount has in it where deductions are taken off.
    private static let netWords = [
        "bersih", "netto", "nett", "diterima", "dibayar", "ditransfer", "takehome", "thp", "payable", "sisagaji",
        "totalgaji", "amountpaid", "totransfer", "tobetransferred", "topay", "tobepaid", "transferkan", "bayarkan",
        "jumlahakhir", "nominalakhir", "totalakhir", "gajiakhir", "revisi", "outstanding", "grandtotal", "bankportion",
        "netamount", "netpay", "netsalary", "gajibersih",
    ]
    private static let netNames: Set<String> = ["net", "transfer", "pembayaran", "sisa", "balance", "akhir"]
    /// What names something else although such a word is in it.
    private static let otherWords = [
        "tanggal", "tgl", "date", "status", "biaya", "fee", "metode", "method", "bankname", "namabank", "rekening",
        "nama", "oleh", "paidby", "cuti", "hari", "jam",
    ]

    /// Whether a column says how far a payment has come; the name is folded.
    static func isStatus(_ name: String) -> Bool {
        (name.contains("status") || statuses.contains(name)) && !name.contains("valid") && !name.contains("verif")
    }

    private static let statuses: Set<String> = [
        "state", "paymentstate", "sts", "stat", "realisasi", "progress", "hasiltransfer", "kondisi",
    ]

    /// Whether a column that is not known may hold what is really paid, where the amount may be before
    /// deductions. Both names are folded.
    static func mayBeNet(_ name: String, where amount: String) -> Bool {
        func isNet(_ name: String) -> Bool {
            netNames.contains(name) || netWords.contains { name.contains($0) }
        }
        return isNet(name) && !isNet(amount) && !otherWords.contains { name.contains($0) }
    }

    /// Whether a column may hold what takes the place of the account or the bank that is read: `No Rekening Baru`, `New
    /// Bank`. The name is folded.
    static func mayReplace(_ column: Column, _ name: String) -> Bool {
        let words = column == .bankCode ? ["bank"] : ["rek", "account", "acc"]
        return ["baru", "new", "perubahan", "pengganti", "revisi"].contains(where: name.contains)
            && words.contains(where: name.contains)
    }

    private static let references: Set<String> = [
        "reference", "ref", "referenceno", "referencenumber", "referenceid", "refno", "refnumber", "refid", "referensi",
        "noreferensi", "nomorreferensi", "kodereferensi", "noref", "nomorref", "externalid", "partnerreference",
        "partnerreferenceno", "transactionid", "transactionreference", "idtransaksi", "notransaksi", "nomortransaksi",
        "payoutid", "disbursementid",
    ]
    private static let bankCodes: Set<String> = [
        "bankcode", "kodebank", "kdbank", "sandibank", "kodebanktujuan", "kodebankpenerima", "beneficiarybankcode",
        "destinationbankcode", "receiverbankcode", "recipientbankcode",
        "bankshortcode", "bankid", "idbank",
    ]
    private static let banks: Set<String> = [
        "bank", "bankname", "namabank", "banktujuan", "namabanktujuan", "bankpenerima", "namabankpenerima",
        "beneficiarybank", "beneficiarybankname", "destinationbank", "recipientbank", "receiverbank",
    ]
    private static let accountNumbers: Set<String> = [
        "accountnumber", "accountno", "accno", "accnumber", "acno", "account", "rekening", "norekening",
        "nomorrekening", "norek", "nomorrek", "rekeningtujuan", "norekeningtujuan", "nomorrekeningtujuan",
        "norektujuan", "rekeningpenerima", "norekeningpenerima", "nomorrekeningpenerima", "norekpenerima",
        "bankaccount", "bankaccountno", "bankaccountnumber", "beneficiaryaccount", "beneficiaryaccountno",
        "beneficiaryaccountnumber", "beneficiaryaccno", "destinationaccount", "destinationaccountno",
        "destinationaccountnumber", "recipientaccount", "recipientaccountno", "recipientaccountnumber",
        "receiveraccount", "receiveraccountno", "receiveraccountnumber", "creditaccount", "creditaccountno",
        "creditaccountnumber", "toaccount", "toaccountnumber",
    ]
    private static let accountNames: Set<String> = [
        "accountname", "namarekening", "namapemilikrekening", "pemilikrekening", "namapemilik", "namaakun",
        "namarekeningpenerima", "namapenerima", "penerima", "atasnama", "an", "accountholder", "accountholdername",
        "accountowner", "bankaccountname", "bankaccountholder", "bankaccountholdername", "beneficiary",
        "beneficiaryname", "beneficiaryaccountname", "recipient", "recipientname", "receiver", "receivername",
        "destinationaccountname", "creditaccountname", "payee", "payeename",
    ]
    private static let people: Set<String> = [
        "nama", "name", "namalengkap", "namakaryawan", "namapegawai", "namastaff", "karyawan", "pegawai", "fullname",
        "employee", "employeename",
    ]
    private static let amounts: Set<String> = [
        "amount", "jumlah", "nominal", "nilai", "total", "totalamount", "netamount", "netto", "netsalary", "netpay",
        "takehomepay", "thp", "salary", "gaji", "gajibersih", "gajinetto", "gajinett", "totalgajibersih", "upah",
        "honor", "jumlahtransfer", "jumlahbayar", "jumlahdibayar", "jumlahpembayaran", "nominaltransfer",
        "nominalpembayaran", "nilaitransfer", "totaltransfer", "totaldibayar", "transferamount", "paymentamount",
        "payoutamount", "diterima", "jumlahditerima", "gajiditerima", "totalditerima", "yangditerima", "dibayarkan",
        "jumlahdibayarkan", "yangdibayarkan",
    ]
    private static let notes: Set<String> = [
        "note", "notes", "catatan", "keterangan", "berita", "beritatransfer", "beritaacara", "remark", "remarks",
        "description", "deskripsi", "memo", "narrative", "pesan", "message", "paymentdetails",
        "transactiondescription",
    ]
}
