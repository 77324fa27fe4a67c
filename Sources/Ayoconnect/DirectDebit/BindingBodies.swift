internal import BankAPI
internal import PayoutCore

/// The bodies of the requests about bound accounts (Ayoconnect: Direct Debit, sections 4 and 6).
extension DebitBody {
    /// Account binding.
    static func binding(_ request: BindingRequest, merchantID: String) -> [UInt8] {
        Writer.object { body in
            body.add(.partnerReferenceNo, request.partnerReferenceNo.text)
            body.add(.lang, DebitValue.language)
            if let phone = request.phone { body.add(.phoneNo, phone) }
            body.add(.merchantID, merchantID)
            body.add(.additionalData) { data in
                data.add(.userID, request.customer)
                if let email = request.email { data.add(.email, email) }
            }
            guard request.bankCode != nil || request.returnTo != nil else { return }
            body.add(.additionalInfo) { info in
                if let bankCode = request.bankCode { info.add(.bankCode, bankCode) }
                guard let returnTo = request.returnTo else { return }
                info.add(.successRedirectURL, returnTo.success)
                info.add(.failureRedirectURL, returnTo.failure)
            }
        }
    }

    /// Account binding inquiry.
    static func bindingInquiry(
        of publicUserID: String, number: PartnerReferenceNo, merchantID: String
    ) -> [UInt8] {
        Writer.object { body in
            body.add(.partnerReferenceNo, number.text)
            body.add(.merchantID, merchantID)
            body.add(.publicUserID, publicUserID)
        }
    }

    /// Account unbinding.
    static func unbinding(_ request: UnbindingRequest, merchantID: String) -> [UInt8] {
        Writer.object { body in
            body.add(.partnerReferenceNo, request.partnerReferenceNo.text)
            body.add(.merchantID, merchantID)
            body.add(.additionalInfo) { info in
                info.add(.publicUserID, request.mandate.publicUserID)
                info.add(.accountToken, request.mandate.accountToken.reveal())
                info.add(.bankCode, request.mandate.bankCode)
            }
        }
    }

    /// OTP verification.
    static func code(_ code: CustomerCode, merchantID: String) -> [UInt8] {
        Writer.object { body in
            body.add(.originalPartnerReferenceNo, code.partnerReferenceNo.text)
            if let number = code.providerReferenceNo { body.add(.originalReferenceNo, number) }
            body.add(.action, code.action == .payment ? DebitValue.actionPayment : DebitValue.actionUnbinding)
            body.add(.merchantID, merchantID)
            body.add(.otp, code.code.reveal())
            body.add(.additionalInfo) { info in
                info.add(.bankCode, code.mandate.bankCode)
                info.add(.publicUserID, code.mandate.publicUserID)
                if let confirmation = code.confirmation { info.add(.otpToken, confirmation.reveal()) }
            }
        }
    }
}
