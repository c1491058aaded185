//! Each endpoint, joined with the sandbox.

use std::time::Duration;

use copera_api::{Client, ErrorKind, Identity, KnownBy, NotTold, Verification};
use copera_sandbox::{Fault, Sandbox, seed};

use crate::scripted::{quick, token};

struct Joined {
    sandbox: Sandbox,
    client: Client,
}

async fn join(secret: &str) -> Joined {
    let sandbox = Sandbox::start().await.unwrap();
    let base = sandbox.base_url().parse().unwrap();
    let client = Client::builder(base, token(secret))
        .retry(quick())
        .build()
        .unwrap();
    Joined { sandbox, client }
}

#[tokio::test]
async fn boards() {
    let it = join(seed::KEY).await;
    let all = it.client.boards().list().send().await.unwrap();
    assert!(all.len() >= 3);
    let some = it
        .client
        .boards()
        .list()
        .query("LAUNCH")
        .send()
        .await
        .unwrap();
    assert_eq!(some.len(), 1);
    let board = it
        .client
        .board(some[0].id.clone())
        .get()
        .send()
        .await
        .unwrap();
    assert_eq!(board.value(), &some[0]);
    assert!(board.raw().starts_with(b"{"));

    let unknown = "ffffffffffffffffffffffff".parse().unwrap();
    let error = it.client.board(unknown).get().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.service_message().is_some());
}

#[tokio::test]
async fn channel_messages() {
    let it = join(seed::KEY).await;
    let channel = it
        .client
        .channel(seed::channels::DEPLOYMENTS.parse().unwrap());
    channel
        .send_message("It is *out*")
        .name("Bot")
        .send()
        .await
        .unwrap();
    assert_eq!(it.sandbox.messages(seed::channels::DEPLOYMENTS).len(), 1);

    let closed = it
        .client
        .channel(seed::channels::COMPILERS.parse().unwrap());
    let error = closed.send_message("hello").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden);
}

#[tokio::test]
async fn a_message_that_broke_off_is_sent_once() {
    let it = join(seed::FULL_PAT).await;
    it.sandbox
        .fault(Fault::on("POST", "/chat/channel/{id}/send-message").reset());
    let channel = it
        .client
        .channel(seed::channels::DEPLOYMENTS.parse().unwrap());
    let error = channel.send_message("once").send().await.unwrap_err();
    assert!(error.may_have_happened());
    assert_eq!(it.sandbox.requests().len(), 1);
}

#[tokio::test]
async fn workspace_and_members() {
    let it = join(seed::FULL_PAT).await;
    let workspace = it.client.workspace().info().send().await.unwrap();
    assert_eq!(workspace.slug, "analytical-engines");
    let all = it.client.workspace().members().send().await.unwrap();
    assert_eq!(all.members.len() as u64, all.total);
    let request = it.client.workspace().members();
    let page = request.limit(1).offset(1).send().await.unwrap();
    assert_eq!((page.limit, page.offset, page.total), (1, 1, all.total));
    assert_eq!(page.members, all.members[1..2]);
    let found = it
        .client
        .workspace()
        .members()
        .query("lovelace")
        .send()
        .await
        .unwrap();
    assert_eq!(found.members[0].id.as_str(), seed::people::ADA);

    let outside = it.client.with_token(token(seed::EXTERNAL_PAT));
    let error = outside.workspace().info().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden);
}

#[tokio::test]
async fn notifications() {
    let it = join(seed::FULL_PAT).await;
    let page = it.client.notifications().list().send().await.unwrap();
    assert_eq!(
        page.notifications[0].id.as_str(),
        seed::notifications::ADAS[0]
    );
    let third = &page.notifications[2].id;
    let older = it
        .client
        .notifications()
        .list()
        .after(third)
        .send()
        .await
        .unwrap();
    assert_eq!(older.notifications[0], page.notifications[3]);
    let newer = it
        .client
        .notifications()
        .list()
        .before(third)
        .send()
        .await
        .unwrap();
    assert_eq!(newer.notifications, page.notifications[..2]);
}

#[tokio::test]
async fn whose_token_it_is() {
    let it = join(seed::FULL_PAT).await;
    for secret in [seed::FULL_PAT, seed::OAT] {
        let client = it.client.with_token(token(secret));
        let Identity::User(user) = client.identity().await.unwrap() else {
            panic!("a user's token");
        };
        assert_eq!(user.workspace.name, "Analytical Engines");
        assert_eq!(user.user.unwrap().name, "Ada Lovelace");
        assert!(matches!(user.known_by, KnownBy::Notifications));
    }

    let client = it.client.with_token(token(seed::DOCS_ONLY_PAT));
    let Identity::User(user) = client.identity().await.unwrap() else {
        panic!("a user's token");
    };
    assert_eq!(user.user, None);
    let KnownBy::NotTold(NotTold::NotificationsFailed(error)) = user.known_by else {
        panic!("{:?}", user.known_by);
    };
    assert_eq!(error.kind(), ErrorKind::Forbidden);

    let client = it.client.with_token(token(seed::KEY));
    let Identity::Integration(key) = client.identity().await.unwrap() else {
        panic!("an integration key");
    };
    assert!(key.boards >= 3);

    let client = it.client.with_token(token(seed::EXPIRED_PAT));
    let error = client.identity().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
}

#[tokio::test]
async fn verification() {
    use Verification::{Accepted, AcceptedWithoutScope, Invalid};

    let it = join(seed::FULL_PAT).await;
    let verify = async |secret: &str| {
        let client = it.client.with_token(token(secret));
        client.verify(Duration::from_secs(3)).await
    };
    for secret in [seed::FULL_PAT, seed::DOCS_ONLY_PAT, seed::KEY, seed::OAT] {
        assert!(matches!(verify(secret).await, Accepted));
    }
    assert!(matches!(
        verify(seed::EXTERNAL_PAT).await,
        AcceptedWithoutScope(_)
    ));
    assert!(matches!(verify(seed::EXPIRED_PAT).await, Invalid(_)));
    assert!(matches!(verify("cp_pat_nobody").await, Invalid(_)));
}

#[tokio::test]
async fn a_wrong_row_password_is_no_wrong_token() {
    use copera_api::Explanation;
    use copera_sandbox::seed::tables::contacts;

    let it = join(seed::FULL_PAT).await;
    let authenticate = async |client: &Client, password: &str| {
        let board = client.board(seed::boards::LAUNCH.parse().unwrap());
        let rows = board.table(seed::tables::CONTACTS.parse().unwrap()).rows();
        let identifier = (contacts::EMAIL.into(), "charles@example.com");
        let password = (contacts::PASSWORD.into(), password);
        rows.authenticate(identifier, password).send().await
    };
    let good = seed::rows::BABBAGES_PASSWORD;
    authenticate(&it.client, good).await.unwrap();
    let error = authenticate(&it.client, "guess").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WrongPassword);
    assert_eq!(error.explanation(), Some(Explanation::WrongPassword));
    assert!(!error.to_string().contains("guess"), "{error}");
    let expired = it.client.with_token(token(seed::EXPIRED_PAT));
    let error = authenticate(&expired, good).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
}

#[tokio::test]
async fn search_tells_what_it_could_not_see() {
    use copera_api::{auth::Scope, model::Unseen};

    let it = join(seed::DOCS_ONLY_PAT).await;
    let found = it.client.search("engine").send().await.unwrap();
    assert!(matches!(&found.unseen, Unseen::Possible(kinds) if kinds.len() == 5));
    let search = it.client.search("engine").granted([Scope::Docs]);
    let found = search.send().await.unwrap();
    assert!(matches!(&found.unseen, Unseen::Known(kinds) if kinds.len() == 4));
}
