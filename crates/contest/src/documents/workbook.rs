//! The workbook of a result: everything that was computed, one table on a sheet, with what each figure means.

use paperwork::PaperworkError;
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::text::Tr;

use super::outcome::{AttemptLine, Outcome, PersonLine, UnitLine};
use super::say;
use crate::collective::Headcount;
use crate::printed::metric_key;
use crate::ruleset::{Metric, PrizeScope};

/// Writes the workbook in the language of `tr`; `now` stands in the file's properties.
pub fn workbook(tr: &Tr, outcome: &Outcome, now: jiff::Timestamp) -> Result<Vec<u8>, PaperworkError> {
    let mut book = Builder::new(now);
    book.table(&summary(tr, outcome))?;
    book.table(&people(tr, outcome))?;
    for (block, table) in outcome
        .blocks
        .iter()
        .map(|block| (block, units(tr, outcome, &block.units)))
    {
        let name = if block.name.is_empty() {
            tr.t("sheet-units")
        } else {
            format!("{} {}", tr.t("sheet-units"), block.name)
        };
        book.table(&Table {
            name,
            title: title(outcome, &tr.xy("sheet-title-units", &outcome.period, &block.name)),
            ..table
        })?;
    }
    book.table(&grassroots(tr, outcome))?;
    book.table(&attempts(tr, outcome))?;
    book.table(&prizes(tr, outcome))?;
    book.notes(&tr.t("sheet-definitions"), &definitions(tr, outcome))?;
    book.finish()
}

fn title(outcome: &Outcome, what: &str) -> Vec<String> {
    vec![
        what.trim().trim_end_matches(['–', ' ']).to_owned(),
        outcome.contest.clone(),
    ]
}

fn number(value: impl TryInto<i64>) -> Value {
    Value::Number(value.try_into().unwrap_or(i64::MAX))
}

fn maybe(value: Option<i64>) -> Value {
    value.map_or(Value::Empty, Value::Number)
}

fn text(tr: &Tr, key: &str, width: u16) -> Column {
    Column::new(tr.t(key), ColumnKind::Text, width)
}

fn whole(tr: &Tr, key: &str, width: u16) -> Column {
    Column::new(tr.t(key), ColumnKind::Integer, width)
}

fn points(tr: &Tr, key: &str) -> Column {
    Column::new(tr.t(key), ColumnKind::Decimal { places: 2 }, 10)
}

fn moment(tr: &Tr, key: &str) -> Column {
    Column::new(tr.t(key), ColumnKind::DateTimeText, 20)
}

fn summary(tr: &Tr, outcome: &Outcome) -> Table {
    let totals = outcome.totals;
    let line = |key: &str, value: Value| {
        vec![
            Value::Text(tr.t(key)),
            value,
            Value::Text(tr.t(&format!("{key}-meaning"))),
        ]
    };
    let words = |key: &str, value: String| {
        vec![
            Value::Text(tr.t(key)),
            Value::Text(value),
            Value::Text(tr.t(&format!("{key}-meaning"))),
        ]
    };
    let mut rows = vec![
        line("sheet-people", number(totals.people)),
        line("sheet-attempts", number(totals.attempts)),
        line("sheet-people-all", number(totals.people_all_correct)),
        line("sheet-attempts-all", number(totals.attempts_all_correct)),
        line("sheet-fast", number(totals.implausibly_fast)),
        line("sheet-competing", number(outcome.competing)),
        line("sheet-taking-part", number(outcome.taking_part)),
        line("sheet-not-confirmed", number(outcome.without_headcount)),
        line("sheet-person-prizes", number(outcome.given(PrizeScope::Person))),
        line("sheet-unit-prizes", number(outcome.given(PrizeScope::Unit))),
        line("sheet-money", maybe(outcome.money())),
    ];
    if let Some(truth) = &outcome.truth {
        rows.push(words("sheet-truth", truth.clone()));
    }
    rows.push(words("sheet-window", {
        let (open, close) = (
            say::stamp(outcome.open_at, tr.lang),
            say::stamp(outcome.close_at, tr.lang),
        );
        format!("{open} – {close}")
    }));
    if let Some(at) = outcome.sealed_at {
        rows.push(words("sheet-sealed", say::stamp(at, tr.lang)));
        rows.push(words("sheet-seal-hash", say::hex(&outcome.seal_hash)));
    }
    rows.push(words("sheet-version", outcome.version.to_string()));
    rows.push(words("sheet-computed", say::stamp(outcome.computed_at, tr.lang)));
    rows.push(words("sheet-result-hash", say::hex(&outcome.result_hash)));
    if !outcome.reason.is_empty() {
        rows.push(words("sheet-reason", outcome.reason.clone()));
    }
    Table {
        name: tr.t("sheet-summary"),
        title: title(outcome, &tr.x("sheet-title-summary", &outcome.period)),
        columns: vec![
            text(tr, "sheet-what", 38),
            Column::new(tr.t("sheet-value"), ColumnKind::Integer, 30),
            text(tr, "sheet-meaning", 60),
        ],
        rows,
        totals_label: None,
        blank_rows: 0,
        bottom: None,
    }
}

fn people(tr: &Tr, outcome: &Outcome) -> Table {
    let row = |person: &PersonLine| {
        vec![
            maybe(person.rank.map(i64::from)),
            Value::Text(person.number.clone()),
            Value::Text(person.name.clone()),
            Value::Text(person.unit.clone()),
            Value::Text(person.competing.clone()),
            number(person.score),
            number(person.correct),
            number(person.total),
            maybe(person.prediction),
            maybe(person.distance),
            number(person.working_ms / 1000),
            Value::Text(say::working_time(person.working_ms)),
            Value::Text(say::stamp(person.finished_at, tr.lang)),
            number(person.attempts),
            Value::Text(person.prize.clone()),
            Value::Text(person.note.clone()),
        ]
    };
    Table {
        name: tr.t("sheet-persons"),
        title: title(outcome, &tr.x("sheet-title-persons", &outcome.period)),
        columns: vec![
            whole(tr, "sheet-rank", 8),
            text(tr, "sheet-number", 14),
            text(tr, "sheet-name", 28),
            text(tr, "sheet-unit", 36),
            text(tr, "sheet-above", 36),
            points(tr, "sheet-score"),
            whole(tr, "sheet-correct", 9),
            whole(tr, "sheet-questions", 9),
            whole(tr, "sheet-prediction", 11),
            whole(tr, "sheet-distance", 9),
            whole(tr, "sheet-seconds", 11),
            text(tr, "sheet-working", 11),
            moment(tr, "sheet-finished"),
            whole(tr, "sheet-tries", 9),
            text(tr, "sheet-prize", 20),
            text(tr, "sheet-note", 36),
        ],
        rows: outcome.people.iter().map(row).collect(),
        totals_label: None,
        blank_rows: 0,
        bottom: None,
    }
}

/// Confirmed members as a cell: a number, or the words that it is not one.
pub(super) fn members(tr: &Tr, headcount: Headcount) -> Value {
    match headcount {
        Headcount::Confirmed { people } => number(people),
        Headcount::NotConfirmed => Value::Text(tr.t("organise-not-confirmed")),
        Headcount::NotApplicable => Value::Text(tr.t("organise-not-applicable")),
    }
}

fn units(tr: &Tr, outcome: &Outcome, lines: &[UnitLine]) -> Table {
    let metrics: Vec<Metric> = outcome
        .metrics()
        .into_iter()
        .filter(|m| !matches!(m, Metric::Participants | Metric::Attempts | Metric::Rate))
        .collect();
    let mut columns = vec![
        whole(tr, "sheet-rank", 8),
        text(tr, "sheet-unit", 44),
        whole(tr, "sheet-people", 12).summed(),
        whole(tr, "sheet-attempts", 12).summed(),
        whole(tr, "sheet-members", 16).summed(),
        Column::new(tr.t("sheet-rate"), ColumnKind::Percent { places: 3 }, 11),
    ];
    columns.extend(
        metrics
            .iter()
            .map(|metric| Column::new(tr.t(metric_key(*metric)), ColumnKind::Decimal { places: 3 }, 14)),
    );
    columns.extend([
        Column::new(tr.t("sheet-unit-score"), ColumnKind::Decimal { places: 3 }, 12),
        text(tr, "sheet-prize", 22),
        text(tr, "sheet-note", 40),
    ]);
    let row = |unit: &UnitLine| {
        let mut cells = vec![
            maybe(unit.rank.map(i64::from)),
            Value::Text(unit.name.clone()),
            number(unit.figures.people),
            number(unit.figures.attempts),
            members(tr, unit.headcount),
            maybe(unit.figures.get(Metric::Rate)),
        ];
        cells.extend(metrics.iter().map(|metric| maybe(unit.figures.get(*metric))));
        cells.extend([
            maybe(unit.score_milli),
            Value::Text(unit.prize.clone()),
            Value::Text(unit.note.clone()),
        ]);
        cells
    };
    Table {
        name: String::new(),
        title: Vec::new(),
        columns,
        rows: lines.iter().map(row).collect(),
        totals_label: Some(tr.t("sheet-total")),
        blank_rows: 0,
        bottom: None,
    }
}

fn grassroots(tr: &Tr, outcome: &Outcome) -> Table {
    let row = |line: &super::outcome::GrassrootsLine| {
        vec![
            Value::Text(line.unit.clone()),
            Value::Text(line.competing.clone()),
            number(line.people),
            number(line.attempts),
        ]
    };
    Table {
        name: tr.t("sheet-grassroots"),
        title: title(outcome, &tr.x("sheet-title-grassroots", &outcome.period)),
        columns: vec![
            text(tr, "sheet-unit", 44),
            text(tr, "sheet-above", 44),
            whole(tr, "sheet-people", 14).summed(),
            whole(tr, "sheet-attempts", 14).summed(),
        ],
        rows: outcome.grassroots.iter().map(row).collect(),
        totals_label: Some(tr.t("sheet-total")),
        blank_rows: 0,
        bottom: None,
    }
}

fn attempts(tr: &Tr, outcome: &Outcome) -> Table {
    let yes = |is: bool| Value::Text(if is { tr.t("sheet-yes") } else { String::new() });
    let row = |line: &AttemptLine| {
        vec![
            number(line.id),
            Value::Text(line.number.clone()),
            Value::Text(line.name.clone()),
            Value::Text(line.unit.clone()),
            number(line.attempt),
            Value::Text(say::stamp(line.opened_at, tr.lang)),
            Value::Text(say::stamp(line.finished_at, tr.lang)),
            number((line.finished_at - line.opened_at) / 1000),
            yes(line.handed_in),
            number(line.score),
            number(line.correct),
            number(line.total),
            maybe(line.prediction),
            yes(line.counted),
            yes(line.fast),
        ]
    };
    Table {
        name: tr.t("sheet-tries-tab"),
        title: title(outcome, &tr.x("sheet-title-attempts", &outcome.period)),
        columns: vec![
            whole(tr, "sheet-attempt-number", 11),
            text(tr, "sheet-number", 14),
            text(tr, "sheet-name", 28),
            text(tr, "sheet-unit", 36),
            whole(tr, "sheet-which", 9),
            moment(tr, "sheet-opened"),
            moment(tr, "sheet-finished"),
            whole(tr, "sheet-seconds", 11),
            text(tr, "sheet-handed-in", 11),
            points(tr, "sheet-score"),
            whole(tr, "sheet-correct", 9),
            whole(tr, "sheet-questions", 9),
            whole(tr, "sheet-prediction", 11),
            text(tr, "sheet-counted", 11),
            text(tr, "sheet-is-fast", 13),
        ],
        rows: outcome.attempts.iter().map(row).collect(),
        totals_label: None,
        blank_rows: 0,
        bottom: None,
    }
}

fn prizes(tr: &Tr, outcome: &Outcome) -> Table {
    let mut rows = Vec::new();
    for table in &outcome.prizes {
        let scope = match table.scope {
            PrizeScope::Person => tr.t("sheet-scope-person"),
            PrizeScope::Unit => tr.t("sheet-scope-unit"),
        };
        rows.extend(table.lines.iter().map(|line| {
            vec![
                Value::Text(scope.clone()),
                Value::Text(table.block.clone()),
                Value::Text(line.place.clone()),
                Value::Text(line.name.clone()),
                Value::Text(line.number.clone()),
                Value::Text(line.unit.clone()),
                number(line.rank),
                Value::Number(line.amount),
            ]
        }));
    }
    Table {
        name: tr.t("sheet-prizes"),
        title: title(outcome, &tr.x("sheet-title-prizes", &outcome.period)),
        columns: vec![
            text(tr, "sheet-scope", 12),
            text(tr, "sheet-block", 24),
            text(tr, "sheet-prize", 22),
            text(tr, "sheet-winner", 36),
            text(tr, "sheet-number", 14),
            text(tr, "sheet-unit", 36),
            whole(tr, "sheet-rank", 8),
            whole(tr, "sheet-amount", 16).summed(),
        ],
        rows,
        totals_label: Some(tr.t("sheet-total")),
        blank_rows: 0,
        bottom: None,
    }
}

fn definitions(tr: &Tr, outcome: &Outcome) -> Vec<String> {
    let mut lines = vec![tr.t("sheet-definitions-lead")];
    for key in [
        "sheet-people",
        "sheet-attempts",
        "sheet-people-all",
        "sheet-attempts-all",
        "sheet-members",
        "sheet-rate",
        "sheet-working",
        "sheet-finished",
        "sheet-distance",
    ] {
        lines.push(format!("{}: {}", tr.t(key), tr.t(&format!("{key}-meaning"))));
    }
    let wanted = [
        "rules-heading-attempts",
        "rules-heading-prediction",
        "rules-heading-ranking",
        "rules-heading-collective",
        "rules-heading-prizes",
    ];
    for (heading, sentences) in say::articles(tr, &outcome.rules, &wanted) {
        lines.push(String::new());
        lines.push(heading);
        lines.extend(sentences.into_iter().map(|sentence| format!("– {sentence}")));
    }
    lines
}
