//! How a run ends that can't go on, or is not to.

use std::io::{Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

use copera_sandbox::Fault;
use copera_sandbox::seed::boards::LAUNCH;
use copera_sandbox::seed::channels::GENERAL;
use copera_sandbox::seed::drive::README;
use copera_sandbox::seed::files::PACKING_LIST;
use copera_sandbox::seed::rows::SHIP_THE_ENGINE;
use copera_sandbox::seed::tables::TASKS;
use signal_hook::{consts::SIGINT, flag};

use crate::home::{Home, Program};
use crate::pty::{PATIENCE_MS, end, on_terminal};

/// A list that is never answered.
fn silent(home: &Home) {
    let list = Fault::on("GET", "/board/list-boards");
    home.sandbox()
        .fault(list.delay(Duration::from_secs(3600)).always());
}

/// Waits until the sandbox has been asked.
fn asked(home: &Home) {
    let begun = Instant::now();
    while home.sandbox().requests().is_empty() {
        assert!(
            begun.elapsed() < Duration::from_millis(PATIENCE_MS),
            "nothing was asked"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Waits until the sandbox has been asked by this method.
fn asked_to(home: &Home, method: &str) {
    let begun = Instant::now();
    let asked = || {
        let requests = home.sandbox().requests();
        requests.iter().any(|request| request.method() == method)
    };
    while !asked() {
        assert!(
            begun.elapsed() < Duration::from_millis(PATIENCE_MS),
            "nothing was asked by {method}"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn send(signal: &str, child: &Child) {
    let sent = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

/// What fetches a file into another one.
fn download(to: &str) -> [&str; 14] {
    [
        "rows",
        "attachments",
        "download",
        SHIP_THE_ENGINE,
        "--column",
        "Files",
        "--file",
        PACKING_LIST,
        "--board",
        LAUNCH,
        "--table",
        TASKS,
        "-o",
        to,
    ]
}

/// A shell that starts the tests in the background has them ignore Ctrl-C, and so would the programs that
/// they start, up to the moment when these listen for it. What the tests themselves do with it, which is
/// here what is always done, those programs don't take over.
fn heed_ctrl_c() {
    static HEEDED: Once = Once::new();
    HEEDED.call_once(|| {
        let always = Arc::new(AtomicBool::new(true));
        flag::register_conditional_default(SIGINT, always).unwrap();
    });
}

/// Begins a run off a terminal.
fn begin(program: Program<'_>, stdin: Stdio) -> Child {
    heed_ctrl_c();
    let mut command = program.into_command();
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    piped.stdin(stdin).spawn().unwrap()
}

/// One that goes on as long as nobody reads what it prints.
fn begin_a_long_list(home: &Home, format: &str) -> (Child, ChildStdout) {
    let rows = [
        "rows", "list", "--board", LAUNCH, "--table", TASKS, "--output", format,
    ];
    let mut child = begin(home.copera(rows), Stdio::null());
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 10]).unwrap();
    (child, stdout)
}

/// Each kind of output says that it did not arrive.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_stdout() {
    let home = Home::with_rows(TASKS, 6_000);
    let rows = ["rows", "list", "--board", LAUNCH, "--table", TASKS];
    let long = |flags: &[&'static str]| [&rows[..], flags].concat();
    let boards = |flags: &[&'static str]| [&["boards", "list"][..], flags].concat();
    for arguments in [
        download("-").to_vec(),
        boards(&["--json"]),
        boards(&["--output", "ndjson"]),
        boards(&["--output", "table"]),
        boards(&["--output", "plain"]),
        boards(&["--jq", ".[].name"]),
        boards(&["--fields", "name", "--output", "table"]),
        long(&["--json"]),
        long(&["--output", "ndjson"]),
        long(&["--output", "table"]),
        long(&["--output", "plain"]),
        long(&["--jq", ".[].rowId"]),
        vec!["boards", "get", LAUNCH, "--output", "table"],
        vec!["auth", "status"],
        vec!["auth", "token"],
        vec!["version"],
        vec!["completion", "bash"],
        vec!["help", "environment"],
        vec!["--help"],
        vec!["--version"],
    ] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = home.copera(&arguments).into_command();
        let run = command
            .stdin(Stdio::null())
            .stdout(full)
            .stderr(Stdio::piped());
        let run = run.spawn().unwrap().wait_with_output().unwrap();
        let told = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(1), "{arguments:?}: {told}");
        let report: serde_json::Value = serde_json::from_str(&told).unwrap();
        assert_eq!(report["error"], "output_error", "{arguments:?}: {told}");
    }
}

#[test]
fn ctrl_c_during_a_request() {
    let home = Home::signed_in();
    silent(&home);
    let mut session = on_terminal(home.copera(["boards", "list"]).env("NO_COLOR", "1"));
    asked(&home);
    session.send_control('c').unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 130, "{seen}");
    assert!(seen.contains("error: interrupted"), "{seen}");
}

/// The line that counts down goes away first.
#[test]
fn ctrl_c_during_a_pause() {
    let home = Home::signed_in();
    let list = Fault::on("GET", "/board/list-boards").status(429);
    home.sandbox()
        .fault(list.header("Retry-After", "50").always());
    let mut session = on_terminal(home.copera(["boards", "list"]).env("NO_COLOR", "1"));
    session.exp_string("Waiting ").unwrap();
    session.send_control('c').unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 130, "{seen}");
    assert!(seen.contains("\u{1b}[Kerror: interrupted"), "{seen:?}");
}

/// What a file was stays, while another one was to take its place.
#[test]
fn a_signal_during_a_transfer() {
    let home = Home::signed_in();
    home.write("a.txt", "mine");
    let path = "/board/{board}/table/{table}/row/{row}/column/{column}/file/{file}/download";
    let store = Fault::on("GET", path);
    home.sandbox()
        .fault(store.drip(1, Duration::from_secs(60)).always());
    let child = begin(home.copera(download("a.txt")), Stdio::null());
    let begun = Instant::now();
    while std::fs::read_dir(home.project()).unwrap().count() < 2 {
        assert!(
            begun.elapsed() < Duration::from_millis(PATIENCE_MS),
            "nothing comes"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    send("-INT", &child);
    let run = child.wait_with_output().unwrap();
    assert_eq!(run.status.code(), Some(130), "{run:?}");
    assert_eq!(home.read("a.txt"), "mine");
}

/// Off a terminal too; what was asked for as JSON fails as JSON.
#[test]
fn signals_off_a_terminal() {
    for (signal, code, ended_by) in [("-INT", Some(130), None), ("-TERM", None, Some(15))] {
        let home = Home::signed_in();
        silent(&home);
        let child = begin(home.copera(["boards", "list"]), Stdio::null());
        asked(&home);
        send(signal, &child);
        let run = child.wait_with_output().unwrap();
        assert_eq!((run.status.code(), run.status.signal()), (code, ended_by));
        if code.is_some() {
            let report: serde_json::Value = serde_json::from_slice(&run.stderr).unwrap();
            assert_eq!(report["error"], "interrupted");
        }
    }
}

/// A change is spoken of where one was under way; how to go on, where that is possible.
#[test]
fn what_an_interrupted_run_says() {
    let change = "interrupted; a change that was under way may have been made";
    let send_text = ["channels", "message", "send", "--channel", GENERAL, "hello"];
    let download = ["drive", "download", README, "-o", "a.txt"];
    let resumed = [&download[..], &["--resume"]].concat();
    let upload = ["drive", "upload", "a.csv"];
    let import = [
        "rows", "import", "a.csv", "--board", LAUNCH, "--table", TASKS,
    ];
    for (arguments, (method, path), message, suggestion) in [
        (
            &["boards", "list"][..],
            ("GET", "/board/list-boards"),
            "interrupted",
            None,
        ),
        (
            &send_text,
            ("POST", "/chat/channel/{id}/send-message"),
            change,
            Some("look"),
        ),
        (
            &download,
            ("GET", "/drive/files/{id}/download"),
            "interrupted",
            Some("with --resume"),
        ),
        (
            &resumed,
            ("GET", "/drive/files/{id}/download"),
            "interrupted",
            Some("again"),
        ),
        (
            &upload,
            ("POST", "/drive/files/upload/multipart/start"),
            change,
            Some("with --resume"),
        ),
        (
            &import,
            ("POST", "/board/{board}/table/{table}/row"),
            change,
            Some("with --resume"),
        ),
    ] {
        let home = Home::signed_in();
        home.write("a.csv", "Name\nx\n");
        let fault = Fault::on(method, path).delay(Duration::from_secs(3600));
        home.sandbox().fault(fault.always());
        let child = begin(home.copera(arguments), Stdio::null());
        asked_to(&home, method);
        send("-INT", &child);
        let run = child.wait_with_output().unwrap();
        let report: serde_json::Value = serde_json::from_slice(&run.stderr).unwrap();
        assert_eq!(report["message"], message, "{arguments:?} {report}");
        let told = report["suggestion"].as_str();
        let fits = match suggestion {
            Some(part) => told.is_some_and(|told| told.contains(part)),
            None => told.is_none(),
        };
        assert!(fits, "{arguments:?} {report}");
    }
}

/// Who hangs on a pipe that nobody reads is ended after a moment, by one signal.
#[test]
fn a_signal_while_nobody_reads() {
    for (format, signal, code, ended_by) in [
        ("json", "-INT", Some(130), None),
        ("json", "-TERM", None, Some(15)),
        ("ndjson", "-INT", Some(130), None),
        ("ndjson", "-TERM", None, Some(15)),
    ] {
        let home = Home::with_rows(TASKS, 6_000);
        let (mut child, _stdout) = begin_a_long_list(&home, format);
        send(signal, &child);
        let status = child.wait().unwrap();
        assert_eq!((status.code(), status.signal()), (code, ended_by));
    }
}

/// A second signal does not wait for what the first one has begun. Both are there before the process
/// can act on either, and its one writer hangs on the pipe, so that it is no matter of time which one it
/// is that ends it.
#[test]
fn a_second_signal_ends_at_once() {
    let home = Home::with_rows(TASKS, 6_000);
    let (mut child, _stdout) = begin_a_long_list(&home, "ndjson");
    for signal in ["-STOP", "-INT", "-TERM", "-CONT"] {
        send(signal, &child);
    }
    // The first one alone ends it with 130.
    let status = child.wait().unwrap();
    assert_eq!((status.code(), status.signal()), (None, Some(15)));
}

/// Whatever waits for input: a shell sees 130.
#[test]
fn ctrl_c_while_input_is_read() {
    let rows = ["--board", LAUNCH, "--table", TASKS];
    for arguments in [
        [&["rows", "import", "-", "--format", "csv"][..], &rows].concat(),
        [&["rows", "delete", "-", "--force"][..], &rows].concat(),
        vec!["docs", "create", "--title", "x", "--content", "-"],
        vec!["channels", "message", "send", "--channel", GENERAL, "-"],
        vec!["api", "POST", "/x", "--input", "-"],
        vec!["auth", "login", "--token"],
    ] {
        let home = Home::signed_in();
        let mut child = begin(home.copera(&arguments), Stdio::piped());
        // More than a pipe holds: who has taken it in is reading. A line is read only once.
        let stdin = child.stdin.as_mut().unwrap();
        if arguments[0] != "auth" {
            let taken = stdin.write_all("x".repeat(256 * 1024).as_bytes());
            assert!(taken.is_ok(), "{arguments:?} {taken:?}");
        }
        send("-INT", &child);
        let stdin = child.stdin.take();
        let run = child.wait_with_output().unwrap();
        drop(stdin);
        let shown = run
            .status
            .code()
            .or(run.status.signal().map(|signal| 128 + signal));
        assert_eq!(shown, Some(130), "{arguments:?} {run:?}");
        let written = home.sandbox().requests();
        let written = written.iter().filter(|request| request.method() != "GET");
        assert_eq!(written.count(), 0, "{arguments:?}");
    }
}
