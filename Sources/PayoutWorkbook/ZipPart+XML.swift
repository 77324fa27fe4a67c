internal import PayoutFile

extension ZipPart: XMLSource {
    func error(_ fault: XMLFault, line: Int) -> FileError {
        switch fault {
        case .malformed: archiveError(.damaged(part: "\(name):\(line)"))
        case .documentType: archiveError(.documentType(part: name))
        case .tooComplex: archiveError(.tooComplex(part: name))
        }
    }
}

extension ZipPart {
    /// Reads the whole part as XML.
    func parse(_ handler: any XMLHandler) throws(FileError) {
        let reader = try XMLReader(self, handler: handler)
        while try reader.advance() {}
    }
}
