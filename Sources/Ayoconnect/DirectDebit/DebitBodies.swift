internal import BankAPI
internal import PayoutCore
internal import SNAP

/// The bodies of Direct Debit's requests, as the exact bytes that are signed and sent; members in the documented order.
enum DebitBody {
    typealias Writer = JSONObjectWriter<DebitName>

    /// Customer token (Ayoconnect: Direct Debit, section 2).
    static func customerToken(authCode: Secret, merchantID: String) -> [UInt8] {
        Writer.object { body in
            body.add(.grantType, DebitValue.authorizationCode)
            body.add(.authCode, authCode.reveal())
            body.add(.additionalInfo) { $0.add(.merchantID, merchantID) }
        }
    }

    /// Payment (section 5). What the bank would refuse in the note or the reference is left out.
    static func payment(_ request: MovementRequest, from mandate: Mandate, merchantID: String) -> [UInt8] {
        Writer.object { body in
            body.add(.partnerReferenceNo, request.partnerReferenceNo.text)
            body.add(.bankCardToken, mandate.accountToken.reveal())
            body.add(.merchantID, merchantID)
            body.add(.amount, request.amount)
            body.add(.additionalInfo) { info in
                info.add(.publicUserID, mandate.publicUserID)
                info.add(.bankCode, mandate.bankCode)
                if let note = AdditionalInfo.sendable(request.note) { info.add(.remarks, note) }
                if let reference = AdditionalInfo.sendable(request.reference) {
                    info.add(.additionalInfo1, reference)
                }
            }
        }
    }

    /// Refund (section 7). `number` is the bank's own number of the payment.
    static func refund(
        _ request: MovementRequest, of payment: PaymentKey, number: String, merchantID: String
    ) -> [UInt8] {
        Writer.object { body in
            body.add(.originalPartnerReferenceNo, payment.partnerReferenceNo.text)
            body.add(.originalReferenceNo, number)
            body.add(.merchantID, merchantID)
            body.add(.partnerRefundNo, request.partnerReferenceNo.text)
            body.add(.refundAmount, request.amount)
            guard let note = AdditionalInfo.sendable(request.note) else { return }
            body.add(.additionalInfo) { $0.add(.reason, note) }
        }
    }

    /// Payment status (section 7): by the bank's own number where it is known, else by ours.
    static func status(of payment: AskedPayment, merchantID: String) -> [UInt8] {
        Writer.object { body in
            body.add(.merchantID, merchantID)
            body.add(.serviceCode, DebitService.payment.rawValue)
            if let number = payment.providerReferenceNo {
                body.add(.originalReferenceNo, number)
            } else {
                body.add(.originalPartnerReferenceNo, payment.partnerReferenceNo.text)
                body.add(.originalExternalID, payment.externalID.text)
            }
        }
    }
}

extension JSONObjectWriter where Name == DebitName {
    /// Adds an amount of rupiah.
    mutating func add(_ name: DebitName, _ amount: Rupiah) {
        add(name) { parts in
            parts.add(.value, amount.snapValue)
            parts.add(.currency, DebitValue.rupiah)
        }
    }
}

/// The identifiers under which the status of a payment is asked.
struct AskedPayment {
    let partnerReferenceNo: PartnerReferenceNo
    let externalID: ExternalID
    /// The bank's own number; nil where it is not known.
    let providerReferenceNo: String?
}
