//! `/workspace`.

use copera_sandbox::seed::{self, people};

use crate::http::{each, get, sandbox};

#[test]
fn info() {
    let sandbox = sandbox();
    let info = get(&sandbox, "/workspace/info", seed::DOCS_ONLY_PAT).json();
    assert_eq!(info["_id"], seed::WORKSPACE);
    assert_eq!(info["name"], "Analytical Engines");
    assert_eq!(info["seats"], 10);
}

#[test]
fn members() {
    let sandbox = sandbox();
    let members = |query: &str| {
        get(
            &sandbox,
            &format!("/workspace/members{query}"),
            seed::FULL_PAT,
        )
        .json()
    };
    let all = members("");
    assert_eq!((&all["total"], &all["limit"]), (&6.into(), &100.into()));
    let mut types = each(&all["members"], "type");
    types.dedup();
    assert_eq!(types, ["user", "guest", "external", "integration"]);
    for (query, ids, total) in [
        ("?q=LOVELACE", [people::ADA].as_slice(), 1),
        ("?q=ch%C3%A2telet", &[people::EMILIE], 1),
        ("?q=integrations.", &[people::BUILD_BOT], 1),
        ("?limit=2&offset=1", &[people::ALAN, people::GRACE], 6),
        ("?limit=500&offset=5", &[people::BUILD_BOT], 6),
        ("?q=nobody", &[], 0),
    ] {
        let page = members(query);
        assert_eq!(each(&page["members"], "_id"), ids, "{query}");
        assert_eq!(page["total"], total, "{query}");
    }
    for query in ["?limit=0", "?limit=501"] {
        assert_eq!(members(query)["message"], "Invalid parameter: limit");
    }
}

#[test]
fn teams() {
    let sandbox = sandbox();
    let teams = get(&sandbox, "/workspace/teams", seed::OAT).json();
    assert_eq!(each(&teams["teams"], "name"), ["Everyone", "Compilers"]);
    assert_eq!(teams["teams"][0]["main"], true);
    assert_eq!(teams["total"], 2);
    let found = get(&sandbox, "/workspace/teams?q=comp", seed::OAT).json();
    assert_eq!(each(&found["teams"], "_id"), [people::COMPILERS]);
    let answer = get(&sandbox, "/workspace/teams?limit=201", seed::OAT);
    assert_eq!(answer.refusal().0, 400);
}
