internal import BankAPI
internal import PayoutCore
internal import SNAP

/// The bodies of the requests, as the exact bytes that are signed and sent.
enum RequestBody {
    /// Account validation (contract: section 5).
    static func validation(_ request: ValidationRequest) -> [UInt8] {
        JSONObjectWriter<WireName>.object { body in
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
        JSONObjectWriter<WireName>.object { body in
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
        JSONObjectWriter<WireName>.object { body in
            body.add(.originalExternalID, request.externalID.text)
            body.add(.serviceCode, WireService.transfer.rawValue)
        }
    }

    /// Balance inquiry (contract: section 9).
    static func balance(_ request: BalanceRequest, merchantID: String) -> [UInt8] {
        JSONObjectWriter<WireName>.object { body in
            body.add(.partnerReferenceNo, request.partnerReferenceNo.text)
            body.add(.merchantID, merchantID)
        }
    }
}
