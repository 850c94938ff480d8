//! The rule set as a file, its printed form, its checks and its words.

use std::collections::{BTreeMap, BTreeSet};

use contest::lint::{Context, lint};
use contest::printed::clauses;
use contest::ruleset::{RankKey, RuleSet, RuleSetError};
use contest::wording::{Arg, Sentence};
use serde_json::Value;

use crate::fixture::{RULES, quiz, rules};

#[test]
fn toml_and_json_both_ways_keep_rules_and_hash() {
    let rules = rules();
    let again = RuleSet::from_toml(&rules.to_toml().unwrap()).unwrap();
    assert_eq!(again, rules);
    let json = RuleSet::from_json(&rules.canonical_json().unwrap()).unwrap();
    assert_eq!(json, rules);
    assert_eq!(json.hash().unwrap(), rules.hash().unwrap());
    let mut changed = rules.clone();
    quiz(&mut changed).periods[0].close += 1;
    assert_ne!(changed.hash().unwrap(), rules.hash().unwrap());
}

#[test]
fn canonical_json_is_sorted_and_leaves_out_what_is_absent() {
    let json = rules().canonical_json().unwrap();
    assert!(json.starts_with(r#"{"basis":[{"citation":"#), "{json}");
    assert!(!json.contains("null"));
    assert!(json.contains(r#""open":"2026-10-05T01:00:00Z""#));
}

#[test]
fn a_misspelt_rule_and_a_newer_schema_are_refused() {
    let typo = RULES.replace("max_per_day", "max_per_dya");
    assert!(matches!(RuleSet::from_toml(&typo), Err(RuleSetError::Toml(_))));
    let newer = RULES.replace("schema = 1", "schema = 2");
    assert!(matches!(
        RuleSet::from_toml(&newer),
        Err(RuleSetError::Schema { found: 2 })
    ));
}

// ---- every rule is printed ----

/// Paths of the rule set that change nothing a contestant meets: codes, links by id, and what lint alone reads.
const UNPRINTED: &[&str] = &[
    "/schema",
    "/statements/",
    "/code",
    "/pause_before",
    "/roots/0/unit",
    "/division",
    "/quotas/0/block",
    "/name/en",
];

/// All words a field of the rules may hold instead of the one it has.
const WORDS: &[&str] = &[
    "cut_at_close",
    "finish_own_time",
    "at_once",
    "after_close",
    "after_period",
    "after_stage",
    "never",
    "all",
    "organiser",
    "secretariat",
    "question_author",
    "question_reviewer",
    "technician",
    "barred",
    "plays_unranked",
    "easy",
    "medium",
    "hard",
    "per_attempt",
    "same_per_period",
    "shuffled",
    "easy_first",
    "as_in_bank",
    "best",
    "earliest_best",
    "first",
    "last",
    "participants",
    "attempts",
    "rate",
    "mean_score",
    "percent_perfect",
    "winner_points",
    "period",
    "stage",
    "as_sealed",
    "after_void",
    "ranked_only",
    "absolute",
    "not_over",
    "in_paper",
    "after_submitting",
    "score",
    "prediction_distance",
    "fewer_attempts",
    "more_perfect_attempts",
    "lot",
    "all_correct",
    "verified",
    "has_prediction",
    "full_name",
    "initials",
    "unit_only",
    "hidden_until_close",
    "public",
    "own_row_only",
    "daily",
    "person",
    "unit",
    "each_period",
    "whole_stage",
    "passed_over",
    "welcome",
    "larger_headcount",
    "committee",
    "all_sides",
    "leave_empty",
    "next_moves_up",
    "all_receive",
    "organisers_decide",
    "unlimited",
    "keep_highest",
    "none",
    "best_overall",
    "not_allowed",
    "all_sides_with_reason",
    "seat_stays_open",
    "next_in_rank",
    "each_period_then_mean",
];

fn leaves(value: &Value, path: String, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(key, value)| leaves(value, format!("{path}/{key}"), out)),
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(n, value)| leaves(value, format!("{path}/{n}"), out));
        }
        _ => out.push(path),
    }
}

/// Values to try instead of `value`.
fn other_values(value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(flag) => vec![Value::from(!flag)],
        Value::Number(number) => vec![Value::from(number.as_i64().unwrap() + 1)],
        Value::String(text) => {
            let words = WORDS.iter().filter(|word| *word != text).map(|word| Value::from(*word));
            let dated = ["2026-10-06T01:00:00Z", "2026-10-06"].map(Value::from);
            dated
                .into_iter()
                .chain(words)
                .chain([Value::from(format!("{text}x"))])
                .collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_rule_that_matters_is_printed() {
    let rules = rules();
    let json: Value = serde_json::from_str(&rules.canonical_json().unwrap()).unwrap();
    let printed = clauses(&rules);
    let mut paths = Vec::new();
    leaves(&json, String::new(), &mut paths);
    let mut tried = 0;
    for path in &paths {
        let exempt = UNPRINTED
            .iter()
            .any(|part| path == part || path.ends_with(part) || (part.ends_with('/') && path.starts_with(part)));
        if exempt {
            continue;
        }
        let mut changes = 0;
        for value in other_values(json.pointer(path).unwrap()) {
            let mut other = json.clone();
            *other.pointer_mut(path).unwrap() = value.clone();
            let Ok(other) = RuleSet::from_json(&other.to_string()) else {
                continue;
            };
            changes += 1;
            assert_ne!(clauses(&other), printed, "{path} = {value} is not printed");
        }
        assert!(changes > 0, "{path} was not tried");
        tried += changes;
    }
    assert!(tried > 150, "{tried}");
    // Clauses are numbered without gaps.
    assert!(printed.iter().zip(1..).all(|(clause, n)| clause.number == n));
}

// ---- words ----

/// Messages with the arguments they use.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut out = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("rules-")) {
        let (key, words) = line.split_once(" = ").unwrap();
        let args = words
            .split("{ $")
            .skip(1)
            .map(|rest| rest.split_once(" }").unwrap().0.to_owned())
            .collect();
        assert!(out.insert(key.to_owned(), args).is_none(), "{key} is there twice");
    }
    out
}

fn check_words(sentence: &Sentence, words: &BTreeMap<String, BTreeSet<String>>) {
    let used = words
        .get(sentence.key)
        .unwrap_or_else(|| panic!("{} has no words", sentence.key));
    let given: BTreeSet<String> = sentence.args.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert!(used.is_subset(&given), "{}: {used:?} {given:?}", sentence.key);
    for (_, arg) in &sentence.args {
        if let Arg::Message(key) = arg {
            assert!(words.contains_key(*key), "{key} has no words");
        }
    }
}

#[test]
fn both_languages_have_the_same_messages() {
    let vi = messages(include_str!("../../locales/rules.vi.ftl"));
    let en = messages(include_str!("../../locales/rules.en.ftl"));
    assert_eq!(vi, en);
    // Every key that stands in the source has words, and every message is used somewhere.
    let source = [
        include_str!("../../src/printed/mod.rs"),
        include_str!("../../src/printed/quiz.rs"),
        include_str!("../../src/printed/awards.rs"),
        include_str!("../../src/lint/words.rs"),
        include_str!("../../src/explain/words.rs"),
    ]
    .concat();
    let in_source: BTreeSet<String> = source
        .split('"')
        .filter(|part| part.starts_with("rules-"))
        .map(str::to_owned)
        .collect();
    assert_eq!(in_source, vi.keys().cloned().collect());
}

#[test]
fn printed_sentences_and_findings_have_words_and_arguments() {
    let words = messages(include_str!("../../locales/rules.vi.ftl"));
    for clause in clauses(&rules()) {
        check_words(
            &Sentence {
                key: clause.heading_key,
                args: clause.heading_args,
            },
            &words,
        );
        for sentence in &clause.sentences {
            check_words(sentence, &words);
        }
    }
    let mut broken = rules();
    broken.organisers.truncate(1);
    quiz(&mut broken).ranking.keys = vec![RankKey::Lot, RankKey::Score, RankKey::Score];
    quiz(&mut broken).periods.swap(0, 1);
    quiz(&mut broken).collective = None;
    let findings = lint(&broken, &Context::default());
    assert!(findings.len() > 8, "{findings:?}");
    for finding in &findings {
        check_words(&finding.sentence(), &words);
    }
}
