/// Deals out what may start among batches, one at a time in turn, so that none waits for more than one round of the
/// others.
///
///     var share = FairShare()
///     share.deal(5, among: [.init(number: 1, wish: 9), .init(number: 2, wish: 1), .init(number: 3, wish: 9)])
///     // [2, 1, 2], and the next round begins after batch 3
///
/// A batch that wishes for something in every round gets at least one of as many in a row as there are batches.
struct FairShare: Sendable {
    /// One batch: its number, and how much it can use.
    struct Hand: Sendable {
        let number: Int
        let wish: Int
    }

    /// The number of the batch that was served last.
    private var last = 0

    /// - Parameter hands: by ascending numbers.
    /// - Returns: what each hand gets.
    mutating func deal(_ room: Int, among hands: [Hand]) -> [Int] {
        if hands.count == 1 { return [min(room, hands[0].wish)] }
        var grants = hands.map { _ in 0 }
        var left = room
        let first = hands.firstIndex { $0.number > last } ?? 0
        var isAnyServed = true
        while left > 0, isAnyServed {
            isAnyServed = false
            for place in hands.indices {
                let index = (first + place) % hands.count
                guard left > 0, grants[index] < hands[index].wish else { continue }
                grants[index] += 1
                left -= 1
                last = hands[index].number
                isAnyServed = true
            }
        }
        return grants
    }

    /// The most that one of so many batches may hold of something that all share, while each could use more.
    static func holdMax(of capacity: Int, among batches: Int) -> Int { max(1, capacity / max(1, batches)) }
}
