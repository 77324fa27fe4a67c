internal import BankAPI
internal import PayoutCore
internal import SNAP

extension CallbackContent {
    /// Reads a callback's body (contract: sections 5 and 6). What is missing or of another type is nil; a body that is
    /// no JSON object reads as empty content. Where there is no responseCode, the code of the status takes its place:
    /// people find the result in the documents of the bank by it.
    init(body: [UInt8], of kind: CallbackKind) {
        self.init()
        guard let message = WireMessage.read(body) else { return }
        let statusCode =
            switch kind {
            case .accountValidation: message.latestVerificationStatus
            case .transfer, .binding, .directDebit, .cardRegistration, .card: message.latestTransactionStatus
            }
        responseCode = message.responseCode ?? statusCode
        responseMessage = message.responseMessage
        originalExternalID = message.originalExternalID.map(ExternalID.init)
        originalPartnerReferenceNo = message.originalPartnerReferenceNo.map(PartnerReferenceNo.init)
        providerReferenceNo = message.providerReferenceNo
        isOfOtherService = message.serviceCode.map { $0 != kind.serviceCode } ?? false
        bankCode = message.bankCode
        accountNumber = message.accountNumber
        accountName = message.accountName
        customerReference = message.customerReference
        status = message.latestTransactionStatus.map(TransactionStatus.init(snapCode:))
        verification = message.latestVerificationStatus.map(VerificationStatus.init(snapCode:))
        switch message.amount {
        case .missing: break
        case .rupiah(let rupiah): amount = rupiah
        case .malformed: amountIsMalformed = true
        }
    }
}
