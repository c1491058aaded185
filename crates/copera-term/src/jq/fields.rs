//! Which fields of its input a program looks at, as far as its syntax tree surely tells.

use std::collections::BTreeSet;

use jaq_core::load::lex::StrPart;
use jaq_core::load::parse::{BinaryOp, Term};
use jaq_core::path::{Opt, Part};

/// What a program can tell apart of an input that is an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seen {
    /// Anything, even how many fields there are.
    Everything,
    /// These fields: what they are, and whether they are there.
    Fields(BTreeSet<String>),
}

/// What a part of a program does with its input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Look {
    seen: Seen,
    /// Whether the input itself may be among its results.
    hands_on: bool,
}

impl Look {
    /// What `.` does.
    pub(super) fn at_nothing_yet() -> Self {
        Self {
            seen: Seen::nothing(),
            hands_on: true,
        }
    }

    /// What is seen in the end, where the results are used as they are.
    pub(super) fn seen(self) -> Seen {
        if self.hands_on {
            Seen::Everything
        } else {
            self.seen
        }
    }

    /// The look of `self | next`.
    pub(super) fn then(self, next: &Term<&str>) -> Self {
        if !self.hands_on {
            return self;
        }
        let next = look(next);
        Self {
            seen: self.seen.and(next.seen),
            hands_on: next.hands_on,
        }
    }

    /// The look of a path behind what `self` gave. Its brackets see the input of `self`.
    pub(super) fn along(self, path: &[(Part<Term<&str>>, Opt)]) -> Self {
        let Some((first, _)) = path.first() else {
            return self;
        };
        let mut seen = self.seen;
        if self.hands_on {
            seen = seen.and(match first {
                Part::Index(index) => Seen::field(index),
                Part::Range(..) => Seen::Everything,
            });
        }
        let brackets = path.iter().flat_map(|(part, _)| match part {
            Part::Index(index) => [Some(index), None],
            Part::Range(from, to) => [from.as_ref(), to.as_ref()],
        });
        used(
            brackets
                .flatten()
                .fold(seen, |seen, term| seen.and(of(term))),
        )
    }

    fn or(self, other: Self) -> Self {
        Self {
            seen: self.seen.and(other.seen),
            hands_on: self.hands_on || other.hands_on,
        }
    }
}

impl Seen {
    fn nothing() -> Self {
        Self::Fields(BTreeSet::new())
    }

    /// The field of this name, if that is the same for each input.
    fn field(name: &Term<&str>) -> Self {
        match constant(name) {
            Some(name) => Self::Fields(BTreeSet::from([name])),
            None => Self::Everything,
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fields(mut all), Self::Fields(more)) => {
                all.extend(more);
                Self::Fields(all)
            }
            _ => Self::Everything,
        }
    }
}

/// What a term sees of its input, where the term's results are used.
fn of(term: &Term<&str>) -> Seen {
    look(term).seen()
}

/// The look of a term that makes new values of what it sees.
fn used(seen: Seen) -> Look {
    Look {
        seen,
        hands_on: false,
    }
}

/// Whatever is not surely understood looks at everything. Names mean what they mean in jq, since a
/// term with definitions is not looked into.
fn look(term: &Term<&str>) -> Look {
    match term {
        Term::Id => Look::at_nothing_yet(),
        Term::Num(_) | Term::Arr(None) => used(Seen::nothing()),
        Term::Arr(Some(term)) | Term::Neg(term) => used(of(term)),
        Term::Str(_, parts) => used(parts.iter().fold(Seen::nothing(), |seen, part| match part {
            StrPart::Term(term) => seen.and(of(term)),
            StrPart::Str(_) | StrPart::Char(_) => seen,
        })),
        Term::Obj(entries) => used(entries.iter().fold(Seen::nothing(), |seen, entry| {
            seen.and(match entry {
                (key, Some(value)) => of(key).and(of(value)),
                (key, None) => Seen::field(key),
            })
        })),
        Term::BinOp(left, BinaryOp::Pipe(None), right) => look(left).then(right),
        Term::BinOp(left, BinaryOp::Comma | BinaryOp::Alt, right) => look(left).or(look(right)),
        Term::BinOp(
            left,
            BinaryOp::Or | BinaryOp::And | BinaryOp::Math(_) | BinaryOp::Cmp(_),
            right,
        ) => used(of(left).and(of(right))),
        Term::IfThenElse(branches, otherwise) => {
            let last = otherwise.as_ref();
            let last = last.map_or_else(Look::at_nothing_yet, |term| look(term));
            branches.iter().fold(last, |all, (condition, branch)| {
                all.or(used(of(condition))).or(look(branch))
            })
        }
        Term::Call(name, arguments) => call(name, arguments),
        Term::Path(start, path) => look(start).along(&path.0),
        _ => used(Seen::Everything),
    }
}

fn call(name: &str, arguments: &[Term<&str>]) -> Look {
    match (name, arguments) {
        ("empty" | "null" | "true" | "false", []) => used(Seen::nothing()),
        ("has", [field]) => used(Seen::field(field)),
        ("select", [condition]) => used(of(condition)).or(Look::at_nothing_yet()),
        _ => used(Seen::Everything),
    }
}

/// The text that a term stands for, if it is one without anything put in.
fn constant(term: &Term<&str>) -> Option<String> {
    let Term::Str(None, parts) = term else {
        return None;
    };
    parts.iter().try_fold(String::new(), |mut text, part| {
        match part {
            StrPart::Str(part) => text.push_str(part),
            StrPart::Char(char) => text.push(*char),
            StrPart::Term(_) => return None,
        }
        Some(text)
    })
}

#[cfg(test)]
mod tests {
    use jaq_core::load;

    use super::*;

    #[test]
    fn which_fields() {
        let everything = None;
        for (text, fields) in [
            (".a", Some("a")),
            (".a?", Some("a")),
            (".a.b[0]", Some("a")),
            (".a[]", Some("a")),
            (".a[.b]", Some("a b")),
            (".a[.b:.c]", Some("a b c")),
            (".[\"a\"]", Some("a")),
            (".\"\\u0061b\"", Some("ab")),
            ("(., .b).a", Some("a b")),
            ("1", Some("")),
            ("\"x\"", Some("")),
            ("[]", Some("")),
            ("{}", Some("")),
            ("null, true, false, empty", Some("")),
            ("\"\\(.a): \\(.b.c)\"", Some("a b")),
            ("@csv \"\\([.a])\"", Some("a")),
            ("[.a, .b] | @tsv", Some("a b")),
            ("[.a] | @csv", Some("a")),
            ("-.a", Some("a")),
            (".a + .b, .c == 1", Some("a b c")),
            (".a and .b or .c", Some("a b c")),
            (".a // .b", Some("a b")),
            (". | .a", Some("a")),
            (".a | .b", Some("a")),
            (".a | keys, tostring, .. , (. as $x | $x)", Some("a")),
            ("{a, b: .c, \"d\": 1, (.e): 2}", Some("a c e")),
            ("{\"a\", \"b\\u0063\"}", Some("a bc")),
            ("select(.a) | .b", Some("a b")),
            (
                "select(.a > 1 and (.b | test(\"x\"))) | [.c]",
                Some("a b c"),
            ),
            ("select(.a) | select(.b).c", Some("a b c")),
            ("select(has(\"a\")) | .b", Some("a b")),
            ("if .a then .b else .c end", Some("a b c")),
            ("if .a then 1 elif .b then 2 else 3 end", Some("a b")),
            ("if .a then . else empty end | .b", Some("a b")),
            ("if .a then . end | .b", Some("a b")),
            (".", everything),
            ("..", everything),
            (".[]", everything),
            (".[0]", everything),
            (".[1:]", everything),
            (".[.a]", everything),
            (".[\"\\(.a)\"]", everything),
            ("., .a", everything),
            (".a // .", everything),
            ("[.]", everything),
            ("[.a, .]", everything),
            ("{a: .}", everything),
            ("{(tostring): 1}", everything),
            ("{\"a\\(.b)\"}", everything),
            ("\"\\(.)\"", everything),
            ("-.", everything),
            (". == 1", everything),
            (". and .a", everything),
            (".a + .", everything),
            (".a[length]", everything),
            ("(.a, .)[0]", everything),
            ("select(.a)", everything),
            ("select(.)", everything),
            ("select(.a) | keys", everything),
            ("if .a then . else .b end", everything),
            ("if .a then .b end", everything),
            ("if . then .a else .b end", everything),
            ("has(.a)", everything),
            ("has(0)", everything),
            ("keys", everything),
            ("length", everything),
            ("tostring", everything),
            ("not", everything),
            ("@json", everything),
            ("error", everything),
            ("to_entries", everything),
            ("map_values(.a)", everything),
            ("first(.a)", everything),
            ("path(.a)", everything),
            ("select(.a; .b)", everything),
            (".a as $x | $x", everything),
            ("reduce .a as $x (0; $x)", everything),
            ("foreach .a as $x (0; $x)", everything),
            ("label $x | .a", everything),
            ("try .a", everything),
            ("(.a)?", everything),
            ("def select(f): .; select(.a) | .b", everything),
            (".a = 1", everything),
            (".a |= 1", everything),
            (".a += 1", everything),
            (".a //= 1", everything),
            ("$__loc__", everything),
            ("{$__loc__}", everything),
        ] {
            let program = load::parse(text, |parser| parser.term()).expect(text);
            let names = |fields: &str| fields.split_whitespace().map(str::to_owned).collect();
            let expected = fields.map_or(Seen::Everything, |fields| Seen::Fields(names(fields)));
            assert_eq!(of(&program), expected, "{text}");
        }
    }
}
