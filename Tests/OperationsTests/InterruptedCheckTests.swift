import Operations
import PayoutCore
import PayoutRules
import TestSupport
import Testing
import Wording

/// A program that is to stop waits for no file.
@Suite struct InterruptedCheckTests {
    @Test func `A check ends where its task is cancelled`() async throws {
        let fixture = try IntakeFixture()
        let path = try fixture.write(["Budi;BCA;0923456781;5.500.000"], header: "Nama;Bank;No Rekening;Jumlah")
        let check = Task {
            while !Task.isCancelled { await Task.yield() }
            _ = try FileCheck(
                path: path, RowForm(.payout, banks: .embedded), onViolation: { _ in }, onWarning: { _ in })
        }
        check.cancel()
        let error = await #expect(throws: CommandFailure.self) { try await check.value }
        #expect(error?.phrase.english.contains("the program is to stop") == true, "\(String(describing: error))")
    }
}
