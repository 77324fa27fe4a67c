package import PayoutCore

extension Reason {
    /// A row that is wrong as a whole.
    package static let emptyRow = Reason.rejected(faults: [RowFault(nil, "", .emptyRow)])
    /// A row with an amount that is not written plainly.
    package static let badAmount = Reason.rejected(
        faults: [RowFault(.amount, "Rp 5", .moreThanDigits(meant: "5"))])

    /// One of every kind: whoever adds a kind adds it here, or this does not compile.
    package static var examples: [Reason] {
        var examples: [Reason] = []
        while let next = following(examples.last) { examples.append(next) }
        return examples + variants
    }

    private static let ani = PersonalDecision(person: "Ani (ani)", reason: "seen the \"passbook\"; it's fine")
    private static let moment = Timestamp(milliseconds: 1_771_051_030_000)
    private static let refusal = BankAnswer(code: "4031805", message: "Do Not Honor")
    private static let order = PaymentOrder(
        reference: "GAJI-1", bankCode: "014", accountNumber: "1234567890", accountName: "Budi", amount: Rupiah(52_000))

    private static func earlier(_ state: EarlierPayment.State, reference: String = "GAJI-1") -> EarlierPayment {
        let order = PaymentOrder(
            reference: reference, bankCode: "008", accountNumber: "9876543210", accountName: "Budi",
            amount: Rupiah(51_000))
        return EarlierPayment(
            id: PayoutID(key: 7), batch: "2026-01", order: order, sentAt: Timestamp(milliseconds: 1_771_051_030_000),
            state: state)
    }

    private static func following(_ reason: Reason?) -> Reason? {
        switch reason {
        case nil: .rejected(faults: RowFault.Cause.examples.map { RowFault(.amount, "x", $0) })
        case .rejected: .nameMismatch(file: "Budi", bank: "SITI WIJAYA")
        case .nameMismatch: .nameRejected(file: "Budi Santoso", bank: "B SANTOSO")
        case .nameRejected: .likeness(.samePayment(earlier(.paid)), of: order)
        case .samePayment: .likeness(.referenceUsed(earlier(.sent)), of: order)
        case .referenceUsed: .repeatedInFile(line: 3, reference: "GAJI-2")
        case .repeatedInFile: .likeness(.samePurpose(earlier(.paid), purpose: "Bonus 2026"), of: order)
        case .samePurpose: .likeness(.accountChanged(earlier(.paid), since: moment), of: order)
        case .accountChanged:
            .blocked(by: PayeeBlock(by: ani, blockedAt: moment, isName: false))
        case .blocked: .ceiling(hit: CeilingHit(.row, ceiling: Rupiah(50_000_000)))
        case .ceiling: .conflict
        case .conflict: .contradiction(first: .reported(status: .failed), then: .reported(status: .succeeded))
        case .contradiction(let statements): .contradictionResolved(statements: statements, by: ani, as: .succeeded)
        case .contradictionResolved:
            .ledgerLost(
                reported: ReportedTransfer(attempt: 1, sentAt: "2026-02-14", status: "succeeded", folder: "out/a"))
        case .ledgerLost: .noValidationResult
        case .noValidationResult: .awaitingResult
        case .awaitingResult: .answerUnknown(answer: "timed_out")
        case .answerUnknown: .notFound
        case .notFound: .deferred(answer: "4011800", why: .tokenRefused)
        case .deferred: .cutOff(answer: "4051800")
        case .cutOff: .unsent(why: .notConnected)
        case .unsent: .refunded
        case .refunded: .cancelled(by: ani)
        case .cancelled: .resolved(by: ani, as: .failed)
        case .resolved: .accountRefused(answer: BankAnswer(code: "4041611", message: "Invalid Account"))
        case .accountRefused: .transferRefused(answer: refusal)
        case .transferRefused: .transferFailed(answer: BankAnswer(code: "06", message: ""))
        case .transferFailed: .awaitingCode
        case .awaitingCode: .refusedInDoubt(answer: BankAnswer(code: "4035414", message: "Insufficient Funds"))
        case .refusedInDoubt: .authorised
        case .authorised: .voided
        case .voided: nil
        }
    }

    /// What is said in other words for other values.
    private static var variants: [Reason] {
        [.sent, .due, .ended].map { .likeness(.samePayment(earlier($0)), of: order) }
            + [.paid, .due, .ended].map { .likeness(.referenceUsed(earlier($0)), of: order) }
            + [.paid, .sent, .due, .ended].map { state in
                .likeness(.referenceUsed(earlier(state, reference: "BUDI~3f9a1c07be_1500000")), of: order)
            } + [
                .repeatedInFile(line: 3, reference: ""), .repeatedReference,
                .blocked(by: PayeeBlock(by: ani, blockedAt: moment, isName: true)),
                .contradiction(
                    first: .decided(as: .refunded), then: .reportedOfAttempt(status: .succeeded, attempt: 1)),
                .contradiction(
                    first: .ended(as: .refused), then: .reportedOfAttempt(status: .refunded, attempt: 2)),
                .contradiction(
                    first: .endedAndSentAgain(as: .notFound, attempt: 2), then: .reported(status: .refunded)),
            ]
            + DeferralCause.allCases.map { .deferred(answer: "4xx1800", why: $0) }
            + Unsent.Cause.allCases.map { .unsent(why: $0) }
            + ["4001801", "4001802", "4031802", "4031814", "4031818"].map {
                .transferRefused(answer: BankAnswer(code: $0, message: ""))
            }
    }
}

extension RowFault.Cause {
    /// One of every kind, as with ``Reason/examples``.
    package static var examples: [RowFault.Cause] {
        var examples: [RowFault.Cause] = []
        while let next = following(examples.last) { examples.append(next) }
        return examples + variants
    }

    private static let strange = RowFault.CharacterList(codePoints: [0x2D, 0xA0, 0x41], more: 2)

    private static func following(_ suspicion: RowFault.Suspicion) -> RowFault.Suspicion? {
        switch suspicion {
        case .comment: .garbledText
        case .garbledText: .personTwice(line: 4, isSameAmount: true)
        case .personTwice(let line, true): .personTwice(line: line, isSameAmount: false)
        case .personTwice: .accountOfOther(line: 4, name: "SITI")
        case .accountOfOther: .filledDown(lastLine: 9)
        case .filledDown: .severalPeriods(columnName: "Bulan", line: 2, earlier: "Februari")
        case .severalPeriods: .personLeaves(columnName: "Tgl Resign")
        case .personLeaves: .smallAmounts(limit: Rupiah(100_000))
        case .smallAmounts: .totalInWords(words: Rupiah(16_000_000), sum: Rupiah(16_500_000))
        case .totalInWords: .paymentDate(columnName: "Tanggal Transfer", text: "30/11/2026")
        case .paymentDate: nil
        }
    }

    private static func following(_ cause: RowFault.Cause?) -> RowFault.Cause? {
        switch cause {
        case nil: .emptyRow
        case .emptyRow: .exampleRow
        case .exampleRow: .wrongCellCount(cells: 8, columns: 9)
        case .wrongCellCount: .missingValue
        case .missingValue: .invisibleCharacters(found: [.init(codePoint: 0x200B, position: 3)], more: 0)
        case .invisibleCharacters: .looksEmpty
        case .looksEmpty: .spreadsheetError
        case .spreadsheetError: .tooLong(characters: 101)
        case .tooLong: .duplicateReference(line: 4)
        case .duplicateReference: .unknownBankCode(hint: .zerosDropped(code: "014", bank: "BCA", written: "14"))
        case .unknownBankCode: .banksDiffer(bank: "BCA", other: "BRI")
        case .banksDiffer: .notToBePaid(word: "BATAL", columnName: "Status")
        case .notToBePaid: .saysOther(text: "rek ganti ke BNI ******4567", columnName: "Ket")
        case .saysOther: .takenBack(line: 8)
        case .takenBack: .wordsOnly
        case .wordsOnly: .twoAlphabets(characters: .init(codePoints: [0x412], more: 0))
        case .twoAlphabets: .otherUnit(cell: "ribu", columnName: "Satuan")
        case .otherUnit: .mendedAlready(batch: "gaji-3f9a1c07", line: 17, status: "succeeded")
        case .mendedAlready: .mendedInPart(batch: "gaji-3f9a1c07", line: 17, left: Rupiah(5_203_000))
        case .mendedInPart: .mendedTwice(line: 4)
        case .mendedTwice: .mendedUnread(line: 4)
        case .mendedUnread:
            .mendedNotDue(person: "Ani (ani)", at: Timestamp(milliseconds: 1_760_000_000_000), reason: "wrong month")
        case .mendedNotDue: .mendsUnknown
        case .mendsUnknown: .mendsOther(reference: "GAJI-1", name: "BUDI")
        case .mendsOther: .payeeBlocked
        case .payeeBlocked: .strangeDigits(characters: strange, areGroups: false)
        case .strangeDigits: .wrongDigitCount(digits: 9, hint: .usual(bank: "BCA", digits: 10))
        case .wrongDigitCount: .shortenedAccount
        case .shortenedAccount: .noAccountNumber(kind: "No HP")
        case .noAccountNumber: .holdersDiffer(name: "BUDI", other: "SITI")
        case .holdersDiffer: .formula
        case .formula: .digitsLost
        case .digitsLost: .damagedDecimalAccount
        case .damagedDecimalAccount: .decimalAccount(digits: 10, ending: ".0")
        case .decimalAccount: .noPhoneNumber(hint: .unclear)
        case .noPhoneNumber: .accountAndAmountSwapped
        case .accountAndAmountSwapped: .negativeAmount
        case .negativeAmount: .zeroAmount
        case .zeroAmount: .fractionOfRupiah(whole: "1500000")
        case .fractionOfRupiah: .moreThanDigits(meant: nil)
        case .moreThanDigits: .amountNotPlain(meant: "1500000")
        case .amountNotPlain: .twofoldAmount(thousands: "1500", decimal: "1.500")
        case .twofoldAmount: .hugeAmount
        case .hugeAmount: .shortenedAmount
        case .shortenedAmount: .noAmount
        case .noAmount: .amountLikeAccount(most: Rupiah(250_000_000))
        case .amountLikeAccount: outside(1, isEWallet: nil)
        case .amountOutside: .notRupiah
        case .notRupiah: .refusedCharacters(characters: strange)
        case .refusedCharacters: .noEmailAddress
        case .noEmailAddress: .unusualDigitCount(digits: 9, bank: "BCA", usual: 10)
        case .unusualDigitCount: .digitsProbablyLost
        case .digitsProbablyLost: .looksLikeReference(line: 4, name: "GAJI-1, BUDI")
        case .looksLikeReference: .noMandate
        case .noMandate: .noCard
        case .noCard: .needsCode(bank: "BCA")
        case .needsCode: .noPayment
        case .noPayment: .severalPayments(batches: ["2026-01", "2026-02"])
        case .severalPayments: .paymentNotSucceeded(status: "pending")
        case .paymentNotSucceeded: .refundTooLarge(left: Rupiah(50_000))
        case .refundTooLarge: .nothingLeft
        case .nothingLeft: .suspicion(of: .comment(cell: "D2", text: "salah, seharusnya 7.212.000"))
        case .suspicion(let suspicion): following(suspicion).map { .suspicion(of: $0) }
        }
    }

    private static func outside(_ amount: Int64, isEWallet: Bool?) -> RowFault.Cause {
        .amountOutside(
            amount: Rupiah(amount), least: Rupiah(10_000), most: Rupiah(250_000_000), isEWallet: isEWallet)
    }

    private static var variants: [RowFault.Cause] {
        [
            .wrongCellCount(cells: 9, columns: 8), .duplicateReference(line: nil),
            .invisibleCharacters(found: [.init(codePoint: 0x7, position: 1)], more: 1),
            .unknownBankCode(hint: .named(code: "014", bank: "BCA")),
            .unknownBankCode(hint: .nearly(code: "014", bank: "BCA")), .unknownBankCode(hint: .lookUp),
            .unknownBankCode(hint: .clearingCode(code: "014", bank: "BCA")),
            .unknownBankCode(hint: .shariaUnit(code: "013", bank: "Permata")),
            .notToBePaid(word: "", columnName: "Bayar?"), .notToBePaid(word: "batal", columnName: nil),
            .unknownBankCode(hint: .unclear), .strangeDigits(characters: strange, areGroups: true),
            .wrongDigitCount(digits: 9, hint: .phone(hint: .zeroDropped)), .wrongDigitCount(digits: 21, hint: .tooMany),
            .wrongDigitCount(digits: 9, hint: .tooFew), .noPhoneNumber(hint: .plusCountryCode),
            .noPhoneNumber(hint: .countryCode), .moreThanDigits(meant: "5"), outside(1, isEWallet: false),
            outside(999_000_000, isEWallet: true), .unusualDigitCount(digits: 9, bank: "OVO", usual: nil),
            .looksLikeReference(line: 4, name: nil),
        ]
    }
}
