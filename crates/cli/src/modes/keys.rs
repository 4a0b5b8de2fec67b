//! All keys, a round of SCAN at a time.

use picoredis::command::Command;
use picoredis::{Bytes, Error, Redis};

use crate::task::Filter;

/// A walk over the keys of a database.
pub(crate) struct Walk {
    filter: Filter,
    /// Where the next round begins; `None` if there is none.
    cursor: Option<String>,
}

impl Walk {
    pub(crate) fn new(filter: Filter) -> Self {
        Walk { filter, cursor: Some("0".into()) }
    }

    /// The keys of the next round, perhaps none; `None` after the last.
    ///
    /// # Errors
    ///
    /// What befell the connection, or the server's own.
    pub(crate) fn round(&mut self, redis: &mut Redis) -> Result<Option<Vec<Bytes>>, Error> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let pattern = self.filter.pattern.as_ref().map(|pattern| ("MATCH", pattern.as_slice()));
        let count = self.filter.count.map(|count| ("COUNT", count));
        let scan = Command::new("SCAN", (cursor.as_str(), pattern, count));
        let (next, keys) = redis.run(scan.reply::<(String, Vec<Bytes>)>())?;
        self.cursor = Some(next).filter(|next| next != "0");
        Ok(Some(keys))
    }
}
