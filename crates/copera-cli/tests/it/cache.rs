use copera_sandbox::seed::docs::ONBOARDING;

use crate::home::Home;

#[test]
fn what_was_kept_is_counted_and_removed() {
    let home = Home::signed_in();
    let status = || {
        home.copera(["cache", "status"])
            .run()
            .succeeds()
            .stdout_json()
    };
    assert_eq!(status()["files"], 0);
    assert!(!home.path("~/.cache").exists(), "looking makes nothing");
    home.copera(["docs", "content", ONBOARDING])
        .run()
        .succeeds();
    let kept = status();
    assert_eq!(
        (kept["files"].as_u64(), kept["path"].as_str()),
        (Some(1), Some("/home/.cache/copera"))
    );
    assert!(kept["bytes"].as_u64().unwrap() > 20);
    let table = home.copera(["cache", "status", "--output", "table"]).run();
    assert!(
        table
            .succeeds()
            .stdout
            .starts_with("Path   ~/.cache/copera\nFiles  1\n"),
        "{table}"
    );
    // A script can use what plain says as it is.
    let plain = home.copera(["cache", "status", "--output", "plain"]).run();
    assert_eq!(
        plain.succeeds().stdout,
        format!(
            "Path\t/home/.cache/copera\nFiles\t1\nSize\t{}\n",
            kept["bytes"]
        )
    );
    let told = home.copera(["cache", "clean", "--output", "table"]).run();
    assert!(
        told.succeeds().stderr.contains("Removed 1 file, "),
        "{told}"
    );
    home.copera(["docs", "content", ONBOARDING])
        .run()
        .succeeds();
    let cleaned = home
        .copera(["cache", "clean"])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(
        cleaned,
        serde_json::json!({"cleaned": true, "files": 1, "bytes": kept["bytes"]})
    );
    assert!(!home.path("~/.cache/copera").exists());
    let again = home.copera(["cache", "clean", "--output", "table"]).run();
    assert_eq!(again.succeeds().stderr, "Removed 0 files, 0 B.\n");
}

/// `[cache] dir` may name a folder that holds other things: they are none of ours.
#[test]
fn what_we_did_not_write_stays() {
    let home = Home::signed_in();
    let settings = format!("{}[cache]\ndir = \"~/docs\"\n", home.read("~/.copera.toml"));
    home.write("~/.copera.toml", &settings);
    home.copera(["docs", "content", ONBOARDING])
        .run()
        .succeeds();
    std::fs::create_dir_all(home.path("~/docs/photos-0123456789ab")).unwrap();
    for name in ["thesis.json", "photos-0123456789ab/me.jpg"] {
        home.write(&format!("~/docs/{name}"), "mine");
    }
    let cleaned = home
        .copera(["cache", "clean"])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(cleaned["files"], 1);
    for name in ["thesis.json", "photos-0123456789ab/me.jpg"] {
        assert_eq!(home.read(&format!("~/docs/{name}")), "mine");
    }
    let rehearsal = home.copera(["cache", "clean", "--dry-run"]).run();
    assert_eq!(rehearsal.fails_with(2), "usage_error");
}

/// A link may lead to what somebody else keeps.
#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let home = Home::signed_in();
    let elsewhere = home.path("~/elsewhere");
    std::fs::create_dir_all(&elsewhere).unwrap();
    home.write("~/elsewhere/doc-1.json", "mine");
    std::fs::create_dir_all(home.path("~/.cache/copera")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, home.path("~/.cache/copera/host-0123456789ab")).unwrap();
    let cleaned = home
        .copera(["cache", "clean"])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(cleaned["files"], 0);
    assert_eq!(home.read("~/elsewhere/doc-1.json"), "mine");
    std::fs::remove_dir_all(home.path("~/.cache/copera")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, home.path("~/.cache/copera")).unwrap();
    assert_eq!(
        home.copera(["cache", "clean"]).run().fails_with(1),
        "cache_error"
    );
}
