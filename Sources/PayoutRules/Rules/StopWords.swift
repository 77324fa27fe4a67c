internal import PayoutCore

/// Words by which people say that a payment was made, or shall not be made: in a column of the status, in a note, in a
/// heading above rows.
///
///     StopWords.stops("LUNAS (tunai)")          // true
///     StopWords.stops("Sudah ditransfer")       // true
///     StopWords.stops("Belum dibayar")          // false
package enum StopWords {
    /// One such word is enough, unless a negation stands before it.
    private static let words: Set<String> = [
        "paid", "settled", "succeeded", "success", "successful", "completed", "refunded", "reversed", "done",
        "processed", "disbursed", "executed", "closed", "transferred", "transfered", "lunas", "terbayar", "sukses",
        "berhasil", "selesai", "terkirim", "tertransfer", "cancelled", "canceled", "cancel", "void", "voided", "hold",
        "rejected", "batal", "dibatalkan", "ditahan", "tahan", "ditunda", "tunda", "ditolak", "tolak", "skip", "stop",
        "blokir", "diblokir", "retur", "dobel", "duplicate", "duplikat", "resign", "nonaktif", "tunai",
    ]
    /// Together with a word before them that says it is over, or that it is not to be.
    private static let deeds: Set<String> = [
        "dibayar", "dibayarkan", "bayar", "digunakan", "dipakai", "ditransfer", "transfer", "dikirim", "dicairkan",
        "cair", "aktif", "pay",
        "diproses", "ditransferkan", "trf", "tf", "kirim",
    ]
    /// What may stand between the two: `tidak usah ditransfer`, `belum boleh dibayar`.
    private static let fillers: Set<String> = [
        "usah", "perlu", "boleh", "jadi", "akan", "di", "dapat", "bisa", "harus",
    ]
    /// Said in several words, by the first of them: a search for each in the text would make a row ten times as dear.
    private static let phrases = Dictionary(
        grouping: phraseTexts.map { $0.split(separator: " ").map(String.init) }, by: \.first)
    private static let phraseTexts = [
        "not to be paid", "no need to pay", "pay later", "bayar manual", "dibayar manual", "manual payment",
        "menunggu persetujuan", "waiting for approval", "belum approve", "belum disetujui", "belum boleh",
        "not approved", "tidak termasuk", "not included", "dikecualikan", "excluded", "rekening salah", "rek salah",
        "dicoret", "data lama", "via kasir", "diambil di kantor", "ambil tunai", "untuk referensi", "already done",
        "versi lama", "old version", "bulan depan saja", "rekening ditutup", "rek ditutup", "rekening tutup",
        "rek tutup",
        "rekening mati", "rek mati", "rekening tidak aktif", "rek tidak aktif", "rekening sudah tidak aktif",
        "rek sudah tidak aktif", "salah input", "salah rekening", "salah rek", "salah nominal", "pindah ke rek",
        "pindah ke rekening", "meninggal dunia", "sudah meninggal", "jangan dulu", "jgn dulu", "tunggu konfirmasi",
        "menunggu konfirmasi", "tunggu acc", "tunggu approval", "tunggu persetujuan", "tunggu dulu",
    ]
    /// Only where there is no other word: a signature may be that of the head of cash management.
    private static let alone: Set<String> = ["dibayar", "ditransfer", "sudah", "sdh", "cash"]
    private static let over: Set<String> = [
        "sudah", "sdh", "udah", "telah", "already", "tidak", "tdk", "tak", "jangan", "jgn", "non", "donot", "not", "no",
    ]
    private static let negations: Set<String> = ["belum", "blm", "not", "un", "tidak", "tdk", "jangan", "to", "be"]

    /// Whether `text` says that nothing is to be paid.
    ///
    /// - Parameter sparesNames: whether a word may be part of a name, as in `PT Lunas Jaya`.
    package static func stops(_ text: String, sparesNames: Bool = false) -> Bool {
        let parts = text.lowercased().split { !$0.isLetter }.map(String.init)
        let isName = sparesNames && UnitWords.isName(text)
        for (index, part) in parts.enumerated() {
            let before = index > 0 ? parts[index - 1] : ""
            if !isName, words.contains(part), !negations.contains(before) { return true }
            if deeds.contains(part), let before = parts[..<index].last(where: { !fillers.contains($0) }),
                over.contains(before)
            {
                return true
            }
        }
        if parts.count == 1, alone.contains(parts[0]) { return true }
        return parts.indices.contains { index in
            phrases[parts[index]]?.contains { parts[index...].starts(with: $0) } ?? false
        }
    }

    /// Whether a heading says so of the rows below it, or of those above: `Belum ditransfer`, `Arsip Februari`.
    package static func stopsHeading(_ text: String) -> Bool {
        if stops(text, sparesNames: true) { return true }
        let parts = text.lowercased().split { !$0.isLetter }.map(String.init)
        let joined = parts.joined(separator: " ")
        return !UnitWords.isName(text) && parts.contains(where: apart.contains)
            || ["non payroll", "ex karyawan", "bulan lalu"].contains(where: joined.contains)
    }

    private static let apart: Set<String> = [
        "arsip", "archive", "giro", "mangkir", "fyi", "sample", "contoh", "cuti", "keluar", "leave", "gagal", "belum",
        "sudah", "draft",
    ]

    /// Whether the remark after a name says so with a word that elsewhere says nothing.
    static func stopsName(_ remark: String) -> Bool {
        remark.lowercased().split { !$0.isLetter }.contains { nameWords.contains(String($0)) }
    }

    private static let nameWords: Set<String> = ["pending", "giro", "hapus", "dihapus", "double", "cash", "manual"]

    /// Whether some word of the cell begins as one of those without which ``stops(_:sparesNames:)`` and
    /// ``stopsName(_:)`` are false. It only reads the bytes, which is enough for nearly every cell.
    static func mayStop(_ cell: Cell) -> Bool {
        var index = 0
        while index < cell.count {
            // Other alphabets are left to the comparison of texts.
            if cell[index] >= 0x80 { return true }
            guard isLetter(cell[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < cell.count, isLetter(cell[index]) { index += 1 }
            guard index - start >= 2 else { continue }
            let third = index - start > 2 ? cell[start + 2] : 0
            if wordStarts[key(cell[start], second: cell[start + 1], third: third)] { return true }
        }
        return false
    }

    private static let wordStarts: [Bool] = {
        var starts = [Bool](repeating: false, count: 1 << 15)
        let all = words.union(deeds).union(alone).union(nameWords).union(phrases.keys.compactMap(\.self))
        for word in all {
            let bytes = Array(word.utf8) + [0]
            starts[key(bytes[0], second: bytes[1], third: bytes[2])] = true
        }
        return starts
    }()

    /// Whether a title says so of the whole file. Fewer words count: `PT Lunas Abadi` is a name, and a program that
    /// writes "processed" into its head has paid nothing.
    package static func stopTitle(_ text: String) -> Bool {
        let parts = text.lowercased().split { !$0.isLetter }.map(String.init)
        if parts.contains(where: drafts.contains) { return true }
        if parts.contains(where: reports.contains), stops(text) { return true }
        if proofs.contains(parts.prefix(2).joined(separator: " ")) { return true }
        if parts.starts(with: ["contoh"]) || parts.starts(with: ["sample"]) { return true }
        let pays = parts.contains { ["gaji", "upah", "payroll", "salary"].contains($0) }
        if parts.contains("potongan"), !pays { return true }
        let isName = UnitWords.isName(text)
        // "No. Transfer" is a number.
        let kept = parts.filter { !mild.contains($0) && $0 != "no" && !(isName && words.contains($0)) }
        return stops(kept.joined(separator: " "))
    }

    private static let drafts: Set<String> = [
        "draft", "simulasi", "simulation", "dummy", "testing", "riwayat", "history", "mutasi", "arsip", "archive",
    ]
    /// What stands in the title of a report of what was done.
    private static let reports: Set<String> = ["laporan", "report", "bukti", "statement"]
    /// What a bank gives for a payment that was made. `Bukti Pengeluaran Bank` is the order to make one.
    private static let proofs: Set<String> = [
        "bukti transfer", "bukti bayar", "bukti setor", "bukti setoran", "bukti kirim", "bukti pemindahbukuan",
    ]

    /// Whether a title names its status, and one that stops: `Laporan Disbursement - status: completed`.
    package static func saysStatus(_ title: String) -> Bool {
        let parts = title.lowercased().split { !$0.isLetter }.map(String.init)
        guard let place = parts.firstIndex(of: "status"), place + 1 < parts.count else { return false }
        return words.contains(parts[place + 1])
    }

    private static let mild: Set<String> = [
        "resign", "nonaktif", "closed", "done", "processed", "executed", "completed", "success", "successful",
        "berhasil", "selesai", "succeeded", "sukses", "stop", "skip", "retur", "duplicate", "duplikat",
    ]

    /// Whether a cell of any column says so, and nothing else: LUNAS, BATAL, SUDAH DIBAYAR, JANGAN DIBAYAR.
    static func isOrder(_ cell: Cell) -> Bool {
        guard (4...40).contains(cell.count) else { return false }
        switch cell[0] | 0x20 {
        case UInt8(ascii: "l"), UInt8(ascii: "b"), UInt8(ascii: "d"), UInt8(ascii: "s"), UInt8(ascii: "p"),
            UInt8(ascii: "c"), UInt8(ascii: "j"), UInt8(ascii: "t"), UInt8(ascii: "h"):
            return orders.contains { order in isEqual(cell, order) }
        case _: return false
        }
    }

    private static let orders: [StaticString] = [
        "lunas", "batal", "dibatalkan", "sudah dibayar", "sudah ditransfer", "sudah transfer", "paid", "cancelled",
        "canceled", "jangan dibayar", "jangan ditransfer", "tidak dibayar", "tidak ditransfer", "ditunda", "tunda",
        "hold", "do not pay", "duplicate",
    ]

    /// Whether a note begins so, after marks: `TUNDA dulu`, `*batal`, `Sudah ditransfer 25 Maret`.
    static func beginsWithOrder(_ cell: Cell) -> Bool {
        var start = 0
        while start < cell.count, !isLetter(cell[start]) {
            // What begins with a number is none.
            if cell.isDigit(start) { return false }
            start += 1
        }
        guard cell.count - start >= 4 else { return false }
        let group = starts[key(cell[start], second: cell[start + 1], third: cell[start + 2])]
        return group > 0 && begins(cell.extracting(start..<cell.count), groups[Int(group) - 1])
    }

    /// Whether a note begins so that the amount may be taken from the person: `Potongan koperasi`, `Hutang ke PT`.
    static func beginsWithDeduction(_ cell: Cell) -> Bool {
        guard cell.count >= 4 else { return false }
        switch cell[0] | 0x20 {
        case UInt8(ascii: "p"), UInt8(ascii: "d"), UInt8(ascii: "h"), UInt8(ascii: "u"):
            return deductions.contains { begins(cell, $0) }
        case _: return false
        }
    }

    /// What a note says after its beginning.
    struct Remarks {
        /// Whether it says so in parentheses, or after a hyphen or a comma: `Gaji Maret (ditahan)`, `Gaji - HOLD`.
        var stops = false
        /// Whether ``CorrectionWords`` may find another account or another amount in it.
        var mayCorrect = false
    }

    /// Finds it in one pass, which reads only the bytes of nearly every note.
    static func remarks(in cell: Cell) -> Remarks {
        let digitsMin = 5
        var found = Remarks()
        var digits = 0
        for index in cell.indices.dropFirst() {
            switch cell[index] {
            case 0x30...0x39:
                digits += 1
                continue
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: ","), UInt8(ascii: ";"): break
            case 0x0A, 0x0D: break
            case UInt8(ascii: "-") where cell[index - 1] == UInt8(ascii: " "): break
            case UInt8(ascii: "%"):
                found.mayCorrect = true
                continue
            case UInt8(ascii: "j"), UInt8(ascii: "J"):
                // 3jt is three million; `yang kuning jangan ditransfer` stops wherever it stands.
                if index + 1 < cell.count, cell[index + 1] | 0x20 == UInt8(ascii: "t") { found.mayCorrect = true }
                if index + 3 < cell.count, cell[index + 2] | 0x20 == UInt8(ascii: "t") { found.mayCorrect = true }
                if cell[index - 1] != UInt8(ascii: " ") { continue }
            case UInt8(ascii: "k"), UInt8(ascii: "K"), UInt8(ascii: "n"), UInt8(ascii: "N"):
                found.mayCorrect = found.mayCorrect || index > 1 && endsCorrection(cell, index)
                continue
            case _: continue
            }
            if beginsWithOrder(cell.extracting(index..<cell.count)) { found.stops = true }
        }
        if digits >= digitsMin { found.mayCorrect = true }
        return found
    }

    /// Whether the letters up to `index` are those of `rekening` or of `harusnya`.
    private static func endsCorrection(_ cell: Cell, _ index: Int) -> Bool {
        let (first, second, third) = (cell[index - 2] | 0x20, cell[index - 1] | 0x20, cell[index] | 0x20)
        return first == UInt8(ascii: "r") && second == UInt8(ascii: "e") && third == UInt8(ascii: "k")
            || first == UInt8(ascii: "u") && second == UInt8(ascii: "s") && third == UInt8(ascii: "n")
    }

    /// Beginnings with the same first three letters, each of which is compared with a cell that has them.
    private struct Group {
        var beginnings: [StaticString] = []
        var wholes: [StaticString] = []
        var dated: [StaticString] = []
        var hasHold = false
    }

    private static let (starts, groups): ([UInt8], [Group]) = {
        var starts = [UInt8](repeating: 0, count: 1 << 15)
        var groups: [Group] = []
        func add(_ word: StaticString, _ change: (inout Group) -> Void) {
            let place = word.withUTF8Buffer { key($0[0], second: $0[1], third: $0[2]) }
            if starts[place] == 0 {
                groups.append(Group())
                starts[place] = UInt8(groups.count)
            }
            change(&groups[Int(starts[place]) - 1])
        }
        for word in beginnings { add(word) { $0.beginnings.append(word) } }
        for word in wholes { add(word) { $0.wholes.append(word) } }
        for word in dated { add(word) { $0.dated.append(word) } }
        add("hold") { $0.hasHold = true }
        return (starts, groups)
    }()

    private static func key(_ first: UInt8, second: UInt8, third: UInt8) -> Int {
        Int(first & 0x1F) << 10 | Int(second & 0x1F) << 5 | Int(third & 0x1F)
    }

    private static func begins(_ cell: Cell, _ group: Group) -> Bool {
        if group.beginnings.contains(where: { begins(cell, $0) }) { return true }
        // "Hold baggage fee" is what is paid for.
        if group.hasHold, begins(cell, "hold") {
            return !followsWord(cell, 4) || holds.contains { begins(cell, $0) }
        }
        if group.dated.contains(where: { precedesNumber(cell, $0) }) { return true }
        return group.wholes.contains { word in
            begins(cell, word) && cell.indices.dropFirst(word.utf8CodeUnitCount).allSatisfy { !isLetter(cell[$0]) }
        }
    }

    /// Whether the cell begins with the word and a number after a blank.
    private static func precedesNumber(_ cell: Cell, _ word: StaticString) -> Bool {
        guard let length = length(of: word, in: cell), let next = isBlank(cell, length), next < cell.count else {
            return false
        }
        return cell.isDigit(next)
    }

    /// Whether a blank and a letter come at `index`.
    private static func followsWord(_ cell: Cell, _ index: Int) -> Bool {
        guard let next = isBlank(cell, index), next < cell.count else { return false }
        return isLetter(cell[next])
    }

    private static func begins(_ cell: Cell, _ word: StaticString) -> Bool {
        guard let length = length(of: word, in: cell) else { return false }
        return cell.count == length || !isLetter(cell[length]) || isBlank(cell, length) != nil
    }

    private static let beginnings: [StaticString] = [
        "batal", "dibatalkan", "ditunda", "tunda", "ditahan", "tahan", "jangan dibayar", "jangan ditransfer",
        "jangan di transfer", "jangan di bayar", "jgn dibayar", "jgn ditransfer", "jgn di transfer", "tidak dibayar",
        "tidak ditransfer", "tidak usah", "tidak jadi", "tdk dibayar", "tdk ditransfer", "tdk jadi", "tdk usah",
        "sudah ditransfer", "sudah di transfer", "sudah dibayar", "sudah transfer", "sdh ditransfer", "sdh dibayar",
        "sdh transfer", "sdh tf", "sudah tf", "sdh lunas", "sudah lunas", "already paid", "lunas tgl", "lunas tanggal",
        "dibayar cash", "dibayar tunai", "paid by", "do not pay", "belum boleh", "pay later", "ambil tunai",
        "diambil tunai", "dobel hapus", "dobel, hapus", "dobel input", "double input", "ambil cash", "diambil cash",
        "ambil di kantor", "stop dulu", "pending dulu", "skip bulan", "skip dulu", "nanti saja", "nanti dulu",
        "udah ditransfer", "udah ditf", "udah tf", "udah dibayar", "tunggu konfirmasi", "menunggu konfirmasi",
        "resign per", "abaikan", "meninggal", "sudah meninggal", "sdh meninggal", "rek ditutup", "rekening ditutup",
        "rek tutup", "rekening tutup", "rek sudah ditutup", "rekening sudah ditutup", "rek mati", "rekening mati",
        "rek tidak aktif", "rekening tidak aktif", "rek sudah tidak aktif", "rekening sudah tidak aktif", "rek salah",
        "rekening salah", "salah rek", "salah rekening", "salah input", "salah nominal", "salah transfer",
        "gaji ditahan", "gaji dihold", "gaji di hold", "gaji ditunda", "gaji sudah dibayar", "gaji sudah ditransfer",
        "upah ditahan", "pindah ke rek", "pindah ke rekening", "pindah rek", "pindah rekening", "jangan transfer",
        "jgn transfer", "tidak transfer", "tidak perlu ditransfer", "tidak perlu dibayar", "belum disetujui",
        "belum approve", "please hold", "pls hold", "mohon hold", "mohon ditahan", "mohon tahan", "jgn di tf",
        "jgn tf", "jgn ditf", "jgn dikirim", "jangan di tf", "jangan tf", "jangan ditf", "jangan dikirim", "dipending",
        "sudah cash", "sdh cash", "sudah tunai", "sudah masuk", "sdh masuk", "udah masuk", "sudah cair", "sdh cair",
        "sudah terima", "sudah diterima", "sdh diterima", "paid via", "paid on", "paid cash", "duplikat",
        "duplicate of",
        "norek belum", "norek salah", "norek lama", "norek mati", "norek tidak", "rek belum", "rekening belum",
        "rek lama", "rekening lama", "stop per", "berhenti per", "keluar per", "tunggu acc", "tunggu approval",
        "tunggu persetujuan", "tunggu revisi", "menunggu acc", "menunggu persetujuan", "jangan dulu", "jgn dulu",
        "double bayar", "dobel bayar", "minta dipending", "minta ditunda", "minta ditahan", "minta hold",
        "transfer manual", "tf manual", "via kasir", "bayar setengah", "bayar separo", "bayar separuh",
        "bayar sebagian", "dibayar setengah", "dibayar separo", "dibayar separuh", "dibayar sebagian",
        "sisanya bulan depan", "sisa bulan depan", "sudah diambil", "sdh diambil", "titip rek", "titip ke rek",
        "titip rekening", "titip ke rekening", "setengah dulu", "separuh dulu", "sebagian dulu",
    ]
    /// What is taken from people, and is paid to nobody.
    private static let deductions: [StaticString] = [
        "potongan", "potong kasbon", "potong pinjaman", "potong hutang", "potong utang", "potong bpjs", "potong gaji",
        "dipotong", "hutang ke", "utang ke", "hutang karyawan", "utang karyawan", "deduction", "deduct",
    ]
    /// Only where a number follows: `paid 25/4`.
    private static let dated: [StaticString] = ["paid", "dibayar", "ditransfer", "lunas", "cair"]
    private static let holds: [StaticString] = ["hold dulu", "hold sampai", "hold sementara", "hold until", "hold for"]
    /// Only where no other word follows.
    private static let wholes: [StaticString] = [
        "lunas", "cancel", "cancelled", "canceled", "tunai", "cash", "paid", "pending", "dobel", "double", "duplicate",
        "batalkan", "skip", "stop", "done", "resign", "resigned", "void", "voided",
    ]

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 }

    private static func isEqual(_ cell: Cell, _ word: StaticString) -> Bool {
        length(of: word, in: cell) == cell.count
    }

    /// How many bytes at the beginning of a cell are the word; nil where they are not. A blank of the word stands for
    /// blanks of all kinds: two spaces, a line break, one that does not break.
    private static func length(of word: StaticString, in cell: Cell) -> Int? {
        let start = word.utf8Start
        var place = 0
        for index in 0..<word.utf8CodeUnitCount {
            guard place < cell.count else { return nil }
            if start[index] == UInt8(ascii: " ") {
                guard var next = isBlank(cell, place) else { return nil }
                while let after = isBlank(cell, next) { next = after }
                place = next
            } else {
                guard cell[place] | 0x20 == start[index] else { return nil }
                place += 1
            }
        }
        return place
    }

    /// Where the blank at a place ends; nil where none is there.
    private static func isBlank(_ cell: Cell, _ place: Int) -> Int? {
        guard place < cell.count else { return nil }
        switch cell[place] {
        case 0x20, 0x09, 0x0A, 0x0D: return place + 1
        case 0xC2 where place + 1 < cell.count && cell[place + 1] == 0xA0: return place + 2
        case _: return nil
        }
    }
}
