internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why no connection to the bank was made, as far as that is known.
package enum ConnectionTrouble: String, CaseIterable, Sendable {
    /// The host name is not known.
    case nameUnknown
    /// Nobody listens, or no address of the host could be reached.
    case refused
    /// Connecting, or the TLS handshake, took too long.
    case tooSlow
    /// The proxy wants another user name or password (407).
    case proxyWantsPassword
    /// The proxy refuses to connect to the bank.
    case proxyRefuses
    /// The proxy does not answer.
    case proxySilent
    /// The bank's certificate is signed by nobody that is trusted here, or has expired.
    case certificateUntrusted
    /// The bank's certificate is that of another host.
    case certificateOfAnotherHost
    /// The bank wants a client certificate, and none is set.
    case clientCertificateMissing
    /// The bank does not accept our client certificate.
    case clientCertificateRefused
    /// Any other failure of the TLS handshake.
    case handshakeFailed

    /// What an error says that came before a connection was open; nil where it may have come later, and so proves
    /// nothing about a request.
    init?(opening error: any Error) {
        switch error {
        case let error as NIOConnectionError:
            self = error.connectionErrors.isEmpty ? .nameUnknown : .refused
        // An address without a name is connected to directly; an open TCP connection never reports this error.
        case let error as IOError where error.errnoCode == ECONNREFUSED: self = .refused
        case let error as NIOSSLError:
            guard case .handshakeFailed = error else { return nil }
            self = Self(alert: "\(error)") ?? .handshakeFailed
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: self = .certificateOfAnotherHost
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout, .tlsHandshakeTimeout: self = .tooSlow
            case .httpProxyHandshakeTimeout: self = .proxySilent
            case .proxyAuthenticationRequired: self = .proxyWantsPassword
            case .invalidProxyResponse: self = .proxyRefuses
            default: return nil
            }
        default: return nil
        }
    }

    /// What an error says wherever it came: with TLS 1.3, a client certificate is refused only after our side has
    /// finished its handshake, and perhaps begun a request.
    init?(any error: any Error) {
        let error = (error as? ConnectionEnded)?.reason ?? error
        guard let trouble = Self(opening: error) ?? Self(alert: "\(error)") else { return nil }
        self = trouble
    }

    /// Reads the words that BoringSSL has for what happened.
    init?(alert text: String) {
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            self = .certificateUntrusted
        } else if text.contains("CERTIFICATE_REQUIRED") {
            self = .clientCertificateMissing
        } else if Self.refusals.contains(where: text.contains) {
            self = .clientCertificateRefused
        } else {
            return nil
        }
    }

    /// The alerts of a server that does not like a client certificate.
    private static let refusals = [
        "ALERT_BAD_CERTIFICATE", "ALERT_UNSUPPORTED_CERTIFICATE", "ALERT_CERTIFICATE_REVOKED",
        "ALERT_CERTIFICATE_EXPIRED", "ALERT_CERTIFICATE_UNKNOWN", "ALERT_UNKNOWN_CA", "ALERT_ACCESS_DENIED",
    ]

    /// The trouble in a few words, for logs and for the journal.
    var words: String {
        switch self {
        case .nameUnknown: "the host name is not known"
        case .refused: "connection refused"
        case .tooSlow: "connecting took too long"
        case .proxyWantsPassword: "the proxy wants a password"
        case .proxyRefuses: "the proxy refuses to connect"
        case .proxySilent: "the proxy does not answer"
        case .certificateUntrusted: "the certificate is not trusted"
        case .certificateOfAnotherHost: "the certificate is not of this host"
        case .clientCertificateMissing: "a client certificate is wanted"
        case .clientCertificateRefused: "the client certificate is refused"
        case .handshakeFailed: "the TLS handshake failed"
        }
    }
}
