package import Operations
package import Wording

extension CodeJob.Outcome {
    /// What came of the codes, and what comes next.
    package var sentence: Phrase {
        let name = Explanation.shown(customer)
        switch result {
        case .verified:
            return Phrase(
                """
                The bank accepts the code for \(reference). The result of the payment comes with the next report of \
                the bank: salur process
                """)
        case .noCode: return Phrase("No code was sent. \(reference) waits for it still.")
        case .blocked:
            return Phrase(
                """
                Three wrong codes: the customer \(name) is blocked at the bank, and is not debited any more. Once the \
                bank has lifted it: salur mandates unblock
                """)
        case .expired: return Phrase("The code came too late. \(reference) stays pending until the bank reports.")
        case .refused(let code):
            return Phrase("The bank refuses the code (\(code)). \(reference) stays pending until the bank reports.")
        case .unclear(let code):
            return Phrase("It is not known whether the bank has the code (\(code)). \(reference) stays pending.")
        }
    }
}
