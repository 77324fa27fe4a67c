/// An element of a `pain.001` document that says something of a payment, known by the element that it lies in.
enum PaymentElement {
    case document
    case initiation
    case messageHeader
    case messageIdentification
    case messageCount
    case messageSum
    case group
    case groupIdentification
    case groupCount
    case groupSum
    /// On which day the group is to be paid, itself or in one of two elements.
    case executionDay
    case executionMoment
    case method
    case payment
    case identification
    case reference
    case instruction
    case amounts
    case amount
    case bank
    case institution
    case bankCode
    case clearingMember
    case memberCode
    case creditor
    case payee
    case creditorAccount
    case accountIdentification
    case internationalAccount
    case otherAccount
    case account
    case accountCurrency
    case accountHolder
    /// `Tp` of the account, `SchmeNm` of its number.
    case accountKind
    case accountKindCode
    case proxy
    case proxyKind
    case proxyKindCode
    case proxyNumber
    case bankName
    case agentInstruction
    case agentInstructionCode
    case order
    case debtorInstruction
    case cheque
    case paymentKind
    case localInstrument
    case localInstrumentCode
    case remittance
    case note

    /// The element `name` within `parent`; nil where it says nothing of a payment.
    init?(_ name: XMLName, in parent: PaymentElement?) {
        guard let parent else {
            guard name == "Document" else { return nil }
            self = .document
            return
        }
        switch (parent, name) {
        case (.document, "CstmrCdtTrfInitn"): self = .initiation
        case (.initiation, "GrpHdr"): self = .messageHeader
        case (.messageHeader, "MsgId"): self = .messageIdentification
        case (.messageHeader, "NbOfTxs"): self = .messageCount
        case (.messageHeader, "CtrlSum"): self = .messageSum
        case (.initiation, "PmtInf"): self = .group
        case (.group, "PmtInfId"): self = .groupIdentification
        case (.group, "NbOfTxs"): self = .groupCount
        case (.group, "CtrlSum"): self = .groupSum
        case (.group, "PmtMtd"): self = .method
        case (.group, "ReqdExctnDt"): self = .executionDay
        case (.executionDay, "Dt"), (.executionDay, "DtTm"): self = .executionMoment
        case (.group, "CdtTrfTxInf"): self = .payment
        case (.group, "PmtTpInf"), (.payment, "PmtTpInf"): self = .paymentKind
        case (.group, "ChqInstr"), (.payment, "ChqInstr"): self = .cheque
        case (.group, "InstrForDbtrAgt"), (.payment, "InstrForDbtrAgt"): self = .debtorInstruction
        case (.payment, _), (.identification, _), (.amounts, _):
            guard let element = Self.ofPayment(name, in: parent) else { return nil }
            self = element
        case (_, _):
            guard let element = Self.ofCreditor(name, in: parent) else { return nil }
            self = element
        }
    }

    /// Whether the text of the element is of use.
    var isText: Bool {
        switch self {
        case .messageIdentification, .messageCount, .messageSum, .groupIdentification, .groupCount, .groupSum, .method,
            .executionDay, .executionMoment, .reference, .instruction, .amount, .bankCode, .memberCode, .bankName,
            .payee, .internationalAccount,
            .account, .accountCurrency, .accountHolder, .accountKindCode, .proxyKindCode, .proxyNumber,
            .agentInstructionCode, .note, .order, .debtorInstruction, .localInstrumentCode:
            true
        case .document, .initiation, .messageHeader, .group, .payment, .identification, .amounts, .bank,
            .institution, .clearingMember, .creditor, .creditorAccount, .accountIdentification, .otherAccount,
            .accountKind, .proxy, .proxyKind, .agentInstruction, .remittance, .cheque, .paymentKind, .localInstrument:
            false
        }
    }

    private static func ofPayment(_ name: XMLName, in parent: PaymentElement) -> PaymentElement? {
        switch (parent, name) {
        case (.payment, "PmtId"): .identification
        case (.identification, "EndToEndId"): .reference
        case (.identification, "InstrId"): .instruction
        case (.payment, "Amt"): .amounts
        case (.amounts, "InstdAmt"): .amount
        case (.payment, "CdtrAgt"): .bank
        case (.payment, "Cdtr"): .creditor
        case (.payment, "CdtrAcct"): .creditorAccount
        case (.payment, "InstrForCdtrAgt"): .agentInstruction
        case (.payment, "RmtInf"): .remittance
        case (_, _): nil
        }
    }

    private static func ofCreditor(_ name: XMLName, in parent: PaymentElement) -> PaymentElement? {
        switch (parent, name) {
        case (.bank, "FinInstnId"): .institution
        case (.institution, "BIC"), (.institution, "BICFI"): .bankCode
        case (.institution, "ClrSysMmbId"): .clearingMember
        case (.clearingMember, "MmbId"): .memberCode
        case (.institution, "Nm"): .bankName
        case (.agentInstruction, "Cd"): .agentInstructionCode
        case (.agentInstruction, "InstrInf"), (.debtorInstruction, "InstrInf"): .order
        case (.paymentKind, "LclInstrm"): .localInstrument
        case (.localInstrument, "Cd"), (.localInstrument, "Prtry"): .localInstrumentCode
        case (.creditor, "Nm"): .payee
        case (.creditorAccount, "Id"): .accountIdentification
        case (.creditorAccount, "Ccy"): .accountCurrency
        case (.accountIdentification, "IBAN"): .internationalAccount
        case (.accountIdentification, "Othr"): .otherAccount
        case (.otherAccount, "Id"): .account
        case (.creditorAccount, "Nm"): .accountHolder
        case (.creditorAccount, "Tp"), (.otherAccount, "SchmeNm"): .accountKind
        case (.accountKind, "Cd"), (.accountKind, "Prtry"): .accountKindCode
        case (.creditorAccount, "Prxy"): .proxy
        case (.proxy, "Tp"): .proxyKind
        case (.proxyKind, "Cd"), (.proxyKind, "Prtry"): .proxyKindCode
        case (.proxy, "Id"): .proxyNumber
        case (.remittance, "Ustrd"): .note
        case (_, _): nil
        }
    }
}
