//! Sixteen processes that share a budget by a file: this very program, started sixteen times more.
//!
//! Their time is the sandbox's. A process that wants to wait says for how long; when all of them
//! wait, the clock is turned to where the first one goes on. So minutes pass in a moment, and no
//! process is ever in another minute than the rest.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "all of it is a test, and the processes talk to each other by their streams"
)]

use std::{
    future::Future,
    io::{BufRead, BufReader, Write},
    path::Path,
    pin::Pin,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, SystemTime},
};

use copera_api::auth::{Token, TokenKind};
use copera_api::{Client, Clock, Observer, Wait, WaitReason};
use copera_sandbox::{Sandbox, seed};

const CHILD: &str = "as-a-child";
const PROCESSES: u32 = 16;
/// How many requests each makes; all together seven minutes of them, and a little more.
const REQUESTS: u32 = 22;
const MINUTES: u32 = PROCESSES * REQUESTS / LIMIT;
/// What the sandbox allows in a minute.
const LIMIT: u32 = 50;

fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.unwrap();
    match arguments.iter().position(|argument| argument == CHILD) {
        Some(at) => runtime.block_on(requests(&arguments[at + 1], &arguments[at + 2])),
        None => runtime.block_on(together()),
    }
}

/// What a process says.
enum Message {
    Sleeps(Duration),
    /// It is done; so often the service had to refuse.
    Done {
        refusals: u64,
    },
}

async fn together() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("budget.json");
    let begun = sandbox.clock().now();
    let refusals = run(&sandbox, &file);
    let minutes = sandbox.clock().now().duration_since(begun).as_secs_f64() / 60.0;
    let kept = f64::from(MINUTES) / minutes;
    println!(
        "{PROCESSES} processes kept {:.1} % of the limit, {refusals} refusals",
        100.0 * kept
    );
    assert!(kept >= 0.95, "{kept} of the limit in {minutes} minutes");
    assert!(refusals <= 2, "{refusals}");
}

fn run(sandbox: &Sandbox, file: &Path) -> u64 {
    let (sender, messages) = mpsc::channel();
    let mut children: Vec<_> = (0..PROCESSES as usize)
        .map(|number| start(sandbox, file, number, sender.clone()))
        .collect();
    drop(sender);
    let mut ahead = Duration::ZERO;
    let mut sleeping: Vec<(SystemTime, usize)> = Vec::new();
    let (mut running, mut refusals) = (children.len(), 0);
    while let Ok((number, message)) = messages.recv() {
        running -= 1;
        match message {
            Message::Sleeps(span) => {
                sleeping.push((now(sandbox) + span, number));
            }
            Message::Done { refusals: more } => refusals += more,
        }
        if running > 0 || sleeping.is_empty() {
            continue;
        }
        sleeping.sort();
        let wakes = sleeping[0].0;
        let missing = wakes.duration_since(now(sandbox)).unwrap_or_default();
        sandbox.clock().advance(missing);
        ahead += missing;
        let awake: Vec<_> = sleeping
            .extract_if(.., |sleeper| sleeper.0 <= wakes)
            .collect();
        for (_, number) in awake {
            writeln!(children[number].1, "{}", ahead.as_micros()).unwrap();
            running += 1;
        }
    }
    for (child, _) in &mut children {
        assert!(child.wait().unwrap().success());
    }
    refusals
}

fn now(sandbox: &Sandbox) -> SystemTime {
    let micros = sandbox.clock().now().as_microsecond();
    SystemTime::UNIX_EPOCH + Duration::from_micros(micros.try_into().unwrap())
}

fn start(
    sandbox: &Sandbox,
    file: &Path,
    number: usize,
    sender: mpsc::Sender<(usize, Message)>,
) -> (Child, ChildStdin) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .arg(CHILD)
        .arg(sandbox.base_url())
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    thread::spawn(move || {
        for line in output.lines() {
            let line = line.unwrap();
            let (word, figure) = line.split_once(' ').unwrap();
            let figure = figure.parse().unwrap();
            let message = if word == "sleep" {
                Message::Sleeps(Duration::from_micros(figure))
            } else {
                Message::Done { refusals: figure }
            };
            sender.send((number, message)).unwrap();
        }
    });
    let input = child.stdin.take().unwrap();
    (child, input)
}

async fn requests(base: &str, file: &str) {
    let refusals = Arc::new(Refusals::default());
    let token = Token::parse(seed::FULL_PAT, TokenKind::PREFIXES).unwrap();
    let client = Client::builder(base.parse().unwrap(), token)
        .budget_file(file)
        .max_wait(Duration::from_secs(3600))
        .clock(Arc::new(Told::default()))
        .observer(refusals.clone())
        .build()
        .unwrap();
    for _ in 0..REQUESTS {
        client.boards().list().send().await.unwrap();
    }
    println!("done {}", refusals.0.load(Ordering::Relaxed));
}

/// Real time, plus what the parent says that the clock is ahead.
#[derive(Default)]
struct Told {
    ahead_micros: AtomicU64,
}

impl Clock for Told {
    fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_micros(self.ahead_micros.load(Ordering::Relaxed))
    }

    fn sleep(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        println!("sleep {}", span.as_micros());
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).unwrap();
        self.ahead_micros
            .store(line.trim().parse().unwrap(), Ordering::Relaxed);
        Box::pin(std::future::ready(()))
    }
}

#[derive(Default)]
struct Refusals(AtomicU64);

impl Observer for Refusals {
    fn waiting(&self, wait: &Wait<'_>) {
        if matches!(wait.reason, WaitReason::Limited(_)) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}
