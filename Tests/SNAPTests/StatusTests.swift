import PayoutCore
import SNAP
import Testing

struct StatusTests {
    @Test(
        arguments: [
            ("00", TransactionStatus.succeeded), ("03", .pending), ("04", .refunded), ("06", .failed),
            ("07", .notFound),
        ])
    func fiveValuesOfATransferAreRecognised(code: String, status: TransactionStatus) {
        #expect(TransactionStatus(snapCode: code) == status)
        #expect(status.snapCode == code)
    }

    @Test(arguments: ["", "0", "000", "99", " 00", "00 ", "01", "02", "05", "ok", "succeeded"])
    func everythingElseIsKeptAsItCame(code: String) {
        #expect(TransactionStatus(snapCode: code) == .unrecognised(code))
        #expect(TransactionStatus(snapCode: code).snapCode == code)
    }

    @Test(
        arguments: [
            ("00", VerificationStatus.initiated), ("01", .valid), ("02", .invalid), ("03", .error),
            ("04", .unrecognised("04")), ("valid", .unrecognised("valid")), ("", .unrecognised("")),
        ])
    func fourValuesOfAValidationAreRecognised(code: String, status: VerificationStatus) {
        #expect(VerificationStatus(snapCode: code) == status)
    }

    @Test(arguments: [0, 1, 10_000, 250_000_000, Int64.max])
    func anAmountReadsBackAsTheSame(whole: Int64) {
        #expect(Rupiah(whole).snapValue == "\(whole).00")
        #expect(Rupiah(plain: Rupiah(whole).snapValue) == Rupiah(whole))
    }
}
