/// What tells two people of one name apart: the stem of the reference, and the number that a file gives the person.
package struct PersonKeys: Hashable, Sendable {
    /// The number first, since it is the surer sign.
    package let keys: [String]

    /// - Parameter number: of an employee or a customer; nil where the file has none.
    package init(reference: String, number: String?) {
        let number = number.map { PayeeName.folded($0) }.flatMap { $0.isEmpty ? nil : "number \($0)" }
        keys = [number, ReferenceStem.stem(of: reference).map { "reference \($0)" }].compactMap { $0 }
    }

    /// Whether both are of one person, if the name is the same as well.
    package func isSame(as other: PersonKeys) -> Bool { keys.contains { other.keys.contains($0) } }
}
