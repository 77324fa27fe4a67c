import PayoutCore
import SNAP
import Testing

/// Encodings, timestamps and response codes.
struct WireFormatTests {
    @Test func hexIsWrittenInLowercaseAndReadInEitherCase() {
        #expect(SignatureEncoding.hex.encode([0, 0xAB, 0xFF]) == "00abff")
        #expect(SignatureEncoding.hex.decode("00ABff") == [0, 0xAB, 0xFF])
        #expect(SignatureEncoding.hex.decode("0") == nil)
        #expect(SignatureEncoding.hex.decode("zz") == nil)
    }

    @Test func base64RoundTrips() {
        #expect(SignatureEncoding.base64.encode([1, 2, 3, 4]) == "AQIDBA==")
        #expect(SignatureEncoding.base64.decode("AQIDBA==") == [1, 2, 3, 4])
        #expect(SignatureEncoding.base64.decode("not base64!") == nil)
    }

    @Test(arguments: SignatureEncoding.allCases) func everyEncodingRoundTripsRandomBytes(encoding: SignatureEncoding) {
        for length in 0..<70 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
            #expect(encoding.decode(encoding.encode(bytes)) == bytes)
        }
    }

    @Test(
        arguments: [
            ("2026-02-14T13:37:10+07:00", 1_771_051_030_000),
            ("2026-02-14T13:37:10+0700", 1_771_051_030_000),
            ("2026-02-14T06:37:10.123Z", 1_771_051_030_123),
            ("2026-02-14T06:37:10.123456Z", 1_771_051_030_123),
            ("2026-02-14T13:37:10.5+07:00", 1_771_051_030_500),
            ("2024-02-29T00:00:00+00:00", 1_709_164_800_000),
            ("1970-01-01T00:00:00-01:00", 3_600_000),
            ("2000-12-31T23:59:59+00:00", 978_307_199_000),
        ] as [(String, Int64)])
    func aTimestampIsRead(text: String, milliseconds: Int64) {
        #expect(SNAPTimestamp.parse(text) == Timestamp(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "2026-02-14T13:37:10Z", "2026-02-14T13:37:10.1234567+07:00", "2026-02-29T13:37:10+07:00",
        "2026-13-14T13:37:10+07:00", "2026-02-14T24:37:10+07:00", "2026-02-14T13:60:10+07:00",
        "2026-02-14T13:37:60+07:00", "2026-02-14 13:37:10+07:00", "2026-02-14T13:37:10.+07:00",
        "2026-02-14T13:37:10+07:00x", "2026-02-14T13:37:10+15:00", "1900-02-29T13:37:10+07:00",
        "2026-00-14T13:37:10+07:00", "2026-02-00T13:37:10+07:00", "+026-02-14T13:37:10+07:00",
    ])
    func whatIsNoTimestampIsRefused(text: String) {
        #expect(SNAPTimestamp.parse(text) == nil)
    }

    @Test func timestampsRoundTripThroughEveryDayOfACentury() {
        for day in Int64(0)..<36_525 {
            let moment = Timestamp(milliseconds: day * 86_400_000 + (day * 7919 % 86_400) * 1000)
            let text = SNAPTimestamp.text(moment)
            #expect(text.count == 25)
            #expect(SNAPTimestamp.parse(text) == moment)
        }
    }

    @Test func aResponseCodeIsSevenDigits() throws {
        let code = try #require(SNAPResponseCode("4031814"))
        #expect(code.httpStatus == 403)
        #expect(code.service == "18")
        #expect(code.caseCode == "14")
        #expect(code.text == "4031814")
        for bad in ["", "403181", "40318140", "403181a", " 031814", "٤٠٣١٨١٤"] {
            #expect(SNAPResponseCode(bad) == nil)
        }
    }
}
