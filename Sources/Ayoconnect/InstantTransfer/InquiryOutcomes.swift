package import BankAPI
package import PayoutCore
internal import SNAP

/// What an answer to a status inquiry means (contract: section 8). Pure.
package enum InquiryAnswer {
    /// | answer | outcome |
    /// |---|---|
    /// | 2003600 or 2002600 with a latestTransactionStatus | reported, unless it disagrees with the request |
    /// | 4043601, 4042601 | reported: not found, unless it disagrees with the request |
    /// | 401, 429, with or without a SNAP body | undecided: deferred |
    /// | any other answer of these services below 500 | undecided: answered |
    /// | anything else | undecided: doubtful |
    package static func outcome(_ http: HTTPAnswer, request: InquiryRequest, tokenSerial: Int) -> InquiryOutcome {
        let service = WireService.inquiry
        if let undecided = http.undecided(service, tokenSerial: tokenSerial) { return .undecided(undecided) }
        guard let snap = http.snap(service) else {
            return .undecided(.doubtful(.notUnderstood(status: http.status)))
        }
        guard let status = status(snap, httpStatus: http.status) else { return .undecided(.answered(snap.answer)) }
        if let what = disagreement(snap.message, with: request) { return .disagrees(what: what) }
        return .reported(
            StatusReport(
                status: status, source: .inquiry, answer: BankAnswer(code: status.snapCode, message: ""),
                providerReferenceNo: snap.message.providerReferenceNo))
    }

    private static func status(_ snap: SNAPAnswer, httpStatus: Int) -> TransactionStatus? {
        switch (httpStatus, snap.caseCode) {
        case (200, _) where snap.code.isSuccess:
            snap.message.latestTransactionStatus.map(TransactionStatus.init(snapCode:))
        case (404, WireValue.caseTransactionNotFound): .notFound
        default: nil
        }
    }

    /// The first member of the answer that is there and is not ours; an answer about another transfer decides nothing.
    ///
    /// A partnerReferenceNo names the payout, whichever attempt carried it: after 4091801 the bank may report an
    /// earlier attempt, whose X-EXTERNAL-ID is another one of ours.
    static func disagreement(_ message: WireMessage, with request: InquiryRequest) -> String? {
        if let reported = message.originalPartnerReferenceNo {
            guard reported == request.partnerReferenceNo.text else {
                return WireName.originalPartnerReferenceNo.stringValue
            }
        } else if let reported = message.originalExternalID, reported != request.externalID.text {
            return WireName.originalExternalID.stringValue
        }
        if let amount = request.amount, message.amount != .missing, message.amount != .rupiah(amount) {
            return WireName.amount.stringValue
        }
        if let account = request.account {
            if let reported = message.accountNumber, reported != account.accountNumber {
                return WireName.beneficiaryAccountNo.stringValue
            }
            if let reported = message.bankCode, reported != account.bankCode {
                return WireName.beneficiaryBankCode.stringValue
            }
        }
        return nil
    }
}

/// What an answer to a balance inquiry means (contract: section 9). Pure.
package enum BalanceAnswer {
    /// | answer | outcome |
    /// |---|---|
    /// | 2001100 with a balance in whole rupiah | the balance |
    /// | 401, 429, with or without a SNAP body | undecided: deferred |
    /// | any other answer of service 11 below 500 | undecided: answered |
    /// | anything else | undecided: doubtful |
    package static func outcome(_ http: HTTPAnswer, tokenSerial: Int) -> BalanceOutcome {
        let service = WireService.balance
        if let undecided = http.undecided(service, tokenSerial: tokenSerial) { return .undecided(undecided) }
        guard let snap = http.snap(service) else {
            return .undecided(.doubtful(.notUnderstood(status: http.status)))
        }
        let isReported = snap.answer.code == WireValue.balanceReported && http.status == 200
        guard isReported, case .rupiah(let balance)? = snap.message.balances.first else {
            return .undecided(.answered(snap.answer))
        }
        return .balance(balance)
    }
}

extension HTTPAnswer {
    /// What inquiries make of answers that their body need not decide; nil where it must.
    fileprivate func undecided(_ service: WireService, tokenSerial: Int) -> Undecided? {
        if let doubt = doubt(service) { return .doubtful(doubt) }
        return deferral(bankAnswer(service), tokenSerial: tokenSerial).map(Undecided.deferred)
    }
}
