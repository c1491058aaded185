//! What errors say, and what they never say.

use copera_api::{Error, ErrorKind, Method, auth::Surface};

use crate::scripted::{KEY, PAT, Scripted, Step, answer, builder, json, token};

async fn boards_error(step: Step) -> Error {
    let server = Scripted::start([step]).await;
    let mut policy = crate::scripted::quick();
    policy.max_attempts = 1;
    let client = server.builder().retry(policy).build().unwrap();
    client.boards().list().send().await.unwrap_err()
}

#[tokio::test]
async fn what_the_service_says() {
    use ErrorKind::{Conflict, Forbidden, Invalid, NotFound, RateLimited, Service, Unauthorized};
    for (status, kind, transient) in [
        (304, Service, false),
        (400, Invalid, false),
        (401, Unauthorized, false),
        (403, Forbidden, false),
        (404, NotFound, false),
        (408, Service, true),
        (409, Conflict, false),
        (418, Service, false),
        (422, Invalid, false),
        (429, RateLimited, true),
        (500, Service, true),
        (501, Service, false),
        (503, Service, true),
    ] {
        let error = boards_error(json(status, "")).await;
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!(error.is_transient(), transient, "{error}");
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.surface(), Some(Surface::Boards));
    }
}

#[tokio::test]
async fn how_it_is_told() {
    let body = r#"{"statusCode":403,"error":"Forbidden","message":"You are not allowed to access boards"}"#;
    let html = |status| answer(status, "content-type: text/html\r\n", "<html>");
    for (step, kind, text) in [
        (
            json(403, body),
            ErrorKind::Forbidden,
            "GET /board/list-boards: the service answered 403 Forbidden: \
             You are not allowed to access boards",
        ),
        (
            html(502),
            ErrorKind::Service,
            "GET /board/list-boards: the service answered 502 Bad Gateway",
        ),
        (
            html(200),
            ErrorKind::Protocol,
            "GET /board/list-boards: the answer is text/html where JSON was expected",
        ),
        (
            answer(204, "", ""),
            ErrorKind::Protocol,
            "GET /board/list-boards: the answer is empty where JSON was expected",
        ),
        (
            json(200, r#"[{"_id":"b"}]"#),
            ErrorKind::Protocol,
            "GET /board/list-boards: the answer can't be read at `[0]`: \
             missing field `name` at line 1 column 12",
        ),
    ] {
        let error = boards_error(step).await;
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!(error.to_string(), text);
    }
    let error = boards_error(Step::Reset).await;
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    let text = error.to_string();
    assert!(text.ends_with("broke: connection reset"), "{text}");
    let error = boards_error(Step::Write(
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n[".into(),
    ))
    .await;
    assert_eq!(error.kind(), ErrorKind::Interrupted);
}

/// An answer without end must not fill the memory.
#[tokio::test]
async fn an_answer_that_is_too_long() {
    for (limit, fits) in [(2, true), (1, false)] {
        let server = Scripted::start([json(200, "[]")]).await;
        let client = server.builder().longest_answer(limit).build().unwrap();
        let answer = client.boards().list().send().await;
        let Err(error) = answer else {
            assert!(fits);
            continue;
        };
        assert!(!fits, "{error}");
        assert_eq!(error.kind(), ErrorKind::Protocol);
        assert_eq!(
            error.to_string(),
            "GET /board/list-boards: the answer is longer than the 1 bytes that are held of one"
        );
        assert_eq!(server.count(), 1);
    }
}

/// Nor one whose form is looked at before it is held; a list streams, however long it is.
#[tokio::test]
async fn an_answer_that_is_too_long_and_no_list() {
    use copera_api::{
        Method,
        stream::{Body, HELD_BYTES},
    };
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(2 * HELD_BYTES));
    let list = format!("[\"{}\"]", "x".repeat(2 * HELD_BYTES));
    for (body, limit, held) in [
        ("{\"a\":1}", 7, Some(true)),
        ("{\"a\":1}", 6, None),
        ("[1,2]", 1, Some(false)),
        (&long, long.len(), Some(true)),
        (&long, long.len() - 1, None),
        (&list, HELD_BYTES, Some(false)),
    ] {
        let server = Scripted::start([json(200, body)]).await;
        let client = server.builder().longest_answer(limit).build().unwrap();
        let sent = client.request(Method::GET, "/x").send_streaming().await;
        let what = (body.len(), limit);
        match sent {
            Ok(Body::Whole(reply)) => {
                assert_eq!(
                    (held, &**reply.raw()),
                    (Some(true), body.as_bytes()),
                    "{what:?}"
                );
            }
            Ok(Body::Streaming(_)) => assert_eq!(held, Some(false), "{what:?}"),
            Err(error) => {
                assert_eq!(
                    (held, error.kind()),
                    (None, ErrorKind::Protocol),
                    "{what:?}"
                );
                let told = format!("longer than the {limit} bytes");
                assert!(error.to_string().contains(&told), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn a_name_that_nobody_knows() {
    let base = "https://copera.invalid/v1".parse().unwrap();
    // A machine without root certificates can't make a client for https at all.
    let Ok(client) = copera_api::Client::builder(base, token(PAT))
        .retry(crate::scripted::quick())
        .build()
    else {
        return;
    };
    let error = client.boards().list().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreachable);
    assert_eq!(
        error.to_string(),
        "GET /board/list-boards: could not connect to copera.invalid:443: the name is not known"
    );
}

#[tokio::test]
async fn a_host_that_proves_nothing() {
    use std::io::{Read as _, Write as _};

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let base = format!("https://{address}/v1").parse().unwrap();
    let Ok(client) = copera_api::Client::builder(base, token(PAT)).build() else {
        return;
    };
    let connections = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        // Closing with bytes unread would be a reset.
        let _ = stream.read(&mut [0; 4096]).unwrap();
        stream.write_all(b"HTTP/1.1 400 X\r\n\r\n").unwrap();
        listener.set_nonblocking(true).unwrap();
        listener
    });
    let error = client.boards().list().send().await.unwrap_err();
    assert!(matches!(error, Error::Untrusted { .. }), "{error:?}");
    assert!(!error.is_transient());
    let again = connections.join().unwrap().accept();
    assert!(again.is_err(), "it is not tried again");
}

#[tokio::test]
async fn no_error_holds_the_token() {
    use std::fmt::Write as _;

    let body = format!(r#"{{"error":"{PAT}","message":"Invalid token {PAT}"}}"#);
    let whole = format!("[\"{PAT}\"]");
    for step in [json(401, &body), json(200, &whole), answer(500, "", PAT)] {
        let error = boards_error(step).await;
        let mut shown = format!("{error} {error:?}");
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            write!(shown, " {cause} {cause:?}").unwrap();
            source = cause.source();
        }
        assert!(!shown.contains(PAT), "{shown}");
    }
}

#[tokio::test]
async fn a_closed_surface_costs_no_request() {
    let server = Scripted::start([]).await;
    let client = server.client().with_token(token(KEY));
    let error = client.workspace().info().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Denied);
    assert_eq!(
        error.to_string(),
        "GET /workspace/info: no integration API key can reach this part of the service (workspace)"
    );
    assert_eq!(error.surface(), Some(Surface::Workspace));
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn wrong_input_costs_no_request() {
    let server = Scripted::start([]).await;
    let client = server.client();
    let id = "65f0a1b2c3d4e5f6a7b8c9d0".parse().unwrap();
    for error in [
        client.channel(id).send_message("").send().await.err(),
        client
            .request(Method::GET, "https://example.com/x")
            .send()
            .await
            .err(),
        client
            .request(Method::GET, "//example.com/x")
            .send()
            .await
            .err(),
        client
            .request(Method::GET, "/board/../x")
            .send()
            .await
            .err(),
    ] {
        assert_eq!(error.unwrap().kind(), ErrorKind::Input);
    }
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn what_is_sent() {
    let server = Scripted::start([json(200, "[]"), json(200, "{}")]).await;
    let client = server.client();
    client
        .boards()
        .list()
        .query("x")
        .query("a&b ä")
        .send()
        .await
        .unwrap();
    let request = client
        .request(Method::GET, "docs/a b%2F/?x=1&y=a%20b")
        .query("z", "#");
    request.send().await.unwrap();
    let requests = server.requests();
    assert!(requests[0].starts_with("GET /v1/board/list-boards?q=a%26b+%C3%A4 HTTP/1.1\r\n"));
    assert!(requests[1].starts_with("GET /v1/docs/a%20b%2F/?x=1&y=a+b&z=%23 HTTP/1.1\r\n"));
    let agent = concat!("user-agent: copera-api/", env!("CARGO_PKG_VERSION"), "\r\n");
    for line in [agent, "accept: application/json\r\n"] {
        assert!(requests[0].contains(line), "{}", requests[0]);
    }
}

#[test]
fn a_client_shows_no_token() {
    let client = builder("127.0.0.1:1", PAT).build().unwrap();
    let shown = format!("{client:?} {:?}", client.boards().list());
    assert!(
        shown.contains("cp_pat_…mnop") && !shown.contains(PAT),
        "{shown}"
    );
}

#[test]
fn a_user_agent_with_a_line_break_is_refused() {
    let error = builder("127.0.0.1:1", PAT)
        .user_agent("a\nb")
        .build()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Setup);
}

#[tokio::test]
async fn why_a_token_was_turned_away() {
    let forbidden = || json(403, "");
    let steps = [
        forbidden(),
        forbidden(),
        forbidden(),
        json(401, ""),
        forbidden(),
    ];
    let server = Scripted::start(steps).await;
    let client = server.client();
    let errors = [
        client.docs().tree().send().await.err(),
        client.workspace().info().send().await.err(),
        client.search("x").send().await.err(),
        client.boards().list().send().await.err(),
        client
            .with_token(token(KEY))
            .channels()
            .list()
            .send()
            .await
            .err(),
        client
            .with_token(token(KEY))
            .docs()
            .tree()
            .send()
            .await
            .err(),
    ];
    let texts = errors.map(|error| error.unwrap().explanation().unwrap().to_string());
    assert_eq!(
        texts,
        [
            "docs needs a token with the scope access_docs",
            "workspace is open to internal users only, and the token is an external user's",
            "the token may see none of the kinds that were asked for, or is an external user's",
            "the personal access token has expired (after a year at most) or was deleted",
            "channels needs a token with the scope access_channels, \
             and an integration must be a participant too",
            "docs can't be reached with any integration API key",
        ]
    );
}
