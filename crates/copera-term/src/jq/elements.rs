//! Filters that take a list apart before they do anything else: what they make of a list is what they
//! make of each of its elements, one after the other.

use jaq_core::load::lex::StrPart;
use jaq_core::load::parse::{BinaryOp, Term};
use jaq_core::path::Part;

use super::fields::Look;

/// What a program does with each element of a list, if it begins with `.[]`, and nothing behind that
/// can see the list any more.
pub(super) fn of_each(program: &Term<&str>) -> Option<Look> {
    match program {
        // The right side sees what the left side gave. With `as`, it sees the whole input.
        Term::BinOp(left, BinaryOp::Pipe(None), right) => Some(of_each(left)?.then(right)),
        // What stands between brackets sees the whole input, so it must look at nothing.
        Term::Path(of, path) if path.0.iter().all(|(part, _)| is_constant(part)) => {
            match (&**of, path.0.as_slice()) {
                (Term::Id, [(Part::Range(None, None), _), behind @ ..]) => {
                    Some(Look::at_nothing_yet().along(behind))
                }
                (of, path) => Some(of_each(of)?.along(path)),
            }
        }
        _ => None,
    }
}

fn is_constant(part: &Part<Term<&str>>) -> bool {
    let looks_at_nothing = |term: &Term<&str>| match term {
        Term::Num(_) => true,
        Term::Str(None, parts) => {
            let mut parts = parts.iter();
            parts.all(|part| !matches!(part, StrPart::Term(_)))
        }
        _ => false,
    };
    match part {
        Part::Index(index) => looks_at_nothing(index),
        Part::Range(from, to) => [from, to].into_iter().flatten().all(looks_at_nothing),
    }
}

#[cfg(test)]
mod tests {
    use jaq_core::load;
    use proptest::prelude::*;

    use super::*;
    use crate::jq::tests::outcome;
    use crate::jq::{Filter, List};

    #[test]
    fn which_filters() {
        for (text, apart) in [
            (".[]", true),
            (".[]?", true),
            (".[].rowId", true),
            (".[][\"rowId\"]?", true),
            (".[].columns[0:2][]", true),
            (".[] | select(.rowId > 1) | .owner, .board", true),
            ("(.[] | .columns)[0].value", true),
            ("(.[] | .a) | .b", true),
            (".[] | .columns as [$first] | $first", true),
            (".[] | .a[.b]", true),
            (".", false),
            (".[0]", false),
            (".[1:][]", false),
            (".[], .", false),
            (".[] // 1", false),
            (".[] as $row | .", false),
            (".[][.[0]]", false),
            (".[][\"\\(length)\"]", false),
            (".[].columns[length:]", false),
            (".[].n |= 1", false),
            ("[.[]]", false),
            ("first(.[])", false),
            ("map(.n)", false),
            ("label $out | .[] | break $out", false),
            ("reduce .[] as $x (0; . + 1)", false),
            ("def f: .[]; f", false),
            ("try .[] catch .", false),
            (".. | .n?", false),
        ] {
            let program = load::parse(text, |parser| parser.term()).expect(text);
            assert_eq!(of_each(&program).is_some(), apart, "{text}");
        }
    }

    const STEPS: [&str; 12] = [
        ".a",
        ".a?",
        ".[\"b\"]",
        "[0]?",
        "[]?",
        "[1:2]",
        "| select(.a)",
        "| .a, .b",
        "| [.[]?]",
        "| .a as $x | $x, .b",
        "| tostring",
        "| if .a then error(\"no\") else . end",
    ];

    fn step() -> impl Strategy<Value = &'static str> {
        prop::sample::select(&STEPS[..])
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            "[ab]{0,2}".prop_map(Into::into),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Into::into),
                prop::collection::hash_map("[ab]", inner, 0..3)
                    .prop_map(|object| object.into_iter().collect()),
            ]
        })
    }

    proptest! {
        /// Element by element it prints and says what it does of the whole list.
        #[test]
        fn as_of_the_whole_list(
            steps in prop::collection::vec(step(), 0..4),
            list in prop::collection::vec(value(), 0..5),
        ) {
            let text = steps.iter().fold(".[]".to_owned(), |text, step| match step.strip_prefix('|') {
                Some(_) => format!("{text} {step}"),
                // A step of a path has to stand behind a path.
                None => format!("({text}){step}"),
            });
            let filter = Filter::compile(&text).unwrap();
            prop_assert!(filter.takes_lists_apart(), "{}", text);
            let whole = outcome(|to| {
                let mut gathered = List::default();
                for element in &list {
                    gathered.push(element.to_string().as_bytes())?;
                }
                filter.run_on_list(gathered, to)
            });
            let each = outcome(|to| {
                for element in &list {
                    filter.run_on_element(element.to_string().as_bytes(), to)?;
                }
                Ok(())
            });
            prop_assert_eq!(whole, each, "{}", text);
        }
    }
}
