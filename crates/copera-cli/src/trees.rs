//! Trees that come in parts: what the service cut off is put back in its place.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use copera_term::{Mode, Output, document, escape};
use serde::Deserialize;
use serde_json::value::RawValue;

/// How many levels one answer has at most.
pub(crate) const DEEPEST: u32 = 10;

/// A part as the service sends it; the totals go by different names and are not looked at.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Part<'a> {
    #[serde(borrow)]
    root: Vec<&'a RawValue>,
    #[serde(default)]
    truncated: bool,
    #[serde(default)]
    next_parent_ids: Vec<String>,
}

#[derive(Deserialize)]
struct Node<'a> {
    #[serde(rename = "_id")]
    id: String,
    parent: Option<String>,
    #[serde(default, borrow)]
    children: Vec<&'a RawValue>,
}

/// A tree put together, each node as the service sent it.
pub(crate) struct Joined {
    /// The nodes at the top, as a JSON list.
    pub(crate) nodes: Box<RawValue>,
    /// How many nodes there are.
    pub(crate) count: usize,
    /// Whether something is left out all the same.
    pub(crate) truncated: bool,
    /// The nodes below which something is left out.
    pub(crate) cut: Vec<String>,
}

impl Joined {
    /// Says what is left out.
    pub(crate) fn note_cut(&self, output: &Output) {
        if !self.truncated {
            return;
        }
        let places = match self.cut.as_slice() {
            [] => "somewhere".to_owned(),
            [id] => format!("below {}", escape::line(id)),
            [first, more @ ..] => {
                format!("below {} and {} more", escape::line(first), more.len())
            }
        };
        output.note(&format!(
            "The tree is cut {places}; --all follows every branch, --parent ID one."
        ));
    }
}

/// Joins the parts of a tree: the first one, and one for each branch that was followed.
///
/// A part that was asked for by a parent begins with that parent, or with what lies in it: the
/// sources do not agree, so both are understood.
pub(crate) fn joined(parts: &[Vec<u8>]) -> serde_json::Result<Joined> {
    let parts = parts
        .iter()
        .map(|part| serde_json::from_slice(part))
        .collect::<serde_json::Result<Vec<Part<'_>>>>()?;
    let cut: HashSet<&str> = parts
        .iter()
        .flat_map(|part| &part.next_parent_ids)
        .map(String::as_str)
        .collect();
    let mut grown: HashMap<String, Vec<&RawValue>> = HashMap::new();
    let (first, followed) = match parts.split_first() {
        Some((first, followed)) => (first.root.as_slice(), followed),
        None => (&[][..], &[][..]),
    };
    let mut left = cut.clone();
    for part in followed {
        for raw in &part.root {
            let node: Node<'_> = serde_json::from_str(raw.get())?;
            if left.remove(node.id.as_str()) {
                grown.insert(node.id, node.children);
            } else if let Some(parent) = node.parent {
                left.remove(parent.as_str());
                grown.entry(parent).or_default().push(raw);
            }
        }
    }
    let followed = !followed.is_empty();
    let again = parts.iter().skip(1).flat_map(|part| &part.next_parent_ids);
    let mut count = 0;
    let nodes = list(first, &mut grown, &mut count)?;
    let left = if followed {
        // A branch that is too wide for one answer is named again by the answer to it.
        again
            .filter(|id| left.contains(id.as_str()))
            .cloned()
            .collect()
    } else {
        parts
            .iter()
            .flat_map(|part| part.next_parent_ids.clone())
            .collect::<Vec<_>>()
    };
    let said = parts.iter().any(|part| part.truncated);
    Ok(Joined {
        nodes: RawValue::from_string(String::from_utf8_lossy(&nodes).into_owned())?,
        count,
        truncated: !left.is_empty() || (said && !followed),
        cut: left,
    })
}

fn list(
    nodes: &[&RawValue],
    grown: &mut HashMap<String, Vec<&RawValue>>,
    count: &mut usize,
) -> serde_json::Result<Vec<u8>> {
    let mut written = Vec::with_capacity(nodes.len());
    for node in nodes {
        *count += 1;
        written.push(whole(node, grown, count)?);
    }
    Ok([b"[", written.join(&b","[..]).as_slice(), b"]"].concat())
}

/// A node with what was found below it later. Each branch is put in once, so that parts that name
/// each other can't go round in circles.
fn whole(
    raw: &RawValue,
    grown: &mut HashMap<String, Vec<&RawValue>>,
    count: &mut usize,
) -> serde_json::Result<Vec<u8>> {
    let node: Node<'_> = serde_json::from_str(raw.get())?;
    let children = grown.remove(&node.id).unwrap_or(node.children);
    let below = list(&children, grown, count)?;
    let below = RawValue::from_string(String::from_utf8_lossy(&below).into_owned())?;
    let mut fields = document::entries(raw)?;
    match fields.iter_mut().find(|(name, _)| name == "children") {
        Some((_, value)) => *value = &below,
        None if children.is_empty() => {}
        None => fields.push((Cow::Borrowed("children"), &below)),
    }
    document::object(fields)
}

/// A node as a person sees it.
pub(crate) struct Branch {
    pub(crate) id: String,
    pub(crate) text: String,
    /// What a plain line has behind the ids, each a value of its own.
    pub(crate) values: Vec<String>,
    /// Its address in the web application, if that is known.
    pub(crate) link: Option<String>,
    /// Whether something lies below that is not shown.
    pub(crate) cut: bool,
    pub(crate) below: Vec<Branch>,
}

/// Draws a tree; in plain mode a line a node: its id, its parent's, its values.
pub(crate) fn draw(branches: &[Branch], output: &Output, to: &mut dyn Write) -> io::Result<()> {
    if output.mode() == Mode::Plain {
        return lines(branches, "", to);
    }
    twigs(branches, "", output, to)
}

fn lines(branches: &[Branch], parent: &str, to: &mut dyn Write) -> io::Result<()> {
    for branch in branches {
        write!(to, "{}\t{}", escape::line(&branch.id), escape::line(parent))?;
        for value in &branch.values {
            write!(to, "\t{}", escape::line(value))?;
        }
        writeln!(to)?;
        lines(&branch.below, &branch.id, to)?;
    }
    Ok(())
}

fn twigs(branches: &[Branch], margin: &str, output: &Output, to: &mut dyn Write) -> io::Result<()> {
    for (index, branch) in branches.iter().enumerate() {
        let (joint, space) = if index + 1 == branches.len() {
            ("└── ", "    ")
        } else {
            ("├── ", "│   ")
        };
        let more = if branch.cut { " …" } else { "" };
        let text = escape::line(&branch.text);
        let id = output.linked(&escape::line(&branch.id), branch.link.as_deref());
        writeln!(to, "{margin}{joint}{text}  ({id}){more}")?;
        twigs(&branch.below, &format!("{margin}{space}"), output, to)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUT: &str = r#"{"root":[{"_id":"a","n":1.50,"hasChildren":true,"children":[{"_id":"b","children":[]}]}],"truncated":true,"nextParentIds":["b","a"]}"#;

    fn join(parts: &[&str]) -> (String, usize, Vec<String>) {
        let parts: Vec<_> = parts.iter().map(|part| part.as_bytes().to_vec()).collect();
        let joined = joined(&parts).unwrap();
        assert_eq!(joined.truncated, !joined.cut.is_empty());
        (joined.nodes.get().to_owned(), joined.count, joined.cut)
    }

    #[test]
    fn one_part_is_as_it_was_sent() {
        let (nodes, count, cut) = join(&[CUT]);
        assert!(nodes.contains(r#""n":1.50"#), "{nodes}");
        assert_eq!((count, cut), (2, vec!["b".to_owned(), "a".to_owned()]));
    }

    /// With the parent at the top of the answer, or without.
    #[test]
    fn branches_are_put_in_their_place() {
        let b = [
            r#"{"root":[{"_id":"b","children":[{"_id":"d","parent":"b","x":2.0}]}]}"#,
            r#"{"root":[{"_id":"d","parent":"b","x":2.0}]}"#,
        ];
        let a = [
            r#"{"root":[{"_id":"a","children":[{"_id":"b","children":[]},{"_id":"c"}]}]}"#,
            r#"{"root":[{"_id":"b","parent":"a","children":[]},{"_id":"c","parent":"a"}]}"#,
        ];
        for (b, a) in b.iter().zip(a) {
            let (nodes, count, cut) = join(&[CUT, b, a]);
            assert_eq!((count, cut), (4, vec![]), "{nodes}");
            let (before, after) = nodes.split_once(r#""x":2.0"#).unwrap();
            assert!(
                before.contains("\"b\"") && after.contains("\"c\""),
                "{nodes}"
            );
        }
    }

    #[test]
    fn a_branch_that_is_cut_again() {
        let b = r#"{"root":[{"_id":"b","children":[]}],"truncated":true,"nextParentIds":["e"]}"#;
        let a = r#"{"root":[{"_id":"a","children":[{"_id":"b","children":[]}]}]}"#;
        assert_eq!(join(&[CUT, b, a]).2, ["e"]);
    }

    #[test]
    fn parts_that_name_each_other() {
        let b = r#"{"root":[{"_id":"b","children":[{"_id":"a","parent":"b"}]}]}"#;
        let a = r#"{"root":[{"_id":"a","children":[{"_id":"b","parent":"a"}]}]}"#;
        assert!(join(&[CUT, b, a]).1 < 5);
    }
}
