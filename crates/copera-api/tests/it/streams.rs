//! Lists that arrive element by element, and what breaks them.

use copera_api::{
    Error, ErrorKind, Method, ProtocolProblem,
    stream::{Body, HELD_BYTES},
};

use crate::scripted::{PAT, Scripted, Step, answer, json};

fn board(name: &str) -> String {
    format!(r#"{{"_id":"b","name":"{name}","createdAt":"c","updatedAt":"u"}}"#)
}

/// A list of boards that is longer than what is held.
fn long() -> String {
    let boards = vec![board(&"x".repeat(1000)); HELD_BYTES / 1000 + 1];
    format!("[{}]", boards.join(", "))
}

/// What comes of a list, read as text and as boards: the elements, then why it ended.
async fn read(step: impl Fn() -> Step) -> (usize, Option<Error>) {
    let server = Scripted::start([step(), step()]).await;
    let boards = server.client().boards();
    let (mut raw, mut typed) = (boards.list().raw_stream(), boards.list().stream());
    let (mut count, mut failure) = (0, None);
    while let Some(element) = raw.next().await {
        match element {
            Ok(_) => count += 1,
            Err(error) => failure = Some(error),
        }
    }
    let (mut boards, mut error) = (0, None);
    while let Some(element) = typed.next().await {
        match element {
            Ok(_) => boards += 1,
            Err(problem) => error = Some(problem),
        }
    }
    assert_eq!(boards, count);
    assert_eq!(
        error.as_ref().map(Error::kind),
        failure.as_ref().map(Error::kind)
    );
    assert!(raw.next().await.is_none() && typed.next().await.is_none());
    assert_eq!(server.count(), 2, "nothing is asked for twice");
    (count, failure)
}

#[tokio::test]
async fn elements_and_what_ends_them() {
    let (one, two) = (board("1"), board("2"));
    let close = |body: &str| Step::Write(format!("HTTP/1.1 200 X\r\n\r\n{body}"));
    let short = |body: &str| {
        Step::Write(format!(
            "HTTP/1.1 200 X\r\ncontent-length: 9999\r\n\r\n{body}"
        ))
    };
    let whole = |body: String| move || json(200, &body);
    let cut_off = format!("[{one},{two},{{");

    assert!(matches!(read(whole("[]".into())).await, (0, None)));
    assert!(matches!(
        read(whole(format!("[{one} ,\n{two}]\n"))).await,
        (2, None)
    ));
    let (count, error) = read(|| short(&cut_off)).await;
    assert_eq!((count, error.unwrap().kind()), (2, ErrorKind::Interrupted));

    for (body, count, text) in [
        (
            cut_off.clone(),
            2,
            "the answer ends in the middle of a list, after 2 whole elements",
        ),
        (
            format!("[{one},{two}"),
            1,
            "the answer ends in the middle of a list, after 1 whole elements",
        ),
        (
            format!("[{one} {two}]"),
            0,
            "the answer can't be read at `[0]`: trailing characters at line 1 column 56",
        ),
        (
            format!("[{one},]"),
            1,
            "the answer can't be read at `[1]`: EOF while parsing a value at line 1 column 0",
        ),
        (
            format!("[{one}] x"),
            1,
            "the answer can't be read at `.`: something follows the end of the list",
        ),
        (
            "{}".to_owned(),
            0,
            "the answer is of no stated type where JSON was expected",
        ),
        (
            String::new(),
            0,
            "the answer is of no stated type where JSON was expected",
        ),
    ] {
        let (found, error) = read(|| close(&body)).await;
        assert_eq!(found, count, "{body}");
        let error = error.unwrap();
        assert_eq!(error.kind(), ErrorKind::Protocol);
        assert_eq!(error.to_string(), format!("GET /board/list-boards: {text}"));
    }
}

#[tokio::test]
async fn an_element_of_another_shape_is_named() {
    let (good, bad) = (board("1"), r#"{"_id":"b","name":7}"#);
    let server = Scripted::start([json(200, &format!("[{good},{bad},{good}]"))]).await;
    let mut boards = server.client().boards().list().stream();
    assert!(boards.next().await.unwrap().is_ok());
    let error = boards.next().await.unwrap().unwrap_err();
    let Error::Protocol {
        problem: ProtocolProblem::Shape { path, .. },
        ..
    } = &error
    else {
        panic!("{error:?}");
    };
    assert_eq!(path, "[1].name");
    assert!(boards.next().await.is_none());
}

#[tokio::test]
async fn it_is_tried_again_until_the_answer_begins() {
    let cut = Step::Write("HTTP/1.1 200 X\r\ncontent-length: 9\r\n\r\n".to_owned());
    let steps = [json(503, ""), Step::Reset, cut, json(200, "[1,2]")];
    let server = Scripted::start(steps).await;
    let mut elements = server.client().boards().list().raw_stream();
    assert_eq!(server.count(), 0, "nothing is sent before it is asked for");
    assert_eq!(elements.next().await.unwrap().unwrap(), "1");
    assert_eq!(elements.next().await.unwrap().unwrap(), "2");
    assert!(elements.next().await.is_none());
    assert_eq!(server.count(), 4);
}

#[tokio::test]
async fn short_answers_are_held_and_long_ones_stream() {
    let steps = [
        json(200, "[]"),
        json(200, &long()),
        json(200, "[]"),
        json(200, &long()),
    ];
    let server = Scripted::start(steps).await;
    let client = server.client();
    for _ in 0..2 {
        let held = client.boards().list().send_streaming().await.unwrap();
        assert!(matches!(held, Body::Whole(boards) if boards.is_empty()));
        let Body::Streaming(mut elements) = client.boards().list().send_streaming().await.unwrap()
        else {
            panic!("it is held");
        };
        let mut count = 0;
        while let Some(element) = elements.next().await {
            element.unwrap();
            count += 1;
        }
        assert_eq!(count, HELD_BYTES / 1000 + 1);
    }
}

#[tokio::test]
async fn requests_written_by_hand_stream_too() {
    let whole = format!("{{\"a\":{}}}", long());
    let steps = [
        json(200, &long()),
        json(200, &whole),
        answer(200, "content-type: image/png\r\n", &whole),
    ];
    let server = Scripted::start(steps).await;
    let request = || server.client().request(Method::GET, "/x");
    let Body::Streaming(_) = request().send_streaming().await.unwrap() else {
        panic!("a long list is held");
    };
    let Body::Whole(reply) = request().send_streaming().await.unwrap() else {
        panic!("what is no list streams");
    };
    assert_eq!(reply.raw(), whole.as_bytes());
    let mut bytes = request().send_for_bytes().await.unwrap();
    assert_eq!(bytes.content_type(), Some("image/png"));
    let mut length = 0;
    while let Some(piece) = bytes.next().await {
        length += piece.unwrap().len();
    }
    assert_eq!(length, whole.len());
}

/// Lists that stand in an object: those of endpoints with pages, and any that is asked for by hand.
#[tokio::test]
async fn lists_inside_of_objects_stream() {
    let page =
        |members: &str| format!(r#"{{"total":9,"members":[{members}],"limit":2,"offset":0}}"#);
    let member = |name: &str| {
        format!(
            r#"{{"_id":"m","name":"{name}","email":"e","type":"user","status":"online","active":true,"createdAt":"c"}}"#
        )
    };
    let two = [member("Ada"), member("Bo")].join(" , ");
    let server = Scripted::start([json(200, &page(&two))]).await;
    let mut members = server.client().workspace().members().limit(2).stream_page();
    assert_eq!(server.count(), 0);
    let mut names = Vec::new();
    while let Some(member) = members.next().await {
        names.push(member.unwrap().name);
    }
    assert_eq!(names, ["Ada", "Bo"]);
    assert!(server.requests()[0].starts_with("GET /v1/workspace/members?limit=2 "));

    // Why it ended; as many elements came before.
    let whole = "the answer can't be read at `.`: ";
    for (body, count, text) in [
        (page("1,2"), 2, String::new()),
        (
            format!("{}x", page("1")),
            1,
            format!("{whole}something follows the end of the list"),
        ),
        (
            page("1,2").replace("\"limit\":2", "\"limit\":"),
            2,
            format!("{whole}what stands around the list is no JSON"),
        ),
        (
            page("1").replace("offset", "members"),
            1,
            format!("{whole}the list stands there twice"),
        ),
        (
            page("1").replace("members", "teams"),
            0,
            format!("{whole}a list was expected"),
        ),
        ("[1]".to_owned(), 0, format!("{whole}a list was expected")),
        (
            r#"{"members":[1,"#.to_owned(),
            1,
            "the answer ends in the middle of a list, after 1 whole elements".to_owned(),
        ),
    ] {
        let server = Scripted::start([json(200, &body)]).await;
        let request = server.client().request(Method::GET, "/x");
        let mut elements = request.stream_field("members");
        let (mut found, mut why) = (0, String::new());
        while let Some(element) = elements.next().await {
            match element {
                Ok(_) => found += 1,
                Err(error) => why = error.to_string(),
            }
        }
        let text = if text.is_empty() {
            text
        } else {
            format!("GET /x: {text}")
        };
        assert_eq!((found, why), (count, text), "{body}");
    }

    // And a list that is the answer itself.
    let server = Scripted::start([json(200, "[1, 2]")]).await;
    let mut numbers = server
        .client()
        .request(Method::GET, "/x")
        .stream()
        .typed::<u8>();
    assert_eq!(numbers.next().await.unwrap().unwrap(), 1);
    assert_eq!(numbers.next().await.unwrap().unwrap(), 2);
    assert!(numbers.next().await.is_none());
}

#[tokio::test]
async fn no_error_of_a_stream_holds_the_token() {
    for body in [format!("[\"{PAT}\"]"), format!("[{{\"{PAT}\":}}]")] {
        let server = Scripted::start([json(200, &body)]).await;
        let error = server.client().boards().list().stream().next().await;
        let shown = format!("{:?}", error.unwrap().unwrap_err());
        assert!(!shown.contains(PAT), "{shown}");
    }
}

/// A list that was asked for by hand has its head, and no further page.
#[tokio::test]
async fn by_hand() {
    let server = Scripted::start([json(200, &long()), json(200, "[]")]).await;
    let request = |path: &str| server.client().request(Method::GET, path);
    let mut pages = request("/a").pages();
    let Some(Ok(Body::Streaming(mut elements))) = pages.next_streaming().await else {
        panic!("it is too long to be held");
    };
    let (status, headers) = elements.head().unwrap();
    assert!(status.is_success() && headers["content-type"] == "application/json");
    while let Some(element) = elements.next().await {
        element.unwrap();
    }
    assert!(elements.head().is_none() && pages.next_streaming().await.is_none());
    let short = request("/b").pages().next_streaming().await;
    assert!(matches!(short, Some(Ok(Body::Whole(_)))), "{short:?}");
    assert_eq!(server.count(), 2);
}

/// What does not call itself JSON may be anything that begins with a bracket.
#[tokio::test]
async fn text_that_begins_as_a_list() {
    let text = "[info] all is well\n".repeat(HELD_BYTES / 16);
    let server = Scripted::start([answer(200, "content-type: text/plain\r\n", &text)]).await;
    let sent = server
        .client()
        .request(Method::GET, "/log")
        .send_streaming();
    match sent.await.unwrap() {
        Body::Whole(reply) => assert_eq!(reply.raw(), text.as_bytes()),
        Body::Streaming(_) => panic!("this is no list"),
    }
}
