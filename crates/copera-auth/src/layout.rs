//! The shape of a tool's configuration, as data: which files, which keys, in which order.

/// Everything that distinguishes one tool's configuration from another's.
#[derive(Debug)]
#[non_exhaustive]
pub struct Layout {
    /// The tool's name: names its directories and its messages.
    pub tool: &'static str,
    /// The files that are looked for, first found wins.
    pub files: &'static [FileRule],
    /// The keys that the tool knows.
    pub keys: &'static [Key],
    /// The key that holds the credential, as its [`Key::path`] is written.
    pub credential: &'static str,
    /// The key that names the profile, as its [`Key::path`] is written.
    pub profile: &'static str,
    /// The prefixes that the tool's tokens are known by.
    pub prefixes: &'static [&'static str],
    /// The service's own hosts: a token may be sent there whoever names them.
    pub hosts: &'static [&'static str],
    /// The key that lists further hosts which the user trusts.
    pub trusted_hosts: &'static str,
}

impl Layout {
    /// The rule of the key that is written so.
    pub(crate) fn key(&self, path: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.path == path)
    }
}

/// A file that may hold configuration.
#[derive(Debug, PartialEq, Eq)]
pub struct FileRule {
    /// The file's name, without a directory.
    pub name: &'static str,
    /// Where it lies.
    pub place: Place,
    /// How far its author is trusted.
    pub trust: Trust,
}

/// Where a file is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The current directory, or the nearest parent inside the same git work tree.
    Project,
    /// The home directory.
    Home,
}

/// How far a source of configuration is trusted, from least to most.
///
/// A value that says where a token goes must come from a source at least as trusted as the token's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// A file that everybody who works on the project shares.
    Shared,
    /// A file in the project that one person keeps for themselves.
    Local,
    /// The user's own: flags, environment, home directory.
    User,
}

/// A setting that the tool knows.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// Its place in a file, `*` standing for the name of a profile: `profiles.*.token`.
    pub path: &'static str,
    /// The environment variable that sets it.
    pub variable: Option<&'static str>,
    /// The flag that sets it, as it is typed.
    pub flag: Option<&'static str>,
    /// Which of the two is looked at first.
    pub order: Order,
    /// Which files may set it.
    pub read_from: ReadFrom,
    /// What a file above that can't be read means for it.
    pub broken_file: BrokenFile,
}

impl Key {
    /// A key that only files set, at the given place.
    pub const fn file(path: &'static str) -> Self {
        Self {
            path,
            variable: None,
            flag: None,
            order: Order::FlagFirst,
            read_from: ReadFrom::AnyFile,
            broken_file: BrokenFile::Blocks,
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
