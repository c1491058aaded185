//! The shape of a tool's configuration, as data: which files, which keys, in which order.

use crate::setting::Takes;

/// Everything that distinguishes one tool's configuration from another's.
///
/// A tool defines its own as a constant. This one keeps a token and an address in a JSON file, which
/// the first of three places decides as a whole:
///
/// ```
/// use copera_auth::layout::{FileRule, Key, Layout, Place, Trust};
/// use copera_auth::{Environment, Flags, Stack};
///
/// static KOPAI: Layout = Layout::new("kopai", "token")
///     .files(&[
///         FileRule::json(".kopairc", Place::Named { flag: "config" }, Trust::User),
///         FileRule::json(".kopairc", Place::CurrentDir, Trust::Local),
///         FileRule::json(".kopairc", Place::Home, Trust::User),
///     ])
///     .first_file_with_a_token_wins_whole()
///     .keys(&[Key::file("token").flag("--token"), Key::file("url").flag("--url")])
///     .prefixes(&["kpi_"]);
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("my.json");
/// std::fs::write(&path, r#"{ "url": "https://kopai.example", "token": "kpi_0123" }"#)?;
///
/// let environment = Environment::new([], None);
/// let flags = Flags::default().with("config", Some(path.display().to_string()));
/// let stack = Stack::load(&KOPAI, &environment, flags);
///
/// let credential = stack.credential("")?.expect("there is a token");
/// assert_eq!(credential.redacted(), "kpi_…");
/// assert_eq!(stack.get::<String>("url")?.expect("there is an address").value, "https://kopai.example");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Layout {
    /// The tool's name: names its directories and its messages.
    pub(crate) tool: &'static str,
    /// The key that holds the credential, as its [`Key::path`] is written.
    pub(crate) credential: &'static str,
    /// The key that says in which store the credential is instead.
    pub(crate) store: Option<&'static str>,
    /// The key that says which program prints the credential instead.
    pub(crate) command: Option<&'static str>,
    /// The key that says when the credential ends.
    pub(crate) expiry: Option<&'static str>,
    pub(crate) files: &'static [FileRule],
    pub(crate) lookup: Lookup,
    pub(crate) keys: &'static [Key],
    pub(crate) profile: Option<&'static str>,
    pub(crate) prefixes: &'static [&'static str],
    pub(crate) hosts: &'static [&'static str],
    pub(crate) trusted_hosts: Option<&'static str>,
}

/// How the files of a layout decide a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// Each key on its own: the first file that has it.
    KeyByKey,
    /// The first file that has a credential decides every key, also by saying nothing.
    FirstWithCredential,
}

impl Layout {
    /// A layout without files or keys, for a tool that keeps its token at the key `credential`.
    pub const fn new(tool: &'static str, credential: &'static str) -> Self {
        Self {
            tool,
            credential,
            store: None,
            command: None,
            expiry: None,
            files: &[],
            lookup: Lookup::KeyByKey,
            keys: &[],
            profile: None,
            prefixes: &[],
            hosts: &[],
            trusted_hosts: None,
        }
    }

    /// The files that are looked for, in order of precedence: what stands in an earlier one wins.
    /// None by default.
    #[must_use]
    pub const fn files(mut self, files: &'static [FileRule]) -> Self {
        self.files = files;
        self
    }

    /// The first file that has a token decides every key. Without this each key is decided on its
    /// own.
    #[must_use]
    pub const fn first_file_with_a_token_wins_whole(mut self) -> Self {
        self.lookup = Lookup::FirstWithCredential;
        self
    }

    /// The keys that the tool knows, the credential's among them; any other is unknown. None by
    /// default.
    #[must_use]
    pub const fn keys(mut self, keys: &'static [Key]) -> Self {
        self.keys = keys;
        self
    }

    /// The keys by which a file says that the credential is elsewhere: in a store (`keyring`), or
    /// printed by a program (its name and arguments). A token beside them in the same file
    /// goes before both. Without this a credential stands in a variable, a flag or a file itself.
    #[must_use]
    pub const fn credential_elsewhere(
        mut self,
        store: &'static str,
        command: &'static str,
    ) -> Self {
        self.store = Some(store);
        self.command = Some(command);
        self
    }

    /// The key that says when the credential ends, as a date.
    #[must_use]
    pub const fn credential_expiry(mut self, key: &'static str) -> Self {
        self.expiry = Some(key);
        self
    }

    /// The key that names the profile; the profiles stand in the table `profiles`.
    #[must_use]
    pub const fn profile(mut self, key: &'static str) -> Self {
        self.profile = Some(key);
        self
    }

    /// The prefixes that the tool's tokens are known by, such as `cp_pat_`: a redaction may show
    /// them. None by default; a token with another beginning is taken all the same.
    #[must_use]
    pub const fn prefixes(mut self, prefixes: &'static [&'static str]) -> Self {
        self.prefixes = prefixes;
        self
    }

    /// The service's own hosts, as [`crate::BaseUrl::host`] writes them: a token may be sent there
    /// by https whoever names them. None by default.
    #[must_use]
    pub const fn hosts(mut self, hosts: &'static [&'static str]) -> Self {
        self.hosts = hosts;
        self
    }

    /// The key that lists further hosts which the user trusts with any token, each with its port
    /// if it is not the scheme's own. To be declared [`Key::home_only`], or a project could trust
    /// itself. None by default.
    #[must_use]
    pub const fn trusted_hosts(mut self, key: &'static str) -> Self {
        self.trusted_hosts = Some(key);
        self
    }

    /// The tool's name, which names its folder of locks and its entries in the keyring.
    pub const fn tool(&self) -> &'static str {
        self.tool
    }

    /// Every key as it is written in a file, `*` standing for the name of a profile.
    pub fn key_paths(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.path)
    }

    /// The keys that say what the credential is or where, in the order they count in one place.
    pub(crate) fn credential_keys(&self) -> Vec<&'static Key> {
        let paths = [Some(self.credential), self.command, self.store];
        paths
            .into_iter()
            .flatten()
            .filter_map(|path| self.key(path))
            .collect()
    }

    /// The keys that the tool knows.
    pub const fn known_keys(&self) -> &'static [Key] {
        self.keys
    }

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
    /// How it is written.
    pub format: FileFormat,
}

impl FileRule {
    /// A TOML file of this name.
    pub const fn toml(name: &'static str, place: Place, trust: Trust) -> Self {
        Self {
            name,
            place,
            trust,
            format: FileFormat::Toml,
        }
    }

    /// A JSON file of this name, with an object at its root.
    pub const fn json(name: &'static str, place: Place, trust: Trust) -> Self {
        Self {
            name,
            place,
            trust,
            format: FileFormat::Json,
        }
    }
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// TOML.
    Toml,
    /// JSON, an object at its root.
    Json,
}

impl std::fmt::Display for FileFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Toml => "TOML",
            Self::Json => "JSON",
        })
    }
}

/// Where a file is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The path that this flag of [`crate::Flags`] names. When it names one, no other file counts.
    Named {
        /// The name that the flag is handed over by.
        flag: &'static str,
    },
    /// The current directory and no other.
    CurrentDir,
    /// The current directory, or the nearest parent inside the same git work tree.
    Project,
    /// The home directory.
    Home,
}

impl Place {
    /// Whether the file is the user's own wherever they are: in the home directory, or named by
    /// them. Any other lies in a folder that they may merely have walked into.
    pub(crate) fn is_home(self) -> bool {
        matches!(self, Self::Home | Self::Named { .. })
    }
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
