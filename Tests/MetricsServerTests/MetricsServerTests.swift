import AsyncHTTPClient
import CoreMetrics
import MetricsServer
import NIOCore
import NIOHTTP1
import Testing
import Wording

@Suite struct MetricsServerTests {
    @Test func `Figures are written as Prometheus reads them`() {
        let registry = MetricsRegistry(explanations: ["salur_calls_total": "Calls that were sent."])
        for call in ["transfer", "inquiry"] {
            Counter(label: "salur_calls_total", dimensions: [("call", call)], factory: registry).increment(by: 2)
        }
        // The same name and labels are the same figure.
        Counter(label: "salur_calls_total", dimensions: [("call", "inquiry")], factory: registry).increment()
        Meter(label: "salur_allowed", factory: registry).set(Double.infinity)
        Meter(label: "salur_window", factory: registry).set(640)
        Meter(label: "a name-with.marks", dimensions: [("label", "a \"b\"\\\nc")], factory: registry).set(0.5)
        Timer(label: "salur_seconds", factory: registry).recordNanoseconds(1_500_000_000)
        Timer(label: "salur_seconds", factory: registry).recordNanoseconds(500_000_000)
        #expect(
            registry.text() == """
                # TYPE a_name_with_marks gauge
                a_name_with_marks{label="a \\"b\\"\\\\\\nc"} 0.5
                # TYPE salur_allowed gauge
                salur_allowed +Inf
                # HELP salur_calls_total Calls that were sent.
                # TYPE salur_calls_total counter
                salur_calls_total{call="inquiry"} 3
                salur_calls_total{call="transfer"} 2
                # TYPE salur_seconds summary
                salur_seconds_count 2
                salur_seconds_sum 2
                # TYPE salur_window gauge
                salur_window 640

                """)
    }

    @Test func `A figure of another kind under a known name does not show`() {
        let registry = MetricsRegistry(explanations: [:])
        Counter(label: "salur_x", factory: registry).increment()
        Meter(label: "salur_x", factory: registry).set(9)
        #expect(registry.text() == "# TYPE salur_x counter\nsalur_x 1\n")
    }

    private func ask(_ method: String, _ path: String, of server: MetricsServer) async throws -> (Int, String) {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)\(path)")
        request.method = .init(rawValue: method)
        if method == "POST" { request.body = .bytes(ByteBuffer(string: "x=1")) }
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        return (Int(answer.status.code), String(buffer: try await answer.body.collect(upTo: 1 << 20)))
    }

    @Test func `Only the page is there, and only to be read`() async throws {
        let server = try await MetricsServer.start(host: "127.0.0.1", port: 0) { "salur_x 1\n" }
        #expect(try await ask("GET", "/metrics", of: server) == (200, "salur_x 1\n"))
        #expect(try await ask("GET", "/metrics?name=x", of: server) == (200, "salur_x 1\n"))
        for path in ["/", "/metrics/", "/metricsx", "/callbacks/transfer", "/healthz"] {
            #expect(try await ask("GET", path, of: server) == (404, ""), "\(path)")
        }
        for method in ["POST", "PUT", "DELETE"] {
            #expect(try await ask(method, "/metrics", of: server) == (405, ""), "\(method)")
        }
        await server.stop()
    }

    @Test func `An address that is taken, or not of this machine, is refused in words`() async throws {
        let server = try await MetricsServer.start(host: "127.0.0.1", port: 0) { "" }
        let taken = await #expect(throws: MetricsServerError.self) {
            _ = try await MetricsServer.start(host: "127.0.0.1", port: server.port) { "" }
        }
        #expect(taken == .addressInUse(host: "127.0.0.1", port: server.port))
        let strange = await #expect(throws: MetricsServerError.self) {
            _ = try await MetricsServer.start(host: "203.0.113.77", port: 0) { "" }
        }
        #expect(strange?.description.contains("Metrics cannot be shown at 203.0.113.77:0") == true)
        await server.stop()
    }
}
