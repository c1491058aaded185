//! `copera config`.

use crate::home::{Home, TOKEN};

fn home() -> Home {
    let home = Home::empty();
    home.write(
        "~/.copera.toml",
        &format!(
            "# mine\n[profiles.Work]\ntoken = \"{TOKEN}\"\nboard_id = \"b\"\n\
             [profiles.pass]\ntoken_command = [\"touch\", \"ran\"]\n\
             [api]\ntimeout = \"5s\" # short\n[trust]\nhosts = [\"a.example\", \"b.example\"]\n"
        ),
    );
    home.write(
        ".copera.toml",
        "api.timeout = \"7s\"\n[trust]\nhosts = [\"evil.example\"]\n",
    );
    home
}

#[test]
fn list() {
    let home = home();
    let list = |arguments: &[&str]| {
        home.copera(["config", "list"].iter().chain(arguments))
            .run()
    };
    insta::assert_snapshot!("list", list(&["--profile", "work"]));
    insta::assert_snapshot!(
        "list_of_everything",
        list(&["--show-origin", "--all", "--output", "table"])
    );
    insta::assert_snapshot!("list_with_origins", list(&["--show-origin"]));
    assert!(!home.path("ran").exists(), "no command is run");
    assert!(home.sandbox().requests().is_empty());
    assert_eq!(
        Home::empty()
            .copera(["config", "list"])
            .run()
            .succeeds()
            .stdout,
        "[]\n"
    );
}

#[test]
fn a_token_at_the_wrong_key_is_masked() {
    let home = Home::empty();
    home.write(
        "~/.copera.toml",
        &format!("[profiles.default]\nboard_id = \"{TOKEN}\"\n"),
    );
    for command in [
        vec!["config", "list"],
        vec!["config", "list", "--output", "plain"],
        vec!["config", "get", "profiles.default.board_id"],
        vec![
            "config",
            "get",
            "profiles.default.board_id",
            "--output",
            "plain",
        ],
    ] {
        // The harness searches the output for the secret.
        assert!(home.copera(command).run().succeeds().stdout.contains('…'));
    }
}

#[test]
fn get() {
    let home = home();
    let get = |key: &str| home.copera(["config", "get", key]).run();
    insta::assert_snapshot!("get", get("api.timeout"));
    insta::assert_snapshot!("get_of_what_is_not_set", get("output.color"));
    insta::assert_snapshot!("get_of_an_unknown_key", get("api.timeuot"));
    let hosts = get("trust.hosts").succeeds().stdout_json();
    assert_eq!(
        hosts["value"],
        serde_json::json!(["a.example", "b.example"])
    );
    assert_eq!(
        get("profiles.work.token").succeeds().stdout_json()["value"],
        "cp_pat_…a1f3"
    );
    let plain = home.copera([
        "config",
        "get",
        "profiles.WORK.board_id",
        "--output",
        "plain",
    ]);
    assert_eq!(plain.run().succeeds().stdout, "b\n");
    assert_eq!(get("output.color").code, 3);
    assert_eq!(get("zzz").fails_with(2), "input_error");
}

#[test]
fn set_and_unset() {
    let home = home();
    let before = home.read("~/.copera.toml");
    let set = home
        .copera(["config", "set", "profiles.work.board_id", "c"])
        .run();
    insta::assert_snapshot!("set", set);
    assert_eq!(
        home.read("~/.copera.toml"),
        before.replace("\"b\"\n", "\"c\"\n")
    );
    let hosts = [
        "config",
        "set",
        "trust.hosts",
        "c.example",
        "--output",
        "table",
    ];
    insta::assert_snapshot!("set_as_a_table", home.copera(hosts).run());
    assert!(
        home.read("~/.copera.toml")
            .ends_with("hosts = [\"c.example\"]\n")
    );

    let unset = home.copera(["config", "unset", "api.timeout"]).run();
    insta::assert_snapshot!("unset", unset);
    assert!(home.read("~/.copera.toml").contains("[api]\n# short\n"));
    let again = home.copera(["config", "unset", "api.timeout"]).run();
    assert_eq!(again.fails_with(3), "not_set");
}

/// Each refusal is made before the file is touched.
#[test]
fn what_is_not_written() {
    let home = home();
    let before = (home.read("~/.copera.toml"), home.read(".copera.toml"));
    for (name, arguments) in [
        ("a_token", vec!["set", "profiles.work.token", TOKEN]),
        (
            "a_token_store",
            vec!["set", "profiles.work.token_store", "keyring"],
        ),
        ("unset_a_token", vec!["unset", "profiles.work.token"]),
        (
            "home_only",
            vec!["set", "trust.hosts", "x.example", "--file", "project"],
        ),
        ("url", vec!["set", "api.base_url", "http://x.example"]),
        ("duration", vec!["set", "api.timeout", "soon"]),
        ("format", vec!["set", "output.format", "tabel"]),
        ("color", vec!["set", "output.color", "red"]),
        ("date", vec!["set", "profiles.work.expires_at", "soon"]),
        ("hosts", vec!["set", "trust.hosts", "https://x.example"]),
        ("table", vec!["set", "api", "x"]),
        ("profile_table", vec!["set", "profiles.work", "x"]),
        ("two_values", vec!["set", "api.timeout", "1s", "2s"]),
        ("unknown", vec!["set", "api.base_ulr", "https://x.example"]),
        ("profile", vec!["set", "default_profile", "nope"]),
    ] {
        let run = home.copera(["config"].iter().chain(&arguments)).run();
        run.fails_with(2);
        insta::assert_snapshot!(format!("not_written_{name}"), run);
    }
    assert_eq!(
        (home.read("~/.copera.toml"), home.read(".copera.toml")),
        before
    );
}

#[test]
fn set_says_what_goes_before_it() {
    let home = home();
    let run = home.copera(["config", "set", "api.timeout", "9s"]).run();
    assert_eq!(run.succeeds().stdout_json()["in_force"], false);
    assert_eq!(
        run.stderr,
        format!(
            "{}note: /project/.copera.toml:1:15 goes before it, here and now\n",
            refused()
        )
    );
    let here = home
        .copera(["config", "set", "api.timeout", "9s", "--file", "local"])
        .run();
    assert_eq!(here.succeeds().stdout_json()["in_force"], true);
    let profile = home
        .copera(["config", "set", "default_profile", "WORK"])
        .run();
    assert_eq!(profile.succeeds().stdout_json()["in_force"], true);
    assert!(
        home.read("~/.copera.toml")
            .contains("default_profile = \"Work\"\n")
    );
}

fn refused() -> &'static str {
    "note: `trust.hosts` at /project/.copera.toml:3:9 was refused: it is read from the home file only\n"
}

/// What a whole project shares stays readable.
#[cfg(unix)]
#[test]
fn a_shared_file_keeps_its_mode() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let home = home();
    let mode = |name: &str| home.path(name).metadata().unwrap().mode() & 0o777;
    for (name, place, after) in [
        (".copera.toml", "project", 0o664),
        ("~/.copera.toml", "home", 0o600),
    ] {
        std::fs::set_permissions(home.path(name), PermissionsExt::from_mode(0o664)).unwrap();
        let run = home
            .copera(["config", "set", "output.color", "never", "--file", place])
            .run();
        run.succeeds();
        assert_eq!(mode(name), after, "{name}");
    }
}

#[test]
fn path() {
    let home = home();
    home.write(".copera.local.toml", "[");
    insta::assert_snapshot!("path", home.copera(["config", "path"]).run());
    insta::assert_snapshot!(
        "path_plain",
        home.copera(["config", "path", "--output", "plain"]).run()
    );
    let alone = home.copera(["config", "path"]).without_home().run();
    assert_eq!(alone.succeeds().stdout_json().as_array().unwrap().len(), 2);
}

/// The commands that mend a setting work while it is wrong.
#[test]
fn a_wrong_setting_can_be_mended() {
    let home = Home::empty();
    home.write("~/.copera.toml", "[output]\nformat = \"tabel\"\n");
    assert_eq!(
        home.copera(["auth", "list"]).run().fails_with(1),
        "config_error"
    );
    let mended = home
        .copera(["config", "set", "output.format", "json"])
        .run();
    assert!(
        mended
            .succeeds()
            .stderr
            .contains("`tabel` is no output format"),
        "{mended}"
    );
    home.copera(["auth", "list"]).run().succeeds();
    let wrong = home.copera(["config", "list", "--output", "tabel"]).run();
    assert_eq!(wrong.fails_with(2), "input_error");
}

/// The words that `config set` takes are those that the program reads.
#[test]
fn formats_and_colours() {
    let home = Home::empty();
    let words = copera_words();
    for (key, word) in words {
        home.copera(["config", "set", key, word]).run().succeeds();
        assert_eq!(home.copera(["auth", "list"]).run().code, 0, "{key} {word}");
    }
}

fn copera_words() -> [(&'static str, &'static str); 7] {
    [
        ("output.format", "auto"),
        ("output.format", "table"),
        ("output.format", "plain"),
        ("output.format", "json"),
        ("output.color", "auto"),
        ("output.color", "always"),
        ("output.color", "never"),
    ]
}
