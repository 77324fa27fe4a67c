import PayoutCore
import Testing

@testable import WebConsole

/// What each role may do on the pages.
@Suite struct RightTests {
    @Test func `Roles give these rights and no others`() {
        let table: [Role: Set<Right>] = [
            .maker: [.look, .submit], .checker: [.look, .approve], .operator: [.look, .operate], .auditor: [.look],
            .admin: [],
        ]
        for role in Role.allCases {
            for right in [Right.look, .submit, .approve, .operate] {
                #expect(right.isGiven(to: [role]) == table[role]?.contains(right), "\(role) \(right)")
            }
        }
    }

    @Test func `Nobody has a right without a role`() {
        #expect(!Right.look.isGiven(to: []))
    }
}
