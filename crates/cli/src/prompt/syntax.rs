//! The syntax of a command, such as `key value [NX | XX] [EX seconds]`, and what is left of it behind what is typed.

/// A part of a syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    /// An argument of any kind, or a word that must be written so: that has no small letters.
    Word(&'static str),
    Sequence(Vec<Node>),
    /// `<a | b>`
    Choice(Vec<Node>),
    /// `[a]`; of several in a row that have names, the order is free.
    Optional(Box<Node>),
    /// `[a ...]`
    More(Box<Node>),
}

/// What may follow.
#[derive(Clone, Debug)]
pub(super) struct Syntax(Vec<Node>);

impl Syntax {
    /// Reads what the command table says.
    pub(super) fn parse(text: &'static str) -> Self {
        let mut tokens = tokens(text).peekable();
        Syntax(sequence(&mut tokens))
    }

    /// What may follow a word; `None` if that cannot stand here.
    pub(super) fn after(&self, word: &str) -> Option<Self> {
        let literal = step(&self.0, &|node| is_literal(node) && node.eq_ignore_ascii_case(word));
        literal.or_else(|| step(&self.0, &|node| !is_literal(node))).map(Syntax)
    }

    /// The words that must be written so and can stand here.
    pub(super) fn literals(&self) -> Vec<&'static str> {
        let mut found = Vec::new();
        starts(&self.0, &mut found);
        found.retain(|word| is_literal(word));
        found
    }

    /// The same as text.
    pub(super) fn show(&self) -> String {
        show(&self.0, " ")
    }
}

fn is_literal(word: &str) -> bool {
    !word.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Words and brackets.
fn tokens(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(' ').flat_map(|part| {
        let inner = part.trim_start_matches(['[', '<']);
        let word = inner.trim_end_matches([']', '>']);
        let opening = &part[..part.len() - inner.len()];
        let closing = &inner[word.len()..];
        let each = |brackets: &'static str| brackets.split("").filter(|bracket| !bracket.is_empty());
        each(opening).chain(Some(word).filter(|word| !word.is_empty())).chain(each(closing))
    })
}

/// Reads up to the bracket that closes, or to the end.
fn sequence(tokens: &mut std::iter::Peekable<impl Iterator<Item = &'static str>>) -> Vec<Node> {
    let mut alternatives = Vec::new();
    let mut nodes = Vec::new();
    while let Some(token) = tokens.next() {
        match token {
            "[" => {
                let mut inner = sequence(tokens);
                let repeats = inner.last() == Some(&Node::Word("..."));
                if repeats {
                    inner.pop();
                }
                let inner = Box::new(one(inner));
                nodes.push(if repeats { Node::More(inner) } else { Node::Optional(inner) });
            }
            "<" => {
                let inner = sequence(tokens);
                nodes.push(one(inner));
            }
            "]" | ">" => break,
            "|" => alternatives.push(one(std::mem::take(&mut nodes))),
            word => nodes.push(Node::Word(word)),
        }
    }
    if alternatives.is_empty() {
        return nodes;
    }
    alternatives.push(one(nodes));
    vec![Node::Choice(alternatives)]
}

/// Several nodes as one.
fn one(mut nodes: Vec<Node>) -> Node {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        last => {
            nodes.extend(last);
            Node::Sequence(nodes)
        }
    }
}

/// How many of the first nodes may be left out, and in any order.
fn optional_run(nodes: &[Node]) -> usize {
    nodes.iter().take_while(|node| matches!(node, Node::Optional(_) | Node::More(_))).count()
}

/// What is left when the first word is one that `fits`.
fn step(nodes: &[Node], fits: &dyn Fn(&str) -> bool) -> Option<Vec<Node>> {
    let (first, rest) = nodes.split_first()?;
    match first {
        Node::Word(word) => fits(word).then(|| rest.to_vec()),
        Node::Sequence(inner) => step(&[inner, rest].concat(), fits),
        Node::Choice(inner) => {
            inner.iter().find_map(|node| step(std::slice::from_ref(node), fits)).map(|left| [&left, rest].concat())
        }
        Node::Optional(_) | Node::More(_) => {
            let (run, rest) = nodes.split_at(optional_run(nodes));
            let taken = (0..run.len()).find_map(|index| {
                let (Node::Optional(inner) | Node::More(inner)) = &run[index] else { return None };
                let mut left = step(std::slice::from_ref(&**inner), fits)?;
                let is_last = matches!(run[index], Node::Optional(_));
                left.extend(run[index..].iter().skip(is_last.into()).cloned());
                left.extend(run[..index].iter().filter(|node| is_named(node)).cloned());
                Some([&left, rest].concat())
            });
            taken.or_else(|| step(rest, fits))
        }
    }
}

/// Whether it begins with words that must be written so: what stands behind it does not end it.
fn is_named(node: &Node) -> bool {
    let mut words = Vec::new();
    starts(std::slice::from_ref(node), &mut words);
    words.into_iter().all(is_literal)
}

/// Adds every word that can come first.
fn starts(nodes: &[Node], found: &mut Vec<&'static str>) {
    let Some((first, rest)) = nodes.split_first() else { return };
    match first {
        Node::Word(word) => found.push(word),
        Node::Sequence(inner) => starts(&[inner, rest].concat(), found),
        Node::Choice(inner) => inner.iter().for_each(|node| starts(std::slice::from_ref(node), found)),
        Node::Optional(inner) | Node::More(inner) => {
            starts(std::slice::from_ref(inner), found);
            starts(rest, found);
        }
    }
}

fn show(nodes: &[Node], between: &str) -> String {
    nodes.iter().map(show_one).collect::<Vec<_>>().join(between)
}

fn show_one(node: &Node) -> String {
    /// Brackets take the place of those of a choice.
    fn inner(node: &Node) -> String {
        match node {
            Node::Choice(nodes) => show(nodes, " | "),
            node => show_one(node),
        }
    }

    match node {
        Node::Word(word) => (*word).into(),
        Node::Sequence(nodes) => show(nodes, " "),
        Node::Choice(_) => format!("<{}>", inner(node)),
        Node::Optional(node) => format!("[{}]", inner(node)),
        Node::More(node) => format!("[{} ...]", show_one(node)),
    }
}

#[cfg(test)]
mod tests {
    use super::Syntax;
    use picoredis::command::Doc;

    /// What is left of the syntax of a command behind these words.
    fn left(command: &str, words: &str) -> Option<String> {
        let doc = Doc::find(command).unwrap();
        let mut words = words.split_ascii_whitespace();
        let syntax = words.try_fold(Syntax::parse(doc.syntax), |syntax, word| syntax.after(word))?;
        Some(syntax.show())
    }

    #[test]
    fn every_syntax_is_read_and_shown_as_it_is() {
        for doc in Doc::all() {
            assert_eq!(Syntax::parse(doc.syntax).show(), doc.syntax, "{}", doc.name);
        }
    }

    #[test]
    fn what_is_left() {
        let is =
            |command, words, expected: &str| assert_eq!(left(command, words).as_deref(), Some(expected), "{words}");
        is("GET", "", "key");
        is("GET", "k", "");
        is("MGET", "a b", "[key ...]");
        is("HSET", "h f", "value [field value ...]");
        is("HSET", "h f v g", "value [field value ...]");
        is("LRANGE", "l 0", "stop");
        is("ZRANGE", "z 0 1 rev", "[LIMIT offset count] [WITHSCORES] [BYSCORE | BYLEX]");
        is("ZADD", "z 1.5", "member [score member ...]");
        is("ZADD", "z CH 1.5 m", "[score member ...]");
        is("SCAN", "0 COUNT", "count [TYPE type] [MATCH pattern]");
        is("BLMOVE", "a b left", "<LEFT | RIGHT> timeout");
        is("ZUNION", "2 a b weights 1", "[weight ...] [AGGREGATE <SUM | MIN | MAX>] [WITHSCORES]");
        assert_eq!(left("GET", "k more"), None);
    }

    #[test]
    fn what_can_be_written() {
        let literals = |command: &str, words: &str| {
            let doc = Doc::find(command).unwrap();
            let mut words = words.split_ascii_whitespace();
            words.try_fold(Syntax::parse(doc.syntax), |syntax, word| syntax.after(word)).unwrap().literals()
        };
        assert_eq!(literals("GET", ""), [""; 0]);
        assert_eq!(literals("BLMOVE", "a b"), ["LEFT", "RIGHT"]);
        assert_eq!(literals("SCAN", "0 MATCH a*"), ["COUNT", "TYPE"]);
        assert_eq!(literals("XADD", "s"), ["NOMKSTREAM", "MAXLEN", "MINID", "*"]);
        assert!(literals("SET", "k v").starts_with(&["NX", "XX"]));
    }
}
