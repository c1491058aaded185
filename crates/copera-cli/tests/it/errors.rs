//! How each kind of failure ends.

use copera_sandbox::{Fault, seed};

use crate::home::{Home, Outcome};

fn list(home: &Home, fault: Fault) -> Outcome {
    home.sandbox().fault(fault.always());
    home.copera(["boards", "list"]).run()
}

fn on_list() -> Fault {
    Fault::on("GET", "/board/list-boards")
}

#[test]
fn statuses() {
    // status, exit code, transient
    for (status, code, transient) in [
        (400, 1, false),
        (401, 4, false),
        (403, 4, false),
        (404, 3, false),
        (409, 5, false),
        (418, 1, false),
        (422, 1, false),
        (500, 1, true),
        (503, 1, true),
    ] {
        let home = Home::signed_in();
        let body = serde_json::json!({"statusCode": status, "error": "Label", "message": "The sentence of the service"});
        let run = list(&home, on_list().status(status).json(&body));
        assert_eq!(run.fails_with(code), "api_error", "{status}");
        let error = run.error();
        assert!(
            error["message"]
                .as_str()
                .unwrap()
                .contains("The sentence of the service"),
            "{run}"
        );
        assert_eq!(error["transient"], transient, "{run}");
    }
}

/// An answer that ends before it should says so, and where it ended.
#[test]
fn an_answer_cut_short() {
    for (fault, told) in [
        (
            on_list().cut_body_after(10),
            "broke: closed early, after 10 bytes of the answer",
        ),
        (
            on_list().reset_after(10),
            "broke: connection reset, after 10 bytes of the answer",
        ),
        (
            on_list().claim_length(5),
            ": the answer ended early, after 5 bytes",
        ),
    ] {
        let home = Home::signed_in();
        let run = list(&home, fault);
        assert_eq!(run.fails_with(1), "request_failed");
        let message = run.error()["message"].clone();
        assert!(message.as_str().unwrap().ends_with(told), "{message}");
    }
}

/// A limit that asks for longer than we wait.
#[test]
fn rate_limited() {
    let home = Home::signed_in();
    let run = list(&home, on_list().status(429).header("Retry-After", "120"));
    assert_eq!(run.fails_with(6), "api_error");
    insta::assert_snapshot!(run);
    assert_eq!(home.sandbox().requests().len(), 1);
}

#[test]
fn a_blip_is_tried_again() {
    let home = Home::signed_in();
    home.sandbox().fault(on_list().status(503).times(1));
    home.sandbox().fault(on_list().reset().times(1));
    home.copera(["boards", "list"]).run().succeeds();
    assert_eq!(home.sandbox().requests().len(), 3);
}

/// A write that may have happened is not repeated, and that is said.
#[test]
fn a_write_is_never_repeated() {
    let home = Home::signed_in();
    home.sandbox().fault(
        Fault::on("POST", "/chat/channel/{id}/send-message")
            .reset()
            .always(),
    );
    let run = home
        .copera([
            "channels",
            "message",
            "send",
            "--channel",
            seed::channels::DEPLOYMENTS,
            "x",
        ])
        .run();
    assert_eq!(run.fails_with(1), "request_failed");
    assert!(
        run.error()["suggestion"]
            .as_str()
            .unwrap()
            .contains("may have been done"),
        "{run}"
    );
    // A program that tries again what is transient must not do this twice.
    assert_eq!(run.error()["transient"], false);
    assert_eq!(home.sandbox().requests().len(), 1);
}

#[test]
fn not_an_answer_of_the_service() {
    for (content_type, body) in [
        ("text/html", "<html>sign in</html>"),
        ("application/json", ""),
        ("application/json", "[{\"_id\":"),
    ] {
        let home = Home::signed_in();
        let run = list(&home, on_list().status(200).body(content_type, body));
        assert_eq!(run.fails_with(1), "request_failed", "{body:?}");
    }
    let home = Home::signed_in();
    insta::assert_snapshot!(list(
        &home,
        on_list().status(200).body("text/html", "<html>")
    ));
}

/// A page of a proxy is no proof that a message was posted.
#[test]
fn a_write_that_is_answered_with_a_page() {
    let home = Home::signed_in();
    let fault = Fault::on("POST", "/chat/channel/{id}/send-message").status(200);
    home.sandbox()
        .fault(fault.body("text/html", "<html>").always());
    let send = [
        "channels",
        "message",
        "send",
        "--channel",
        seed::channels::DEPLOYMENTS,
        "x",
    ];
    let run = home.copera(send).run();
    assert_eq!(run.fails_with(1), "request_failed");
    assert!(
        run.error()["suggestion"]
            .as_str()
            .unwrap()
            .contains("may have been done"),
        "{run}"
    );
}

#[test]
fn nobody_there() {
    let home = Home::signed_in();
    let run = home
        .copera(["boards", "list"])
        .env("COPERA_API_BASE_URL", "http://127.0.0.1:9")
        .run();
    assert_eq!(run.fails_with(1), "request_failed");
    insta::assert_snapshot!(run);
}

#[test]
fn a_missing_scope_is_named() {
    let home = Home::new();
    let run = home
        .copera(["boards", "list"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::DOCS_ONLY_PAT)
        .run();
    assert_eq!(run.fails_with(4), "api_error");
    insta::assert_snapshot!(run);
}

#[test]
fn no_token() {
    let home = Home::new();
    let run = home.copera(["boards", "list"]).run();
    assert_eq!(run.fails_with(4), "auth_required");
    insta::assert_snapshot!(run);
}

/// A service that repeats the token it was sent does not get it shown.
#[test]
fn an_echoed_token_is_not_shown() {
    let home = Home::signed_in();
    let body = serde_json::json!({"statusCode": 400, "error": "Bad Request", "message": format!("bad token {}", seed::FULL_PAT)});
    let run = home.copera(["boards", "list", "--verbose"]);
    home.sandbox()
        .fault(on_list().status(400).json(&body).always());
    assert!(run.run().stderr.contains("bad token cp_pat_…"));
}

#[test]
fn verbose_shows_requests_and_no_secret() {
    let home = Home::signed_in();
    home.sandbox().fault(on_list().status(503).times(1));
    let run = home.copera(["boards", "list", "--verbose"]).run();
    let told = &run.succeeds().stderr;
    assert!(
        told.contains("GET")
            && told.contains("/board/list-boards")
            && told.contains("200")
            && told.contains("503"),
        "{run}"
    );
}

/// What a service sends can't act on the terminal.
#[test]
fn hostile_text_is_shown_escaped() {
    let home = Home::signed_in();
    let body = r#"[{"_id":"x","name":"\u001b]0;gotcha\u0007","createdAt":"","updatedAt":"","description":"a\u202eb\nc"}]"#;
    home.sandbox().fault(
        on_list()
            .status(200)
            .body("application/json", body)
            .always(),
    );
    for format in ["table", "plain"] {
        let run = home.copera(["boards", "list", "--output", format]).run();
        assert!(
            run.succeeds().stdout.contains("\\u{1b}]0;gotcha\\u{7}"),
            "{run}"
        );
        assert!(run.stdout.contains("a\\u{202e}b\\nc"), "{run}");
    }
    let message = "\u{1b}[2Jcleared";
    let body = serde_json::json!({"statusCode": 400, "error": "x", "message": message});
    home.sandbox().clear_faults();
    let run = list(&home, on_list().status(400).json(&body));
    assert!(!run.stderr.contains('\u{1b}'), "{run}");
}
