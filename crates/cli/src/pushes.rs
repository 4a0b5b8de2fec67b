//! What the server says unasked: shown as it comes.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use picoredis::event::{Aggregate, Event, TextKind};
use picoredis::reply::Build;
use picoredis::{FromReply, Redis};

use crate::output::{Printer, Style};
use crate::reply::Reply;

/// Why a push could not be shown, if so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Failure(Arc<Mutex<Option<io::Error>>>);

impl Failure {
    /// The failure, once.
    pub(crate) fn take(&self) -> Option<io::Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn keep(&self, error: io::Error) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

/// Which pushes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// Those that come beside replies: what is invalid is said in a line.
    Beside,
    /// Those that were asked for, each as it is.
    Stream,
}

/// Shows every push from now on.
pub(crate) fn show(redis: &mut Redis, printer: Printer, occasion: Occasion) -> Failure {
    let failure = Failure::default();
    let kept = failure.clone();
    let mut builder = Reply::builder();
    redis.push_to(move |event: Event<'_>, _| {
        // A builder of replies takes anything.
        if let Ok(Some(push)) = builder.event(event) {
            if let Err(error) = show_one(&push, &printer, occasion) {
                kept.keep(error);
            }
        }
    });
    failure
}

fn show_one(push: &Reply, printer: &Printer, occasion: Occasion) -> io::Result<()> {
    let is_for_people = printer.style == Style::Formatted;
    match invalid_keys(push).filter(|_| is_for_people && occasion == Occasion::Beside) {
        Some(keys) => writeln!(io::stdout(), "-> invalidate: {keys}"),
        None => printer.reply(push),
    }
}

/// `'one', 'two'`, if these keys are said to be invalid.
fn invalid_keys(push: &Reply) -> Option<String> {
    let Reply::Aggregate(Aggregate::Push, elements) = push else { return None };
    let [Reply::Text(TextKind::Bulk, kind), Reply::Aggregate(Aggregate::Array, keys)] = &elements[..] else {
        return None;
    };
    let name = |key: &Reply| match key {
        Reply::Text(_, key) => format!("'{}'", String::from_utf8_lossy(key)),
        _ => String::new(),
    };
    (kind == b"invalidate").then(|| keys.iter().map(name).collect::<Vec<_>>().join(", "))
}
