//! Commands that are not as others.

use picoredis::command::Spec;

/// Whether the server never stops answering, or never begins: no reply would end the wait.
pub(crate) fn has_no_single_reply(words: &[Vec<u8>]) -> bool {
    let word = |index| words.get(index).map_or(&[][..], Vec::as_slice);
    Spec::of_words(word(0), word(1)).is_some_and(|spec| !spec.one_reply)
}

/// Whether the server answers by going away.
pub(crate) fn ends_the_server(words: &[Vec<u8>]) -> bool {
    is(words, 0, "SHUTDOWN")
}

/// Whether the reply is a whole text to be read by people, which is never quoted. redis-cli has the same list.
pub(crate) fn is_report(words: &[Vec<u8>]) -> bool {
    /// Two words, and how many a command with them has; 0 is any number.
    const REPORTS: [(&str, &str, usize); 12] = [
        ("CLIENT", "INFO", 0),
        ("CLIENT", "LIST", 0),
        ("CLUSTER", "INFO", 2),
        ("CLUSTER", "NODES", 2),
        ("DEBUG", "CLIENT-EVICTION", 0),
        ("DEBUG", "HTSTATS", 0),
        ("DEBUG", "HTSTATS-KEY", 0),
        ("LATENCY", "DOCTOR", 2),
        ("LATENCY", "GRAPH", 3),
        ("MEMORY", "DOCTOR", 0),
        ("MEMORY", "MALLOC-STATS", 0),
        ("PROXY", "INFO", 0),
    ];
    let fits = |&(first, second, len): &(&str, &str, usize)| {
        is(words, 0, first) && is(words, 1, second) && (len == 0 || len == words.len())
    };
    is(words, 0, "INFO") || is(words, 0, "LOLWUT") || REPORTS.iter().any(fits)
}

/// Whether that word of the command is this one, in any case.
pub(crate) fn is(words: &[Vec<u8>], index: usize, name: &str) -> bool {
    words.get(index).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
}
