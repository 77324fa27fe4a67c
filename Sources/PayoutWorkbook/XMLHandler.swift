internal import Glibc

/// Receives the parts of an XML document, in their order.
protocol XMLHandler: AnyObject {
    func begin(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    func take(text: UnsafeBufferPointer<UInt8>)
}

/// The name of an element or attribute without its prefix: programs choose prefixes as they like.
struct XMLName {
    fileprivate let local: UnsafePointer<CChar>

    /// - Parameter qualified: stays as it is while the name is used.
    init(_ qualified: UnsafePointer<CChar>) {
        local = strchr(qualified, Int32(UInt8(ascii: ":"))).map { UnsafePointer($0 + 1) } ?? qualified
    }

    var text: String { String(cString: local) }

    static func == (name: XMLName, word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            guard let start = word.baseAddress else { return false }
            return memcmp(name.local, start, word.count) == 0 && name.local[word.count] == 0
        }
    }

    static func ~= (word: StaticString, name: XMLName) -> Bool { name == word }
}

/// The attributes of an element: names and values by turns, ended by nil.
struct XMLAttributes {
    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.list = list }

    /// Calls `body` with each attribute: its name with its prefix, and its value.
    @inline(__always)
    func visit(_ body: (_ qualified: UnsafePointer<CChar>, _ value: UnsafePointer<CChar>) -> Void) {
        guard let list else { return }
        var index = 0
        while let name = list[index], let value = list[index + 1] {
            body(name, value)
            index += 2
        }
    }

    /// The value of the attribute with this local name.
    subscript(word: StaticString) -> String? {
        var found: String?
        visit { name, value in if found == nil, XMLName(name) == word { found = String(cString: value) } }
        return found
    }

    /// Whether the attribute says yes, as XML Schema writes it.
    func isTrue(_ word: StaticString) -> Bool { self[word].map { ["1", "true", "on"].contains($0) } ?? false }

    /// Whether an element such as `<b/>` or `<strike val="1"/>` switches something on.
    var isOn: Bool { self["val"].map { ["1", "true", "on"].contains($0) } ?? true }

    /// The number in the attribute.
    func number(_ word: StaticString) -> Int? { self[word].flatMap { Int($0) } }
}
