/// What Excel makes of a long number: digits with a decimal separator and an exponent, such as `1,23457E+12`.
enum ScientificNotation {
    static func isPresent(in text: String) -> Bool {
        let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return false }
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        return parts[0].allSatisfy { isDigit($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
            && parts[1].allSatisfy { isDigit($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    }
}
