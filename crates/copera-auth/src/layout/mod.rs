//! The shape of a tool's configuration, as data: which files, which keys, in which order.

mod file_rule;
mod key;

pub use self::file_rule::{FileFormat, FileRule, Place, Trust};
pub use self::key::{BrokenFile, Key, Order, ReadFrom};

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
