import Foundation
import Testing

/// A command that has printed the address of a page of the bank, while it waits for the customer.
struct PageVisit {
    let page: String
    let running: World.Running
    private let bank: Bank

    /// Runs a command that opens a page; its standard output goes into a file, so that the address can be read.
    static func during(
        _ arguments: [String], _ world: World, _ bank: Bank, settings: [String: String?],
        _ atThePage: (PageVisit) async throws -> Void
    ) async throws -> (code: Int32, output: String, errors: String) {
        try? FileManager.default.removeItem(atPath: world.path("page"))
        let ended = try await world.salur(
            arguments, bank: bank, settings: settings, through: ["sh", "-c", #"exec "$0" "$@" > page"#]
        ) { running in
            try await waitUntil("the page") { (try? world.read("page").contains("\n")) == true || running.hasEnded }
            let page = try world.read("page").split(separator: "\n").first.map(String.init) ?? ""
            guard page.hasPrefix("http") else { return }
            try await atThePage(PageVisit(page: page, running: running, bank: bank))
        }
        return (ended.code, (try? world.read("page")) ?? "", ended.errors)
    }

    /// Presses a button of the page. Where that leads afterwards proves nothing.
    func press(_ form: String) throws {
        let path = try #require(page.firstRange(of: "/dd-card-binding") ?? page.firstRange(of: "/mpgs/"))
        _ = try? bank.post(String(page[path.lowerBound...]), form)
    }
}
