//! A forest on lines: which node comes when, and the lines that lead to it.

/// A node on its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The node, by its index.
    pub node: usize,
    /// What stands before it: `│  └─ `, nothing for a root.
    pub lead: String,
}

/// Orders nodes depth first, siblings as they come. `parents` has the parent of each node by index.
///
/// Every node comes once whatever the parents say: one that is its own ancestor begins a tree.
pub fn lines(parents: &[Option<usize>]) -> Vec<Branch> {
    let mut children = vec![Vec::new(); parents.len()];
    for (node, parent) in parents.iter().enumerate() {
        if let Some(of_parent) = parent.and_then(|parent| children.get_mut(parent)) {
            of_parent.push(node);
        }
    }
    let is_root = |node: &usize| parents[*node].is_none_or(|parent| parent >= parents.len());
    let mut seen = vec![false; parents.len()];
    let mut branches = Vec::with_capacity(parents.len());
    // The roots first; what is left after them goes round in circles.
    for root in (0..parents.len()).filter(is_root).chain(0..parents.len()) {
        let mut waiting = vec![(root, String::new(), String::new())];
        while let Some((node, lead, below)) = waiting.pop() {
            if std::mem::replace(&mut seen[node], true) {
                continue;
            }
            branches.push(Branch { node, lead });
            for (left, child) in children[node].iter().rev().enumerate() {
                let (corner, bar) = if left == 0 {
                    ("└─ ", "   ")
                } else {
                    ("├─ ", "│  ")
                };
                waiting.push((*child, format!("{below}{corner}"), format!("{below}{bar}")));
            }
        }
    }
    branches
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(parents: &[Option<usize>]) -> Vec<String> {
        let draw = |branch: &Branch| format!("{}{}", branch.lead, branch.node);
        lines(parents).iter().map(draw).collect()
    }

    #[test]
    fn a_forest() {
        let parents = [None, Some(0), Some(1), Some(0), None, Some(9)];
        assert_eq!(drawn(&parents), ["0", "├─ 1", "│  └─ 2", "└─ 3", "4", "5"]);
    }

    #[test]
    fn circles() {
        assert_eq!(drawn(&[Some(0)]), ["0"]);
        assert_eq!(drawn(&[Some(1), Some(0), None]), ["2", "0", "└─ 1"]);
    }

    proptest! {
        #[test]
        fn every_node_comes_once(parents in prop::collection::vec(prop::option::of(0_usize..40), 0..30)) {
            let mut nodes: Vec<_> = lines(&parents).iter().map(|branch| branch.node).collect();
            nodes.sort_unstable();
            prop_assert_eq!(nodes, (0..parents.len()).collect::<Vec<_>>());
        }
    }
}
