//! Parts and their addresses, when something goes wrong.

use copera_api::{ErrorKind, transfer::upload::UploadError};
use copera_sandbox::{Fault, SIGNED_URL_LIFE};
use serde_json::json;

use super::{ADDRESSES, Bench, FINALIZE, MIB, PUT, START, noise, when};

#[tokio::test]
async fn a_part_that_fails_is_read_and_sent_again() {
    let part = |fault: fn(Fault) -> Fault| fault(Fault::on(PUT.0, PUT.1));
    for (fault, parts) in [
        (part(|fault| fault.status(503)), vec![1, 1, 2, 3]),
        (
            part(|fault| fault.status(500).times(3)),
            vec![1, 1, 1, 1, 2, 3],
        ),
        (part(|fault| fault.status(429)), vec![1, 1, 2, 3]),
        (part(Fault::reset), vec![1, 1, 2, 3]),
        // The part arrived, and we did not learn of it.
        (
            part(|fault| {
                fault
                    .status(200)
                    .json(&json!(1))
                    .cut_body_after(0)
                    .status(502)
            }),
            vec![1, 1, 2, 3],
        ),
    ] {
        let bench = Bench::start().await;
        let path = bench.file("data", 11 * MIB);
        bench.sandbox.fault(fault);
        let item = bench.upload(&path).send().await.unwrap();
        assert_eq!(bench.parts_sent(), parts);
        assert!(bench.download(&item.id).await == noise(11 * MIB, 7));
    }
}

#[tokio::test]
async fn a_part_that_always_fails_ends_it() {
    for (status, tries) in [(503, 4), (400, 1), (411, 1)] {
        let bench = Bench::start().await;
        let path = bench.file("data", 11 * MIB);
        let second = "/storage/uploads/{uploadId}/parts/2";
        bench
            .sandbox
            .fault(Fault::on(PUT.0, second).status(status).always());
        let error = bench.upload(&path).send().await.unwrap_err();
        let UploadError::Part { number: 2, .. } = error else {
            panic!("{error:?}");
        };
        assert_eq!(error.kind(), ErrorKind::Storage);
        assert_eq!(error.is_transient(), status == 503);
        assert!(!error.may_have_happened());
        assert!(!error.to_string().contains("signature="), "{error}");
        assert_eq!(bench.parts_sent().len(), 1 + tries);
        assert_eq!(bench.count(FINALIZE), 0);
    }
}

#[tokio::test]
async fn expired_addresses_are_asked_for_anew() {
    let bench = Bench::start().await;
    let path = bench.file("data", 16 * MIB);
    let clock = bench.sandbox.clock();
    let expire = when(
        |progress| progress.done > 0,
        move || clock.advance(SIGNED_URL_LIFE),
    );
    let item = bench.upload(&path).progress(expire).send().await.unwrap();
    assert!(bench.download(&item.id).await == noise(16 * MIB, 7));
    assert_eq!(bench.count(ADDRESSES), 2);
    assert_eq!(bench.parts_sent(), [1, 2, 2, 3, 4]);
}

#[tokio::test]
async fn several_parts_that_expire_at_once_ask_once() {
    let bench = Bench::start().await;
    let path = bench.file("data", 20 * MIB);
    bench
        .sandbox
        .fault(Fault::on(PUT.0, PUT.1).status(403).times(4));
    let upload = bench.upload(&path).concurrency(4.try_into().unwrap());
    let item = upload.send().await.unwrap();
    assert!(bench.download(&item.id).await == noise(20 * MIB, 7));
    assert_eq!(bench.count(ADDRESSES), 2);
}

#[tokio::test]
async fn addresses_that_are_never_accepted_end_it() {
    let bench = Bench::start().await;
    let path = bench.file("data", 6 * MIB);
    bench
        .sandbox
        .fault(Fault::on(PUT.0, PUT.1).status(403).always());
    let error = bench.upload(&path).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage);
    assert_eq!(bench.parts_sent(), [1, 1]);
    assert_eq!((bench.count(ADDRESSES), bench.count(FINALIZE)), (2, 0));
}

#[tokio::test]
async fn addresses_must_be_complete() {
    let one = |number: u32| json!({"PartNumber": number, "signedUrl": "http://127.0.0.1:9/x"});
    for (parts, given) in [
        (json!([]), 0),
        (json!([one(1)]), 1),
        (json!([one(1), one(1)]), 1),
        (json!([one(1), one(3)]), 1),
        (json!([one(0), one(2)]), 1),
    ] {
        let bench = Bench::start().await;
        let path = bench.file("data", 6 * MIB);
        let fault = Fault::on(ADDRESSES.0, ADDRESSES.1);
        bench.sandbox.fault(fault.json(&json!({"parts": parts})));
        let error = bench.upload(&path).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol);
        let UploadError::TooFewAddresses {
            asked: 2,
            given: found,
            ..
        } = error
        else {
            panic!("{error:?}");
        };
        assert_eq!(found, given);
        assert_eq!((bench.count(PUT), bench.count(FINALIZE)), (0, 0));
    }
}

#[tokio::test]
async fn an_address_inside_of_somebodys_network_is_not_used() {
    let bench = Bench::start().await;
    let path = bench.file("data", 3);
    let parts = json!([{"PartNumber": 1, "signedUrl": "https://169.254.169.254/latest"}]);
    let fault = Fault::on(ADDRESSES.0, ADDRESSES.1);
    bench.sandbox.fault(fault.json(&json!({"parts": parts})));
    let error = bench.upload(&path).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnsafeUrl);
}

#[tokio::test]
async fn a_part_without_an_etag_can_not_be_finished() {
    let bench = Bench::start().await;
    let path = bench.file("data", 3);
    bench.sandbox.fault(Fault::on(PUT.0, PUT.1).status(200));
    let error = bench.upload(&path).send().await.unwrap_err();
    assert!(
        matches!(error, UploadError::NoEtag { number: 1, .. }),
        "{error:?}"
    );
    assert_eq!(bench.count(FINALIZE), 0);
}

#[tokio::test]
async fn the_calls_before_the_last_may_be_repeated() {
    let bench = Bench::start().await;
    let path = bench.file("data", 3);
    for (method, route) in [START, ADDRESSES] {
        bench.sandbox.fault(Fault::on(method, route).status(503));
        bench.sandbox.fault(Fault::on(method, route).reset());
    }
    bench.upload(&path).send().await.unwrap();
    assert_eq!((bench.count(START), bench.count(ADDRESSES)), (3, 3));
    assert_eq!(bench.named("data").await, 1);
}

#[tokio::test]
async fn the_last_call_is_made_once() {
    for (fault, may_have_happened) in [
        (Fault::on(FINALIZE.0, FINALIZE.1).cut_body_after(0), true),
        (Fault::on(FINALIZE.0, FINALIZE.1).reset(), true),
        (Fault::on(FINALIZE.0, FINALIZE.1).status(503), true),
        (Fault::on(FINALIZE.0, FINALIZE.1).status(400), false),
    ] {
        let bench = Bench::start().await;
        let path = bench.file("data", 3);
        bench.sandbox.fault(fault);
        let error = bench.upload(&path).send().await.unwrap_err();
        assert!(matches!(error, UploadError::Finalize { .. }), "{error:?}");
        assert_eq!(error.may_have_happened(), may_have_happened, "{error}");
        assert_eq!(bench.count(FINALIZE), 1);
    }
}
