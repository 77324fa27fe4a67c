/// Identifiers that no formula derives: 32 hexadecimal digits of a UUID version 7 (RFC 9562, section 5.7).
///
/// They serve validations and balance inquiries, where a fresh value costs nothing; a transfer's are derived
/// (``TransferIdentifiers``).
package enum UUIDv7 {
    /// 32 lowercase hexadecimal digits: 48 bits of time in milliseconds, then 74 random bits.
    package static func hexadecimal(at moment: Timestamp, random: some RandomSource) -> String {
        let time = UInt64(bitPattern: moment.milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | random.bits() & 0x0FFF
        let low = 0x8000_0000_0000_0000 | random.bits() & 0x3FFF_FFFF_FFFF_FFFF
        return Hexadecimal.encode(
            [high, low].flatMap { word in
                stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
            })
    }
}
