internal import PayoutCore

/// Finds the column of a file that says who a person is: the number of an employee, a customer or a supplier.
enum PersonColumn {
    /// Names of such columns, in lower case and without anything but letters.
    private static let names: Set<String> = [
        "nik", "nip", "nrp", "npk", "employeeid", "employeeno", "employeenumber", "employeecode", "empid", "empno",
        "staffid", "idkaryawan", "nokaryawan", "nomorkaryawan", "kodekaryawan", "nomorindukkaryawan", "idpegawai",
        "nopegawai", "nomorpegawai", "nomorindukpegawai", "customer", "customerid", "customerno", "customernumber",
        "customercode", "idpelanggan", "nopelanggan", "nomorpelanggan", "kodepelanggan", "vendorid", "vendorno",
        "vendornumber", "vendorcode", "idvendor", "kodevendor", "supplierid", "suppliercode", "idsupplier",
        "kodesupplier", "payeeid", "beneficiaryid", "memberid", "idanggota", "noanggota", "nomoranggota", "idmitra",
        "mitraid", "partnerid", "driverid", "agentid", "npwp",
    ]

    /// - Parameters:
    ///   - header: the names of all columns.
    ///   - others: the columns that are carried through.
    /// - Returns: the place among `others` of the first that names a person; nil where none does.
    static func place(in header: [String], among others: [Int]) -> Int? {
        others.firstIndex { column in
            guard header.indices.contains(column) else { return false }
            return names.contains(PayeeName.folded(header[column]).filter { $0 != " " })
        }
    }
}
