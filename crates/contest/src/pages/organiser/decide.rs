//! People or units of one rank with fewer prizes than heads: the organisers put them in order and say why.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::visit::Visit;
use uuid::Uuid;

use super::control::{self, Told};
use super::{Here, refused_words};
use crate::service::Contests;
use crate::state::PeriodState;

/// The members of a group in the order typed; none when it is not an order of all of them.
fn in_order(fields: &Fields, ids: &[Uuid]) -> Option<Vec<Uuid>> {
    let mut placed = ids
        .iter()
        .map(|id| Some((fields.get(&format!("thu-tu-{id}")).parse::<usize>().ok()?, *id)))
        .collect::<Option<Vec<_>>>()?;
    placed.sort_unstable();
    let wanted: BTreeSet<usize> = (1..=ids.len()).collect();
    let given: BTreeSet<usize> = placed.iter().map(|(place, _)| *place).collect();
    (given == wanted).then(|| placed.into_iter().map(|(_, id)| id).collect())
}

pub(super) async fn send(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let actor = visit.actor()?.clone();
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    let refused = |words: String, form: Fields| Told {
        act: "decide",
        words,
        form: Form::returned(form),
    };
    let found = contests.result(&here.period).await?;
    let Some((row, result)) = found.filter(|_| here.period.state == PeriodState::Provisional) else {
        let told = refused(tr.t("control-refused-wrong-state"), fields);
        return control::page(&visit, &contests, &here, told).await;
    };
    let mut decided = row.decided.clone();
    for given in result.persons.iter().chain(&result.collectives) {
        for group in &given.allotment.undecided {
            let Some(order) = in_order(&fields, &group.ids) else {
                let told = refused(tr.t("control-decide-not-an-order"), fields);
                return control::page(&visit, &contests, &here, told).await;
            };
            decided.retain(|id| !order.contains(id));
            decided.extend(order);
        }
    }
    let reason = fields.get("ly-do").to_owned();
    match contests
        .compute(&here.period, Some(&actor), &reason, row.repairs, decided)
        .await
    {
        Ok(_) => Ok(visit.go_done(&format!("{}#ket-qua", here.href()), "done-order-decided")),
        Err(error) => {
            let words = refused_words(&visit, error)?;
            control::page(&visit, &contests, &here, refused(words, fields)).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_order_is_an_order() {
        let ids = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let fields = |one: &str, two: &str| {
            Fields(vec![
                (format!("thu-tu-{}", ids[0]), one.to_owned()),
                (format!("thu-tu-{}", ids[1]), two.to_owned()),
            ])
        };
        assert_eq!(in_order(&fields("2", "1"), &ids), Some(vec![ids[1], ids[0]]));
        assert_eq!(in_order(&fields("1", "1"), &ids), None);
        assert_eq!(in_order(&fields("1", ""), &ids), None);
        assert_eq!(in_order(&fields("2", "3"), &ids), None);
    }
}
