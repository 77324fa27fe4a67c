internal import PayoutCore

/// What a message says about the binding of an account.
struct DebitBinding {
    /// The address of the page on which the customer binds the account; its query may hold the authCode.
    var redirectURL: Secret?
    var authCode: Secret?
    var accountToken: Secret?
    var publicUserID: String?
    var latestBindingStatus: String?
    /// What a code for an unbinding is sent with.
    var unlinkOTPToken: Secret?
    var bankCode: String?
    var maskedCard: String?
    var maskedAccountNo: String?
    var maskedAccountHolderName: String?
    var endDatePeriod: String?
    /// Nil where the message has no such list.
    var accounts: [DebitBinding]?

    init() {}

    /// Reads each member wherever it stands: at the top, in `additionalInfo` or in `userInfo`, since no public page
    /// fixes its place.
    init(_ members: KeyedDecodingContainer<DebitName>) {
        let places =
            [members]
            + [DebitName.additionalInfo, .userInfo].compactMap { name in
                members.contains(name) ? try? members.nestedContainer(keyedBy: DebitName.self, forKey: name) : nil
            }
        func text(_ name: DebitName) -> String? { places.lazy.compactMap { $0.text(name) }.first }
        redirectURL = text(.redirectURL).map(Secret.init)
        accountToken = (text(.accountToken) ?? text(.bankCardToken)).map(Secret.init)
        publicUserID = text(.publicUserID)
        latestBindingStatus = text(.latestBindingStatus)
        unlinkOTPToken = (text(.unlinkOTPToken) ?? text(.otpToken)).map(Secret.init)
        bankCode = text(.bankCode)
        maskedCard = text(.maskedCard)
        maskedAccountNo = text(.maskedAccountNo)
        maskedAccountHolderName = text(.maskedAccountHolderName)
        endDatePeriod = text(.endDatePeriod)
        authCode = text(.authCode).map(Secret.init) ?? redirectURL.flatMap(Self.authCode(in:))
        accounts = places.lazy.compactMap(Self.accounts(in:)).first
    }

    private static func accounts(in members: KeyedDecodingContainer<DebitName>) -> [DebitBinding]? {
        guard members.contains(.accounts), var list = try? members.nestedUnkeyedContainer(forKey: .accounts) else {
            return nil
        }
        var accounts: [DebitBinding] = []
        while !list.isAtEnd, let account = try? list.nestedContainer(keyedBy: DebitName.self) {
            accounts.append(DebitBinding(account))
        }
        return accounts
    }

    private static func authCode(in url: Secret) -> Secret? {
        let query = url.reveal().drop { $0 != "?" }.dropFirst().prefix { $0 != "#" }
        let values = query.split(separator: "&").compactMap { pair -> Substring? in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return parts.count == 2 && parts[0] == DebitValue.authCodeInQuery ? parts[1] : nil
        }
        return values.first.map { Secret(String($0)) }
    }
}
