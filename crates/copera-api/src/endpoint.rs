//! The endpoints that this crate speaks to, one constant each: what pre-flight, limits, error
//! texts, logs and a program's own help read.

use std::fmt;

use copera_auth::Surface;
use reqwest::Method;

/// One operation of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// The HTTP method.
    pub method: Method,
    /// The path below the base address; `{…}` stands for one segment that the caller gives.
    pub path: &'static str,
    /// Which token kinds reach it, and which scope it needs.
    pub surface: Surface,
    /// Which published rate limit it falls under.
    pub family: Family,
}

impl Endpoint {
    /// The segments of the path, with `arguments` put in for the placeholders in their order.
    pub(crate) fn segments<'a>(&self, arguments: &'a [String]) -> Vec<&'a str> {
        let mut arguments = arguments.iter();
        self.path
            .trim_start_matches('/')
            .split('/')
            .map(|segment| match segment.strip_prefix('{') {
                Some(_) => arguments.next().map_or(segment, String::as_str),
                None => segment,
            })
            .collect()
    }

    /// The endpoint that a request written by hand goes to. `path` is below the base address.
    pub(crate) fn find(method: &Method, path: &str) -> Option<&'static Self> {
        let is_here = |endpoint: &&&'static Self| {
            let (mut template, mut path) = (segments(endpoint.path), segments(path));
            endpoint.method == *method
                && loop {
                    match (template.next(), path.next()) {
                        (None, None) => break true,
                        (Some(place), Some(segment)) if fits(place, segment) => {}
                        _ => break false,
                    }
                }
        };
        ALL.iter().find(is_here).copied()
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.trim_matches('/').split('/')
}

/// Whether a segment can stand at this place of a template.
fn fits(place: &str, segment: &str) -> bool {
    place == segment || (place.starts_with('{') && !segment.is_empty())
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// Endpoints that share one published rate limit. A client keeps to it before it has heard from the
/// service; from then on the headers of answers count, as they do where nothing is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Family {
    /// Reading boards, tables and rows.
    BoardReads,
    /// Making rows.
    RowCreation,
    /// The list of channels.
    ChannelList,
    /// Messages to channels.
    ChannelMessages,
    /// No figure is published.
    Unpublished,
}

impl Family {
    /// How many requests a minute are published as allowed; `None` where nothing is published.
    pub const fn per_minute(self) -> Option<u32> {
        match self {
            Self::BoardReads | Self::ChannelList => Some(50),
            Self::RowCreation => Some(30),
            Self::ChannelMessages => Some(100),
            Self::Unpublished => None,
        }
    }
}

macro_rules! endpoints {
    ($($(#[$docs:meta])* $name:ident = $method:ident $path:literal, $surface:ident, $family:ident;)*) => {
        $(
            $(#[$docs])*
            #[doc = concat!("\n\n`", stringify!($method), " ", $path, "`")]
            pub static $name: Endpoint = Endpoint {
                method: Method::$method,
                path: $path,
                surface: Surface::$surface,
                family: Family::$family,
            };
        )*

        /// Every endpoint above.
        pub static ALL: &[&Endpoint] = &[$(&$name),*];
    };
}

endpoints! {
    /// The boards that the token can reach.
    BOARDS_LIST = GET "/board/list-boards", Boards, BoardReads;
    /// One board.
    BOARD_GET = GET "/board/{boardId}", Boards, BoardReads;
    /// The tables of a board.
    TABLES_LIST = GET "/board/{boardId}/tables", Boards, BoardReads;
    /// One table.
    TABLE_GET = GET "/board/{boardId}/table/{tableId}", Boards, BoardReads;
    /// An export of a table.
    TABLE_EXPORT = POST "/board/{boardId}/table/{tableId}/export", Export, Unpublished;
    /// The rows of a table.
    ROWS_LIST = GET "/board/{boardId}/table/{tableId}/rows", Boards, BoardReads;
    /// One row.
    ROW_GET = GET "/board/{boardId}/table/{tableId}/row/{rowId}", Boards, BoardReads;
    /// One row, by its visible number.
    ROW_GET_BY_NUMBER = GET "/board/{boardId}/table/{tableId}/row-number/{rowNumber}", Boards, BoardReads;
    /// A new row.
    ROW_CREATE = POST "/board/{boardId}/table/{tableId}/row", Boards, RowCreation;
    /// Other values for a row.
    ROW_UPDATE = PATCH "/board/{boardId}/table/{tableId}/row/{rowId}", Boards, Unpublished;
    /// The end of a row.
    ROW_DELETE = DELETE "/board/{boardId}/table/{tableId}/row/{rowId}", Boards, Unpublished;
    /// The check of a password that a row holds.
    ROW_AUTHENTICATE = POST "/board/{boardId}/table/{tableId}/row/authenticate", Boards, Unpublished;
    /// The description of a row.
    ROW_DESCRIPTION_GET = GET "/board/{boardId}/table/{tableId}/row/{rowId}/md", Boards, Unpublished;
    /// Another description for a row.
    ROW_DESCRIPTION_WRITE = POST "/board/{boardId}/table/{tableId}/row/{rowId}/md", Boards, Unpublished;
    /// The long text of a cell.
    CELL_CONTENT_GET = GET "/board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/md", Boards, Unpublished;
    /// Another long text for a cell.
    CELL_CONTENT_WRITE = POST "/board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/md", Boards, Unpublished;
    /// The bytes of a file in a cell.
    CELL_FILE_DOWNLOAD = GET "/board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/file/{fileId}/download", Boards, Unpublished;
    /// The comments of a row.
    COMMENTS_LIST = GET "/board/{boardId}/table/{tableId}/row/{rowId}/comments", Boards, Unpublished;
    /// A new comment of a row.
    COMMENT_CREATE = POST "/board/{boardId}/table/{tableId}/row/{rowId}/comment", Boards, Unpublished;
    /// The bytes of a file that hangs on a comment.
    COMMENT_FILE_DOWNLOAD = GET "/board/{boardId}/table/{tableId}/row/{rowId}/comment/{commentId}/file/{fileId}/download", Boards, Unpublished;
    /// The tree of documents.
    DOCS_TREE = GET "/docs/tree", Docs, Unpublished;
    /// A search in documents.
    DOCS_SEARCH = GET "/docs/search", Docs, Unpublished;
    /// A new document.
    DOC_CREATE = POST "/docs/", Docs, Unpublished;
    /// One document, without its text.
    DOC_GET = GET "/docs/{docId}", Docs, Unpublished;
    /// Another title, icon or cover for a document.
    DOC_UPDATE = PATCH "/docs/{docId}", Docs, Unpublished;
    /// The end of a document, for now.
    DOC_DELETE = DELETE "/docs/{docId}", Docs, Unpublished;
    /// The text of a document.
    DOC_CONTENT_GET = GET "/docs/{docId}/md", Docs, Unpublished;
    /// Another text for a document.
    DOC_CONTENT_WRITE = POST "/docs/{docId}/md", Docs, Unpublished;
    /// The tree of files and folders.
    DRIVE_TREE = GET "/drive/tree", Drive, Unpublished;
    /// A search in the drive.
    DRIVE_SEARCH = GET "/drive/search", Drive, Unpublished;
    /// One file or folder.
    DRIVE_GET = GET "/drive/files/{fileId}", Drive, Unpublished;
    /// The address of a file's bytes.
    DRIVE_DOWNLOAD_URL = GET "/drive/files/{fileId}/download", Drive, Unpublished;
    /// A new folder.
    FOLDER_CREATE = POST "/drive/folders", Drive, Unpublished;
    /// The beginning of an upload.
    UPLOAD_START = POST "/drive/files/upload/multipart/start", Drive, Unpublished;
    /// The addresses for the parts of an upload.
    UPLOAD_PART_URLS = POST "/drive/files/upload/multipart/presigned-urls", Drive, Unpublished;
    /// The end of an upload: its parts become a file.
    UPLOAD_FINALIZE = POST "/drive/files/upload/multipart/finalize", Drive, Unpublished;
    /// The channels that the token can reach.
    CHANNELS_LIST = GET "/chat/channels", Channels, ChannelList;
    /// A message to a channel.
    CHANNEL_SEND_MESSAGE = POST "/chat/channel/{channelId}/send-message", Channels, ChannelMessages;
    /// A message to one person.
    DIRECT_MESSAGE_SEND = POST "/chat/direct-message/send-message", DirectMessages, Unpublished;
    /// A search over everything.
    SEARCH = GET "/search", Search, Unpublished;
    /// The notifications of the token's user.
    NOTIFICATIONS_LIST = GET "/notifications/", Notifications, Unpublished;
    /// Whether a notification counts as read.
    NOTIFICATION_UPDATE = PATCH "/notifications/{id}", Notifications, Unpublished;
    /// The end of a notification.
    NOTIFICATION_DELETE = DELETE "/notifications/{id}", Notifications, Unpublished;
    /// The workspace that the token belongs to.
    WORKSPACE_INFO = GET "/workspace/info", Workspace, Unpublished;
    /// The members of the workspace.
    WORKSPACE_MEMBERS = GET "/workspace/members", Workspace, Unpublished;
    /// The teams of the workspace.
    WORKSPACE_TEAMS = GET "/workspace/teams", Workspace, Unpublished;
    /// The bookings of the workspace.
    BOOKINGS_LIST = GET "/bookings", Bookings, Unpublished;
    /// One booking.
    BOOKING_GET = GET "/bookings/{uid}", Bookings, Unpublished;
    /// What can be booked.
    BOOKING_TYPES_LIST = GET "/booking-types", Bookings, Unpublished;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_fill_the_placeholders() {
        let arguments = ["a/b".to_owned()];
        assert_eq!(
            CHANNEL_SEND_MESSAGE.segments(&arguments),
            ["chat", "channel", "a/b", "send-message"]
        );
        assert_eq!(NOTIFICATIONS_LIST.segments(&[]), ["notifications", ""]);
    }

    #[test]
    fn requests_written_by_hand_find_their_endpoint() {
        for (method, path, endpoint) in [
            (Method::GET, "/board/list-boards", Some(&BOARDS_LIST)),
            (Method::GET, "/board/b", Some(&BOARD_GET)),
            (Method::GET, "/board/b/table/t/rows/", Some(&ROWS_LIST)),
            (Method::GET, "/docs/tree", Some(&DOCS_TREE)),
            (Method::GET, "/docs/d", Some(&DOC_GET)),
            (Method::POST, "/docs", Some(&DOC_CREATE)),
            (Method::GET, "/notifications", Some(&NOTIFICATIONS_LIST)),
            (Method::PUT, "/docs/d", None),
            (Method::GET, "/board//tables", None),
            (Method::GET, "/", None),
        ] {
            assert_eq!(Endpoint::find(&method, path), endpoint, "{method} {path}");
        }
    }

    #[test]
    fn no_endpoint_stands_twice() {
        for (index, endpoint) in ALL.iter().enumerate() {
            assert!(!ALL[..index].contains(endpoint), "{endpoint}");
        }
    }
}
