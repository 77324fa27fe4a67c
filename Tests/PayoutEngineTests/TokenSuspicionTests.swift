import PayoutCore
import Testing

@testable import PayoutEngine
@testable import PayoutLedger

/// Whether a refusal is the token's or the row's.
struct TokenSuspicionTests {
    private var suspicion = TokenSuspicion()

    private mutating func refuse(
        _ row: Int64, token: Int, number: Int, workedFor: [Int: Int] = [:]
    ) -> TokenSuspicion.Verdict {
        suspicion.refused(
            .transfer, PayoutID(key: row), TokenRefusal(serial: token, number: number, workedFor: workedFor))
    }

    @Test mutating func `A refusal stands once its token has worked for a later request`() {
        #expect(refuse(1, token: 1, number: 10) == .again)
        // The request that worked had begun before the refusal: the token may have ended in between.
        #expect(refuse(1, token: 2, number: 20, workedFor: [1: 9]) == .again)
        #expect(refuse(1, token: 3, number: 30, workedFor: [1: 9, 2: 21]) == .stands)
    }

    @Test mutating func `Tokens that end one after the other burn no row`() {
        for token in 1..<TokenSuspicion.refusalsMax {
            #expect(refuse(1, token: token, number: token * 10) == .again)
            suspicion.success(.transfer)
        }
        #expect(refuse(1, token: 99, number: 990) == .stands)
    }

    @Test mutating func `Where nothing works under three tokens, three rows stop the batch and none is burnt`() {
        for token in 1...2 {
            for row in Int64(1)...4 { #expect(refuse(row, token: token, number: token * 10 + Int(row)) == .again) }
        }
        #expect(refuse(1, token: 3, number: 31) == .again)
        #expect(refuse(2, token: 3, number: 32) == .again)
        #expect(refuse(3, token: 3, number: 33) == .stop(.signatureRefused))
    }

    @Test mutating func `A lone row is refused for itself under the third token`() {
        #expect(refuse(1, token: 1, number: 1) == .again)
        #expect(refuse(1, token: 1, number: 2) == .again)
        #expect(refuse(1, token: 2, number: 3) == .again)
        #expect(refuse(1, token: 3, number: 4) == .stands)
        // What was settled is forgotten.
        #expect(refuse(1, token: 4, number: 5) == .again)
    }

    @Test mutating func `Another answer clears the row`() {
        #expect(refuse(1, token: 1, number: 1) == .again)
        suspicion.cleared(.transfer, PayoutID(key: 1))
        #expect(refuse(1, token: 2, number: 3, workedFor: [1: 2]) == .again)
    }

    @Test func `A 401 of an older token than one refused before counts for nothing`() {
        var trouble = TroubleWatch()
        #expect(trouble.unauthorized(.transfer, tokenSerial: 3) == nil)
        for serial in [1, 2, 1] {
            #expect(trouble.isOld(tokenSerial: serial))
            #expect(trouble.unauthorized(.transfer, tokenSerial: serial) == nil)
        }
        #expect(trouble.unauthorized(.transfer, tokenSerial: 4) == nil)
        #expect(trouble.unauthorized(.transfer, tokenSerial: 5) == .signatureRefused)
    }

    @Test func `A connection that had ended is no trouble with the bank`() {
        var trouble = TroubleWatch()
        for _ in 0..<100 { #expect(trouble.unsent(.connectionEnded) == nil) }
    }
}
