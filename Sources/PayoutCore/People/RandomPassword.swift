/// A password that nobody guesses and everybody can type: 20 of 32 letters and digits, in groups of five.
package enum RandomPassword {
    /// Without `i`, `l`, `o` and `u`, which are mistaken for others.
    private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")
    private static let groups = 4
    private static let groupLength = 5

    /// A new password, of 100 random bits.
    package static func make(random: any RandomSource) -> Secret {
        let picked = random.bytes(groups * groupLength).map { letters[Int($0) % letters.count] }
        let parts = (0..<groups).map { String(picked[$0 * groupLength..<($0 + 1) * groupLength]) }
        return Secret(parts.joined(separator: "-"))
    }
}
