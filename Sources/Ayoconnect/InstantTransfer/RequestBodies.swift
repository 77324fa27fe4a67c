internal import BankAPI
internal import PayoutCore
internal import SNAP

/// The bodies of the requests, as the exact bytes that are signed and sent.
enum RequestBody {
    /// Access token (contract: section 2).
    static func token(merchantID: String) -> [UInt8] {
        JSONObjectWriter.object { body in
            body.add(.grantType, WireValue.clientCredentials)
            body.add(.additionalInfo) { $0.add(.merchantID, merchantID) }
        }
    }

    /// Account validation (contract: section 5).
    static func validation(_ request: ValidationRequest) -> [UInt8] {
        JSONObjectWriter.object { body in
            body.add(.partnerReferenceNo, request.partnerReferenceNo.text)
            body.add(.beneficiaryAccountNo, request.account.accountNumber)
            body.add(.beneficiaryBankCode, request.account.bankCode)
        }
    }

    /// Trigger transfer (contract: section 6).
    ///
    /// - Parameters:
    ///   - account: where the money goes.
    ///   - name: the name exactly as the validation returned it.
    ///   - customerReference: likewise.
    static func transfer(
        _ request: MovementRequest, to account: BeneficiaryAccount, name: String, customerReference: String,
        merchantID: String
    ) -> [UInt8] {
        JSONObjectWriter.object { body in
            body.add(.partnerReferenceNo, request.partnerReferenceNo.text)
            body.add(.amount) { amount in
                amount.add(.value, request.amount.snapValue)
                amount.add(.currency, WireValue.rupiah)
            }
            body.add(.beneficiaryAccountName, name)
            body.add(.beneficiaryAccountNo, account.accountNumber)
            body.add(.beneficiaryBankCode, account.bankCode)
            body.add(.merchantID, merchantID)
            body.add(.transactionDate, request.intendedAt.iso8601)
            body.add(.customerReference, customerReference)
            let note = AdditionalInfo.sendable(request.note)
            let reference = AdditionalInfo.sendable(request.reference)
            guard note != nil || reference != nil else { return }
            body.add(.additionalInfo) { info in
                if let note { info.add(.notes, note) }
                if let reference { info.add(.additionalInfo1, reference) }
            }
        }
    }

    /// Status inquiry: exactly these two fields (contract: section 8).
    static func inquiry(_ request: InquiryRequest) -> [UInt8] {
        JSONObjectWriter.object { body in
            body.add(.originalExternalID, request.externalID.text)
            body.add(.serviceCode, WireService.transfer.rawValue)
        }
    }

    /// Balance inquiry (contract: section 9).
    static func balance(_ request: BalanceRequest, merchantID: String) -> [UInt8] {
        JSONObjectWriter.object { body in
            body.add(.partnerReferenceNo, request.partnerReferenceNo.text)
            body.add(.merchantID, merchantID)
        }
    }
}

/// What may stand in `additionalInfo`: 1 to 100 characters, letters, digits, space and `@ . - _ + * ! ~`.
enum AdditionalInfo {
    static let charactersMax = 100
    private static let marks = Set("@.-_+*!~ ".utf8)

    /// The text itself, or nil where it is empty or the bank would refuse it: a transfer is not worth failing for a
    /// remark, and a shortened or altered reference would be worse than none.
    static func sendable(_ text: String) -> String? {
        let bytes = text.utf8
        guard (1...charactersMax).contains(bytes.count), bytes.allSatisfy(isAllowed) else { return nil }
        return bytes.contains { $0 != UInt8(ascii: " ") } ? text : nil
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: marks.contains(byte)
        }
    }
}
