internal import PayoutFile

/// The texts that the cells of a workbook share, on the disk, so that memory does not grow with them.
final class SharedStrings {
    /// The longest text of a cell, in bytes: 32,767 characters.
    static let textBytesMax = 32_767 * 4

    /// Of more texts that are struck out, in part or whole, a workbook is too complex.
    private static let struckMax = 65_536

    private(set) var count = 0
    /// Which texts are struck out, in part or whole, in their order.
    private var struck: [Int] = []
    private let texts: CachedFile
    /// Where each text ends.
    private let ends: CachedFile
    private let part: ZipPart?
    /// The workbook as it is called in messages.
    private let name: String

    /// Reads all texts; none where the workbook has none.
    init(_ part: ZipPart?, for name: String) throws(FileError) {
        self.part = part
        self.name = name
        texts = try CachedFile(for: name)
        ends = try CachedFile(for: name)
        guard let part else { return }
        let list = TextList(self)
        let reader = try XMLReader(part, handler: list)
        list.reader = reader
        while try reader.advance() {}
        try texts.file.flush()
        try ends.file.flush()
    }

    /// Calls `body` with the bytes of the text at `index`, piece by piece; false where there is no such text.
    func forEachPiece(of index: Int, _ body: (UnsafeRawBufferPointer) -> Void) throws(FileError) -> Bool {
        guard index >= 0, index < count else { return false }
        let start = index == 0 ? 0 : try ends.number(at: 8 * (index - 1))
        try texts.forEachPiece(of: start..<(try ends.number(at: 8 * index)), body)
        return true
    }

    /// Whether some of the text at `index` is struck out.
    func isStruck(_ index: Int) -> Bool {
        guard !struck.isEmpty else { return false }
        var (low, high) = (0, struck.count)
        while low < high {
            let middle = (low + high) / 2
            if struck[middle] < index { low = middle + 1 } else { high = middle }
        }
        return low < struck.count && struck[low] == index
    }

    private func add(_ text: [UInt8], isStruck: Bool) throws(FileError) {
        guard text.count <= Self.textBytesMax, struck.count <= Self.struckMax else { throw tooComplex }
        if isStruck { struck.append(count) }
        let problem: FileError? = text.withUnsafeBytes { bytes in
            do throws(FileError) { try texts.file.append(bytes) } catch { return error }
            return nil
        }
        if let problem { throw problem }
        var end = texts.file.byteCount
        let failure: FileError? = withUnsafeBytes(of: &end) { bytes in
            do throws(FileError) { try ends.file.append(bytes) } catch { return error }
            return nil
        }
        if let failure { throw failure }
        count += 1
    }

    private var tooComplex: FileError {
        FileError(file: name, fault: .workbook(.tooComplex(part: part?.name ?? "")))
    }

    /// Reads `sharedStrings.xml`: plain texts, and runs of formatted text without their phonetic readings.
    private final class TextList: XMLHandler {
        unowned let strings: SharedStrings
        weak var reader: XMLReader?
        private var place = RichText()

        init(_ strings: SharedStrings) { self.strings = strings }

        func begin(_ name: XMLName, _ attributes: XMLAttributes) {
            if place.isOutside {
                if name == "si" { place.enter() }
            } else {
                place.begin(name, attributes)
            }
        }

        func end(_ name: XMLName) {
            guard !place.isOutside else { return }
            guard place.end() else { return }
            do throws(FileError) { try strings.add(place.takeText(), isStruck: place.isStruck) } catch {
                reader?.refuse(error)
            }
        }

        func take(text: UnsafeBufferPointer<UInt8>) { place.take(text) }
    }
}
