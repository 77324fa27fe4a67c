import Testing

@testable import PayoutFile

@Suite("The keyed hash of references")
struct KeyedHashTests {
    @Test(
        "is SipHash-1-3, as CPython 3.11 computes it under the key of PYTHONHASHSEED=0",
        arguments: [
            (1, 0x68A9_1412_8E01_E473), (2, 0x010B_AC45_C41E_3669), (5, 0x5ABE_2169_DFF3_6275),
            (7, 0x2F09_8AB0_C751_325A), (8, 0xEAD4_11E6_7EBE_2EEA), (9, 0x7592_7F9D_9512_4362),
            (15, 0xF30E_B725_BB91_C9EA), (16, 0x8972_1884_33A5_C5B7), (20, 0x639E_355A_E68C_0100),
            (36, 0xAC77_921F_CC64_2BD3), (64, 0x75E0_5FD5_BBC8_70C6),
        ] as [(Int, UInt64)])
    func vectors(count: Int, expected: UInt64) {
        let bytes = (0..<count).map { UInt8($0) }
        #expect(bytes.withUnsafeBytes { KeyedHash(key: (0, 0)).fingerprint(of: $0) } == expected)
    }

    @Test("takes in both halves of the key, and a text of no bytes")
    func key() {
        let hash = KeyedHash(key: (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908))
        #expect(hash.fingerprint(of: UnsafeRawBufferPointer(start: nil, count: 0)) == 0xABAC_0158_050F_C4DC)
        let text = Array("GAJI-2026-02-0000001".utf8)
        let hashes = (0..<100).map { _ in text.withUnsafeBytes { KeyedHash().fingerprint(of: $0) } }
        #expect(Set(hashes).count == 100)
    }
}

@Suite("The search for bytes")
struct ByteSearchTests {
    @Test("finds the first of four bytes wherever it stands, and nothing where there is none")
    func everywhere() {
        let search = ByteSearch(UInt8(ascii: ","), 0, UInt8(ascii: "\n"), UInt8(ascii: "\r"))
        for length in 0...70 {
            var bytes = [UInt8](repeating: 0xFF, count: length)
            for start in 0...length {
                #expect(bytes.withUnsafeBufferPointer { search.first(in: $0, from: start) } == length)
            }
            for place in 0..<length {
                bytes[place] = [UInt8(ascii: ","), 0, UInt8(ascii: "\n"), UInt8(ascii: "\r")][place % 4]
                for start in 0...length {
                    let found = bytes.withUnsafeBufferPointer { search.first(in: $0, from: start) }
                    #expect(found == (start <= place ? place : length))
                }
                bytes[place] = UInt8(place)
                if [0, 10, 13, 44].contains(bytes[place]) { bytes[place] = 1 }
            }
        }
    }
}
