//! Answers as the API's documents show them.

pub(crate) const BOARD: &str = r#"{"_id":"b","name":"B","description":"","createdAt":"2026-01-02T03:04:05.678Z","updatedAt":"2026-01-02T03:04:05.678Z"}"#;

pub(crate) const TABLE: &str = r#"{"_id":"t","name":"T","board":"b","createdAt":"c","updatedAt":"u","columns":[
    {"columnId":"name","label":"Name","type":"TEXT","order":1},
    {"columnId":"state","label":"State","type":"STATUS","order":1.5,"options":[
        {"optionId":"todo","label":"To do","color":"GRAY","order":0,"statusGroup":"TODO"},{"optionId":"x"}]},
    {"columnId":"total","label":"Total","type":"ROLLUP"}]}"#;

pub(crate) const ROW: &str = r#"{"_id":"r","rowId":7,"owner":"u","table":"t","board":"b","createdAt":"c","updatedAt":"u","columns":[
    {"columnId":"name","value":"Ada"},{"columnId":"state","value":"todo"},
    {"columnId":"total","value":12345678901234567890.10},
    {"columnId":"link","value":["r2"],"linkValue":["Two"]},
    {"columnId":"lookup","value":null,"lookupValue":[{"foreignRowId":"r2","foreignRowValue":1.0}]}]}"#;

pub(crate) const COMMENT: &str = r#"{"_id":"c1","content":null,"contentType":"text/html","visibility":"internal",
    "author":{"_id":"u","name":"Ada","picture":null,"email":null},
    "attachment":{"fileId":"f","name":"a.png","mimeType":"image/png","size":5},"createdAt":"c","updatedAt":"u"}"#;

pub(crate) const COMMENTS: &str = r#"{"items":[],"pageInfo":{"endCursor":null,"startCursor":null,"hasNextPage":false,"hasPreviousPage":false}}"#;

pub(crate) const EXPORT: &str = r#"{"asyncJob":{"jobId":"j","status":"queued","format":"PDF","expiresAt":"e",
    "fileName":null,"mimeType":null,"downloadUrl":null,"fileSizeBytes":null,"rowCount":null}}"#;

pub(crate) const DOC: &str = r#"{"_id":"d","title":"D","owner":"u","icon":{"type":"emoji","value":"x"},"starred":false,"createdAt":"c","updatedAt":"u"}"#;

pub(crate) const DOC_TREE: &str = r#"{"root":[{"_id":"d","title":"D","owner":"u","createdAt":"c","updatedAt":"u","hasChildren":true,
    "children":[{"_id":"e","title":"E","owner":"u","parent":"d","createdAt":"c","updatedAt":"u","hasChildren":false,"children":[]}]}],
    "totalDocs":2,"truncated":true,"nextParentIds":["e"]}"#;

pub(crate) const DRIVE_ITEM: &str = r#"{"_id":"f","name":"F","type":"file","owner":"u","mimeType":"a/b","size":5368709120,"parent":"p","createdAt":"c","updatedAt":"u"}"#;

pub(crate) const DRIVE_TREE: &str = r#"{"root":[{"_id":"f","name":"F","type":"folder","owner":"u","createdAt":"c","updatedAt":"u","hasChildren":true,"children":[]}],
    "totalItems":1,"truncated":false,"nextParentIds":[]}"#;

pub(crate) const CHANNELS: &str = r#"{"channels":[{"_id":"c","name":"C","type":"huddle","kind":"dm","participantUserIds":["u"],"participantTeamIds":[],
    "createdBy":"u","createdAt":"c","updatedAt":"u","lastMessageAt":"l"}],"total":1,"limit":1,"offset":2}"#;

pub(crate) const SEARCH: &str = r#"{"query":"a","totalHits":2,"processingTimeMs":1.5,"hits":[
    {"entityType":"document","_id":"d","workspace":"w","createdAt":1767323045678,"updatedAt":1767323045678,"title":"D"},
    {"entityType":"new","_id":"n","workspace":"w","createdAt":1,"updatedAt":2}]}"#;

pub(crate) const NOTIFICATION: &str = r#"{"_id":"n","type":"row_comment","owner":"u","workspace":"w","data":{"rowId":"r","preview":"p"},"status":"READ","sender":null}"#;

pub(crate) const TEAMS: &str = r#"{"teams":[{"_id":"t","name":"T","main":true,"participants":["u"],"createdBy":"u","createdAt":"c","updatedAt":"u"}],"total":3,"limit":1,"offset":2}"#;

pub(crate) const BOOKING: &str =
    r#"{"uid":"bk_1","status":"CONFIRMED","start":"2026-01-02T03:04:05.678Z"}"#;

pub(crate) const BOOKINGS: &str =
    r#"{"bookings":[{"uid":"bk_1"}],"nextCursor":null,"hasMore":false}"#;
