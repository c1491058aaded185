//! The API's routes: one table, from which the router is built.

mod attachments;
mod authenticate;
mod boards;
mod bookings;
mod channels;
mod comments;
mod direct_messages;
mod docs;
mod drive;
mod export;
mod markdown;
mod notifications;
mod place;
mod rows;
mod search;
mod tables;
mod uploads;
mod workspace;

use axum::{
    Router,
    extract::{RawPathParams, Request, State as Extract, rejection::RawPathParamsRejection},
    http::{StatusCode, Uri},
    middleware,
    response::IntoResponse,
    routing::{MethodFilter, on},
};
use copera_auth::Surface;

use crate::{
    answer::{Refusal, Reply},
    call::Call,
    limits::Family,
    pipeline,
    state::{Shared, State},
    storage, web,
};

/// Where the API begins.
pub(crate) const API_PREFIX: &str = "/public/v1";

/// One route of the API.
#[derive(Debug)]
pub(crate) struct Endpoint {
    method: MethodFilter,
    path: &'static str,
    pub(crate) surface: Surface,
    pub(crate) family: Family,
    pub(crate) answer: Answer,
}

/// What an endpoint does: all of it under the lock, none of it waiting.
type Answer = fn(&mut State, &Call) -> Result<Reply, Refusal>;

/// One line an endpoint: method, path, surface, family, answer.
macro_rules! endpoints {
    ($($method:ident $path:literal $surface:ident $family:ident $answer:path;)*) => {
        &[$(Endpoint {
            method: MethodFilter::$method,
            path: $path,
            surface: Surface::$surface,
            family: Family::$family,
            answer: $answer,
        }),*]
    };
}

static ENDPOINTS: &[Endpoint] = endpoints! {
    GET "/board/list-boards" Boards BoardReads boards::list;
    GET "/board/{boardId}" Boards BoardReads boards::get;
    GET "/board/{boardId}/tables" Boards BoardReads tables::list;
    GET "/board/{boardId}/table/{tableId}" Boards BoardReads tables::get;
    GET "/board/{boardId}/table/{tableId}/rows" Boards BoardReads rows::list;
    GET "/board/{boardId}/table/{tableId}/row-number/{rowNumber}" Boards BoardReads rows::by_number;
    POST "/board/{boardId}/table/{tableId}/row" Boards RowCreation rows::create;
    POST "/board/{boardId}/table/{tableId}/row/authenticate" Boards BoardReads authenticate::row;
    GET "/board/{boardId}/table/{tableId}/row/{rowId}" Boards BoardReads rows::get;
    PATCH "/board/{boardId}/table/{tableId}/row/{rowId}" Boards BoardWrites rows::update;
    DELETE "/board/{boardId}/table/{tableId}/row/{rowId}" Boards BoardWrites rows::delete;
    GET "/board/{boardId}/table/{tableId}/row/{rowId}/md" Boards BoardReads markdown::description;
    POST "/board/{boardId}/table/{tableId}/row/{rowId}/md" Boards BoardWrites markdown::write_description;
    GET "/board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/md" Boards BoardReads markdown::cell;
    POST "/board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/md" Boards BoardWrites markdown::write_cell;
    GET "/board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/file/{fileId}/download" Boards BoardReads attachments::of_cell;
    POST "/board/{boardId}/table/{tableId}/row/{rowId}/comment" Boards BoardWrites comments::create;
    GET "/board/{boardId}/table/{tableId}/row/{rowId}/comments" Boards BoardReads comments::list;
    GET "/board/{boardId}/table/{tableId}/row/{rowId}/comment/{commentId}/file/{fileId}/download" Boards BoardReads attachments::of_comment;
    POST "/board/{boardId}/table/{tableId}/export" Export Export export::table;
    GET "/docs/tree" Docs Docs docs::tree;
    GET "/docs/search" Docs Docs docs::search;
    GET "/docs/{docId}" Docs Docs docs::get;
    PATCH "/docs/{docId}" Docs Docs docs::update;
    DELETE "/docs/{docId}" Docs Docs docs::delete;
    GET "/docs/{docId}/md" Docs Docs docs::content;
    POST "/docs/{docId}/md" Docs Docs docs::write;
    // Clients write it with the slash, the guides without.
    POST "/docs/" Docs Docs docs::create;
    POST "/docs" Docs Docs docs::create;
    GET "/drive/tree" Drive Drive drive::tree;
    GET "/drive/search" Drive Drive drive::search;
    GET "/drive/files/{fileId}" Drive Drive drive::get;
    GET "/drive/files/{fileId}/download" Drive Drive drive::download;
    POST "/drive/folders" Drive Drive drive::create_folder;
    POST "/drive/files/upload/multipart/start" Drive Drive uploads::start;
    POST "/drive/files/upload/multipart/presigned-urls" Drive Drive uploads::addresses;
    POST "/drive/files/upload/multipart/finalize" Drive Drive uploads::finalize;
    GET "/chat/channels" Channels ChannelList channels::list;
    POST "/chat/channel/{channelId}/send-message" Channels ChannelMessages channels::send;
    POST "/chat/direct-message/send-message" DirectMessages DirectMessages direct_messages::send;
    GET "/search" Search Search search::everything;
    // As with documents: with and without the slash.
    GET "/notifications/" Notifications Notifications notifications::list;
    GET "/notifications" Notifications Notifications notifications::list;
    PATCH "/notifications/{id}" Notifications Notifications notifications::mark;
    DELETE "/notifications/{id}" Notifications Notifications notifications::delete;
    GET "/bookings" Bookings Bookings bookings::list;
    GET "/bookings/{uid}" Bookings Bookings bookings::get;
    GET "/booking-types" Bookings Bookings bookings::types;
    GET "/workspace/info" Workspace Workspace workspace::info;
    GET "/workspace/members" Workspace Workspace workspace::members;
    GET "/workspace/teams" Workspace Workspace workspace::teams;
};

/// The whole server.
pub(crate) fn router(shared: Shared) -> Router {
    let mut api = Router::new();
    for endpoint in ENDPOINTS {
        let answer = move |Extract(shared): Extract<Shared>,
                           segments: Result<RawPathParams, RawPathParamsRejection>,
                           request: Request| async move {
            let Ok(segments) = segments else {
                return Refusal::invalid("path").into_response();
            };
            let segments = segments
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            pipeline::serve(shared, endpoint, segments, request).await
        };
        api = api.route(endpoint.path, on(endpoint.method, answer));
    }
    Router::new()
        .nest(API_PREFIX, api)
        .merge(storage::router())
        .merge(web::router())
        .fallback(unknown_route)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(
            shared.clone(),
            pipeline::enter,
        ))
        .with_state(shared)
}

async fn unknown_route(uri: Uri) -> Refusal {
    Refusal::not_found(&format!("Route {}", uri.path()))
}

async fn wrong_method(uri: Uri) -> Refusal {
    Refusal::new(
        StatusCode::METHOD_NOT_ALLOWED,
        format!("Wrong method for {}", uri.path()),
    )
}
