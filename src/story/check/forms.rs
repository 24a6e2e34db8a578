//! Forms listed twice: the words of a text can link to one term only.

use std::collections::{BTreeMap, BTreeSet};

use crate::story::authored::Term;
use crate::story::problem::Problem;

/// Headwords and forms that two terms claim, or that one term lists twice.
pub(crate) fn forms(terms: Vec<&Term>) -> Vec<Problem> {
    let mut owners: BTreeMap<&str, &Term> = BTreeMap::new();
    let mut problems = Vec::new();
    for term in terms {
        let mut listed = BTreeSet::new();
        for form in &term.forms {
            if !listed.insert(form.as_str()) {
                let message = format!("the term `{}` lists the form “{form}” twice", term.id);
                problems.push(Problem::warning("form-twice", term.at.clone(), message).help("take one out"));
            }
        }
        for form in std::iter::once(&term.label).chain(&term.forms) {
            let owner = owners.entry(form).or_insert(term);
            if owner.id != term.id {
                let message = format!("“{form}” belongs to the term `{}` already", owner.id);
                problems.push(
                    Problem::error("form-taken", term.at.clone(), message)
                        .help("keep it with the term most readers expect; list it as `search` of the other, or link by hand with [[id|words]]")
                        .also(owner.at.clone(), "the other term"),
                );
            }
        }
    }
    problems
}
