//! Counts test cases in what the test programs of cargo say.

/// The test cases of a step.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Cases {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    /// The names of those that did not run
    pub(crate) ignored: Vec<String>,
}

impl Cases {
    /// Reads `test result: ok. 11 passed; 0 failed; ...` and `test name ... ignored` wherever they stand.
    pub(crate) fn count(output: &str) -> Self {
        let mut cases = Self::default();
        for line in output.lines() {
            if let Some(result) = line.strip_prefix("test result: ") {
                cases.passed += number_before(result, " passed;");
                cases.failed += number_before(result, " failed;");
            } else if let Some((name, _)) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... ignored"))
            {
                cases.ignored.push(name.to_owned());
            }
        }
        cases
    }

    /// Whether any test program spoke.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn number_before(text: &str, word: &str) -> usize {
    let number = text.split_once(word).and_then(|(before, _)| before.split_whitespace().last()?.parse().ok());
    number.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Cases;

    #[test]
    fn counts_over_several_programs() {
        let output = "\
   Compiling x
test a ... ok
test b ... ignored
test src/lib.rs - c (line 3) ... ignored, needs a board
test result: ok. 1 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.10s
test d ... FAILED
test result: FAILED. 10 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
";
        let ignored = vec!["b".into(), "src/lib.rs - c (line 3)".into()];
        assert_eq!(Cases::count(output), Cases { passed: 11, failed: 1, ignored });
        assert!(Cases::count("Finished").is_empty());
    }
}
