//! Workspaces that are read from a file.

use copera_sandbox::{Sandbox, Seed, seed};
use serde_json::{Value, json};

use crate::http::{each, get, post, start};

pub(crate) const BAKERY: &str = include_str!("bakery.toml");

const BREAD: &str = "bbbb00000000000000000001";
const ORDERS: &str = "bbbb00000000000000000002";
const VIEW: &str = "bbbb00000000000000000003";
const BAKER: &str = "cp_pat_bakery0baker0000000000000001";
const CUSTOMER: &str = "cp_pat_bakery0customer0000000000002";

fn bakery() -> Sandbox {
    start(Sandbox::builder().seed(BAKERY.parse().unwrap()))
}

#[test]
fn a_workspace_holds_what_its_file_says_and_nothing_else() {
    let sandbox = bakery();
    let ask = |path: &str| get(&sandbox, path, BAKER).json();
    assert_eq!(ask("/workspace/info")["name"], "The Bakery");
    assert_eq!(
        each(&ask("/workspace/members")["members"], "email"),
        [
            "baker@example.com",
            "customer@example.com",
            "oven@example.com"
        ]
    );
    assert_eq!(each(&ask("/board/list-boards"), "_id"), [BREAD]);
    let table = ask(&format!("/board/{BREAD}/table/{ORDERS}"));
    assert_eq!(
        each(&table["columns"], "label"),
        ["What", "State", "Kind", "For", "Loaves", "Due"]
    );
    let options = &table["columns"][1]["options"];
    assert_eq!(each(options, "label"), ["Ordered", "Baked"]);
    assert_eq!(each(options, "statusGroup"), ["TODO", "DONE"]);

    let rows = ask(&format!("/board/{BREAD}/table/{ORDERS}/rows"));
    let row = &rows[0];
    let cell = |index: usize| &row["columns"][index]["value"];
    let option = |column: usize, index: usize| {
        let options = &table["columns"][column]["options"];
        options[index]["optionId"].clone()
    };
    let member = |index: usize| ask("/workspace/members")["members"][index]["_id"].clone();
    assert_eq!((&row["rowId"], &row["owner"]), (&json!(1), &member(1)));
    assert_eq!((cell(0), cell(4)), (&json!("Rye"), &json!(2)));
    assert_eq!(cell(1), &option(1, 1));
    assert_eq!(cell(2), &json!([option(2, 0), option(2, 1)]));
    assert_eq!(cell(3), &json!([member(1)]));
    assert_eq!(cell(5), "2025-03-10T06:00:00Z");

    let tree = ask("/docs/tree");
    assert_eq!(tree["root"][0]["children"][0]["title"], "Sourdough");
    let shared = get(&sandbox, "/docs/tree", CUSTOMER).json();
    assert_eq!(each(&shared["root"], "title"), ["Recipes"]);
    assert_eq!(
        each(&ask("/chat/channels")["channels"], "name"),
        ["counter"]
    );
    for path in ["/drive/tree", "/bookings", "/notifications"] {
        let answer = get(&sandbox, path, BAKER);
        assert!(
            answer.status == 200 && !answer.body.contains("_id"),
            "{path}"
        );
    }
    // Not one of the built-in tokens.
    assert_eq!(
        get(&sandbox, "/board/list-boards", seed::FULL_PAT).status,
        401
    );
}

#[test]
fn its_tokens_have_the_scopes_and_the_end_that_it_gives() {
    let sandbox = bakery();
    let status = |path, token| get(&sandbox, path, token).status;
    assert_eq!(status("/board/list-boards", CUSTOMER), 403);
    assert_eq!(status("/docs/tree", CUSTOMER), 200);
    assert_eq!(
        status("/docs/tree", "cp_pat_bakery0old000000000000000003"),
        401
    );
    let seed: Seed = BAKERY.parse().unwrap();
    let names: Vec<_> = seed.tokens().iter().map(|token| &*token.name).collect();
    assert_eq!(names, ["baker", "customer", "old", "oven"]);
    assert_eq!(seed.tokens()[1].about, "customer@example.com, access_docs");
}

#[test]
fn it_can_be_written_to() {
    let sandbox = bakery();
    let table = get(&sandbox, &format!("/board/{BREAD}/table/{ORDERS}"), BAKER).json();
    let body = json!({"columns": [{"columnId": table["columns"][0]["columnId"], "value": "Bun"}]});
    let path = format!("/board/{BREAD}/table/{ORDERS}/row");
    let made = post(&sandbox, &path, BAKER, &body.to_string()).json();
    assert_eq!(made["rowId"], 3);
    let body = json!({"boardId": BREAD, "viewId": VIEW, "format": "CSV"});
    let path = format!("/board/{BREAD}/table/{ORDERS}/export");
    let export: Value = post(&sandbox, &path, BAKER, &body.to_string()).json();
    assert_eq!(export["rowCount"], 3);
}

#[test]
fn the_same_file_gives_the_same_ids() {
    let ids = || {
        let sandbox = bakery();
        let rows = format!("/board/{BREAD}/table/{ORDERS}/rows");
        (
            get(&sandbox, &rows, BAKER).body,
            get(&sandbox, "/docs/tree", BAKER).body,
        )
    };
    assert_eq!(ids(), ids());
}

/// The text of the file that is replaced, its replacement, and the error: line, column, words.
#[rustfmt::skip]
const MISTAKES: [(&str, &str, usize, usize, &str); 18] = [
    ("name = \"The Bakery\"", "nmae = 1", 3, 1, "unknown field `nmae`"),
    ("slug = \"bakery\"", "slug = ", 4, 8, ""),
    ("type = \"external\"", "type = \"visitor\"", 14, 8, "unknown variant `visitor`"),
    ("email = \"customer@", "email = \"baker@", 13, 9, "another person has this address"),
    ("person = \"oven@", "person = \"mill@", 41, 10, "nobody's address"),
    ("\"access_docs\"", "\"access_bread\"", 28, 10, "the scopes are access_boards"),
    ("expires = 2025-01-01T00:00:00Z", "expires = 2025-01-01", 35, 11, "an offset"),
    ("cp_pat_bakery0baker0000000000000001", "a b", 22, 9, ""),
    ("id = \"bbbb00000000000000000002\"", "id = \"bbbb\"", 50, 6, "24 hexadecimal digits"),
    ("id = \"bbbb00000000000000000002\"", "id = \"bbbb00000000000000000001\"", 50, 6, "another object has this id"),
    ("type = \"NUMBER\"", "type = \"LINK\"", 57, 32, "can't describe columns of this type"),
    ("type = \"NUMBER\"", "type = \"STATUS\"", 57, 32, "has options"),
    ("label = \"Loaves\"", "label = \"What\"", 57, 15, "another column has this label"),
    ("Loaves = 2", "Loafs = 2", 67, 1, "no column is called `Loafs`"),
    ("Loaves = 2", "Loaves = \"two\"", 67, 10, "`Loaves` can't hold this string"),
    ("State = \"Baked\"", "State = \"Burnt\"", 64, 9, "`State` has no option `Burnt`"),
    ("\"seeds\"]\nFor", "\"nuts\"]\nFor", 65, 8, "`Kind` has no option `nuts`"),
    ("For = [\"customer@", "For = [\"mill@", 66, 7, "nobody's address"),
];

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let mut missed = Vec::new();
    for (from, to, line, column, words) in MISTAKES {
        assert!(BAKERY.contains(from), "{from}");
        let error = BAKERY.replacen(from, to, 1).parse::<Seed>().unwrap_err();
        let told = error.to_string();
        let place = format!("line {line}, column {column}: ");
        if !told.starts_with(&place) || !told.contains(words) {
            missed.push(format!("{to}: {told}"));
        }
        assert_eq!(
            told,
            format!(
                "line {}, column {}: {}",
                error.line, error.column, error.message
            )
        );
    }
    assert!(missed.is_empty(), "{missed:#?}");
    let nobody = "people = []".parse::<Seed>().unwrap_err();
    assert!(nobody.message.contains("at least one person"), "{nobody}");
}
