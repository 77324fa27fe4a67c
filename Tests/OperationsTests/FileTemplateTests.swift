import FoundationEssentials
import Operations
import PayoutCore
import PayoutRules
import TestSupport
import Testing

/// Templates are files that the check reads, and refuses for their example alone.
@Suite struct FileTemplateTests {
    @Test(arguments: [(Rail.payout, FileTemplate.Form.csv), (.payout, .xlsx), (.collection, .csv), (.refund, .xlsx)])
    func `A template is read, and its example refused until it is deleted`(rail: Rail, form: FileTemplate.Form) throws {
        let folder = try TemporaryFolder("template")
        let path = folder.path + "/template.\(form.rawValue)"
        try FileTemplate(rail).write(form, to: path)
        var found: [Violation] = []
        let check = try FileCheck(
            path: path, RowForm(rail, banks: .embedded), onViolation: { found.append($0) }, onWarning: { _ in })
        #expect(check.accepted == 0 && check.rejected == 1)
        #expect(found.map(\.code) == [.exampleRow] && found.map(\.line) == [2])
        #expect(check.reading.isPlain)
    }

    @Test func `A file that is there is not written over`() throws {
        let folder = try TemporaryFolder("template")
        let path = folder.path + "/gaji.csv"
        try FileTemplate(.payout).write(.csv, to: path)
        let error = #expect(throws: CommandFailure.self) { try FileTemplate(.payout).write(.xlsx, to: path) }
        #expect(error?.status == .cannotWrite)
        #expect(FileManager.default.contents(atPath: path) == Data(FileTemplate(.payout).text.utf8))
    }
}
