package import PayoutLedger
package import Wording

extension BindingStatus {
    /// The status in words.
    package var words: Phrase {
        switch self {
        case .binding: Phrase("at the bank's page")
        case .bound: Phrase("bound")
        case .notBound: Phrase("not bound")
        case .unbound: Phrase("unbound")
        case .gone: Phrase("gone at the bank")
        case .blocked: Phrase("blocked")
        case .expired: Phrase("consent has ended")
        }
    }
}
