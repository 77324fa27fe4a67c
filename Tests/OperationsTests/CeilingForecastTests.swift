import PayoutCore
import Testing

@testable import Operations

/// What ceilings would make of rows before anything is sent.
@Suite struct CeilingForecastTests {
    private static func forecast(_ day: Int64?, _ payee: Int64?, sentToday: Int64 = 0) -> CeilingForecast {
        var ceilings = Ceilings()
        (ceilings.day, ceilings.payee) = (day.map { Rupiah($0) }, payee.map { Rupiah($0) })
        return CeilingForecast(ceilings, sentToday: Rupiah(sentToday)) { $0(Self.account(1), Rupiah(sentToday)) }
    }

    private static func account(_ number: Int) -> PayeeAccount {
        PayeeAccount(bankCode: "014", accountNumber: "\(number)")
    }

    private static func add(_ amounts: [(Int64, to: Int)], to forecast: inout CeilingForecast) -> [Bool] {
        amounts.map { forecast.add(Rupiah($0.0), to: account($0.to).hashValue) }
    }

    @Test func `At the first row that does not fit, the batch stops`() {
        var forecast = Self.forecast(100, nil, sentToday: 30)
        let sent = Self.add([(40, to: 1), (50, to: 2), (10, to: 3)], to: &forecast)
        #expect(sent == [true, false, false])
        #expect(forecast.sent == Tally(count: 1, sum: Rupiah(40)))
        #expect(forecast.later == Tally(count: 2, sum: Rupiah(60)) && forecast.held.isEmpty)
    }

    @Test func `A row above the day by itself is held, and the others go`() {
        var forecast = Self.forecast(100, nil)
        #expect(Self.add([(101, to: 1), (100, to: 2)], to: &forecast) == [false, true])
        #expect(forecast.held == [.day: Tally(count: 1, sum: Rupiah(101))] && forecast.later == .zero)
    }

    @Test func `What an account has got today counts, and each row to it`() {
        var forecast = Self.forecast(nil, 100, sentToday: 60)
        let sent = Self.add([(50, to: 1), (60, to: 2), (41, to: 2), (40, to: 2), (40, to: 1)], to: &forecast)
        #expect(sent == [false, true, false, true, true])
        #expect(forecast.held == [.payee: Tally(count: 2, sum: Rupiah(91))])
        #expect(forecast.sent == Tally(count: 3, sum: Rupiah(140)))
    }
}
