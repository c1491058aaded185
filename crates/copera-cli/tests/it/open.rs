//! `copera open`.

use copera_sandbox::seed;

use crate::home::Home;

fn with_defaults() -> Home {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        &format!(
            "[profiles.default]\nboard_id = \"{}\"\ntable_id = \"{}\"\ndoc_id = \"{}\"\n",
            seed::boards::LAUNCH,
            seed::tables::TASKS,
            seed::docs::HANDBOOK
        ),
    );
    home
}

#[test]
fn addresses() {
    let home = with_defaults();
    let (board, table) = (seed::boards::LAUNCH, seed::tables::TASKS);
    let (row, doc) = (seed::rows::MOTH, seed::docs::STYLE_GUIDE);
    let (file, folder) = (seed::drive::LEDGER, seed::drive::ENGINE_PLANS);
    let other = seed::boards::BUGS;
    for (words, path) in [
        (vec!["board"], format!("boards/{board}")),
        (vec!["board", other], format!("boards/{other}")),
        (vec!["table"], format!("boards/{board}/{table}")),
        (
            vec!["table", table, "--board", other],
            format!("boards/{other}/{table}"),
        ),
        (vec!["row", row], format!("boards/{board}/{table}/v/{row}")),
        (vec!["doc"], format!("docs/{}", seed::docs::HANDBOOK)),
        (vec!["doc", doc, "--print"], format!("docs/{doc}")),
        (vec!["file", file], format!("drive/c/{file}")),
        (vec!["folder", folder], format!("drive/f/{folder}")),
        // One that looks like the other is what it is.
        (vec!["file", folder], format!("drive/f/{folder}")),
    ] {
        let url = format!("http://[HOST]/analytical-engines/{path}");
        let words = [&["open"], &words[..]].concat();
        let run = home.copera(&words).run();
        let expected = serde_json::json!({"url": url, "opened": false});
        assert_eq!(run.succeeds().stdout_json(), expected, "{words:?}");
        let plain = [&words[..], &["--output", "plain"]].concat();
        let run = home.copera(&plain).run();
        assert_eq!(run.succeeds().stdout, format!("{url}\n"));
    }
    // The workspace's name is asked for once, and what a file is each time.
    assert_eq!(home.sandbox().requests().len(), 1 + 4);
    // Who may not see the drive gets the page that was asked for.
    let drive = copera_sandbox::Fault::on("GET", "/drive/files/{fileId}");
    home.sandbox().fault(drive.status(403).always());
    let run = home.copera(["open", "file", folder]).run();
    let url = run.succeeds().stdout_json()["url"].to_string();
    assert!(url.contains("/drive/c/"), "{url}");
}

#[test]
fn what_can_not_be_opened() {
    let home = Home::signed_in();
    for (words, word) in [
        (vec!["board"], "missing_id"),
        (vec!["row", "--board", seed::boards::LAUNCH], "missing_id"),
        (vec!["file"], "missing_id"),
        (vec!["doc", "../x"], "invalid_id"),
        (vec!["channel", "x"], "usage_error"),
    ] {
        let run = home.copera([&["open"], &words[..]].concat()).run();
        assert_eq!(run.fails_with(2), word, "{words:?}");
    }
    let key = home.copera(["open", "board", seed::boards::LAUNCH]);
    let run = key.env("COPERA_CLI_AUTH_TOKEN", seed::KEY).run();
    assert_eq!(run.fails_with(4), "api_error");
    assert!(home.sandbox().requests().is_empty());
}

/// A run that would open a browser which writes down what it is given.
#[cfg(unix)]
fn with_browser<'a>(home: &'a Home, words: &[&str]) -> crate::home::Program<'a> {
    let browser = home.path("~/browser");
    home.write("~/browser", "#!/bin/sh\necho \"$1\" > ~/opened\n");
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(&browser, executable).unwrap();
    let board = ["open", "board", seed::boards::LAUNCH];
    home.copera([&board, words].concat())
        .env("BROWSER", browser.to_str().unwrap())
        .env("PATH", "/usr/bin:/bin")
        .env("DISPLAY", ":0")
}

/// The browser is waited for by a shell: it may come up after the program has ended.
#[cfg(unix)]
#[test]
fn a_browser_opens() {
    let home = Home::signed_in();
    let program = with_browser(&home, &[]).into_command();
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", "\"$0\" \"$@\"; until test -s ~/opened; do :; done"])
        .arg(program.get_program())
        .args(program.get_args())
        .env_clear()
        .envs(
            program
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .current_dir(home.project());
    let patience = Some(crate::pty::PATIENCE_MS);
    let mut session = rexpect::session::spawn_command(shell, patience).unwrap();
    session.exp_eof().unwrap();
    let page = format!("{}/analytical-engines/boards/", home.sandbox().web_url());
    let opened = home.read("~/opened");
    assert_eq!(opened, format!("{page}{}\n", seed::boards::LAUNCH));
}

/// None opens where nobody would see it, nor on a project's say-so.
#[cfg(unix)]
#[test]
fn no_browser_opens() {
    use crate::pty::{end, on_terminal};
    let planted = "[api]\nweb_url = \"https://evil.example\"\n";
    for (variable, project, words) in [
        (("SSH_TTY", "/dev/pts/9"), "", vec![]),
        (("CI", "true"), "", vec![]),
        (("DISPLAY", ""), "", vec![]),
        (("TZ", "UTC"), "", vec!["--print"]),
        (("TZ", "UTC"), planted, vec![]),
    ] {
        let home = Home::signed_in();
        home.write(".copera.toml", project);
        let program = with_browser(&home, &words).env(variable.0, variable.1);
        let (seen, code) = end(on_terminal(program));
        assert_eq!(code, 0, "{seen}");
        assert!(seen.contains(seed::boards::LAUNCH), "{seen}");
        let told = seen.contains("note: the page was not opened: ");
        let asked = words.is_empty() && variable.0 != "CI";
        assert_eq!(told, asked, "{variable:?} {seen}");
        assert!(!home.path("~/opened").exists(), "{variable:?} {seen}");
    }
}

/// Without a choice of the user's, what most desktops have is looked for; where there is nothing, that
/// is said.
#[cfg(unix)]
#[test]
fn the_browser_of_the_desktop() {
    use crate::pty::{end, on_terminal};
    for (programs, opened) in [
        (&["xdg-open"][..], Some("xdg-open")),
        (&["www-browser"], Some("www-browser")),
        (&[], None),
    ] {
        let home = Home::signed_in();
        std::fs::create_dir(home.path("~/bin")).unwrap();
        for name in programs {
            let file = format!("~/bin/{name}");
            home.write(&file, "#!/bin/sh\necho \"$0 $1\" > ~/opened\n");
            let executable = std::os::unix::fs::PermissionsExt::from_mode(0o700);
            std::fs::set_permissions(home.path(&file), executable).unwrap();
        }
        // The browser may come up after the program has ended.
        let wait = opened.map_or("", |_| "; until test -s ~/opened; do /bin/sleep 0.01; done");
        let line = format!(
            "PATH=\"$BIN\" \"$COPERA\" open board {}{wait}",
            seed::boards::LAUNCH
        );
        let bin = home.path("~/bin");
        let variables = [
            ("COPERA", env!("CARGO_BIN_EXE_copera")),
            ("BIN", bin.to_str().unwrap()),
            ("DISPLAY", ":0"),
        ];
        let (seen, code) = end(on_terminal(home.shell(&line, &variables)));
        assert_eq!(code, 0, "{seen}");
        let told = seen.contains("note: the page was not opened: no program");
        assert_eq!(told, opened.is_none(), "{seen}");
        if let Some(name) = opened {
            let page = home.read("~/opened");
            assert!(page.contains(&format!("/{name} http")), "{page}");
        }
    }
}

/// Whatever has a page leads there, wherever it is shown.
#[cfg(unix)]
#[test]
fn links_of_everything() {
    use crate::pty::{end, on_terminal};
    let home = Home::signed_in();
    let web = home.sandbox().web_url();
    let open = ["open", "board", seed::boards::LAUNCH];
    home.copera(open).run().succeeds();
    let (board, table) = (seed::boards::LAUNCH, seed::tables::TASKS);
    let on = ["--board", board, "--table", table];
    let row = seed::rows::SHIP_THE_ENGINE;
    let of_row = format!("boards/{board}/{table}/v/{row}");
    let doc = format!("docs/{}", seed::docs::HANDBOOK);
    let (folder, file) = (seed::drive::ENGINE_PLANS, seed::drive::BLUEPRINT);
    let (of_folder, of_file) = (format!("drive/f/{folder}"), format!("drive/c/{file}"));
    for (line, pages) in [
        (
            vec!["boards", "get", board],
            vec![format!("boards/{board}")],
        ),
        (
            vec!["tables", "get", table, on[0], on[1]],
            vec![format!("boards/{board}/{table}")],
        ),
        ([&["rows", "list"][..], &on].concat(), vec![of_row.clone()]),
        ([&["rows", "get", row][..], &on].concat(), vec![of_row]),
        (vec!["docs", "tree"], vec![doc.clone()]),
        (vec!["docs", "get", seed::docs::HANDBOOK], vec![doc.clone()]),
        (vec!["docs", "search", "handbook"], vec![doc.clone()]),
        (
            vec!["drive", "tree"],
            vec![of_folder.clone(), of_file.clone()],
        ),
        (vec!["drive", "get", file], vec![of_file.clone()]),
        (vec!["drive", "search", "engine"], vec![of_folder.clone()]),
        (vec!["search", "handbook"], vec![doc]),
        (vec!["search", "engine"], vec![of_folder]),
    ] {
        let (seen, code) = end(on_terminal(home.copera(&line)));
        assert_eq!(code, 0, "{line:?} {seen}");
        for page in pages {
            let link = format!("\u{1b}]8;;{web}/analytical-engines/{page}\u{1b}\\");
            assert!(seen.contains(&link), "{line:?} {page} {seen:?}");
        }
        let plain = home.copera(line.iter().chain(&["--output", "plain"]));
        let (seen, _) = end(on_terminal(plain));
        assert!(!seen.contains("\u{1b}]8"), "{line:?} {seen:?}");
    }
}

/// Ids in a table lead to their pages, once the workspace's name is known.
#[cfg(unix)]
#[test]
fn links_in_tables() {
    use crate::pty::{end, on_terminal};
    let home = Home::signed_in();
    let web = home.sandbox().web_url();
    let link = format!("\u{1b}]8;;{web}/analytical-engines/boards/");
    let boards = ["boards", "list"];
    let (seen, _) = end(on_terminal(home.copera(boards)));
    assert!(!seen.contains("\u{1b}]8"), "{seen:?}");
    let open = ["open", "board", seed::boards::LAUNCH];
    home.copera(open).run().succeeds();
    let (seen, _) = end(on_terminal(home.copera(boards)));
    assert_eq!(seen.matches(&link).count(), 3, "{seen:?}");
    let plain = home.copera([&boards[..], &["--output", "plain"]].concat());
    let (seen, _) = end(on_terminal(plain));
    assert!(!seen.contains('\u{1b}'), "{seen:?}");
    let colourless = home.copera(boards).env("NO_COLOR", "1");
    let (seen, _) = end(on_terminal(colourless));
    assert!(!seen.contains('\u{1b}'), "{seen:?}");
}
