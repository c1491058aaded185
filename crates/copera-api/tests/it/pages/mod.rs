//! How lists are walked through, and that every walk ends.

mod answers;
mod raw;
mod streamed;

use copera_api::{
    Client, Error,
    pages::{Items, Page, Pages},
};

use self::answers::{bookings, comments, docs, notifications, teams, teams_from};
use crate::scripted::{Scripted, Step, json};

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";

async fn walk<P: Page>(
    mut items: Items<P>,
    id: impl Fn(&P::Item) -> String,
) -> Result<String, Error> {
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(id(&item?));
    }
    assert!(items.next().await.is_none());
    Ok(ids.join(" "))
}

async fn walk_pages<P: Page>(
    mut pages: Pages<P>,
    id: impl Fn(&P::Item) -> String,
) -> Result<String, Error> {
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await {
        let items = page?.into_value().into_items();
        ids.extend(items.iter().map(&id));
    }
    assert!(pages.next().await.is_none());
    Ok(ids.join(" "))
}

/// What the walk brings, and the queries that it sends.
async fn check(
    steps: Vec<Step>,
    walk: impl AsyncFnOnce(Client) -> Result<String, Error>,
    items: &str,
    queries: &[&str],
) {
    let server = Scripted::start(steps).await;
    let found = walk(server.client()).await.unwrap();
    assert_eq!(found, items);
    let requests = server.requests();
    let sent: Vec<_> = requests
        .iter()
        .map(|request| {
            let target = request.split(' ').nth(1).unwrap();
            target.split_once('?').map_or("", |(_, query)| query)
        })
        .collect();
    assert_eq!(sent, queries, "{items}");
}

#[tokio::test]
async fn lists_with_offsets() {
    let all = async |client: Client| {
        let items = client.workspace().teams().limit(2).items();
        walk(items, |team| team.id.to_string()).await
    };
    let first = "limit=2";
    for (steps, items, queries) in [
        (
            vec![teams("a b", 3), teams("c", 3)],
            "a b c",
            &[first, "limit=2&offset=2"][..],
        ),
        (vec![teams("", 0)], "", &[first]),
        (vec![teams("a b", 2)], "a b", &[first]),
        // It shrinks on the way, to what was passed over or below.
        (
            vec![teams("a b", 9), teams("c d", 1)],
            "a b c d",
            &[first, "limit=2&offset=2"],
        ),
        // Nothing comes, though the total says that there is more.
        (
            vec![teams("a b", 9), teams("", 9)],
            "a b",
            &[first, "limit=2&offset=2"],
        ),
        // It moves, or the service does not know offsets: none comes twice.
        (
            vec![teams("a b", 4), teams("b a", 4)],
            "a b",
            &[first, "limit=2&offset=2"],
        ),
    ] {
        check(steps, all, items, queries).await;
    }
    let some = async |client: Client| {
        walk(client.workspace().teams().offset(7).items(), |team| {
            team.id.to_string()
        })
        .await
    };
    check(
        vec![teams("h", 9), teams("i", 9)],
        some,
        "h i",
        &["offset=7", "offset=8"],
    )
    .await;
}

/// Whether a service passes over what an offset says is told by the ids on two pages that follow each
/// other: as items, and as pages.
#[tokio::test]
async fn a_list_whose_service_knows_no_offsets_ends() {
    let items = async |client: Client| {
        let items = client.workspace().teams().limit(2).items();
        walk(items, |team| team.id.to_string()).await
    };
    let pages = async |client: Client| {
        let pages = client.workspace().teams().limit(2).pages();
        walk_pages(pages, |team| team.id.to_string()).await
    };
    for (steps, items_found, pages_found, queries) in [
        // Always the first page, in whatever order, or as much of it as is left.
        (vec![teams("a b", 9), teams("a b", 9)], "a b", "a b", 2),
        (vec![teams("a b", 9), teams("b a", 9)], "a b", "a b", 2),
        (vec![teams("a b", 9), teams("a", 9)], "a b", "a b", 2),
        // Only from the second page on.
        (
            vec![teams("a b", 9), teams("c d", 9), teams("c d", 9)],
            "a b c d",
            "a b c d",
            3,
        ),
        // It moves, and has something new: it goes on.
        (
            vec![teams("a b", 5), teams("b c", 5), teams("d", 5)],
            "a b c d",
            "a b b c d",
            3,
        ),
        // As many new ones came before it as a page holds: it goes on, once.
        (
            vec![teams("a b", 5), teams_from(2, "a b", 7), teams("c d", 6)],
            "a b c d",
            "a b a b c d",
            3,
        ),
        (
            vec![
                teams("a b", 9),
                teams_from(2, "a b", 9),
                teams_from(4, "a b", 9),
            ],
            "a b",
            "a b a b",
            3,
        ),
        // A page that came earlier than the one before ends nothing.
        (
            vec![teams("a", 4), teams("b", 4), teams("a", 4), teams("c", 4)],
            "a b c",
            "a b a c",
            4,
        ),
    ] {
        let sent = ["limit=2", "limit=2&offset=2", "limit=2&offset=4"];
        let by_one = [
            "limit=2",
            "limit=2&offset=1",
            "limit=2&offset=2",
            "limit=2&offset=3",
        ];
        let sent = if queries == 4 {
            &by_one[..]
        } else {
            &sent[..queries]
        };
        check(steps.clone(), items, items_found, sent).await;
        check(steps, pages, pages_found, sent).await;
    }
}

#[tokio::test]
async fn lists_with_cursors() {
    let row = |client: &Client| {
        let board = client.board(ID.parse().unwrap());
        board.table(ID.parse().unwrap()).row(ID.parse().unwrap())
    };
    let all = async |client: Client| {
        walk(row(&client).comments().list().items(), |it| {
            it.id.to_string()
        })
        .await
    };
    let back = async |client: Client| {
        let list = row(&client).comments().list().before(&ID.parse().unwrap());
        walk(list.items(), |it| it.id.to_string()).await
    };
    for (steps, items, queries) in [
        (
            vec![comments("a b", Some("b")), comments("c", None)],
            "a b c",
            &["", "after=b"][..],
        ),
        (vec![comments("", None)], "", &[""]),
        // An empty page that says where to go on does not cut the list.
        (
            vec![
                comments("a", Some("a")),
                comments("", Some("x")),
                comments("b", None),
            ],
            "a b",
            &["", "after=a", "after=x"],
        ),
        (
            vec![
                comments("a", Some("a")),
                comments("b", Some("b")),
                comments("c", Some("a")),
            ],
            "a b c",
            &["", "after=a", "after=b"],
        ),
    ] {
        check(steps, all, items, queries).await;
    }
    let steps = vec![comments("b a", Some("z")), comments("z", Some(ID))];
    let queries = [&*format!("before={ID}"), "before=z"];
    check(steps, back, "b a z", &queries).await;

    let all = async |client: Client| {
        let uid = |it: &copera_api::model::Booking| it.uid.as_ref().unwrap().to_string();
        walk(client.bookings().list().items(), uid).await
    };
    for (steps, items, queries) in [
        (
            vec![
                bookings("a", Some("x"), true),
                bookings("b", Some("y"), false),
            ],
            "a b",
            &["", "cursor=x"][..],
        ),
        (vec![bookings("a", None, true)], "a", &[""]),
        (
            vec![
                bookings("a", Some("x"), true),
                bookings("b", Some("x"), true),
            ],
            "a b",
            &["", "cursor=x"],
        ),
    ] {
        check(steps, all, items, queries).await;
    }
}

#[tokio::test]
async fn notifications_end_at_one_that_came_before() {
    let all = async |client: Client| {
        walk(client.notifications().list().items(), |it| {
            it.id.to_string()
        })
        .await
    };
    for (steps, items, queries) in [
        (
            vec![notifications("c b"), notifications("a"), notifications("")],
            "c b a",
            &["", "after=b", "after=a"][..],
        ),
        (vec![notifications("")], "", &[""]),
        // `after` means newer after all.
        (
            vec![notifications("c b"), notifications("d c")],
            "c b d",
            &["", "after=b"],
        ),
        (
            vec![notifications("a"), notifications("a")],
            "a",
            &["", "after=a"],
        ),
    ] {
        check(steps, all, items, queries).await;
    }
}

#[tokio::test]
async fn trees_branch_by_branch() {
    let all = async |client: Client| {
        walk(client.docs().tree().depth(2).items(), |it| {
            assert!(it.children.is_empty());
            it.id.to_string()
        })
        .await
    };
    let first = "depth=2";
    for (steps, items, queries) in [
        (vec![docs("a(b(c) e) f", "")], "a b c e f", &[first][..]),
        (
            // One answer repeats the branch itself, one is empty, one names a branch again.
            vec![
                docs("a b", "b a"),
                docs("b(c)", "c b"),
                docs("", ""),
                docs("x", "a c"),
            ],
            "a b c x",
            &[
                first,
                "depth=2&parentId=b",
                "depth=2&parentId=a",
                "depth=2&parentId=c",
            ],
        ),
    ] {
        check(steps, all, items, queries).await;
    }
}

#[tokio::test]
async fn a_page_is_asked_for_when_it_is_wanted() {
    let server = Scripted::start([teams("a b", 3), teams("c", 3)]).await;
    let mut items = server.client().workspace().teams().items();
    assert_eq!(server.count(), 0);
    items.next().await.unwrap().unwrap();
    items.next().await.unwrap().unwrap();
    assert_eq!(server.count(), 1);
    items.next().await.unwrap().unwrap();
    assert!(items.next().await.is_none());
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn after_a_failure() {
    let steps = || [teams("a", 2), json(400, ""), teams("b", 2)];
    let server = Scripted::start(steps()).await;
    let mut pages = server.client().workspace().teams().pages();
    assert!(pages.next().await.unwrap().unwrap().raw().starts_with(b"{"));
    assert!(pages.next().await.unwrap().is_err());
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(page.teams[0].id.as_str(), "b");
    assert!(pages.next().await.is_none());

    let server = Scripted::start(steps()).await;
    let mut items = server.client().workspace().teams().items();
    assert!(items.next().await.unwrap().is_ok());
    assert!(items.next().await.unwrap().is_err());
    assert!(items.next().await.is_none());
}
