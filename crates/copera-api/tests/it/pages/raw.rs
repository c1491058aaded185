//! Lists that were asked for by hand: how they are walked through, to the letter of what is answered.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
};

use copera_api::Method;

use super::answers::{bookings, comments, teams};
use crate::scripted::{Scripted, Step, json};

/// The queries that a walk sends, from this one on.
async fn queries(steps: Vec<Step>, first: &str) -> Vec<String> {
    let server = Scripted::start(steps).await;
    let mut pages = server
        .client()
        .request(Method::GET, format!("/list{first}"))
        .pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    let requests = server.requests();
    let targets = requests
        .iter()
        .map(|request| request.split(' ').nth(1).unwrap());
    targets
        .map(|target| {
            target
                .split_once('?')
                .map_or("", |(_, query)| query)
                .to_owned()
        })
        .collect()
}

/// A page of a list of five.
fn things(items: &str) -> Step {
    json(
        200,
        &format!(r#"{{"things":[{items}],"total":5,"limit":2}}"#),
    )
}

fn back(first: Option<&str>) -> Step {
    let cursor = serde_json::json!(first);
    json(
        200,
        &format!(
            r#"{{"items":[],"pageInfo":{{"startCursor":{cursor},"endCursor":"z",
                "hasPreviousPage":{},"hasNextPage":true}}}}"#,
            first.is_some()
        ),
    )
}

#[tokio::test]
async fn where_pages_lead() {
    #[rustfmt::skip]
    let table: Vec<(Vec<Step>, &str, &[&str])> = vec![
        (vec![teams("a b", 3), teams("c", 3)], "?limit=2", &["limit=2", "limit=2&offset=2"]),
        (vec![teams("a b", 9), teams("", 9)], "", &["", "offset=2"]),
        (vec![teams("a b", 9), teams("", 9)], "?offset=5&limit=2", &["offset=5&limit=2", "limit=2&offset=7"]),
        (vec![comments("a", Some("a")), comments("", Some("x")), comments("b", None)], "?q=1",
            &["q=1", "q=1&after=a", "q=1&after=x"]),
        (vec![comments("a", Some("a")), comments("b", Some("a"))], "", &["", "after=a"]),
        // Who asks for what is before goes on that way.
        (vec![back(Some("b")), back(Some("a")), back(None)], "?before=c", &["before=c", "before=b", "before=a"]),
        (vec![back(Some("c"))], "?before=c", &["before=c"]),
        (vec![bookings("a", Some("x"), true), bookings("b", Some("x"), true)], "", &["", "cursor=x"]),
        (vec![bookings("a", Some("x"), false)], "", &[""]),
        // What is not there may be `null` as well.
        (vec![json(200, r#"{"teams":[1,2],"total":3,"limit":2,"offset":null,"hasMore":null,"nextCursor":null}"#),
            teams("c", 3)], "", &["", "offset=2"]),
        (vec![json(200, r#"{"bookings":[],"hasMore":true,"nextCursor":"x","pageInfo":null,"offset":null}"#),
            bookings("b", None, false)], "", &["", "cursor=x"]),
        // Whatever the list is called, if it is the only one.
        (vec![json(200, r#"{"things":[[],{}],"total":3,"limit":2,"offset":0}"#),
            json(200, r#"{"things":[1],"total":3,"limit":2,"offset":2}"#)], "", &["", "offset=2"]),
        (vec![json(200, r#"{"things":[1],"others":[],"total":3,"limit":1,"offset":0}"#)], "", &[""]),
        // The service passes over nothing.
        (vec![teams("a b", 9), teams("a b", 9)], "", &["", "offset=2"]),
        (vec![things(r#"{"id":1},{"id":2}"#), things(r#"{"id":1},{"id":2}"#)], "", &["", "offset=2"]),
        (vec![things(r#"{"uid":"a"}"#), things(r#"{"uid":"b"}"#), things(r#"{"uid":"b"}"#)], "",
            &["", "offset=1", "offset=2"]),
        // What has no ids may look alike.
        (vec![things("1,1"), things("1,1"), things("1")], "", &["", "offset=2", "offset=4"]),
        (vec![things(r#"{"n":1},{"id":null}"#), things(r#"{"n":1},{"id":null}"#), things("{}")], "",
            &["", "offset=2", "offset=4"]),
        // No list with pages.
        (vec![json(200, "[1]")], "", &[""]),
        (vec![json(200, "{}")], "", &[""]),
        (vec![json(204, "")], "", &[""]),
    ];
    for (steps, first, expected) in table {
        assert_eq!(queries(steps, first).await, expected, "{first}");
    }
}

/// Neither handed on whole nor as it arrives.
#[tokio::test]
async fn the_same_page_comes_once() {
    for streaming in [false, true] {
        let server = Scripted::start([teams("a b", 9), teams("a b", 9)]).await;
        let mut pages = server.client().request(Method::GET, "/list").pages();
        let mut count = 0;
        loop {
            let page = if streaming {
                pages.next_streaming().await.map(|page| page.map(drop))
            } else {
                pages.next().await.map(|page| page.map(drop))
            };
            match page {
                Some(page) => page.unwrap(),
                None => break,
            }
            count += 1;
        }
        assert_eq!((count, server.count()), (1, 2));
    }
}

/// As by a time limit around it, or beside something else that came first.
#[tokio::test]
async fn a_page_that_was_not_waited_for_comes_the_next_time() {
    let server = Scripted::always(|| comments("a", None)).await;
    let mut by_hand = server.client().request(Method::GET, "/list").pages();
    let mut typed = server.client().workspace().teams().pages();
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(by_hand.next()).poll(&mut context).is_pending());
    assert!(pin!(typed.next()).poll(&mut context).is_pending());
    assert!(by_hand.next().await.unwrap().is_ok());
    // Not what a page of teams looks like.
    assert!(typed.next().await.unwrap().is_err());
}
