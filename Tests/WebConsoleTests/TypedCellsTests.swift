import Testing

@testable import WebConsole

/// What a form of rejected rows makes of their cells.
@Suite struct TypedCellsTests {
    @Test func `A cell that was not touched stays as the file has it, line breaks included`() {
        let cells = ["A-1", "014", "Jalan Mawar\r\n5"]
        #expect(
            Console.cells(cells, with: [0: "A-1", 1: "008", 2: "Jalan Mawar5"], 3) == [
                "A-1", "008", "Jalan Mawar\r\n5",
            ])
    }

    @Test func `Empty cells to the right of the columns are dropped, and missing ones are filled`() {
        #expect(Console.cells(["A-1", "014", "x"], with: [2: ""], 2) == ["A-1", "014"])
        #expect(Console.cells(["A-1"], with: [2: "5000"], 3) == ["A-1", "", "5000"])
    }

    @Test func `A cell outside the row changes nothing`() {
        #expect(Console.cells(["A-1", "014"], with: [7: "x", -1: "y"], 2) == ["A-1", "014"])
    }
}
