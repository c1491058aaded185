//! Messages, search, notifications, the workspace, bookings.

use copera_api::{
    SortBy, SortOrder,
    auth::SEARCH_ENTITIES,
    model::{BookingStatus, ChannelKind, ChannelType, NotificationStatus},
};
use copera_sandbox::seed::{self, bookings, channels, people};

use crate::{Case, case, joined::id};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = messages();
    cases.extend(notifications());
    cases.extend(workspace());
    cases.extend(appointments());
    cases
}

fn messages() -> Vec<Case> {
    vec![
        case!("GET /chat/channels" ? ["kind", "limit", "offset", "participantId", "q", "type"] {} joined => {
            let list = joined.client.channels().list().query("deploy").channel_type(&ChannelType::Text);
            let list = list.kind(&ChannelKind::Group).participant(&id(people::ADA));
            let page = list.limit(1).offset(0).send().await.unwrap();
            assert_eq!(page.channels[0].id.as_str(), channels::DEPLOYMENTS);
        }),
        case!("POST /chat/channel/{channelId}/send-message" ? [] {"message", "name"} joined => {
            let channel = joined.client.channel(id(channels::DEPLOYMENTS));
            channel.send_message("It is out").name("Bot").send().await.unwrap();
            assert_eq!(joined.sandbox.messages(channels::DEPLOYMENTS)[0].text, "It is out");
        }),
        case!("POST /chat/direct-message/send-message" ? [] {"message", "userId"} joined => {
            let sent = joined.client.user(id(people::ALAN)).send_message("Hello").send().await;
            let sent = sent.unwrap();
            assert_eq!(sent.channel_id.as_ref().unwrap().as_str(), channels::ADA_AND_ALAN);
        }),
        case!("GET /search" ? ["limit", "q", "sortBy", "sortOrder", "types"] {} joined => {
            let search = joined.client.search("engine").entities(SEARCH_ENTITIES);
            let search = search.sort_by(SortBy::CreatedAt).order(SortOrder::Ascending);
            let found = search.limit(2).send().await.unwrap();
            assert_eq!((found.hits.len(), found.total_hits > 2), (2, true));
        }),
    ]
}

fn notifications() -> Vec<Case> {
    vec![
        case!("GET /notifications/" ? ["after"] {} joined => {
            let list = joined.client.notifications().list().after(&id(seed::notifications::ADAS[0]));
            let page = list.send().await.unwrap();
            assert_eq!(page.notifications[0].id.as_str(), seed::notifications::ADAS[1]);
        }),
        case!("PATCH /notifications/{id}" ? [] {"status"} joined => {
            let notification = joined.client.notification(id(seed::notifications::ADAS[0]));
            let marked = notification.mark_read().send().await.unwrap();
            assert_eq!(marked.id.as_str(), seed::notifications::ADAS[0]);
            assert_eq!(marked.status, NotificationStatus::Read);
        }),
        case!("DELETE /notifications/{id}" ? [] {} joined => {
            let notification = joined.client.notification(id(seed::notifications::ADAS[0]));
            notification.delete().send().await.unwrap();
            joined.end();
            let left = joined.client.notifications().list().send().await.unwrap();
            assert_eq!(left.notifications[0].id.as_str(), seed::notifications::ADAS[1]);
        }),
    ]
}

fn workspace() -> Vec<Case> {
    vec![
        case!("GET /workspace/info" ? [] {} joined => {
            let workspace = joined.client.workspace().info().send().await.unwrap();
            assert_eq!((workspace.id.as_str(), &*workspace.slug), (seed::WORKSPACE, "analytical-engines"));
        }),
        case!("GET /workspace/members" ? ["limit", "offset", "q"] {} joined => {
            let members = joined.client.workspace().members().query("a").limit(1).offset(1);
            let page = members.send().await.unwrap();
            assert_eq!((page.members.len(), page.limit, page.offset), (1, 1, 1));
        }),
        case!("GET /workspace/teams" ? ["limit", "offset", "q"] {} joined => {
            let teams = joined.client.workspace().teams().query("compilers").limit(1).offset(0);
            assert_eq!(teams.send().await.unwrap().teams[0].id.as_str(), people::COMPILERS);
        }),
    ]
}

fn appointments() -> Vec<Case> {
    vec![
        case!("GET /bookings" ? ["bookingTypeId", "from", "limit", "status", "to"] {} joined => {
            let list = joined.client.bookings().list().status(&BookingStatus::Pending);
            let list = list.booking_type(&bookings::DEMONSTRATION.into());
            let list = list.from("2000-01-01T00:00:00Z").to("2100-01-01T00:00:00Z").limit(5);
            let page = list.send().await.unwrap();
            let uids = page.bookings.iter().filter_map(|booking| booking.uid.as_ref());
            assert!(uids.map(copera_api::BookingUid::as_str).any(|uid| uid == bookings::PENDING));
            assert!(page.bookings.iter().all(|it| it.status == Some(BookingStatus::Pending)));
        }),
        case!("GET /bookings/{uid}" ? [] {} joined => {
            let booking = joined.client.booking(bookings::PENDING.into()).get().send().await;
            assert_eq!(booking.unwrap().status, Some(BookingStatus::Pending));
        }),
        case!("GET /booking-types" ? [] {} joined => {
            let types = joined.client.bookings().types().send().await.unwrap();
            assert!(String::from_utf8_lossy(types.raw()).contains(bookings::DEMONSTRATION));
        }),
    ]
}
