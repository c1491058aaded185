//! The JSON that commands print.

/// An object, by the fields that it has.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// The names of the fields, with spaces between them; `?` behind one that may be missing, and
    /// the shape of its value behind a colon where that is an object or a list.
    pub(crate) fields: &'static str,
}

impl Shape {
    /// The shape of this name.
    #[cfg(test)]
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        SHAPES.iter().find(|shape| shape.name == name)
    }

    /// Its fields.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> + use<> {
        self.fields.split_whitespace().map(|written| {
            let (name, shape) = match written.split_once(':') {
                Some((name, shape)) => (name, Some(shape)),
                None => (written, None),
            };
            Field {
                name: name.trim_end_matches('?'),
                optional: name.ends_with('?'),
                shape,
            }
        })
    }
}

/// A field of a shape.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) optional: bool,
    pub(crate) shape: Option<&'static str>,
}

const fn shape(name: &'static str, fields: &'static str) -> Shape {
    Shape { name, fields }
}

/// All of them. The service may send more fields, and they are printed too.
pub(crate) const SHAPES: &[Shape] = &[
    shape("Board", "_id name description? createdAt updatedAt"),
    shape(
        "Table",
        "_id name board createdAt updatedAt columns:Column[]",
    ),
    shape("Column", "columnId label type order options?:Option[]"),
    shape("Option", "optionId label color order statusGroup?"),
    shape(
        "Row",
        "_id rowId owner table board description? createdAt updatedAt columns:Cell[]",
    ),
    shape(
        "RowWithUrl",
        "_id rowId owner table board description? createdAt updatedAt columns:Cell[] url?",
    ),
    shape("Cell", "columnId value linkValue? lookupValue?"),
    shape(
        "Comment",
        "_id content contentType visibility author attachment? createdAt updatedAt",
    ),
    shape("Comments", "items:Comment[] pageInfo:PageInfo"),
    shape(
        "PageInfo",
        "endCursor startCursor hasNextPage hasPreviousPage",
    ),
    shape("Content", "content"),
    shape(
        "Doc",
        "_id title icon? cover? parent? owner? starred createdAt updatedAt",
    ),
    shape(
        "DocWithUrl",
        "_id title icon? cover? parent? owner? starred createdAt updatedAt url?",
    ),
    shape(
        "DocNode",
        "_id title parent? owner? hasChildren children?:DocNode[] starred createdAt updatedAt",
    ),
    shape("DocHit", "_id title parents highlight createdAt updatedAt"),
    shape(
        "DriveItem",
        "_id name type owner createdAt updatedAt mimeType? size? parent?",
    ),
    shape(
        "DriveItemWithUrl",
        "_id name type owner createdAt updatedAt mimeType? size? parent? url?",
    ),
    shape(
        "DriveNode",
        "_id name type owner createdAt updatedAt mimeType? size? parent? hasChildren children?:DriveNode[]",
    ),
    shape(
        "DriveTree",
        "Nodes:DriveNode[] TotalItems Truncated NextParentID",
    ),
    shape("DriveHits", "hits:DriveItem[] totalHits"),
    shape("Downloaded", "file size path"),
    shape(
        "UploadedFolder",
        "files:DriveItem[] fileCount folderCount totalBytes",
    ),
    shape(
        "Channel",
        "_id name description? picture? type kind participantUserIds participantTeamIds createdBy createdAt updatedAt lastMessageAt?",
    ),
    shape("Channels", "channels:Channel[] total limit offset"),
    shape("Sent", "sent channel user? queued?"),
    shape(
        "Workspace",
        "_id name slug picture? description? seats createdAt updatedAt",
    ),
    shape(
        "Member",
        "_id name email picture? title? type status active createdAt",
    ),
    shape("Members", "members:Member[] total limit offset"),
    shape(
        "Team",
        "_id name picture? main participants createdBy createdAt updatedAt",
    ),
    shape("Teams", "teams:Team[] total limit offset"),
    shape("SearchHit", "entityType _id workspace? createdAt updatedAt"),
    shape(
        "SearchHits",
        "query totalHits processingTimeMs hits:SearchHit[]",
    ),
    shape(
        "Notification",
        "_id type owner workspace data status sender? readAt? createdAt updatedAt groupCount? groupStartedAt? groupSenderIds?",
    ),
    shape(
        "Notifications",
        "notifications:Notification[] unreadCount count",
    ),
    shape(
        "Export",
        "fileName? mimeType? payload? rowCount? columns? rows? asyncJob?",
    ),
    shape("DeletedRow", "deleted rowId"),
    shape("Opened", "url opened"),
    shape("FolderSettings", "file profile"),
    shape("DeletedNotification", "deleted notificationId"),
    shape(
        "Profile",
        "profile active active_by? kind? location? token expires_at? days_left? file",
    ),
    shape("Status", "profile token_source token configured"),
    shape(
        "Identity",
        "profile token kind token_source? expires_at? days_left? workspace? slug? user? known_by? surfaces",
    ),
    shape("Reach", "surface scope? access probe? problem?"),
    shape("Setting", "key value"),
    shape("SettingChange", "key file"),
    shape("File", "path place status"),
    shape("ActiveProfile", "profile file active"),
    shape("CacheStatus", "path files bytes"),
    shape("CacheCleaned", "cleaned files bytes"),
    shape("Migrated", "profile store moved"),
    shape(
        "Finding",
        "finding severity file? line? column? message fix fixed",
    ),
    shape("Imported", "imported skipped rejected rejects?"),
    shape("Pulled", "written unchanged"),
    shape("Bookings", "bookings:Booking[] nextCursor? hasMore"),
    shape("Booking", "uid status? start? end?"),
    shape(
        "BookingType",
        "_id title slug active durationMinutes createdAt updatedAt",
    ),
    shape("BookingTypes", "bookingTypes:BookingType[]"),
    shape("Update", "current target? action installed_by path?"),
    shape(
        "Schema",
        "schema_version program version about global_options commands shapes environment settings exit_codes errors",
    ),
    shape("Version", "version build_time schema_version"),
    shape("DryRun", "dry_run method url body?"),
    shape("Failure", "error message suggestion? transient notes?"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_that_is_named_is_there() {
        for shape in SHAPES {
            for field in shape.fields() {
                if let Some(name) = field.shape {
                    let name = name.trim_end_matches("[]");
                    assert!(Shape::named(name).is_some(), "{name}");
                }
            }
        }
    }
}
