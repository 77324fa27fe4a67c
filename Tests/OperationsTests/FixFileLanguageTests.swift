import Operations
import PayoutCore
import PayoutReports
import PayoutRules
import TestSupport
import Testing
import Wording

/// A `rejected.csv` has sentences in the language of its run; whatever they say, its rows are read as their cells are.
@Suite struct FixFileLanguageTests {
    private static let header = "reference,bank_code,account_number,account_name,amount,note,reason,what_to_do,mends"

    private func check(_ cells: String, _ texts: [String]) throws -> (accepted: Int, rejected: Int, said: [String]) {
        let fixture = try IntakeFixture()
        let quoted = texts.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
        let first = "A-1,014,1234567890,Budi Santoso,1500000,salary,,,b1:3"
        let path = try fixture.write([first, "\(cells),\(quoted),b1:4"], header: Self.header)
        var said: [String] = []
        let check = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { said.append($0.text.english) },
            onWarning: { said.append($0.text.english) })
        return (check.accepted, check.rejected, said)
    }

    @Test(arguments: Language.allCases)
    func `No sentence of a fix file decides anything about its row`(language: Language) throws {
        for reason in Reason.examples {
            let parts = [reason] + faults(of: reason)
            for part in parts {
                let texts = [part.whatHappened(for: .payout), part.whatToDo].map { $0.text(in: language) }
                let mended = try check("A-2,014,1234567891,Siti Rahma,2000000,salary", texts)
                #expect(mended.accepted == 2 && mended.rejected == 0, "\(texts): \(mended.said)")
                let wrong = try check(",,,,2000000,", texts)
                #expect(wrong.accepted == 1 && wrong.rejected == 1, "\(texts): \(wrong.said)")
            }
        }
    }

    private func faults(of reason: Reason) -> [Reason] {
        guard case .rejected(let faults) = reason else { return [] }
        return faults.map { .rejected(faults: [$0]) }
    }
}
