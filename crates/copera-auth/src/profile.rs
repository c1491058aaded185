//! Finding a profile by name.

/// What a name finds among the profiles of one file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ProfileMatch<'a> {
    /// None of them.
    None,
    /// This one.
    One(&'a str),
    /// Several that differ only in letter case, and none that is spelt like the name.
    Several(Vec<&'a str>),
}

/// The profile that is spelt so, else the only one that matches without regard to letter case.
pub(crate) fn find<'a>(
    name: &str,
    profiles: impl IntoIterator<Item = &'a str>,
) -> ProfileMatch<'a> {
    let folded = name.to_lowercase();
    let mut alike = Vec::new();
    for profile in profiles {
        if profile == name {
            return ProfileMatch::One(profile);
        }
        if profile.to_lowercase() == folded {
            alike.push(profile);
        }
    }
    match alike.as_slice() {
        [] => ProfileMatch::None,
        [only] => ProfileMatch::One(only),
        _ => ProfileMatch::Several(alike),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_before_unique_before_error() {
        use ProfileMatch::{None, One, Several};
        let table: [(&str, &[&str], ProfileMatch<'_>); 6] = [
            ("work", &[], None),
            ("work", &["home"], None),
            ("work", &["Work"], One("Work")),
            ("work", &["Work", "work"], One("work")),
            ("WORK", &["Work", "work"], Several(vec!["Work", "work"])),
            ("ÄRGER", &["ärger"], One("ärger")),
        ];
        for (name, profiles, expected) in table {
            assert_eq!(
                find(name, profiles.iter().copied()),
                expected,
                "{name} in {profiles:?}"
            );
        }
    }
}
