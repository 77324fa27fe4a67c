import PayoutCore
import Testing

@testable import AuditTrail

@Suite("Where rows stand by the journal")
struct RowTableTests {
    @Test("is kept for every line that events speak of, near or far apart")
    func lines() {
        var table = RowTable()
        let lines = [2, 3, 63, 64, 65, 1000, 1 << 20, RowTable.linesMax]
        for (index, line) in lines.reversed().enumerated() {
            let isNew = table.note(line: line, reference: "PAY-\(line)", status: .queued, reported: index + 1)
            let isSame = table.note(line: line, reference: "PAY-\(line)", status: .succeeded, reported: index + 2)
            #expect(isNew && isSame)
        }
        let isOther = table.note(line: 64, reference: "another", status: nil, reported: 99)
        #expect(!isOther)
        for line in [0, -5, RowTable.linesMax + 1] {
            let isNoted = table.note(line: line, reference: "", status: nil, reported: 1)
            let reported = table.visit(line: line, reference: "")
            #expect(!isNoted && reported == nil)
        }
        for line in [1, 4, 62, 66, 128, 999, RowTable.linesMax - 1] {
            let reported = table.visit(line: line, reference: "PAY-\(line)")
            #expect(reported == nil)
        }
        for (index, line) in lines.enumerated() {
            #expect(table.firstUnvisited?.line == line)
            let reported = table.visit(line: line, reference: "PAY-\(line)")
            #expect(reported?.status == .succeeded)
            #expect(reported?.isSameReference == (line != 64))
            #expect(reported?.reported == (line == 64 ? 99 : lines.count - index + 1))
        }
        #expect(table.firstUnvisited == nil)
    }
}
