/// Holds files and the manifest to the import table.
enum Imports {
    /// The modules that `file` imports, with the index of each line.
    static func modules(in file: SourceFile) -> [(module: String, line: Int)] {
        file.code.enumerated().compactMap { index, code in
            let words = Words.of(code)
            guard let declaration = Declaration.kind(of: words), declaration.kind == "import",
                let start = words.firstIndex(of: "import")
            else { return nil }
            // `import struct Module.Type` names the module after the kind.
            let module = words[(start + 1)...].first { !Declaration.kinds.contains($0) }
            return module.map { ($0, index) }
        }
    }

    /// Imports in a source file that the table does not allow to its target.
    static func findings(in file: SourceFile) -> [Finding] {
        guard let target = file.target, let rule = ImportTable.rule(for: target) else {
            return [file.finding(0, "the target \(file.target ?? "") is not in the import table")]
        }
        let allowed = ImportTable.allowed(for: rule)
        return modules(in: file).filter { !allowed.contains($0.module) }.map {
            file.finding($0.line, "\(target) must not import \($0.module)")
        }
    }

    /// Dependencies in the manifest that the table does not allow to the target.
    static func findings(of target: Manifest.Target) -> [Finding] {
        guard let rule = ImportTable.rule(for: target.name) else { return [] }
        return target.dependencies.subtracting(ImportTable.allowed(for: rule)).sorted().map {
            let message = "\(target.name) must not depend on \($0)"
            return Finding(path: "Package.swift", line: target.line + 1, message: message)
        }
    }

    /// Imports of other targets or packages that the manifest does not declare for the file's target.
    static func undeclared(in file: SourceFile, targets: [Manifest.Target]) -> [Finding] {
        guard let target = targets.first(where: { $0.name == file.target }) else { return [] }
        let platform = ImportTable.everywhere.subtracting(["Logging"])
            .union(["Foundation", "FoundationNetworking", "Testing"])
        // A target with a hyphen in its name is imported with an underscore.
        let declared = Set(target.dependencies.map { $0.replacing("-", with: "_") }).union(platform)
        return modules(in: file).filter { !declared.contains($0.module) }.map {
            file.finding($0.line, "\(target.name) imports \($0.module), which Package.swift does not declare for it")
        }
    }

    /// All that is linked into `target`, by the manifest.
    static func reached(from target: String, targets: [Manifest.Target]) -> Set<String> {
        let dependencies = Dictionary(
            targets.map { ($0.name, $0.dependencies) }, uniquingKeysWith: { first, _ in first })
        var reached: Set<String> = []
        var open: [String] = [target]
        while let name = open.popLast() {
            let new = dependencies[name, default: []].subtracting(reached)
            reached.formUnion(new)
            open.append(contentsOf: new)
        }
        return reached
    }
}
