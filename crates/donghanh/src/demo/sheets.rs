//! The papers of the demo's members: opened, answered and handed in as people do, through the same tables; then the
//! clock closes, seals and computes, and the staff verify, approve and announce.

use std::sync::Arc;

use contest::Contests;
use contest::desk::Round;
use contest::sheet::Sheet;
use contest::state::PeriodState;
use contest::store::contests::{self, PeriodRow};
use contest::store::log::{self, AnswerRecord, AttemptRecord};
use kernel::actor::Side;
use kernel::clock::Clock as _;
use kernel::time::{DAY, HOUR, MINUTE, SECOND};

use super::accounts::Staff;
use super::people::{Dice, Member};
use super::{Calendar, Loader, SLUG};
use crate::wire::StartError;

pub(super) struct Written {
    pub(super) attempts: Vec<AttemptRecord>,
    pub(super) answers: Vec<AnswerRecord>,
}

/// What one person does in one attempt: the sheet and how long it took.
fn answer(dice: &mut Dice, round: &Round, member: &Member, number: i64) -> Result<(Sheet, i64), StartError> {
    let paper = round.draw(member.id, number).map_err(StartError::other)?;
    let key = paper.key(&round.bank).map_err(StartError::other)?;
    let mut sheet = Sheet::default();
    // People learn from one attempt to the next.
    let skill = (member.skill + u32::try_from(number - 1).unwrap_or(0) * 12).min(97);
    for (item, row) in paper.items.iter().zip(&key) {
        let wrong = 1_u8 << dice.below(u32::from(item.order.len()));
        sheet.answers.push(if dice.chance(skill) { row.correct } else { wrong });
    }
    sheet.prediction = Some(i64::from(1_000 + dice.below(3_000)));
    let seconds = 150 + dice.below(650);
    Ok((sheet, i64::from(seconds) * SECOND + i64::from(dice.below(1000))))
}

/// When people take part: more in the first and the last day, in office hours and in the evening.
fn moment(dice: &mut Dice, from: i64, to: i64) -> i64 {
    let days = (to - from) / DAY;
    let day = match dice.below(10) {
        0..=2 => 0,
        3..=4 => (days - 1).max(0),
        _ => i64::from(dice.below(u32::try_from(days.max(1)).unwrap_or(1))),
    };
    let hour = i64::from(if dice.chance(70) {
        dice.below(9)
    } else {
        9 + dice.below(5)
    });
    let at = from + day * DAY + hour * HOUR + i64::from(dice.below(3600)) * SECOND + i64::from(dice.below(1000));
    // The last minutes of a window are spread over it, so that a young week does not pile up at its end.
    let last = (to - 30 * MINUTE).max(from);
    if at < last {
        at
    } else {
        from + (at - from) % (last - from).max(1)
    }
}

pub(super) fn write(
    round: &Round,
    people: &[Member],
    (from, to): (i64, i64),
    share: u32,
    seed: u64,
    next: &mut (i64, i64),
) -> Result<Written, StartError> {
    let mut dice = Dice::new(seed);
    let mut written = Written {
        attempts: Vec::new(),
        answers: Vec::new(),
    };
    for member in people {
        if !dice.chance(member.zeal * share / 100) {
            continue;
        }
        let mut at = moment(&mut dice, from, to);
        let times = 1 + u32::from(dice.chance(25)) + u32::from(dice.chance(8));
        for number in 1..=i64::from(times) {
            let (sheet, took) = answer(&mut dice, round, member, number)?;
            if at + took >= to {
                break;
            }
            next.0 += 1;
            let (id, end) = (next.0, at + took);
            written.attempts.push(AttemptRecord {
                id,
                period_id: round.id,
                member_id: member.id,
                unit_id: member.unit,
                number,
                standing: 0,
                opened_at: at,
                submitted_at: Some(end),
            });
            let places = i64::try_from(sheet.answers.len()).unwrap_or(1);
            let mut push = |question: i64, value: i64| {
                next.1 += 1;
                let at = at + took * (question + 1) / (places + 2);
                written.answers.push(AnswerRecord {
                    position: next.1,
                    attempt_id: id,
                    question,
                    value: Some(value),
                    seq: question + 1,
                    at,
                });
            };
            for (question, choice) in (0_i64..).zip(&sheet.answers) {
                push(question, i64::from(*choice));
            }
            push(places, sheet.prediction.unwrap_or_default());
            at = end + i64::from(dice.below(90)) * MINUTE;
        }
    }
    Ok(written)
}

pub(super) async fn keep(loader: &Loader, written: &Written) -> Result<(), StartError> {
    let tx = loader.app.db.begin().await?;
    log::insert_attempts(&tx, &written.attempts).await?;
    log::insert_answers(&tx, &written.answers).await?;
    tx.commit().await?;
    Ok(())
}

async fn period(contests: &Contests, week: usize) -> Result<(PeriodRow, Arc<Round>), StartError> {
    let (_, period) = contests.find(SLUG, &format!("tuan-{}", week + 1)).await?;
    let round = contests.round(&period).await?;
    Ok((period, round))
}

pub(super) async fn next(loader: &Loader) -> Result<(i64, i64), StartError> {
    let on = loader.app.db.read();
    Ok((log::last_attempt(on).await?, log::last_position(on).await?))
}

/// The papers of all three weeks; the open one up to now.
pub(super) async fn write_all(
    loader: &Loader,
    calendar: &Calendar,
    contests: &Contests,
    people: &[Member],
    now: i64,
) -> Result<(), StartError> {
    let reserved = super::accounts::members(loader).await?;
    let free: Vec<Member> = people.iter().filter(|m| !reserved.contains(&m.id)).copied().collect();
    let mut place = next(loader).await?;
    for week in 0..3 {
        let (from, to) = (calendar.opens(week), calendar.closes(week));
        let (_, round) = period(contests, week).await?;
        let gone = u32::try_from((now - from) * 60 / (7 * DAY)).unwrap_or(0);
        // The two members whom strangers sign in as took part in both closed weeks, so that they can ask "why?".
        let zealous: Vec<Member> = people
            .iter()
            .map(|m| {
                if reserved.contains(&m.id) {
                    Member {
                        zeal: 100,
                        skill: 90,
                        ..*m
                    }
                } else {
                    *m
                }
            })
            .collect();
        let (who, share) = if week < 2 {
            (zealous.as_slice(), 100)
        } else {
            (free.as_slice(), gone.clamp(6, 60))
        };
        let seed = 100 + u64::try_from(week).unwrap_or(0);
        // In the open week people have had only the time up to now; the last half hour is left free.
        let until = if week < 2 { to } else { now.min(to) };
        let written = write(&round, who, (from, until), share, seed, &mut place)?;
        keep(loader, &written).await?;
    }
    Ok(())
}

/// A week from its opening to the announcement.
pub(super) async fn run_week(
    loader: &Loader,
    contests: &Contests,
    staff: &Staff,
    slug: &str,
    code: &str,
) -> Result<(), StartError> {
    let (_, before) = contests.find(slug, code).await?;
    let (from, to) = (before.open_at, before.close_at);
    // The clock opens the week, closes it, seals and computes, one step at a time as the server's tick does.
    loader.clock.move_to(from);
    contests.tick().await?;
    loader.clock.move_to(to);
    contests.tick().await?;
    loader.clock.advance(5 * SECOND);
    while contests.tick().await? {}
    let read = |id: i64| async move {
        contests::period(loader.app.db.read(), id)
            .await?
            .ok_or_else(|| StartError::other("period"))
    };
    let computed = read(before.id).await?;
    if computed.state != PeriodState::Provisional {
        return Err(StartError::other(format!("{slug}/{code} is {:?}", computed.state)));
    }
    loader.clock.advance(2 * HOUR);
    contests.verify(&computed, &staff.organiser_a.actor(), "").await?;
    loader.clock.advance(HOUR);
    contests
        .approve_result(&read(before.id).await?, Side::A, &staff.leader_a.actor())
        .await?;
    loader.clock.advance(20 * MINUTE);
    contests
        .approve_result(&read(before.id).await?, Side::B, &staff.leader_b.actor())
        .await?;
    loader.clock.advance(40 * MINUTE);
    contests
        .announce(&read(before.id).await?, &staff.organiser_a.actor())
        .await?;
    Ok(())
}
