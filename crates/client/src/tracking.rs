//! Which keys the server tells of when they change: what the faces share.

use alloc::vec::Vec;
use core::convert::Infallible;

use picoredis_core::args::Args;
use picoredis_core::encode::Visit;
use picoredis_core::reply::Bytes;
use picoredis_core::session::Protocol;

use crate::error::{Error, ErrorKind, Fate, Result};
use crate::link::Link;
use crate::unsendable::Unsendable;

impl<B, const DEPTH: usize> Link<B, DEPTH> {
    /// Whether invalidations can come on this connection.
    pub(crate) fn allows_tracking(&self) -> Result<()> {
        if self.protocol == Protocol::Resp3 {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Unsendable(Unsendable::TrackingInResp2), Fate::NotSent).told("CLIENT TRACKING"))
    }
}

/// Arguments that are kept.
pub(crate) fn words<A: Args>(args: &A) -> Vec<Bytes> {
    let mut words = Words(Vec::with_capacity(args.count()));
    let Ok(()) = args.visit(&mut words);
    words.0
}

struct Words(Vec<Bytes>);

impl Visit for Words {
    type Error = Infallible;

    fn arg(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.0.push(bytes.into());
        Ok(())
    }

    fn piece(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        let mut whole = self.0.pop().unwrap_or_default().into_vec();
        whole.extend_from_slice(bytes);
        self.0.push(whole.into());
        Ok(())
    }
}
