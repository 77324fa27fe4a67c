internal import BankAPI
internal import PayoutCore
internal import SNAP

extension CallbackContent {
    /// Reads a callback's body. What is missing or of another type is nil; a body that is no JSON object reads as empty
    /// content. Where there is no responseCode, the code of the status takes its place: people find the result in the
    /// documents of the bank by it.
    init(body: [UInt8], of kind: CallbackKind) {
        self.init()
        switch kind {
        case .accountValidation, .transfer: readInstantTransfer(body, kind)
        case .directDebit: readPayment(body)
        case .binding: readBinding(body)
        case .card: readCharge(body)
        case .cardRegistration: readRegistration(body)
        }
    }

    /// Contract: sections 5 and 6.
    private mutating func readInstantTransfer(_ body: [UInt8], _ kind: CallbackKind) {
        guard let message = WireMessage.read(body) else { return }
        let isTransfer = kind == .transfer
        let statusCode = isTransfer ? message.latestTransactionStatus : message.latestVerificationStatus
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
        take(message.amount)
    }

    /// Takes an amount that may be missing or malformed.
    mutating func take(_ amount: WireAmount) {
        switch amount {
        case .missing: break
        case .rupiah(let rupiah): self.amount = rupiah
        case .malformed: amountIsMalformed = true
        }
    }
}
