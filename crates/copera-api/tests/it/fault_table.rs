//! What comes of each fault, for a read and for a write. `docs/faults.md` shows it to people, and is
//! held against what happens here.

use std::{
    fmt::Write as _,
    future::Future,
    net::TcpListener,
    path::Path,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use copera_api::{Client, ClientBuilder, Clock, Error, Observer, Wait};

use crate::scripted::{PAT, Scripted, Step, answer, builder, json};

const DOCUMENT: &str = include_str!("../../../../docs/faults.md");
const CHANNEL: &str = "65f0a1b2c3d4e5f6a7b8c9d0";
const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

/// What goes wrong, once.
enum Fault {
    /// Nobody listens.
    NobodyListens,
    /// The name is not known.
    UnknownName,
    /// What the server does with the first connection.
    Step(fn() -> Step),
    /// The same, where a client runs into its time limits.
    Slow(fn() -> Step),
}

fn html(status: u16) -> Step {
    answer(status, "content-type: text/html\r\n", "<html>")
}

fn told(status: u16, retry_after: &str) -> Step {
    answer(status, &format!("retry-after: {retry_after}\r\n"), "")
}

fn drip(text: &str) -> Step {
    Step::Drip(text.as_bytes().to_vec(), Duration::from_millis(10))
}

#[rustfmt::skip]
fn faults() -> Vec<(&'static str, Fault)> {
    use Fault::{NobodyListens, Slow, Step as Once, UnknownName};
    vec![
        ("the connection is refused", NobodyListens),
        ("the name is not known", UnknownName),
        ("reset before the request is read", Once(|| Step::Refuse)),
        ("reset after the request was read", Once(|| Step::Reset)),
        ("closed without an answer", Once(|| Step::Write(String::new()))),
        ("closed within the head", Once(|| Step::Write("HTTP/1.1 200 O".to_owned()))),
        ("closed within the body", Once(|| Step::Write(format!("{HEAD}content-length: 9\r\n\r\n[")))),
        ("closed within a chunk", Once(|| Step::Write(format!("{HEAD}transfer-encoding: chunked\r\n\r\n9\r\n[")))),
        ("a length that is too short", Once(|| Step::Write(format!("{HEAD}content-length: 1\r\n\r\n[]")))),
        ("a body that is not UTF-8", Once(|| {
            let head = format!("{HEAD}content-length: 5\r\n\r\n");
            Step::WriteBytes([head.as_bytes(), b"[\"\xff\"]"].concat())
        })),
        ("200 with HTML", Once(|| html(200))),
        ("200 without a body", Once(|| json(200, ""))),
        ("400", Once(|| json(400, ""))),
        ("401", Once(|| json(401, ""))),
        ("403", Once(|| json(403, ""))),
        ("403, Retry-After: 30", Once(|| told(403, "30"))),
        ("404", Once(|| json(404, ""))),
        ("408", Once(|| json(408, ""))),
        ("409", Once(|| json(409, ""))),
        ("425", Once(|| json(425, ""))),
        ("429", Once(|| json(429, ""))),
        ("429, Retry-After: 30", Once(|| told(429, "30"))),
        ("429, Retry-After: Sun, 06 Nov 1994 08:50:07 GMT", Once(|| told(429, "Sun, 06 Nov 1994 08:50:07 GMT"))),
        ("429, Retry-After: Sunday, 06-Nov-94 08:50:07 GMT", Once(|| told(429, "Sunday, 06-Nov-94 08:50:07 GMT"))),
        ("429, Retry-After: Sun Nov  6 08:50:07 1994", Once(|| told(429, "Sun Nov  6 08:50:07 1994"))),
        ("429, Retry-After: soon", Once(|| told(429, "soon"))),
        ("429, Retry-After: 31536000", Once(|| told(429, "31536000"))),
        ("500", Once(|| json(500, ""))),
        ("500, Retry-After: 30", Once(|| told(500, "30"))),
        ("502", Once(|| html(502))),
        ("502, Retry-After: 30", Once(|| told(502, "30"))),
        ("503", Once(|| json(503, ""))),
        ("503, Retry-After: 30", Once(|| told(503, "30"))),
        ("503, Retry-After: soon", Once(|| told(503, "soon"))),
        ("503, Retry-After: 31536000", Once(|| told(503, "31536000"))),
        ("504", Once(|| json(504, ""))),
        ("504, Retry-After: 30", Once(|| told(504, "30"))),
        ("the first byte is late", Slow(|| Step::Hang(String::new()))),
        ("silence within the body", Slow(|| Step::Hang(format!("{HEAD}content-length: 9\r\n\r\n[")))),
        ("a drip that takes too long", Slow(|| drip(&format!("{HEAD}content-length: 2\r\n\r\n[]")))),
    ]
}

/// Time that passes only where somebody waits. It begins at 08:49:37.
struct Still(Mutex<SystemTime>);

impl Clock for Still {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        *self.0.lock().unwrap() += span;
        Box::pin(std::future::ready(()))
    }
}

#[derive(Default)]
struct Tries(AtomicUsize);

impl Observer for Tries {
    fn waiting(&self, wait: &Wait<'_>) {
        self.0.store(wait.failed as usize, Ordering::Relaxed);
    }
}

/// Plays a fault, and says what came of it.
async fn play(fault: &Fault, write: bool) -> Option<String> {
    let begun = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    let clock = Arc::new(Still(Mutex::new(begun)));
    let failed = Arc::new(Tries::default());
    let set = |builder: ClientBuilder| builder.clock(clock.clone()).observer(failed.clone());
    let good = if write {
        answer(204, "", "")
    } else {
        json(200, "[]")
    };
    let scripted = |step: fn() -> Step| Scripted::start([step(), good]);
    let (client, server) = match fault {
        Fault::NobodyListens => {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let address = listener.local_addr().unwrap().to_string();
            drop(listener);
            (set(builder(&address, PAT)).build().unwrap(), None)
        }
        Fault::UnknownName => {
            let base = "https://copera.invalid/v1".parse().unwrap();
            let builder = Client::builder(base, crate::scripted::token(PAT));
            // Without root certificates there is no client for https.
            (set(builder).build().ok()?, None)
        }
        Fault::Step(step) => {
            let server = scripted(*step).await;
            (
                set(builder(&server.address, PAT)).build().unwrap(),
                Some(server),
            )
        }
        Fault::Slow(step) => {
            let server = scripted(*step).await;
            let quick = builder(&server.address, PAT)
                .read_timeout(Duration::from_millis(200))
                .timeout(Duration::from_millis(400));
            (set(quick).build().unwrap(), Some(server))
        }
    };
    let result = if write {
        let channel = client.channel(CHANNEL.parse().unwrap());
        channel.send_message("hello").send().await
    } else {
        client.boards().list().send().await.map(drop)
    };
    let tries = match &server {
        Some(server) => server.count(),
        None => failed.0.load(Ordering::Relaxed) + 1,
    };
    let waited = clock.now().duration_since(begun).unwrap().as_secs();
    Some(tell(&result, tries, waited))
}

fn tell(result: &Result<(), Error>, tries: usize, waited: u64) -> String {
    let mut text = match result {
        Ok(()) => "works".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    };
    if tries > 1 {
        write!(text, ", {tries} tries").unwrap();
    }
    // What was told, not what was drawn by lot.
    if waited >= 30 {
        write!(text, ", after {waited} s").unwrap();
    }
    if result.as_ref().is_err_and(Error::may_have_happened) {
        text.push_str(", may have happened");
    }
    text
}

/// The line of a fault that can't be played here.
fn documented(name: &str) -> &'static str {
    let start = format!("| {name} |");
    let mut lines = DOCUMENT.lines();
    lines
        .find(|line| line.starts_with(&start))
        .unwrap_or_default()
}

#[tokio::test]
async fn what_comes_of_each_fault() {
    let mut table = String::from("| Fault | A read | A write |\n| --- | --- | --- |\n");
    for (name, fault) in faults() {
        let played = play(&fault, false).await.zip(play(&fault, true).await);
        let line = played.map_or_else(
            || documented(name).to_owned(),
            |(read, write)| format!("| {name} | {read} | {write} |"),
        );
        writeln!(table, "{line}").unwrap();
    }
    let (text, written) = DOCUMENT.split_at(DOCUMENT.find("| Fault |").unwrap());
    if written != table {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults.md");
        std::fs::write(&path, format!("{text}{table}")).unwrap();
        panic!(
            "docs/faults.md is not what happens; that is in {}",
            path.display()
        );
    }
}

/// A write is sent again only after it was refused, or never arrived.
#[tokio::test]
async fn no_fault_makes_a_write_happen_twice() {
    for (name, fault) in faults() {
        let refusals = ["403, Retry-After", "429", "the connection", "the name"];
        let refused = refusals.iter().any(|begin| name.starts_with(begin));
        let Some(outcome) = play(&fault, true).await else {
            continue;
        };
        assert!(refused || !outcome.contains("tries"), "{name}: {outcome}");
    }
}
