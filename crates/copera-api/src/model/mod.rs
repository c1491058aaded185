//! What the service answers with: the documented fields only.
//!
//! Nothing is changed on the way: numbers, times and words that the service may lengthen read as
//! it spelled them ([`Number`](crate::Number), [`Timestamp`](crate::Timestamp), and enums with a
//! variant `Other`), and what has no documented shape is [`Json`](crate::Json).

mod acknowledgement;
mod board;
mod booking;
mod cell_input;
mod cell_value;
mod channel;
mod comment;
mod doc;
mod drive;
mod export;
mod named;
mod notification;
mod row;
mod search;
mod table;
mod tree;
mod unseen;
mod upload;
mod workspace;

pub use self::{
    acknowledgement::{Acknowledgement, Markdown},
    board::Board,
    booking::{Answer, Booker, Booking, BookingStatus, Bookings, Host, Location},
    cell_input::{CellProblem, InvalidCell},
    cell_value::CellValue,
    channel::{Channel, ChannelKind, ChannelType, Channels, QueuedMessage},
    comment::{Attachment, Author, Comment, Comments, PageInfo, Visibility},
    doc::{Doc, DocHit, DocImage, DocParent, DocSearch, Highlight},
    drive::{DownloadUrl, DriveItem, DriveItemKind, DriveSearch},
    export::{Export, ExportFormat, ExportJob, ExportedColumn, ExportedFile, ExportedRow},
    notification::{Notification, NotificationStatus, Notifications},
    row::{Cell, LookupValue, Row},
    search::{
        FoundAiChat, FoundAiMessage, FoundChannel, FoundDocument, FoundDriveContent, FoundMessage,
        FoundTodo, FoundTodoItem, FoundTranscription, SearchEntity, SearchHit, SearchResults,
    },
    table::{Column, ColumnOption, ColumnType, StatusGroup, Table, UnknownColumn},
    tree::{Tree, TreeItem, TreeNode},
    unseen::Unseen,
    upload::{PartUrl, PartUrls, Upload},
    workspace::{Member, MemberKind, Members, Presence, Team, Teams, Workspace},
};
