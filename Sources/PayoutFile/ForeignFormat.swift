internal import Wording

/// A file format that is often handed in where CSV is wanted, recognised by its first bytes.
package enum ForeignFormat: String, CaseIterable, Hashable, Sendable {
    /// A zip archive, which is what an `.xlsx` workbook is.
    case zip
    /// An `.xls` workbook of old.
    case oldExcel = "old_excel"
    /// A PDF document.
    case pdf
    /// Compressed in a way that we do not read.
    case bzip2
    case xz
    case zstandard
    /// Compressed twice.
    case gzip

    /// The format that `start`, the first bytes of the content, gives away; nil where it may be CSV.
    static func recognise(_ start: UnsafeRawBufferPointer) -> ForeignFormat? {
        allCases.first { format in format.magics.contains { start.starts(with: $0) } }
    }

    private var magics: [[UInt8]] {
        switch self {
        case .zip: [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]]
        case .oldExcel: [[0xD0, 0xCF, 0x11, 0xE0]]
        case .pdf: [Array("%PDF-".utf8)]
        case .bzip2: [Array("BZh".utf8) + [0x31], Array("BZh9".utf8)]
        case .xz: [[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]]
        case .zstandard: [[0x28, 0xB5, 0x2F, 0xFD]]
        case .gzip: [[0x1F, 0x8B]]
        }
    }

    var whatItIs: Phrase {
        switch self {
        case .zip: Phrase("this is an Excel workbook (.xlsx) or another zip archive, not a CSV file")
        case .oldExcel: Phrase("this is an Excel workbook (.xls), not a CSV file")
        case .pdf: Phrase("this is a PDF document, not a CSV file")
        case .bzip2: Phrase("the file is compressed with bzip2")
        case .xz: Phrase("the file is compressed with xz")
        case .zstandard: Phrase("the file is compressed with zstd")
        case .gzip: Phrase("the file is compressed twice")
        }
    }

    var whatToDo: Phrase {
        switch self {
        case .zip, .oldExcel: Phrase("Open it in Excel and save it as .xlsx")
        case .pdf: Phrase("Ask for the payout list as a CSV file")
        case .bzip2, .xz, .zstandard: Phrase("Unpack it first; only gzip (.csv.gz) is read as it is")
        case .gzip: Phrase("Unpack it once")
        }
    }
}
