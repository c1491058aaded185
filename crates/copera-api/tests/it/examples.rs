//! The examples, run as they are.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, header},
    response::IntoResponse,
    routing::post,
};
use copera_sandbox::{Sandbox, seed};
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use prost::Message;
use tokio::net::TcpListener;

/// An example, which cargo builds along with the tests, in an environment of its own.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let target: PathBuf = test.parent().unwrap().parent().unwrap().to_owned();
    let path = target.join("examples").join(name);
    assert!(
        path.exists(),
        "{} is missing: `cargo build --examples`",
        path.display()
    );
    let mut command = Command::new(path);
    command.env_clear();
    command
}

fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn list_boards_on_a_sandbox_of_its_own() {
    let printed = printed(&mut example("list_boards"));
    let boards = printed.lines().filter(|line| !line.starts_with(' '));
    assert_eq!(boards.count(), 3, "{printed}");
    assert!(
        printed.contains("  Tasks (5eed00080000000000000001), 19 columns"),
        "{printed}"
    );
}

/// With a token and an address, the service that they name is the one that is asked.
#[tokio::test]
async fn list_boards_where_it_is_told() {
    let sandbox = Sandbox::start().await.unwrap();
    let base = sandbox.base_url();
    let mut command = example("list_boards");
    printed(command.args(["--token", seed::KEY, "--base-url", &base]));
    let requests = sandbox.requests();
    assert_eq!(requests.len(), 4);
    assert!(
        requests
            .iter()
            .all(|request| request.bearer() == Some(seed::KEY))
    );
    let output = command.arg("--token").arg("x").output().unwrap();
    assert!(!output.status.success());
}

#[tokio::test]
async fn import_rows() {
    let printed_rows = printed(&mut example("import_rows"));
    assert_eq!(printed_rows.lines().count(), 3, "{printed_rows}");
    assert!(printed_rows.starts_with("row 7: "), "{printed_rows}");

    let sandbox = Sandbox::start().await.unwrap();
    let base = sandbox.base_url();
    printed(example("import_rows").args(["--token", seed::FULL_PAT, "--base-url", &base]));
    let last = sandbox.requests().remove(2);
    let body: serde_json::Value = serde_json::from_slice(last.body()).unwrap();
    let column =
        |id: &str, value: serde_json::Value| serde_json::json!({"columnId": id, "value": value});
    let expected = [
        column(seed::tables::tasks::NAME, "Count the wheels, twice".into()),
        column(
            seed::tables::tasks::STATUS,
            seed::tables::tasks::DONE.into(),
        ),
        column(seed::tables::tasks::POINTS, 0.5.into()),
    ];
    assert_eq!(body["columns"], serde_json::json!(expected));
}

/// Cells are given in words, of whatever type their column is.
#[tokio::test]
async fn import_rows_of_a_file() {
    let sandbox = Sandbox::start().await.unwrap();
    let base = sandbox.base_url();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.csv");
    let run = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let mut command = example("import_rows");
        command.args(["--token", seed::FULL_PAT, "--base-url", &base, "--file"]);
        command.arg(&file);
        command
    };
    printed(&mut run(
        "Name,Tags,Approved,Due\nOil,\"docs, hardware\",yes,2026-01-31\n",
    ));
    let last = sandbox.requests().remove(1);
    let body: serde_json::Value = serde_json::from_slice(last.body()).unwrap();
    let values: Vec<_> = body["columns"].as_array().unwrap().iter().collect();
    assert_eq!(
        values[1]["value"],
        serde_json::json!([seed::tables::tasks::DOCS, seed::tables::tasks::HARDWARE])
    );
    assert_eq!(values[2]["value"], true);
    assert_eq!(values[3]["value"], "2026-01-31");

    for (text, told) in [
        (
            "Name,Points\nOil,3\nGrease,many\n",
            "error: line 3: column `Points`: `many` is no number such as 12 or -0.5\n",
        ),
        (
            "Name,Colour\nOil,red\n",
            "error: the table `Tasks` has no column `Colour`\n",
        ),
    ] {
        let output = run(text).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), told);
    }

    sandbox.fault("POST /board/*/table/*/row reset".parse().unwrap());
    let output = run("Name\nOil\n").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("error: line 2: POST /board/"), "{told}");
    assert!(
        told.ends_with("; its row may be there all the same\n"),
        "{told}"
    );
}

/// What is wrong is told in words, by every example.
#[test]
fn errors_are_for_people() {
    let nowhere = ["--token", seed::KEY, "--base-url", "http://127.0.0.1:1"];
    for (name, arguments) in [
        ("list_boards", &[][..]),
        ("import_rows", &[]),
        ("upload_folder", &["--folder", "/does/not/exist"]),
        ("watch_notifications", &["--looks", "0"]),
        ("traces_to_otlp", &[]),
    ] {
        let output = example(name).args(nowhere).args(arguments).output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}");
        let told = String::from_utf8(output.stderr).unwrap();
        let one_sentence = told.starts_with("error: ") && told.lines().count() == 1;
        assert!(one_sentence && !told.contains(" { "), "{name}: {told}");
    }
}

/// The second run finds what the first one has sent.
#[tokio::test]
async fn upload_folder() {
    let sandbox = Sandbox::start().await.unwrap();
    let base = sandbox.base_url();
    let folder = tempfile::tempdir().unwrap();
    let plans = folder.path().join("plans");
    std::fs::create_dir_all(plans.join("mill")).unwrap();
    std::fs::write(plans.join("mill").join("gear.txt"), "a gear").unwrap();
    std::fs::write(plans.join("empty.txt"), "").unwrap();
    #[cfg(unix)]
    std::fs::write(plans.join("mill").join("red\u{1b}[31m\n"), "").unwrap();
    std::fs::write(plans.join("notes.tmp"), "no").unwrap();
    let run = || {
        let mut command = example("upload_folder");
        command.args(["--token", seed::FULL_PAT, "--base-url", &base]);
        command.args(["--exclude", "*.tmp", "--folder"]).arg(&plans);
        printed(&mut command)
    };
    // What each line begins with, and the path that it ends with.
    let told = |printed: &str| -> Vec<(String, String)> {
        let lines = printed.lines().skip(1);
        let split = lines.map(|line| {
            let (told, path) = line.split_once(": ").unwrap();
            let (word, _id) = told.rsplit_once(' ').unwrap();
            (word.to_owned(), path.to_owned())
        });
        split.collect()
    };
    let expected = |folders: &str, files: &str| {
        let entry = |word: &str, path: &str| (word.to_owned(), path.to_owned());
        vec![
            entry(folders, ""),
            entry(folders, "mill"),
            entry(files, "empty.txt"),
            entry(files, "mill/gear.txt"),
            // A line and no colour.
            #[cfg(unix)]
            entry(files, "mill/red\\u{1b}[31m\\n"),
        ]
    };
    let first = run();
    let count = if cfg!(unix) { 3 } else { 2 };
    assert!(
        first.starts_with(&format!("{count} files, 6 bytes\n")),
        "{first}"
    );
    assert_eq!(told(&first), expected("made folder", "sent"));
    assert_eq!(told(&run()), expected("found folder", "kept"));
}

#[test]
fn watch_notifications() {
    let printed = printed(example("watch_notifications").args(["--looks", "2", "--seconds", "0"]));
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(lines.len(), 3, "{printed}");
    assert!(lines[0].ends_with(" of 6"), "{printed}");
    let told = |line: &str| line.starts_with("row_comment: ") && line.contains("The build is done");
    assert!(lines[1..].iter().all(|line| told(line)), "{printed}");
}

/// Ends the program with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn webhook_receiver() {
    let mut command = example("webhook_receiver");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = Running(command.spawn().unwrap());
    let mut out = BufReader::new(running.0.stdout.take().unwrap()).lines();
    let line = out.next().unwrap().unwrap();
    let address = line.strip_prefix("listening on http://").unwrap();
    let address = address.strip_suffix("/copera").unwrap();
    let send = |signature: &str| {
        let body =
            r#"{"event":"booking.created","createdAt":"2026-01-02T03:04:05.678Z","data":{}}"#;
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "POST /copera HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
             x-copera-signature: {signature}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let right = "sha256=cf2cf64b82502840cbe2ddf20d330cfbadd1956bf1b52b84b425a3659c79fc30";
    let forged = send(&right.replace("cf2cf6", "000000"));
    assert!(forged.starts_with("HTTP/1.1 400"), "{forged}");
    assert!(
        forged.ends_with("the signature does not fit the body"),
        "{forged}"
    );
    assert!(send(right).starts_with("HTTP/1.1 204"));
    let event = out.next().unwrap().unwrap();
    assert_eq!(event, "booking.created at 2026-01-02T03:04:05.678Z");
    running.0.kill().unwrap();
    let mut complaints = String::new();
    let mut stderr = running.0.stderr.take().unwrap();
    stderr.read_to_string(&mut complaints).unwrap();
    assert_eq!(complaints, "refused: the signature does not fit the body\n");
}

/// What a collector was sent: the `Authorization` header, and the names of the spans.
type Collected = Arc<Mutex<Vec<(String, Vec<String>)>>>;

async fn collect(
    State(collected): State<Collected>,
    headers: HeaderMap,
    body: Bytes,
) -> impl IntoResponse {
    let request = ExportTraceServiceRequest::decode(body).unwrap();
    let scopes = request
        .resource_spans
        .into_iter()
        .flat_map(|spans| spans.scope_spans);
    let names = scopes.flat_map(|scope| scope.spans).map(|span| span.name);
    let bearer = headers[header::AUTHORIZATION].to_str().unwrap().to_owned();
    collected.lock().unwrap().push((bearer, names.collect()));
    let answer = ExportTraceServiceResponse::default().encode_to_vec();
    ([(header::CONTENT_TYPE, "application/x-protobuf")], answer)
}

#[tokio::test]
async fn traces_to_otlp() {
    // Both ways of writing the space.
    for headers in [
        "authorization=Bearer%20c0llector",
        "authorization=Bearer c0llector,x-a=1",
    ] {
        let collected = Collected::default();
        let app = Router::new()
            .route("/v1/traces", post(collect))
            .with_state(collected.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let server = tokio::spawn(async { axum::serve(listener, app).await });
        let mut command = example("traces_to_otlp");
        command
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
            .env("OTEL_EXPORTER_OTLP_HEADERS", headers);
        let run = tokio::task::spawn_blocking(move || printed(&mut command));
        assert_eq!(run.await.unwrap(), "3 boards\n");
        server.abort();
        let collected = collected.lock().unwrap();
        let expected = ("Bearer c0llector".to_owned(), vec!["request".to_owned()]);
        assert_eq!(*collected, [expected], "{headers}");
    }
}

/// Spans that nobody takes are not lost in silence.
#[test]
fn traces_to_no_collector() {
    let output = example("traces_to_otlp")
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"3 boards\n");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.starts_with("error: the spans could not be sent, see OTEL_EXPORTER_OTLP_ENDPOINT: "),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");
}
