internal import BankAPI
internal import PayoutCore
internal import SNAP

extension CustomerReport.State {
    /// Reads `latestBindingStatus` (Ayoconnect: Direct Debit, section 4). The page that documents FAILED is cut after
    /// `FAIL`.
    init(binding word: String) {
        switch word.lowercased() {
        case "in_progress", "verification_pending": self = .inProgress
        case "success": self = .bound
        case let small where small.hasPrefix("fail"): self = .notBound
        case "unbinded": self = .unbound
        default: self = .unrecognised(word)
        }
    }
}

extension DebitBinding {
    /// What the message says of the account, for the book of customers.
    var report: CustomerReport {
        var report = CustomerReport()
        report.state = latestBindingStatus.map(CustomerReport.State.init(binding:))
        report.userID = publicUserID
        report.token = accountToken
        report.authCode = authCode
        report.bankCode = bankCode
        report.maskedNumber = maskedAccountNo ?? maskedCard
        report.maskedName = maskedAccountHolderName
        report.endsAt = endDatePeriod.flatMap(SNAPTimestamp.parse)
        return report
    }

    /// The account itself; nil without a token.
    var account: BoundAccount? {
        accountToken.map { token in
            BoundAccount(
                accountToken: token, bankCode: bankCode, maskedNumber: maskedAccountNo ?? maskedCard,
                maskedName: maskedAccountHolderName, endsAt: endDatePeriod.flatMap(SNAPTimestamp.parse))
        }
    }
}

extension CustomerAnswer {
    /// What came of a request that was answered, or was not; `success` reads an answer that accepts, and returns nil
    /// where the answer says nothing that can be used.
    init(_ result: DebitCalls.Result, success: (DebitAnswer) -> Success?) {
        switch result {
        case .failed(.unsent(let unsent)): self = .unsent(unsent)
        case .failed(.doubtful(let doubt)): self = .doubtful(doubt)
        case .answered(let answer, let serial, let suspicion):
            self.init(
                doubt: answer.doubt,
                deferral: answer.deferral(tokenSerial: serial)
                    ?? suspicion.map { .tokenSuspected(answer.said, $0) },
                isUnderstood: answer.code != nil, status: answer.http.status, said: answer.said,
                success: success(answer))
        }
    }

    /// The same for a request about cards.
    init(_ result: CardCalls.Result, success: (CardAnswer) -> Success?) {
        switch result {
        case .failed(.unsent(let unsent)): self = .unsent(unsent)
        case .failed(.doubtful(let doubt)): self = .doubtful(doubt)
        case .answered(let answer, let serial):
            self.init(
                doubt: answer.doubt, deferral: answer.deferral(tokenSerial: serial),
                isUnderstood: answer.isUnderstood, status: answer.http.status, said: answer.said,
                success: success(answer))
        }
    }

    private init(
        doubt: Doubt?, deferral: Deferral?, isUnderstood: Bool, status: Int, said: BankAnswer, success: Success?
    ) {
        if let doubt {
            self = .doubtful(doubt)
        } else if let deferral {
            self = .deferred(deferral)
        } else if let success {
            self = .done(said, success)
        } else if !isUnderstood || HTTPAnswer.accepts(status) {
            self = .doubtful(.notUnderstood(status: status))
        } else {
            self = .refused(said)
        }
    }
}
