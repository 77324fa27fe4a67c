/// Columns that put rows into groups, as that of the department. People write such a name once, in a cell that is
/// merged over the rows of the group.
///
///     GroupColumns.mayMerge("Departemen", text: "Keuangan")           // true
///     GroupColumns.mayMerge("Departemen", text: "Sudah ditransfer")   // false
///     GroupColumns.mayMerge("Catatan", text: "Keuangan")              // false: a note says something of a payment
package enum GroupColumns {
    private static let names: Set<String> = [
        "no", "nomor", "nomorurut", "nourut", "departemen", "dept", "department", "divisi", "division", "bagian",
        "unit",
        "unitkerja", "satuankerja", "cabang", "branch", "lokasi", "location", "jabatan", "posisi", "position",
        "golongan", "grade", "tim", "team", "proyek", "project", "kelompok", "grup", "group", "area", "wilayah",
        "region",
        "kantor", "office", "outlet", "toko", "store", "pabrik", "plant", "costcenter", "pusatbiaya", "shift",
    ]

    /// Whether `text`, merged over several rows of `column`, says nothing of their payments.
    package static func mayMerge(_ column: String, text: String) -> Bool {
        names.contains(ColumnNames.folded(column)) && !StopWords.stopsHeading(text)
    }
}
