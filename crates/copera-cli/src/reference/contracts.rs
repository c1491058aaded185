//! What each command asks the service, and what it prints as JSON.

use copera_api::endpoint::{self as api, Endpoint};

use super::contract::Contract;
use super::contract::Output::{self, Json, Nothing, Raw, Text, TextOf, TextOfFields};

const fn contract(
    command: &'static str,
    endpoints: &'static [&'static Endpoint],
    output: Output,
) -> Contract {
    Contract {
        command,
        endpoints,
        output,
    }
}

/// All commands, in the order of the help.
pub(crate) static CONTRACTS: &[Contract] = &[
    contract(
        "auth login",
        &[&api::WORKSPACE_INFO, &api::BOARDS_LIST],
        Nothing,
    ),
    contract("auth status", &[], Json("Status")),
    contract("auth list", &[], Json("Profile[]")),
    contract("auth use", &[], Json("ActiveProfile")),
    contract(
        "auth whoami",
        &[
            &api::WORKSPACE_INFO,
            &api::NOTIFICATIONS_LIST,
            &api::WORKSPACE_MEMBERS,
            &api::BOARDS_LIST,
        ],
        Json("Identity"),
    ),
    contract("auth scopes", &[], Json("Reach[]")),
    contract("auth token", &[], Text),
    contract("auth logout", &[], Nothing),
    contract("auth migrate", &[], Json("Migrated[]")),
    contract("auth doctor", &[], Json("Finding[]")),
    contract("boards list", &[&api::BOARDS_LIST], Json("Board[]")),
    contract("boards get", &[&api::BOARD_GET], Json("Board")),
    contract("tables list", &[&api::TABLES_LIST], Json("Table[]")),
    contract("tables get", &[&api::TABLE_GET], Json("Table")),
    contract("tables export", &[&api::TABLE_EXPORT], Json("Export")),
    contract("rows list", &[&api::ROWS_LIST], Json("Row[]")),
    contract(
        "rows get",
        &[&api::ROW_GET, &api::ROW_GET_BY_NUMBER],
        Json("RowWithUrl"),
    ),
    contract("rows create", &[&api::ROW_CREATE], Json("RowWithUrl")),
    contract("rows update", &[&api::ROW_UPDATE], Json("RowWithUrl")),
    contract("rows delete", &[&api::ROW_DELETE], Json("DeletedRow")),
    contract("rows authenticate", &[&api::ROW_AUTHENTICATE], Json("Row")),
    contract(
        "rows description",
        &[&api::ROW_DESCRIPTION_GET],
        Json("Content"),
    ),
    contract(
        "rows update-description",
        &[&api::ROW_DESCRIPTION_WRITE],
        Nothing,
    ),
    contract(
        "rows column-content",
        &[&api::CELL_CONTENT_GET],
        Json("Content"),
    ),
    contract(
        "rows update-column-content",
        &[&api::CELL_CONTENT_WRITE],
        Nothing,
    ),
    contract(
        "rows import",
        &[&api::TABLE_GET, &api::ROW_CREATE],
        Json("Imported"),
    ),
    contract(
        "rows export",
        &[&api::TABLE_GET, &api::ROWS_LIST],
        TextOfFields,
    ),
    contract(
        "rows attachments download",
        &[&api::CELL_FILE_DOWNLOAD],
        Json("Downloaded"),
    ),
    contract("rows comment", &[&api::COMMENT_CREATE], Json("Comment")),
    contract("rows comments", &[&api::COMMENTS_LIST], Json("Comments")),
    contract(
        "rows comments attachments download",
        &[&api::COMMENT_FILE_DOWNLOAD],
        Json("Downloaded"),
    ),
    contract("channels list", &[&api::CHANNELS_LIST], Json("Channels")),
    contract(
        "channels message send",
        &[&api::CHANNEL_SEND_MESSAGE, &api::DIRECT_MESSAGE_SEND],
        Json("Sent"),
    ),
    contract("docs tree", &[&api::DOCS_TREE], Json("DocNode[]")),
    contract("docs search", &[&api::DOCS_SEARCH], Json("DocHit[]")),
    contract("docs get", &[&api::DOC_GET], Json("DocWithUrl")),
    contract("docs content", &[&api::DOC_CONTENT_GET], TextOf("Content")),
    contract("docs create", &[&api::DOC_CREATE], Json("DocWithUrl")),
    contract("docs update", &[&api::DOC_CONTENT_WRITE], Nothing),
    contract(
        "docs edit",
        &[&api::DOC_CONTENT_GET, &api::DOC_CONTENT_WRITE],
        Nothing,
    ),
    contract(
        "docs pull",
        &[&api::DOCS_TREE, &api::DOC_CONTENT_GET],
        Json("Pulled"),
    ),
    contract("docs metadata", &[&api::DOC_UPDATE], Json("Doc")),
    contract("docs delete", &[&api::DOC_DELETE], Nothing),
    contract("drive tree", &[&api::DRIVE_TREE], Json("DriveTree")),
    contract("drive search", &[&api::DRIVE_SEARCH], Json("DriveHits")),
    contract("drive get", &[&api::DRIVE_GET], Json("DriveItemWithUrl")),
    contract(
        "drive download",
        &[&api::DRIVE_GET, &api::DRIVE_DOWNLOAD_URL, &api::DRIVE_TREE],
        Json("Downloaded"),
    ),
    contract(
        "drive upload",
        &[
            &api::UPLOAD_START,
            &api::UPLOAD_PART_URLS,
            &api::UPLOAD_FINALIZE,
            &api::FOLDER_CREATE,
        ],
        Json("DriveItemWithUrl"),
    ),
    contract(
        "drive mkdir",
        &[&api::FOLDER_CREATE],
        Json("DriveItemWithUrl"),
    ),
    contract("search", &[&api::SEARCH], Json("SearchHits")),
    contract(
        "notifications list",
        &[&api::NOTIFICATIONS_LIST],
        Json("Notifications"),
    ),
    contract(
        "notifications read",
        &[&api::NOTIFICATION_UPDATE],
        Json("Notification"),
    ),
    contract(
        "notifications unread",
        &[&api::NOTIFICATION_UPDATE],
        Json("Notification"),
    ),
    contract(
        "notifications delete",
        &[&api::NOTIFICATION_DELETE],
        Json("DeletedNotification"),
    ),
    contract("bookings list", &[&api::BOOKINGS_LIST], Json("Bookings")),
    contract("bookings get", &[&api::BOOKING_GET], Json("Booking")),
    contract(
        "bookings types",
        &[&api::BOOKING_TYPES_LIST],
        Json("BookingTypes"),
    ),
    contract("workspace info", &[&api::WORKSPACE_INFO], Json("Workspace")),
    contract(
        "workspace members",
        &[&api::WORKSPACE_MEMBERS],
        Json("Members"),
    ),
    contract("workspace teams", &[&api::WORKSPACE_TEAMS], Json("Teams")),
    contract("open board", &[&api::WORKSPACE_INFO], Json("Opened")),
    contract("open table", &[&api::WORKSPACE_INFO], Json("Opened")),
    contract("open row", &[&api::WORKSPACE_INFO], Json("Opened")),
    contract("open doc", &[&api::WORKSPACE_INFO], Json("Opened")),
    contract(
        "open file",
        &[&api::WORKSPACE_INFO, &api::DRIVE_GET],
        Json("Opened"),
    ),
    contract("open folder", &[&api::WORKSPACE_INFO], Json("Opened")),
    contract("api", &[], Raw),
    contract("config list", &[], Json("Setting[]")),
    contract("config get", &[], Json("Setting")),
    contract("config set", &[], Json("SettingChange")),
    contract("config unset", &[], Json("SettingChange")),
    contract("config path", &[], Json("File[]")),
    contract("init", &[], Json("FolderSettings")),
    contract("cache status", &[], Json("CacheStatus")),
    contract("cache clean", &[], Json("CacheCleaned")),
    contract("update", &[], Json("Update")),
    contract("version", &[], Json("Version")),
    contract("schema", &[], Json("Schema")),
    contract("completion", &[], Text),
    contract("help", &[], Text),
];

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;
    use crate::cli::Cli;
    use crate::reference::Shape;

    fn leaves(command: &Command, words: &str, found: &mut Vec<String>) {
        let mut groups = command.get_subcommands().peekable();
        // `rows comments` is a command beside being a group.
        let is_leaf = groups.peek().is_none() || !command.is_subcommand_required_set();
        if is_leaf && !words.is_empty() {
            found.push(words.to_owned());
        }
        for group in groups {
            let words = format!("{words} {}", group.get_name());
            leaves(group, words.trim_start(), found);
        }
    }

    #[test]
    fn every_command_has_its_contract() {
        let mut commands = Vec::new();
        let mut grammar = Cli::command();
        grammar.build();
        leaves(&grammar, "", &mut commands);
        let mut contracts: Vec<_> = CONTRACTS.iter().map(|contract| contract.command).collect();
        commands.sort_unstable();
        contracts.sort_unstable();
        assert_eq!(commands, contracts);
    }

    #[test]
    fn every_shape_is_known() {
        for contract in CONTRACTS {
            if let Json(shape) | TextOf(shape) = contract.output {
                assert!(
                    Shape::named(shape.trim_end_matches("[]")).is_some(),
                    "{shape}"
                );
            }
        }
    }

    #[test]
    fn every_endpoint_has_its_command() {
        for endpoint in api::ALL {
            let served = CONTRACTS
                .iter()
                .any(|contract| contract.endpoints.contains(endpoint));
            assert!(served, "{endpoint}");
        }
    }
}
