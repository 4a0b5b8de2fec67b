//! Whom to believe, and what secrets are made of. Files, time and chance are the host's here; a board has its authority in
//! flash, the time from the network, and a source of random bits.

use core::ffi::CStr;
use core::sync::atomic::{AtomicU32, Ordering};

use embedded_tls::pki::CertVerifier;
use embedded_tls::{Aes128GcmSha256, Certificate, CryptoProvider, TlsClock, TlsError, TlsVerifier};
use rand_core::{CryptoRng, CryptoRngCore, RngCore};
use semihosting::experimental::{random, time::SystemTime};
use semihosting::fs::File;
use semihosting::io::Read;

/// The longest certificate that is understood.
const LONGEST: usize = 1024;

/// The certificate of who vouches for servers.
pub struct Authority {
    memory: [u8; LONGEST],
    len: usize,
}

impl Authority {
    /// From a file in DER.
    pub fn read(name: &CStr) -> Self {
        let mut memory = [0; LONGEST];
        let mut file = File::open(name).expect("a certificate");
        let len = file.read(&mut memory).expect("a certificate");
        assert!(len < LONGEST, "the certificate may be longer");
        Authority { memory, len }
    }
}

/// What a handshake needs to know.
pub struct Trust<'a> {
    verifier: CertVerifier<'a, Aes128GcmSha256, Today, LONGEST>,
    random: Random,
    /// Seconds since 1970
    today: u32,
}

impl<'a> Trust<'a> {
    pub fn in_the(authority: &'a Authority) -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("a time after 1970");
        let certificate = Certificate::X509(&authority.memory[..authority.len]);
        Trust { verifier: CertVerifier::new(certificate), random: Random, today: now.as_secs() as u32 }
    }

    /// No certificate was valid then.
    pub fn in_the_year_2001(self) -> Self {
        Trust { today: 1_000_000_000, ..self }
    }
}

impl CryptoProvider for Trust<'_> {
    type CipherSuite = Aes128GcmSha256;
    type Signature = &'static [u8];

    fn rng(&mut self) -> impl CryptoRngCore {
        &mut self.random
    }

    fn verifier(&mut self) -> Result<&mut impl TlsVerifier<Aes128GcmSha256>, TlsError> {
        // It asks a clock that belongs to nobody.
        TODAY.store(self.today, Ordering::Relaxed);
        Ok(&mut self.verifier)
    }
}

/// What time it is for the verifier that was asked for last.
static TODAY: AtomicU32 = AtomicU32::new(0);

struct Today;

impl TlsClock for Today {
    fn now() -> Option<u64> {
        Some(TODAY.load(Ordering::Relaxed).into())
    }
}

struct Random;

impl CryptoRng for Random {}

impl RngCore for Random {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        random::fill_bytes(bytes).expect("random bytes");
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}
