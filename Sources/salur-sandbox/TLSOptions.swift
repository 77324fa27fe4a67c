import ArgumentParser
import BankSandbox

/// The flags that make the bank speak TLS.
struct TLSOptions: ParsableArguments {
    @Option(help: "Serve TLS with the certificate in this file (PEM).")
    var tlsCertificate: String?

    @Option(help: "The file with the private key of that certificate (PEM).")
    var tlsKey: String?

    @Option(help: "Demand a client certificate that is signed by the authority in this file (PEM).")
    var tlsClientCa: String?

    func validate() throws {
        if (tlsCertificate == nil) != (tlsKey == nil) {
            throw ValidationError("--tls-certificate and --tls-key go together.")
        }
        if tlsClientCa != nil, tlsCertificate == nil {
            throw ValidationError("--tls-client-ca needs --tls-certificate and --tls-key.")
        }
    }

    /// The files; nil for plain HTTP.
    var files: SandboxTLS? {
        guard let tlsCertificate, let tlsKey else { return nil }
        return SandboxTLS(certificateFile: tlsCertificate, keyFile: tlsKey, clientAuthorityFile: tlsClientCa)
    }
}
