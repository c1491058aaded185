//! A JSON object, put together from fields whose names say where each stands: `a`, `a[b]`, `a[]`.

use copera_term::Report;
use serde::ser::{Serialize, Serializer};

use super::fields::Value;
use super::wrong;

/// How many objects may be in one another: fewer than anybody reads, more than anybody types.
const DEEPEST: usize = 100;

/// A JSON object of these fields, in their order.
///
/// # Errors
/// A name that can't be read; one that is given twice, or is one kind of thing here and another there.
pub(super) fn object(fields: Vec<(String, Option<Value>)>) -> Result<String, Report> {
    let mut object = Object::default();
    for (name, value) in fields {
        let place = Place::read(&name).ok_or_else(|| {
            wrong(format!("`{name}` is no name of a field"))
                .suggest("write NAME, NAME[KEY] in an object, or NAME[] for each element of a list")
        })?;
        if place.inner.len() > DEEPEST {
            return Err(wrong(format!(
                "a field leads through more than {DEEPEST} objects"
            )));
        }
        let put = object.put(place.first, &place.inner, place.end, value);
        put.map_err(|taken| taken.told(&name))?;
    }
    serde_json::to_string(&object).map_err(crate::failure::document)
}

/// Where a field stands: a name, the way from there, and what is at its end.
struct Place<'a> {
    first: &'a str,
    inner: Vec<Step<'a>>,
    end: End,
}

struct Step<'a> {
    /// Whether it leads into an object of a list, not into an object.
    through_list: bool,
    key: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The value.
    Value,
    /// A list that the value is an element of.
    List,
}

impl<'a> Place<'a> {
    fn read(name: &'a str) -> Option<Self> {
        let (first, rest) = name.split_at(name.find('[').unwrap_or(name.len()));
        let keys = match rest {
            "" => None,
            rest => Some(rest.strip_prefix('[')?.strip_suffix(']')?),
        };
        let (mut inner, mut end) = (Vec::new(), End::Value);
        for key in keys.into_iter().flat_map(|keys| keys.split("][")) {
            match key {
                // Nothing says which list an element of a list in a list belongs to.
                "" if end == End::List => return None,
                "" => end = End::List,
                key if key.contains(['[', ']']) => return None,
                key => {
                    let through_list = std::mem::replace(&mut end, End::Value) == End::List;
                    inner.push(Step { through_list, key });
                }
            }
        }
        let is_name = !first.is_empty() && !first.contains(']');
        is_name.then_some(Self { first, inner, end })
    }
}

#[derive(Default)]
struct Object(Vec<(String, Node)>);

enum Node {
    Value(Value),
    List(Vec<Node>),
    Object(Object),
}

impl Object {
    fn put(
        &mut self,
        name: &str,
        inner: &[Step<'_>],
        end: End,
        value: Option<Value>,
    ) -> Result<(), Taken> {
        match (inner, end) {
            ([step, rest @ ..], _) if step.through_list => {
                let list = self.list(name)?;
                let mut element = taken_out(list, step.key);
                let put = element.put(step.key, rest, end, value);
                list.push(Node::Object(element));
                put
            }
            ([step, rest @ ..], _) => self.object(name)?.put(step.key, rest, end, value),
            ([], End::List) => {
                self.list(name)?.extend(value.map(Node::Value));
                Ok(())
            }
            ([], End::Value) => {
                if let Some(there) = self.get(name) {
                    return Err(Taken::new(name, there, "a value"));
                }
                let value = value.map(|value| (name.to_owned(), Node::Value(value)));
                self.0.extend(value);
                Ok(())
            }
        }
    }

    fn get(&self, name: &str) -> Option<&Node> {
        let mut entries = self.0.iter();
        entries.find(|(key, _)| key == name).map(|(_, node)| node)
    }

    /// What stands there, and if nothing does, this.
    fn get_or(&mut self, name: &str, new: Node) -> &mut Node {
        let known = self.0.iter().position(|(key, _)| key == name);
        let place = known.unwrap_or_else(|| {
            self.0.push((name.to_owned(), new));
            self.0.len() - 1
        });
        &mut self.0[place].1
    }

    fn list(&mut self, name: &str) -> Result<&mut Vec<Node>, Taken> {
        match self.get_or(name, Node::List(Vec::new())) {
            Node::List(list) => Ok(list),
            other => Err(Taken::new(name, other, "a list")),
        }
    }

    fn object(&mut self, name: &str) -> Result<&mut Self, Taken> {
        match self.get_or(name, Node::Object(Self::default())) {
            Node::Object(object) => Ok(object),
            other => Err(Taken::new(name, other, "an object")),
        }
    }
}

/// The object of a list that a key goes into: the last one, until it has that key, and then the next. To
/// a list that it has under the key, more is added.
fn taken_out(list: &mut Vec<Node>, key: &str) -> Object {
    match list.pop() {
        Some(Node::Object(object)) if matches!(object.get(key), None | Some(Node::List(_))) => {
            object
        }
        other => {
            list.extend(other);
            Object::default()
        }
    }
}

impl Node {
    fn kind(&self) -> &'static str {
        match self {
            Self::Value(_) => "a value",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(to),
            Self::List(list) => list.serialize(to),
            Self::Object(object) => object.serialize(to),
        }
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, node)| (name, node)))
    }
}

/// What stands somewhere already, and what another field makes of it.
struct Taken {
    name: String,
    is: &'static str,
    wanted: &'static str,
}

impl Taken {
    fn new(name: &str, there: &Node, wanted: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            is: there.kind(),
            wanted,
        }
    }

    /// What is said of the field.
    fn told(self, field: &str) -> Report {
        let Self { name, is, wanted } = self;
        if is == wanted {
            return wrong(format!("the field `{field}` is given twice"))
                .suggest(format!("for a list write {field}[]=VALUE for each element"));
        }
        wrong(format!(
            "the field `{field}` makes `{name}` {wanted}, and an earlier one made it {is}"
        ))
    }
}
