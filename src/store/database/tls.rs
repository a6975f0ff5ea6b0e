//! TLS to a server: whom to trust, and how far the server has to prove who it is.
//! <https://www.postgresql.org/docs/current/libpq-ssl.html>

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::connect_error::ConnectFault;
use crate::address::CertificateRoots;

/// What a server has to prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Nothing: nobody can listen, but who answers may be anybody.
    None,
    /// That its certificate leads to a root that is trusted.
    Chain,
    /// And that it is made out to the name of the host.
    ChainAndName,
}

/// Returns what makes a connection encrypted.
///
/// # Errors
/// There is nobody to trust.
pub(super) fn connector(proof: Proof, roots: &CertificateRoots) -> Result<MakeRustlsConnect, ConnectFault> {
    let provider = Arc::new(ring::default_provider());
    let algorithms = provider.signature_verification_algorithms;
    let (roots, pinned) = match (proof, roots) {
        (Proof::None, _) => (RootCertStore::empty(), Vec::new()),
        (_, CertificateRoots::System) => (roots_of_system()?, Vec::new()),
        (_, CertificateRoots::File(file)) => roots_in(file)?,
    };
    let verifier = ServerVerifier { proof, roots, pinned, algorithms };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| ConnectFault::Tls(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn roots_of_system() -> Result<RootCertStore, ConnectFault> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() { Err(ConnectFault::NoRoots) } else { Ok(roots) }
}

/// Returns the certificates of a file: as roots, and as they are.
fn roots_in(file: &Path) -> Result<(RootCertStore, Vec<CertificateDer<'static>>), ConnectFault> {
    let unusable = |detail: String| ConnectFault::Roots { file: file.to_owned(), detail };
    let text = fs::read(file).map_err(|error| unusable(error.to_string()))?;
    let pinned: Vec<_> =
        CertificateDer::pem_slice_iter(&text).collect::<Result<_, _>>().map_err(|error| unusable(error.to_string()))?;
    if pinned.is_empty() {
        return Err(unusable("no certificate (PEM)".to_owned()));
    }
    let mut roots = RootCertStore::empty();
    for certificate in &pinned {
        roots.add(certificate.clone()).map_err(|error| unusable(error.to_string()))?;
    }
    Ok((roots, pinned))
}

/// Decides whether a server is whom it claims to be. What rustls has for that always asks for the name, too.
#[derive(Debug)]
struct ServerVerifier {
    proof: Proof,
    roots: RootCertStore,
    /// Certificates that need no other one: a server may have signed its own.
    pinned: Vec<CertificateDer<'static>>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl ServerCertVerifier for ServerVerifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.proof != Proof::None {
            let parsed = ParsedCertificate::try_from(certificate)?;
            if !self.pinned.contains(certificate) {
                let all = self.algorithms.all;
                verify_server_cert_signed_by_trust_anchor(&parsed, &self.roots, intermediates, now, all)?;
            }
            if self.proof == Proof::ChainAndName {
                verify_server_name(&parsed, name)?;
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// Sorts an error of TLS by what can be done about it.
pub(super) fn fault_of(error: &Error) -> ConnectFault {
    match error {
        Error::InvalidCertificate(error) => match error {
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                ConnectFault::OtherName
            }
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => ConnectFault::OutOfDate,
            CertificateError::UnknownIssuer | CertificateError::BadSignature => ConnectFault::Untrusted,
            // A server that has signed its own certificate, which is not in the file of roots.
            CertificateError::Other(_) => ConnectFault::Untrusted,
            other => ConnectFault::Tls(other.to_string()),
        },
        other => ConnectFault::Tls(other.to_string()),
    }
}
