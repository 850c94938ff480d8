//! The money of a plan or of one activity: every share, sums per side, what is not stated said so.

use kernel::actor::Side;
use kernel::money::Dong;
use platform::failure::Failure;
use platform::text::Tr;

use super::view::words_of;
use crate::activity::{Activity, FundingShare};
use crate::funding::{self, Money, Total};
use crate::plan::{NewPlan, side_letter};

/// One share.
pub(super) struct ShareRow {
    pub side: &'static str,
    pub words: String,
    pub source: String,
    pub planned: String,
    pub spent: String,
}

/// A sum: planned, spent, and in a sentence what the two leave out.
pub(super) struct Sum {
    /// "A", "B"; empty for both.
    pub side: &'static str,
    pub name: String,
    pub planned: String,
    pub spent: String,
    pub remark: String,
    /// `planned` leaves out a share without an amount.
    pub partial: bool,
}

/// The shares of one activity and their sums.
#[derive(Default)]
pub(super) struct SharesView {
    pub rows: Vec<ShareRow>,
    pub sums: Vec<Sum>,
}

/// An activity and what each side puts into it.
pub(super) struct ActivityRow {
    pub title: String,
    pub href: String,
    pub remark: String,
    /// In the order of [`PlanMoneyView::sides`].
    pub cells: Vec<Sum>,
}

/// The money of a plan, a row for each activity.
#[derive(Default)]
pub(super) struct PlanMoneyView {
    /// (letter, name) of the sides that have any share.
    pub sides: Vec<(&'static str, String)>,
    pub rows: Vec<ActivityRow>,
    /// One for each side, then both.
    pub sums: Vec<Sum>,
}

/// An amount that may not be stated.
fn amount(tr: &Tr, value: Option<Dong>) -> String {
    value.map_or_else(|| tr.t("plan-money-unstated"), |d| tr.dong(d.0))
}

/// What is stated of a sum; no share at all is something else than a share without an amount.
fn stated(tr: &Tr, sum: Total) -> String {
    if sum.is_nothing() {
        tr.t("plan-money-none")
    } else {
        amount(tr, sum.stated)
    }
}

/// The share of spending, and how many amounts a sum leaves out; empty when there is nothing to say.
fn remark(tr: &Tr, money: Money) -> String {
    let left_out = |total: Total, key: &str| {
        (total.stated.is_some() && total.unstated > 0).then(|| tr.x(key, tr.number(total.unstated)))
    };
    [
        money
            .percent_spent()
            .map(|percent| tr.x("plan-money-percent", tr.number(percent))),
        left_out(money.planned, "plan-money-left-out-planned"),
        left_out(money.spent, "plan-money-left-out-spent"),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}

fn sum(tr: &Tr, shares: &[&FundingShare], side: Option<Side>, name: String) -> Result<Sum, Failure> {
    let money = funding::sum(shares.iter().copied(), side).map_err(Failure::internal)?;
    Ok(Sum {
        side: side.map_or("", side_letter),
        name,
        planned: stated(tr, money.planned),
        spent: stated(tr, money.spent),
        remark: remark(tr, money),
        partial: money.planned.stated.is_some() && money.planned.unstated > 0,
    })
}

/// The sides that have any of these shares, in the order of the parties.
fn sides(tr: &Tr, plan: &NewPlan, shares: &[&FundingShare]) -> Vec<(Side, String)> {
    plan.parties
        .iter()
        .filter(|party| shares.iter().any(|share| share.side == party.side))
        .map(|party| (party.side, party.name.get(tr.lang).to_owned()))
        .collect()
}

/// Sums per side, and of both when there are two.
fn sums(tr: &Tr, plan: &NewPlan, shares: &[&FundingShare]) -> Result<Vec<Sum>, Failure> {
    let mut out = Vec::new();
    for (side, name) in sides(tr, plan, shares) {
        out.push(sum(tr, shares, Some(side), name)?);
    }
    if out.len() > 1 {
        out.push(sum(tr, shares, None, tr.t("plan-money-both"))?);
    }
    Ok(out)
}

/// The shares of one activity.
pub(super) fn of_activity(tr: &Tr, plan: &NewPlan, activity: &Activity) -> Result<SharesView, Failure> {
    let shares: Vec<&FundingShare> = activity.funding.iter().collect();
    let rows = shares
        .iter()
        .map(|share| ShareRow {
            side: side_letter(share.side),
            words: share.words.get(tr.lang).to_owned(),
            source: words_of(tr, "plan-source", share.source.code()),
            planned: amount(tr, share.amount),
            spent: amount(tr, share.spent),
        })
        .collect();
    Ok(SharesView {
        rows,
        sums: sums(tr, plan, &shares)?,
    })
}

/// The money of the whole plan.
pub(super) fn of_plan(tr: &Tr, plan: &NewPlan) -> Result<PlanMoneyView, Failure> {
    let all: Vec<&FundingShare> = plan.activities.iter().flat_map(|a| &a.funding).collect();
    let sides = sides(tr, plan, &all);
    let mut rows = Vec::new();
    for activity in plan.activities.iter().filter(|a| !a.funding.is_empty()) {
        let shares: Vec<&FundingShare> = activity.funding.iter().collect();
        let money = funding::sum(shares.iter().copied(), None).map_err(Failure::internal)?;
        rows.push(ActivityRow {
            title: activity.title.get(tr.lang).to_owned(),
            href: format!("/ke-hoach/{}/{}", plan.slug, activity.slug),
            remark: remark(tr, money),
            cells: sides
                .iter()
                .map(|(side, name)| sum(tr, &shares, Some(*side), name.clone()))
                .collect::<Result<_, _>>()?,
        });
    }
    Ok(PlanMoneyView {
        sums: sums(tr, plan, &all)?,
        sides: sides
            .into_iter()
            .map(|(side, name)| (side_letter(side), name))
            .collect(),
        rows,
    })
}
