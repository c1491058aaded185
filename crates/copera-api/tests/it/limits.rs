//! Keeping to limits, in the sandbox's time: what is waited for is turned forward.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use copera_api::{
    Client, ClientBuilder, Clock, Error, ErrorKind, Method, Observer, Verification, Wait,
    WaitReason,
};
use copera_sandbox::{Fault, Sandbox, seed};

use crate::scripted::token;

const BOARDS: &str = "/board/list-boards";

/// The sandbox's clock; a pause turns it forward.
struct Turned(copera_sandbox::Clock);

impl Clock for Turned {
    fn now(&self) -> SystemTime {
        let micros = self.0.now().as_microsecond();
        SystemTime::UNIX_EPOCH + Duration::from_micros(micros.try_into().unwrap())
    }

    fn sleep(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.advance(span);
        Box::pin(std::future::ready(()))
    }
}

/// The pauses, with their reasons.
#[derive(Default)]
struct Pauses(Mutex<Vec<(WaitReason, Duration)>>);

impl Observer for Pauses {
    fn waiting(&self, wait: &Wait<'_>) {
        self.0.lock().unwrap().push((wait.reason, wait.delay));
    }
}

impl Pauses {
    fn count(&self, is_paced: bool) -> usize {
        let pauses = self.0.lock().unwrap();
        let reasons = pauses.iter().map(|pause| pause.0 == WaitReason::Paced);
        reasons.filter(|paced| *paced == is_paced).count()
    }

    fn paced(&self) -> usize {
        self.count(true)
    }

    /// How often the service had to refuse.
    fn refused(&self) -> usize {
        self.count(false)
    }
}

fn builder(sandbox: &Sandbox, pauses: &Arc<Pauses>) -> ClientBuilder {
    let base = sandbox.base_url().parse().unwrap();
    Client::builder(base, token(seed::FULL_PAT))
        .clock(Arc::new(Turned(sandbox.clock())))
        .observer(pauses.clone())
}

/// A service that says nothing about its limits.
fn hide_figures(sandbox: &Sandbox) {
    let boards = serde_json::json!([]);
    sandbox.fault(Fault::on("GET", BOARDS).json(&boards).always());
}

async fn list(client: &Client, times: u32) -> Result<(), Error> {
    for _ in 0..times {
        client.boards().list().send().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_limit_is_used_to_the_full_and_not_beyond() {
    for strangers_requests in [0, 20] {
        let sandbox = Sandbox::start().await.unwrap();
        let pauses = Arc::new(Pauses::default());
        let stranger = builder(&sandbox, &pauses).build().unwrap();
        list(&stranger, strangers_requests).await.unwrap();
        let client = builder(&sandbox, &pauses).build().unwrap();
        let begun = sandbox.clock().now();
        list(&client, 401 - strangers_requests).await.unwrap();
        let minutes = sandbox.clock().now().duration_since(begun).as_secs_f64() / 60.0;
        let kept = 400.0 / (50.0 * minutes);
        assert!(kept >= 0.98, "{kept} of the limit in {minutes} minutes");
        assert!(pauses.refused() <= 1, "{:?}", pauses.0);
        assert_eq!(pauses.paced(), 8);
    }
}

#[tokio::test]
async fn many_calls_at_once_share_a_limit() {
    let sandbox = Sandbox::start().await.unwrap();
    let pauses = Arc::new(Pauses::default());
    let client = builder(&sandbox, &pauses).no_wait().build().unwrap();
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..60 {
        let client = client.clone();
        calls.spawn(async move { list(&client, 1).await });
    }
    let results = calls.join_all().await;
    let paced = results
        .iter()
        .filter(|result| matches!(result, Err(Error::Paced { .. })));
    assert_eq!(paced.count(), 10);
    assert_eq!(sandbox.requests().len(), 50);
}

#[tokio::test]
async fn published_limits_hold_where_the_service_says_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    hide_figures(&sandbox);
    let pauses = Arc::new(Pauses::default());
    let client = builder(&sandbox, &pauses).build().unwrap();
    list(&client, 50).await.unwrap();
    assert_eq!(pauses.paced(), 0);
    list(&client, 1).await.unwrap();
    assert_eq!(pauses.paced(), 1);
    let pause = pauses.0.lock().unwrap()[0].1;
    assert!(pause > Duration::from_secs(50) && pause <= Duration::from_secs(60));
}

#[tokio::test]
async fn who_does_not_wait_is_told_for_how_long() {
    let sandbox = Sandbox::start().await.unwrap();
    let pauses = Arc::new(Pauses::default());
    let waits: [fn(ClientBuilder) -> ClientBuilder; 2] = [ClientBuilder::no_wait, |builder| {
        builder.max_wait(Duration::from_secs(5))
    }];
    for (secret, change) in [seed::FULL_PAT, seed::OAT].into_iter().zip(waits) {
        let client = change(builder(&sandbox, &pauses)).build().unwrap();
        // Tokens are counted apart.
        let client = client.with_token(token(secret));
        let before = sandbox.requests().len();
        list(&client, 50).await.unwrap();
        let error = list(&client, 1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::RateLimited);
        assert!(error.is_transient() && !error.may_have_happened());
        assert!(error.retry_after().unwrap() > Duration::from_secs(50));
        let text = error.to_string();
        let expected = "GET /board/list-boards: the rate limit is used up for another ";
        assert!(text.starts_with(expected), "{text}");
        assert_eq!(sandbox.requests().len() - before, 50);
        // Nor does a request that was written by hand, or one to another endpoint of the family.
        let same = client.request(Method::GET, "/board/list-boards?q=x").send();
        assert!(matches!(same.await, Err(Error::Paced { .. })));
        let verified = client.verify(Duration::from_secs(3)).await;
        assert!(
            !matches!(verified, Verification::Invalid(_)),
            "{verified:?}"
        );
    }
    assert_eq!(pauses.0.lock().unwrap().len(), 0);
}

#[tokio::test]
async fn a_refusal_is_waited_for_no_longer_than_allowed() {
    for (allowed, requests) in [(5, 1), (10, 2)] {
        let sandbox = Sandbox::start().await.unwrap();
        let refusal = Fault::on("GET", "/docs/tree").status(429);
        sandbox.fault(refusal.header("retry-after", "10"));
        let pauses = Arc::new(Pauses::default());
        let client = builder(&sandbox, &pauses).max_wait(Duration::from_secs(allowed));
        let result = client.build().unwrap().docs().tree().send().await;
        assert_eq!(result.is_ok(), requests == 2, "{allowed}");
        assert_eq!(sandbox.requests().len(), requests);
    }
}

#[tokio::test]
async fn where_nothing_is_published_the_answers_tell() {
    let sandbox = Sandbox::start().await.unwrap();
    let pauses = Arc::new(Pauses::default());
    let client = builder(&sandbox, &pauses).build().unwrap();
    for _ in 0..250 {
        client.docs().tree().send().await.unwrap();
    }
    assert_eq!((pauses.paced(), pauses.refused()), (2, 0));
}

#[tokio::test]
async fn a_refusal_holds_for_all_calls() {
    let sandbox = Sandbox::start().await.unwrap();
    let refusal = Fault::on("GET", "/docs/tree").status(429);
    sandbox.fault(refusal.header("retry-after", "30"));
    let pauses = Arc::new(Pauses::default());
    let client = builder(&sandbox, &pauses).no_wait().build().unwrap();
    let error = client.docs().tree().send().await.unwrap_err();
    assert!(matches!(error, Error::Refused { .. }), "{error:?}");
    let error = client.docs().tree().send().await.unwrap_err();
    assert!(matches!(error, Error::Paced { .. }), "{error:?}");
    sandbox.clock().advance(Duration::from_secs(30));
    client.docs().tree().send().await.unwrap();
}

#[tokio::test]
async fn nothing_is_counted_where_that_is_not_wanted() {
    let sandbox = Sandbox::start().await.unwrap();
    hide_figures(&sandbox);
    let pauses = Arc::new(Pauses::default());
    let client = builder(&sandbox, &pauses).unpaced().no_wait();
    list(&client.build().unwrap(), 60).await.unwrap();
}

#[tokio::test]
async fn clients_with_the_same_file_share_a_budget() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("budget.json");
    std::fs::write(&path, "garbage").unwrap();
    let sandbox = Sandbox::start().await.unwrap();
    hide_figures(&sandbox);
    let pauses = Arc::new(Pauses::default());
    let client = || {
        builder(&sandbox, &pauses)
            .budget_file(&path)
            .no_wait()
            .build()
    };
    let [one, other] = [client().unwrap(), client().unwrap()];
    list(&one, 30).await.unwrap();
    list(&other, 20).await.unwrap();
    assert!(matches!(list(&one, 1).await, Err(Error::Paced { .. })));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains(seed::FULL_PAT), "{text}");
    // Another token has a budget of its own.
    list(&one.with_token(token(seed::OAT)), 1).await.unwrap();
}

#[tokio::test]
async fn a_file_that_cant_be_used_is_no_obstacle() {
    let sandbox = Sandbox::start().await.unwrap();
    hide_figures(&sandbox);
    let pauses = Arc::new(Pauses::default());
    let client = builder(&sandbox, &pauses)
        .budget_file("/nowhere/budget")
        .no_wait();
    let client = client.build().unwrap();
    list(&client, 50).await.unwrap();
    assert!(matches!(list(&client, 1).await, Err(Error::Paced { .. })));
}

#[tokio::test]
async fn all_pauses_of_a_call_count_together() {
    for (allowed, works) in [(100, false), (130, true)] {
        let sandbox = Sandbox::start().await.unwrap();
        let pauses = Arc::new(Pauses::default());
        let client = builder(&sandbox, &pauses).max_wait(Duration::from_secs(allowed));
        let client = client.build().unwrap();
        list(&client, 50).await.unwrap();
        // A minute until the next window, and another one after the refusal there.
        let refusal = Fault::on("GET", BOARDS).status(429);
        sandbox.fault(refusal.header("retry-after", "60"));
        assert_eq!(list(&client, 1).await.is_ok(), works, "{allowed}");
        assert_eq!((pauses.paced(), pauses.refused()), (1, usize::from(works)));
    }
}
