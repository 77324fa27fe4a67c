internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import Wording

/// What `payees --json` writes (`schemas/payees.schema.json`).
struct PayeesDocument: Encodable {
    struct Payee: Encodable {
        let bankCode: String
        /// Missing without `--whole-accounts`.
        let accountNumber: String?
        let maskedAccount: String
        let bankName: String?
        let fileNames: [String]
        let acceptedNames: [AcceptedNameDocument]
        let firstPaidAt: String
        let lastPaidAt: String
        let payments: AmountsDocument
        let blocked: BlockedPayeeDocument?

        enum CodingKeys: String, CodingKey {
            case payments, blocked
            case bankCode = "bank_code"
            case accountNumber = "account_number"
            case maskedAccount = "masked_account"
            case bankName = "bank_name"
            case fileNames = "file_names"
            case acceptedNames = "accepted_names"
            case firstPaidAt = "first_paid_at"
            case lastPaidAt = "last_paid_at"
        }
    }

    let payees: [Payee]
    let acceptedNames: [AcceptedNameDocument]
    let blocked: [BlockedPayeeDocument]
    let isCut: Bool

    enum CodingKeys: String, CodingKey {
        case payees, blocked
        case acceptedNames = "accepted_names"
        case isCut = "is_cut"
    }

    init(_ page: PayeeBook.Page, showsAccounts: Bool) {
        payees = page.payees.map { payee, accepted, block in
            Payee(
                bankCode: payee.bankCode, accountNumber: showsAccounts ? payee.accountNumber : nil,
                maskedAccount: MaskedAccount.text(of: payee.accountNumber), bankName: payee.bankName,
                fileNames: payee.fileNames,
                acceptedNames: accepted.map { AcceptedNameDocument($0, showsAccount: showsAccounts) },
                firstPaidAt: payee.firstPaidAt.iso8601, lastPaidAt: payee.lastPaidAt.iso8601,
                payments: AmountsDocument(count: payee.payments.count, sum: payee.payments.sum.whole),
                blocked: block.map { BlockedPayeeDocument($0, showsAccount: showsAccounts) })
        }
        acceptedNames = page.otherNames.map { AcceptedNameDocument($0, showsAccount: showsAccounts) }
        blocked = page.blocked.map { BlockedPayeeDocument($0, showsAccount: showsAccounts) }
        isCut = page.isCut
    }
}

/// A name of the bank that a person accepted for an account and another name.
struct AcceptedNameDocument: Encodable {
    let bankCode: String
    let accountNumber: String?
    let maskedAccount: String
    let fileName: String
    let bankName: String
    let acceptedBy: String
    let acceptedAt: String
    let reason: String

    enum CodingKeys: String, CodingKey {
        case reason
        case bankCode = "bank_code"
        case accountNumber = "account_number"
        case maskedAccount = "masked_account"
        case fileName = "file_name"
        case bankName = "bank_name"
        case acceptedBy = "accepted_by"
        case acceptedAt = "accepted_at"
    }

    init(_ name: AcceptedName, showsAccount: Bool) {
        (bankCode, fileName, bankName) = (name.bankCode, name.fileName, name.bankName)
        accountNumber = showsAccount ? name.accountNumber : nil
        maskedAccount = MaskedAccount.text(of: name.accountNumber)
        (acceptedBy, reason) = (name.by.person, name.by.reason)
        acceptedAt = name.acceptedAt.iso8601
    }
}

/// An entry of the block list.
struct BlockedPayeeDocument: Encodable {
    let accountNumber: String?
    /// Missing where a name is blocked.
    let maskedAccount: String?
    /// Missing where the account is blocked at every bank.
    let bankCode: String?
    let name: String?
    let blockedBy: String
    let blockedAt: String
    let reason: String

    enum CodingKeys: String, CodingKey {
        case name, reason
        case accountNumber = "account_number"
        case maskedAccount = "masked_account"
        case bankCode = "bank_code"
        case blockedBy = "blocked_by"
        case blockedAt = "blocked_at"
    }

    init(_ entry: BlockedPayee, showsAccount: Bool) {
        switch entry.party {
        case .account(let number, let bank):
            (accountNumber, bankCode, name) = (showsAccount ? number : nil, bank, nil)
            maskedAccount = MaskedAccount.text(of: number)
        case .name(let text): (accountNumber, maskedAccount, bankCode, name) = (nil, nil, nil, text)
        }
        (blockedBy, reason) = (entry.block.by.person, entry.block.by.reason)
        blockedAt = entry.block.blockedAt.iso8601
    }
}

/// What `payees block --json` writes.
struct BlockingDocument: Encodable {
    let blocked: BlockedPayeeDocument
    /// Rows of open batches that are not paid for it.
    let rejected: AmountsDocument

    init(_ blocking: PayeeBook.Blocking) {
        blocked = BlockedPayeeDocument(blocking.entry, showsAccount: false)
        rejected = AmountsDocument(count: blocking.rejected.count, sum: blocking.rejected.sum.whole)
    }
}

/// What `payees unblock --json` writes.
struct UnblockingDocument: Encodable {
    let party: String
    let message: String

    init(_ party: BlockedParty, _ sentence: Phrase) {
        self.party = party.shown
        message = sentence.english
    }
}
