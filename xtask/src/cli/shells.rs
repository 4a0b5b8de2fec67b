//! Completions of options for bash, zsh and fish.

use super::options::{Row, names};
use super::{rows, takes_file};

/// For bash: to be sourced, or put where bash-completion looks.
pub(super) fn bash() -> String {
    let written = |fits: &dyn Fn(&Row) -> bool| {
        let all: Vec<String> = rows().filter(|row| fits(row)).flat_map(names).collect();
        all
    };
    format!(
        "\
_picoredis() {{
    local word=${{COMP_WORDS[COMP_CWORD]}}
    COMPREPLY=()
    case ${{COMP_WORDS[COMP_CWORD - 1]}} in
        {files})
            mapfile -t COMPREPLY < <(compgen -f -- \"$word\")
            ;;
        {others}) ;;
        *)
            mapfile -t COMPREPLY < <(compgen -W '{all}' -- \"$word\")
            ;;
    esac
}}
complete -o default -F _picoredis picoredis
",
        files = written(&takes_file).join(" | "),
        others = written(&|row| !row.value.is_empty() && !takes_file(row)).join(" | "),
        all = written(&|_| true).join(" "),
    )
}

/// For zsh: to be put in a folder of `fpath`, as `_picoredis`.
pub(super) fn zsh() -> String {
    let mut text = "#compdef picoredis\n_arguments -s -S -A '-*' \\\n".to_owned();
    for row in rows() {
        let names: Vec<String> = names(row).collect();
        let value = match row.value {
            "" => String::new(),
            "HOST" => ":host:_hosts".into(),
            value if takes_file(row) => format!(":{}:_files", value.to_lowercase()),
            value => format!(":{}:", value.to_lowercase()),
        };
        let help = row.help.replace('\'', "'\\''").replace(['[', ']'], "").replace(':', "\\:");
        for name in &names {
            let others = if names.len() > 1 { format!("({})", names.join(" ")) } else { String::new() };
            text += &format!("    '{others}{name}[{help}]{value}' \\\n");
        }
    }
    text + "    '*::command:_default'\n"
}

/// For fish: to be put in its folder of completions.
pub(super) fn fish() -> String {
    let mut text = "complete -c picoredis -f\n".to_owned();
    for row in rows() {
        text += "complete -c picoredis";
        if let Some(letter) = row.short {
            text += &format!(" -s {letter}");
        }
        if let Some(word) = row.long {
            text += &format!(" -l {word}");
        }
        if takes_file(row) {
            text += " -r -F";
        } else if !row.value.is_empty() {
            text += " -x";
        }
        text += &format!(" -d '{}'\n", row.help.replace('\\', "\\\\").replace('\'', "\\'"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{bash, fish, zsh};
    use crate::cli::options::names;
    use crate::cli::rows;
    use std::process::Command;

    /// What bash makes of a line whose last word is to be completed.
    fn completed(line: &str) -> String {
        let words: Vec<&str> = line.split(' ').collect();
        let script = format!(
            "{}COMP_WORDS=({}); COMP_CWORD={}; _picoredis; echo \"${{COMPREPLY[@]}}\"",
            bash(),
            words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" "),
            words.len() - 1,
        );
        let output = Command::new("bash").args(["-c", &script]).output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        String::from_utf8(output.stdout).unwrap().trim_end().into()
    }

    #[test]
    fn bash_completes() {
        assert_eq!(completed("picoredis --ra"), "--raw");
        assert_eq!(completed("picoredis --raw --latency-"), "--latency-history");
        assert_eq!(completed("picoredis -p --ra"), "");
        assert_eq!(completed("picoredis --eval Cargo.t"), "Cargo.toml");
    }

    #[test]
    fn every_option_is_there() {
        let (zsh, fish) = (zsh(), fish());
        for row in rows() {
            for name in names(row) {
                assert!(zsh.contains(&format!("{name}[")), "{name}");
            }
            if let Some(word) = row.long {
                assert!(fish.contains(&format!(" -l {word} ")), "{word}");
            }
        }
    }
}
