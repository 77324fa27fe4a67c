import BankAPI
import FoundationEssentials
import Logging
import PayoutCore
import PayoutLedger
import Presentation
import Testing
import Vault
import Wording

@testable import Operations

/// The key of the vault is renewed, whatever happens meanwhile.
@Suite struct VaultRotationTests {
    private typealias Fixture = CustomerFixture

    private func fixture() async throws -> CustomerFixture {
        let fixture = try await Fixture()
        try await fixture.importing(
            .mandates, Fixture.mandate("C-1", secret: "A"), Fixture.mandate("C-2", secret: "B"))
        try await fixture.importing(.cards, Fixture.card("C-1", secret: "C"))
        return fixture
    }

    private func rotate(_ fixture: CustomerFixture) async throws -> VaultRotation.Result {
        try await VaultRotation(settings: fixture.settings, clock: FixedClock()).run(by: "ani")
    }

    /// Every secret opens under the keys of the file, and is what was imported.
    private func expectReadable(_ fixture: CustomerFixture) async throws {
        try await fixture.ledger { ledger in
            let book = LedgerCustomerBook(
                ledger: ledger, vault: try CustomerVault(fixture.keyFile), clock: FixedClock(),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            #expect(await book.mandate(of: "C-1")?.accountToken.reveal() == Fixture.token("tokA"))
            #expect(await book.mandate(of: "C-2")?.authCode.reveal() == Fixture.token("codeB"))
            #expect(await book.card(of: "C-1")?.cardToken.reveal() == Fixture.token("cardC", 40))
        }
    }

    @Test func `A rotation leaves one new key, and every secret under it`() async throws {
        let fixture = try await fixture()
        let old = try fixture.keyFile.read()
        let result = try await rotate(fixture)
        #expect(result.secretCount == 5 && !result.wasInterrupted)
        let new = try fixture.keyFile.read()
        #expect(!new.hasOlderKeys && new.keyMark != old.keyMark)
        #expect(try await fixture.ledger { try $0.read { try $0.keyMark() } } == new.keyMark)
        try await expectReadable(fixture)
        let mode = try FileManager.default.attributesOfItem(atPath: fixture.keyFile.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(result.sentence.english.contains("5 secrets are encrypted under it"))
    }

    @Test func `A rotation without any secret renews the key alone`() async throws {
        let fixture = try await Fixture()
        let old = try fixture.keyFile.read()
        #expect(try await rotate(fixture).secretCount == 0)
        #expect(try fixture.keyFile.read().keyMark != old.keyMark)
        try await fixture.importing(.mandates, Fixture.mandate("C-1", secret: "A"))
    }

    /// The file has both keys, and nothing else has happened.
    @Test func `A rotation that died before the ledger was sealed anew is completed by the next`() async throws {
        let fixture = try await fixture()
        let both = try fixture.keyFile.read().addingKey()
        try fixture.keyFile.replace(with: both)
        try await expectReadable(fixture)
        let result = try await rotate(fixture)
        #expect(result.wasInterrupted && result.secretCount == 5)
        #expect(try fixture.keyFile.read().reveal() == both.withNewestKeyOnly.reveal())
        try await expectReadable(fixture)
    }

    /// The ledger lies under the new key, and the old one is still in the file.
    @Test func `A rotation that died before the old key was removed is completed by the next`() async throws {
        let fixture = try await fixture()
        let both = try fixture.keyFile.read().addingKey()
        try fixture.keyFile.replace(with: both)
        let count = try await fixture.ledger { ledger in
            try CustomerVault(fixture.keyFile).sealAnew(in: ledger, by: "ani", at: FixedClock().now())
        }
        #expect(count == 5)
        try await expectReadable(fixture)
        let result = try await rotate(fixture)
        #expect(result.wasInterrupted && result.secretCount == 0)
        #expect(try fixture.keyFile.read().reveal() == both.withNewestKeyOnly.reveal())
        try await expectReadable(fixture)
    }

    @Test func `An import completes what a rotation has left under the old key`() async throws {
        let fixture = try await fixture()
        try fixture.keyFile.replace(with: try fixture.keyFile.read().addingKey())
        try await fixture.importing(.mandates, Fixture.mandate("C-3", secret: "D"))
        #expect(
            try await fixture.ledger { try $0.read { try $0.keyMark() } } == fixture.keyFile.read().keyMark)
        try await expectReadable(fixture)
    }

    @Test func `A process that runs meanwhile goes on with the new key`() async throws {
        let fixture = try await fixture()
        let early = try CustomerVault(fixture.keyFile)
        try await fixture.ledger { ledger in
            let book = LedgerCustomerBook(
                ledger: ledger, vault: early, clock: FixedClock(),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            #expect(await book.mandate(of: "C-1") != nil)
            _ = try await rotate(fixture)
            #expect(await book.mandate(of: "C-1")?.accountToken.reveal() == Fixture.token("tokA"))
            await book.lost(.mandate, of: "C-2", token: Secret(Fixture.token("tokB")), because: .gone)
            #expect(await book.mandate(of: "C-2") == nil)
        }
    }

    @Test func `Another key file is refused before anything is written`() async throws {
        let fixture = try await fixture()
        try fixture.keyFile.replace(with: .generate())
        let path = try fixture.write([Fixture.mandate("C-3", secret: "D")])
        let job = CustomerImport(settings: fixture.settings, clock: FixedClock())
        let plan = try await job.plan(.mandates, path)
        let refused = await #expect(throws: CommandFailure.self) { try await job.apply(plan, by: "ani") }
        #expect(refused?.status == .badSettings)
        #expect(try #require(refused).phrase.english.contains("under a key that is not in the file"))
        let rotated = await #expect(throws: CommandFailure.self) { _ = try await rotate(fixture) }
        #expect(rotated?.status == .badSettings)
        // The key that was there is not gone: a rotation that fails leaves it in the file.
        #expect(try fixture.keyFile.read().hasOlderKeys)
    }

    @Test func `A key file is written once, for its owner alone`() async throws {
        let fixture = try await Fixture()
        let text = try fixture.keyFile.read().reveal()
        #expect(try !fixture.keyFile.create())
        #expect(try fixture.keyFile.read().reveal() == text)
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.keyFile.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let nowhere = VaultKeyFile(path: fixture.folder + "/no/folder/key.txt")
        let failure = #expect(throws: CommandFailure.self) { try nowhere.create() }
        #expect(failure?.status == .cannotWrite)
    }
}
