//! The fields that were asked for, held against what there is.

use copera_term::Report;
use copera_term::document::{Fields, Missing};
use serde_json::value::RawValue;

use crate::context::Context;
use crate::reference::{Contract, SHAPES, Shape};

/// Whether the items have what was asked for. A field that is documented may be missing in all of them,
/// which is worth a note; any other is a mistake. After a change it is a note all the same.
///
/// # Errors
/// A name that nothing goes by.
pub(crate) fn check(context: &Context, fields: &Fields, items: &[&RawValue]) -> Result<(), Report> {
    told(context, fields.missing(items))
}

/// As [`check`], of a list that went by.
///
/// # Errors
/// A name that nothing goes by.
pub(crate) fn told(context: &Context, missing: Missing) -> Result<(), Report> {
    let changed = are_of_a_change(context);
    for note in missing.notes(|name| changed || is_documented(name))? {
        context.note(note);
    }
    Ok(())
}

/// Whether something was changed before the result is shown. Told of a failure, a program might make
/// the change once more.
pub(crate) fn are_of_a_change(context: &Context) -> bool {
    context.contract().is_some_and(Contract::changes)
}

fn is_documented(name: &str) -> bool {
    let mut parts = name.split('.');
    let known = |part| {
        let mut fields = SHAPES.iter().flat_map(Shape::fields);
        fields.any(|field| field.name == part)
    };
    parts.all(known)
}
