import Testing
import Wording

@testable import salur

/// A command that does not exist.
@Suite struct MistypedCommandTests {
    @Test(arguments: [["aprove", "x"], ["help", "aprove"]])
    func `A typing mistake is answered with the command that was probably meant`(arguments: [String]) {
        let reported = MistypedCommand.reported(arguments)
        #expect(reported?.english == #"There is no command "aprove". Did you mean "salur approve"?"#)
    }

    @Test func `What is near no command is answered with where they are listed`() {
        let reported = MistypedCommand.reported(["gaji-februari.csv"])
        #expect(reported?.english == #"There is no command "gaji-februari.csv". "salur --help" lists all."#)
    }

    @Test(arguments: [[], ["help"], ["--version"], ["run", "aprove"], ["help", "run"], ["---completion", "x"]])
    func `Commands and options go to the parser`(arguments: [String]) {
        #expect(MistypedCommand.reported(arguments) == nil)
    }
}
