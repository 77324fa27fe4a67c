import Foundation
import HTTPTypes
import PayoutCore
import Testing

@testable import WebConsole

/// `schemas/openapi.json` has what the server has, and nothing else.
@Suite struct OpenAPITests {
    private static var document: [String: Any] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let data = try? Data(contentsOf: root.appending(path: "schemas/openapi.json"))
        return data.flatMap { try? JSONSerialization.jsonObject(with: $0) } as? [String: Any] ?? [:]
    }

    private func schema(_ name: String) throws -> [String: Any] {
        let components = Self.document["components"] as? [String: Any]
        let schemas = components?["schemas"] as? [String: Any]
        return try #require(schemas?[name] as? [String: Any], "\(name)")
    }

    @Test func `Every address of the server stands in it, with the same right, and no other`() throws {
        let paths = try #require(Self.document["paths"] as? [String: [String: [String: Any]]])
        let written = paths.flatMap { path, methods in
            methods.map { method, operation in
                "\(operation["operationId"] ?? ""): \(method) \(path) \(operation["x-right"] ?? "")"
            }
        }
        let served = APIRoute.allCases.map { route in
            "\(route.rawValue): \(route.method.rawValue.lowercased()) \(route.path) \(route.right.rawValue)"
        }
        #expect(written.sorted() == served.sorted())
        let servers = Self.document["servers"] as? [[String: Any]]
        #expect(servers?.first?["url"] as? String == APIRoute.root)
    }

    @Test func `Each address has these parameters in its query, and no others`() throws {
        let components = try #require(Self.document["components"] as? [String: Any])
        let shared = try #require(components["parameters"] as? [String: [String: Any]])
        let paths = try #require(Self.document["paths"] as? [String: [String: [String: Any]]])
        for route in APIRoute.allCases {
            let operation = paths[route.path]?[route.method.rawValue.lowercased()]
            let listed = try #require(operation?["parameters"] as? [[String: Any]], "\(route)")
            let parameters = listed.map { parameter in
                (parameter["$ref"] as? String).flatMap { shared[String($0.split(separator: "/").last ?? "")] }
                    ?? parameter
            }
            let names = parameters.filter { $0["in"] as? String == "query" }.compactMap { $0["name"] as? String }
            #expect(Set(names) == route.parameters, "\(route)")
        }
    }

    @Test func `Every POST needs an idempotency key in it`() throws {
        let paths = try #require(Self.document["paths"] as? [String: [String: [String: Any]]])
        for (path, methods) in paths {
            guard let parameters = methods["post"]?["parameters"] as? [[String: String]?] else { continue }
            #expect(parameters.contains { $0?["$ref"] == "#/components/parameters/key" }, "\(path)")
        }
    }

    @Test func `It knows the words of the code, and no others`() throws {
        #expect(try schema("Problem")["x-codes"] as? [String] == RequestFault.Code.allCases.map(\.rawValue))
        #expect(try schema("RowStatus")["enum"] as? [String] == PayoutStatus.allCases.map(\.rawValue))
        let decision = try schema("DecisionRequest")["properties"] as? [String: [String: Any]]
        #expect(decision?["act"]?["enum"] as? [String] == RowAct.allCases.map(\.rawValue))
    }

    @Test func `A fault has a status that says whose it is`() {
        for code in RequestFault.Code.allCases { #expect((400..<500).contains(code.status.code), "\(code)") }
    }
}
