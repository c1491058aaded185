//! `.kopairc` under force. What is done to it is the same as for the other tool, and done by the same
//! code; which tool and which file is told in `subject`.

mod at_once;
#[path = "../../../../copera-cli/tests/it/torture/bounded.rs"]
mod bounded;
#[path = "../../../../copera-cli/tests/it/torture/full_disk.rs"]
mod full_disk;
#[path = "../../../../copera-cli/tests/it/torture/kills.rs"]
mod kills;
#[path = "../../../../copera-cli/tests/it/torture/obstacles.rs"]
mod obstacles;
mod subject;
