//! A key of a layout: who may set it, and what it takes.

use crate::setting::Takes;

/// A setting that the tool knows.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// Its place in a file, dotted, `*` standing for the name of a profile: `profiles.*.token`.
    pub path: &'static str,
    /// The environment variable that sets it, if one does.
    pub variable: Option<&'static str>,
    /// The flag that sets it, as it is typed, with its dashes; it is shown as the origin. What was
    /// typed is handed over by [`crate::Flags::with`].
    pub flag: Option<&'static str>,
    /// Which of the two is looked at first.
    pub order: Order,
    /// Which files may set it.
    pub read_from: ReadFrom,
    /// What a file above that can't be read means for it.
    pub broken_file: BrokenFile,
    /// What its value is.
    pub takes: Takes,
    /// Its value where nothing sets it; none otherwise.
    pub default: Option<&'static str>,
}

impl Key {
    /// A key that any file may set at the given place, and no variable or flag: the flag goes first
    /// where both are added, and a broken file blocks it.
    pub const fn file(path: &'static str) -> Self {
        Self {
            path,
            variable: None,
            flag: None,
            order: Order::FlagFirst,
            read_from: ReadFrom::AnyFile,
            broken_file: BrokenFile::Blocks,
            takes: Takes::Text,
            default: None,
        }
    }

    /// Set by this variable too.
    #[must_use]
    pub const fn variable(mut self, name: &'static str) -> Self {
        self.variable = Some(name);
        self
    }

    /// Set by this flag too.
    #[must_use]
    pub const fn flag(mut self, name: &'static str) -> Self {
        self.flag = Some(name);
        self
    }

    /// The variable goes before the flag.
    #[must_use]
    pub const fn variable_first(mut self) -> Self {
        self.order = Order::VariableFirst;
        self
    }

    /// Only the file in the home directory may set it.
    #[must_use]
    pub const fn home_only(mut self) -> Self {
        self.read_from = ReadFrom::HomeOnly;
        self
    }

    /// Does not decide what a command acts on: see [`BrokenFile::PassedWithGivenCredential`].
    #[must_use]
    pub const fn harmless(mut self) -> Self {
        self.broken_file = BrokenFile::PassedWithGivenCredential;
        self
    }

    /// Its value where nothing sets it.
    #[must_use]
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// What its value is; any text otherwise.
    #[must_use]
    pub const fn takes(mut self, takes: Takes) -> Self {
        self.takes = takes;
        self
    }

    pub(crate) fn is_per_profile(&self) -> bool {
        self.path.contains(".*.")
    }
}

/// Whether the flag or the variable is looked at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As usual: the more specific wins.
    FlagFirst,
    /// As Copera's documents promise for the token.
    VariableFirst,
}

/// Which files may set a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadFrom {
    /// All of them.
    AnyFile,
    /// Only the one in the home directory; elsewhere it is shown as refused.
    HomeOnly,
}

/// What a file that can't be read means for a key below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrokenFile {
    /// The key is an error unless it was found above: the file might have said otherwise.
    Blocks,
    /// As `Blocks`; but when the credential was given by variable or flag, the file is passed over
    /// with a warning.
    PassedWithGivenCredential,
}
