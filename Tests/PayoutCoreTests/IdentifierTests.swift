import Foundation
import PayoutCore
import TestSupport
import Testing

@Suite("Identifiers")
struct IdentifierTests {
    @Test("Derived identifiers are those of the independent implementation", arguments: try IdentifierVectors.load())
    func vectors(vector: IdentifierVectors.Vector) {
        let identifiers = TransferIdentifiers(
            merchantID: vector.merchantId, batch: BatchIdentity(vector.batchIdentity),
            rail: vector.rail.flatMap(Rail.init) ?? .payout)
        #expect(
            identifiers.externalID(reference: vector.reference, attempt: Attempt(vector.number))
                == ExternalID(vector.transferExternalId))
        #expect(
            identifiers.partnerReferenceNo(reference: vector.reference, generation: Generation(vector.number))
                == PartnerReferenceNo(vector.transferPartnerReferenceNo))
    }

    @Test("Nothing is shared: not between attempts, rows, batches, merchants or kinds")
    func distinct() {
        var seen: Set<String> = []
        var count = 0
        let owners = ["SALUR1", "SALUR2"].flatMap { merchant in Rail.allCases.map { (merchant, $0) } }
        for (merchant, rail) in owners {
            for batch in ["a", "ab", "1"] {
                for reference in ["b", "bc", "c", "1"] {
                    for number in [1, 2, 11] {
                        let identifiers = TransferIdentifiers(
                            merchantID: merchant, batch: BatchIdentity(batch), rail: rail)
                        seen.insert(identifiers.externalID(reference: reference, attempt: Attempt(number)).text)
                        seen.insert(
                            identifiers.partnerReferenceNo(reference: reference, generation: Generation(number)).text)
                        count += 2
                    }
                }
            }
        }
        #expect(seen.count == count)
        #expect(seen.allSatisfy(isHex32))
    }

    @Test("A UUIDv7 carries its time, its version and its variant, and nothing but hexadecimal digits")
    func uuidShape() {
        let moment = Timestamp(milliseconds: 1_771_051_030_123)
        for word in [UInt64.min, .max, 0x0123_4567_89AB_CDEF] {
            let text = UUIDv7.hexadecimal(at: moment, random: FixedBits(word: word))
            #expect(isHex32(text))
            #expect(Int64(text.prefix(12), radix: 16) == moment.milliseconds)
            #expect(text.dropFirst(12).prefix(1) == "7")
            #expect("89ab".contains(text.dropFirst(16).prefix(1)))
        }
    }

    @Test("UUIDv7s of later milliseconds sort later, those of one millisecond differ")
    func uuidOrder() {
        let random = SystemRandomSource()
        let texts = (0..<1000).map {
            UUIDv7.hexadecimal(at: Timestamp(milliseconds: 1_771_051_030_000 + $0), random: random)
        }
        #expect(texts == texts.sorted())
        let moment = Timestamp(milliseconds: 1)
        #expect(Set((0..<1000).map { _ in UUIDv7.hexadecimal(at: moment, random: random) }).count == 1000)
    }

    @Test("Hexadecimal is written in lowercase and read in either case")
    func hexadecimal() {
        #expect(Hexadecimal.encode([0, 1, 15, 16, 171, 255]) == "00010f10abff")
        #expect(Hexadecimal.decode("00010F10aBff") == [0, 1, 15, 16, 171, 255])
        #expect(Hexadecimal.decode("") == [])
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes)
    }

    @Test("What is not hexadecimal is refused", arguments: ["0", "abc", "0g", "0x", " 00", "00 ", "0\n", "é0"])
    func notHexadecimal(text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }

    private func isHex32(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}

/// `Vectors/identifiers.json`, computed with Python's hashlib.
enum IdentifierVectors {
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let rail: String?
        let merchantId: String
        let batchIdentity: String
        let reference: String
        let number: Int
        let transferExternalId: String
        let transferPartnerReferenceNo: String

        var testDescription: String { "\(merchantId), \(batchIdentity), \(reference), \(number)" }
    }

    private struct Document: Decodable {
        let vectors: [Vector]
    }

    static func load(file: String = #filePath) throws -> [Vector] {
        let folder = URL(filePath: file).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Vectors/identifiers.json"))
        return try JSONDecoder().decode(Document.self, from: data).vectors
    }
}
