import PayoutRules
import Testing

@Suite struct GroupColumnsTests {
    @Test(
        arguments: [
            ("Departemen", "Keuangan", true), ("No.", "1", true), ("Unit Kerja", "Gudang A", true),
            ("Departemen", "Sudah ditransfer", false), ("Divisi", "Ex karyawan", false),
            ("Catatan", "Keuangan", false), ("Nominal", "1.500.000", false), ("Status", "Aktif", false),
        ])
    func `Only the name of a group may stand once for several rows`(column: String, text: String, may: Bool) {
        #expect(GroupColumns.mayMerge(column, text: text) == may)
    }
}
