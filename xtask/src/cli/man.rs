//! The man page, as troff has it.

use super::options::{LEFT_OUT, Row, SECTIONS, names};

const HEAD: &str = r#".TH PICOREDIS 1
.SH NAME
picoredis \- a small command line for Redis and Valkey
.SH SYNOPSIS
.B picoredis
[\fIOPTIONS\fR] [\fICOMMAND\fR [\fIARGUMENT\fR...]]
.SH DESCRIPTION
Sends a command to a Redis or Valkey server and shows the reply, with the options and the output of
.BR redis-cli (1).
Without a command it is a prompt on a terminal; elsewhere each line of standard input is a command.
"#;

const FOOT: &str = r#".SH AT THE PROMPT
Lines are edited as in a shell, with a history and Ctrl-R to search it; Tab completes commands, subcommands and words of
their syntax, and what can follow is shown in grey.
.TP
\fBhelp\fR \fICOMMAND\fR, \fBhelp @\fR\fIGROUP\fR
explains
.TP
\fBconnect\fR \fIHOST PORT\fR
goes to another server
.TP
\fIN COMMAND\fR
runs a command N times
.TP
\fBclear\fR, \fB:set hints\fR, \fB:set nohints\fR, \fBquit\fR
the screen, the grey words, and leaving
.PP
Ctrl-C gives up a line, abandons a command that takes long, and ends SUBSCRIBE and MONITOR.
.SH EXIT STATUS
.TP
0
all is well
.TP
1
the server answered with an error
.TP
2
wrong usage
.TP
3
no connection, or no reply in time
.SH ENVIRONMENT
.TP
REDISCLI_AUTH
the password
.TP
PICOREDISCLI_HISTFILE
where lines are remembered; /dev/null for nowhere
.TP
PICOREDISCLI_RCFILE
where preferences are
.SH FILES
.TP
~/.picoredis_history
lines typed at the prompt, but for those that tell a secret
.TP
~/.picoredisrc
preferences, such as
.B :set nohints
.SH EXAMPLES
.nf
picoredis SET greeting hello EX 60
picoredis \-u rediss://redis.example:6380/1 \-\-json HGETALL user:1
picoredis \-x SET picture < picture.png
picoredis \-\-pipe < commands.txt
picoredis \-\-scan \-\-pattern 'user:*'
.fi
.SH SEE ALSO
.BR redis-cli (1),
.BR valkey-cli (1)
"#;

/// The whole page.
pub(super) fn page() -> String {
    let mut page = HEAD.to_owned();
    page += ".SH OPTIONS\n";
    for section in SECTIONS {
        page += &format!(".SS {}\n", section.title);
        page.extend(section.rows.iter().map(entry));
    }
    page += ".SH DIFFERENCES FROM REDIS-CLI\n";
    page += "These options of redis-cli and valkey-cli are not here.\n";
    for (name, instead) in LEFT_OUT {
        page += &format!(".TP\n\\fB{}\\fR\n{}\n", escaped(name), escaped(instead));
    }
    page + FOOT
}

fn entry(row: &Row) -> String {
    let names: Vec<String> = names(row).map(|name| format!("\\fB{}\\fR", escaped(&name))).collect();
    let value = if row.value.is_empty() { String::new() } else { format!(" \\fI{}\\fR", escaped(row.value)) };
    format!(".TP\n{}{value}\n{}\n", names.join(", "), escaped(row.help))
}

/// Text as troff takes it: no backslash is a command, no dash is cut, and no line begins with a command.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::{escaped, page};
    use crate::cli::rows;

    #[test]
    fn every_option_is_there() {
        let page = page();
        for row in rows() {
            assert!(page.contains(&escaped(row.help)), "{}", row.help);
        }
    }

    #[test]
    fn no_line_is_a_command_by_accident() {
        assert_eq!(escaped("'a\\b' --c"), "\\&'a\\eb' \\-\\-c");
        let macros = [".TH", ".SH", ".SS", ".TP", ".PP", ".B ", ".BR", ".nf", ".fi"];
        for line in page().lines().filter(|line| line.starts_with(['.', '\''])) {
            assert!(macros.iter().any(|name| line.starts_with(name)), "{line}");
        }
    }
}
