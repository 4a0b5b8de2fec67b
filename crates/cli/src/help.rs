//! What `--help` shows.

use crate::options::{Row, SECTIONS, names};

const HEAD: &str = "\
Usage: picoredis [OPTIONS] [COMMAND [ARGUMENT...]]

Sends a command to a Redis or Valkey server and shows the reply. Without one:
a prompt on a terminal, else each line of standard input is a command.
";

const FOOT: &str = "
Replies go to standard output, errors to standard error. The exit status is
0 all is well, 1 an error of the server, 2 wrong usage, 3 no connection or no
reply in time. Of many commands an error of the server does not stop the rest,
but a timeout or a lost connection does; the highest status counts.
";

/// Where the explanations begin.
const COLUMN: usize = 26;
/// How wide the screen is.
const WIDTH: usize = 80;

/// The whole text.
pub(crate) fn text() -> String {
    let mut text = HEAD.to_owned();
    for section in SECTIONS {
        text += &format!("\n{}:\n", section.title);
        for row in section.rows {
            text += &entry(row);
        }
    }
    text + FOOT
}

/// `  -h HOST                 the host (127.0.0.1)`
fn entry(row: &Row) -> String {
    let mut name = names(row).collect::<Vec<_>>().join(", ");
    if !row.value.is_empty() {
        name = format!("{name} {}", row.value);
    }
    let mut entry = String::new();
    let mut line = format!("  {name:width$}", width = COLUMN - 4);
    for word in row.help.split(' ') {
        if line.len() + 1 + word.len() > WIDTH {
            entry = entry + line.trim_end() + "\n";
            line = " ".repeat(COLUMN - 2);
        }
        // The first one has a second blank before it, which a long name may need.
        let gap = if line.len() == COLUMN - 2 { "  " } else { " " };
        line = line + gap + word;
    }
    entry + &line + "\n"
}
