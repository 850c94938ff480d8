### Contests, taking part, papers, results: the pages for members and everybody.

## List and contest

contest-list-title = Contests
contest-list-lead = Contests that the two sides hold together: rules, the open week and results.
contest-list-empty = No contest yet
contest-list-empty-next = A contest appears here when both sides have approved its rules.
contest-open-page = Open the contest
contest-also-called = Some documents call it: { $x }
contest-draft-notice = The rules are not approved by both sides, so this page is not public yet.
contest-enter = Enter { $x }
contest-see-result = Results of { $x }
contest-result-of = Results of { $x }
contest-opens-at = Opens { $x }
contest-opens-planned = Planned to open { $x }; the questions are not approved by both sides yet
contest-closes-at = Closes { $x }
contest-closed-at = Closed { $x }
contest-closed-or-closes = Closing time: { $x }
contest-left = { $x } left
contest-counters = { $x } people took part, { $y } attempts
contest-fact-questions = { $n ->
    [one] one multiple-choice question
   *[other] { $num } multiple-choice questions
}
contest-fact-prediction = one prediction
contest-fact-time = { $x } working time
contest-fact-attempts-period = at most { $num } { $n ->
    [one] attempt
   *[other] attempts
} in the period
contest-fact-attempts-week = at most { $num } { $n ->
    [one] attempt
   *[other] attempts
} a week
contest-fact-attempts-day = at most { $num } { $n ->
    [one] attempt
   *[other] attempts
} a day
contest-weeks = The weeks
contest-no-weeks = There is no timetable yet.
contest-week = Week
contest-opens = Opens
contest-closes = Closes
contest-state = State
contest-figures = Figures
contest-state-draft = Being prepared
contest-state-scheduled = Opens soon
contest-state-open = Open
contest-state-closed = Closed
contest-state-sealed = Sealed, being marked
contest-state-provisional = Being verified
contest-state-verified = Waiting for both sides
contest-state-announced = Announced
contest-state-final = Final
contest-prizes = Prizes
contest-prizes-person-period = Prizes for people, each week
contest-prizes-person-stage = Prizes for people, whole round
contest-prizes-unit-period = Prizes for units, each week
contest-prizes-unit-stage = Prizes for units, whole round
contest-prize = Prize
contest-prize-money = Each
contest-prize-with = With
contest-organisers = Organisers
contest-basis = Based on
contest-basis-dated = { $x } of { $y }
contest-no-basis = The rules name no document yet.
contest-plan-link = The joint plan
contest-print = Print this page

## Rules

contest-rules-title = Rules
contest-rules-link = Read the rules
contest-rules-docx = Rules as a Word file (Vietnamese)
contest-rules-contents = Articles
contest-rules-article = Article { $x }. { $y }
contest-rules-not-sealed = Draft: the rules are not approved by both sides and may still change.
contest-rules-seal = Seal and approvals
contest-rules-sealed-at = The rules were sealed { $x }, when both sides had approved exactly this version.
contest-rules-hash = Seal (SHA-256)
contest-rules-approved-for = Approved for { $x }
contest-rules-approval-old = Approved an older version
contest-rules-approvals = Approvals
contest-rules-no-approval = No side has approved yet.
contest-rules-seal-text = The program marks, ranks and explains by exactly this version. Change one letter and the seal is another.
contest-doc-article = Article { $x }. { $y }
contest-doc-hash = Seal of the rules (SHA-256): { $x }.
contest-doc-for = FOR
contest-doc-demo = MADE-UP DATA
contest-doc-draft = DRAFT
contest-doc-basis = Based on { $x }

## The door

take-door-title = { $x } – { $y }
take-start = Start the paper
take-start-again = Start attempt { $x }
take-start-text = Working time runs only from the moment you press the button. Every answer is saved as you choose it; if the network or the power fails you can go on, even on another device.
take-resume = Go on with your paper
take-resume-text = You have a paper in work; what was saved is still there and its time is running.
take-see-result = Results of this week
take-left = { $n ->
    [one] One attempt left in this period
   *[other] { $num } attempts left in this period
}
take-my-attempts = My attempts
take-attempt = Attempt { $x }
take-attempt-head = Attempt
take-attempt-number = Attempt number
take-opened = Started
take-finished = Handed in
take-finished-by-time = Ended
take-working-time = Working time
take-recorded = Recorded
take-answered-of = { $x } of { $y } questions answered
take-score-head = Result
take-score = { $x } of { $y } right, { $z } points
take-state-head = State
take-in-work = In work
take-handed-in = Handed in
take-ended-by-time = Time was over
take-door-short = The period closes soon: if you start now you have only { $x } instead of { $y }.
take-door-unranked = You may take part, but you are not ranked and win no prizes, because you help to run the contest.
take-door-draft = This period is not open: the rules and questions are not approved by both sides yet.
take-door-draft-next = It is planned to open { $x }. The organisers will tell when the date is fixed.
take-door-not-open = The period is not open yet. It opens { $x }.
take-door-not-open-next = Please come back then; there is time enough for everybody, no need to hurry in the first minute.
take-door-opening = The period is being opened.
take-door-opening-next = This page reloads in a few seconds.
take-door-closed = The period closed { $x }; no new attempt can be started.
take-door-closed-next = Papers count as they were saved. Results are published after both sides have approved them.
take-door-announced = The period closed { $x } and its results are out.
take-door-day = You have used all { $x } attempts of today.
take-door-day-next = New attempts from 0:00 tomorrow, if the period is still open.
take-door-week = You have used all { $x } attempts of this week.
take-door-week-next = New attempts from next Monday, if the period is still open.
take-door-period = You have used all { $x } attempts of this period.
take-door-period-next = Your attempts are below; the next period brings new ones.
take-door-contest = You have used all { $x } attempts of the whole contest.
take-door-contest-next = Your attempts still count. The rules say which of them is ranked.
take-door-no-unit = You are not on the list of any unit at present, so you cannot enter yet.
take-door-no-unit-next = Please ask the officer of your unit to add you; you can enter at once after that.
take-door-not-invited = This contest is not for your unit.
take-door-not-invited-next = The rules say which units may take part. If this seems wrong, please ask the officer of your unit.
take-door-too-young = The rules ask contestants to be at least { $x } years old.
take-door-too-young-next = If the date of birth on the list is wrong, please ask the officer of your unit to correct it.
take-door-barred = You help to run this contest, so by the rules you may not take part.
take-door-barred-next = If your part in it has changed, please tell the organisers.
take-door-not-running = This period takes no papers at present, because its preparation is not complete.
take-door-not-running-next = Please come back in a few minutes; if it stays so, tell the organisers. Nobody loses an attempt because of this.
take-door-busy = Very many people are entering at the same moment.
take-door-busy-next = No attempt of yours was used. The page tries again in { $x } seconds, or press the button below.

## The paper

take-paper-title = { $x } – paper, attempt { $y }
take-paper-heading = Paper of { $x }, attempt { $y }
take-paper-questions = { $n ->
    [one] One question
   *[other] { $num } questions
}
take-paper-number = Question { $x } of { $y }
take-paper-several = Several options may be chosen.
take-paper-bar = Questions answered
take-paper-map = Questions
take-closes-at = closes
take-save = Save the paper
take-previous = Back
take-next = Next
take-hand-in = Hand in
take-hand-in-hint = Every answer is saved as you choose it. When time is over, what is saved is your submission.
take-go-on = Go on working
take-saved-at = Saved at { $x }.
take-not-saved = { $n ->
    [one] One answer is
   *[other] { $num } answers are
} not saved, because the server is busy. What you chose is still on this page: please press “Save the paper” again.
take-may-not-change = By the rules a given answer cannot be changed; question { $x } stays as saved.
take-confirm-title = Hand in?
take-confirm-final = This attempt cannot be changed after that.
take-confirm-all = You have answered every question.
take-confirm-open = Not answered yet: { $x }.
take-confirm-closes = Nothing is lost if you do not: at { $x } what is saved becomes your submission.
take-guess-short = Prediction
take-guess-map = Prediction
take-guess-none = not answered
take-guess-participants = How many people will take part in { $x }? (Everybody counts once, however many attempts they make.)
take-guess-attempts = How many attempts will there be in { $x }? (Two attempts of one person count as two.)
take-guess-people-perfect = How many people will answer all { $y } questions right in { $x }? (Everybody counts once.)
take-guess-attempts-perfect = How many attempts will have all { $y } questions right in { $x }?
take-guess-percent = What percentage of those who take part in { $x } will answer all { $y } questions right?
take-guess-whole-stage = the whole round
take-guess-fixed = The true value is fixed when the period closes, { $x }.
take-guess-as-sealed = All sealed attempts count.
take-guess-after-void = Attempts voided by the organisers do not count.
take-guess-ranked-only = Only people who are ranked count.
take-guess-label-people = People
take-guess-label-attempts = Attempts
take-guess-label-percent = Percent
take-guess-hint = Digits only, for example 1500.
take-guess-hint-decimals = Use a comma before decimals, at most { $num } digits, for example 12,5.
take-guess-not-over = A prediction above the true value ranks behind all that do not exceed it.
take-guess-unreadable = The prediction cannot be read: write one number, for example 1500. The other answers are saved.

## Words of the paper's script

take-w-where = Question {"{n}"}/{"{m}"}
take-w-where-prediction = Prediction
take-w-left = {"{t}"} left
take-w-over = Time is over
take-w-saving = Saving
take-w-saved = Saved
take-w-unsent-short = {"{n}"} not sent
take-w-unsent = {"{n}"} answers not sent – they are kept on this device and go out when the network is back.
take-w-unkept = This device does not let us keep answers. Please do not close the page until all are sent.
take-w-busy = The server is busy. {"{n}"} answers are waiting and will be sent again.
take-w-signin = You have been signed out. {"{n}"} unsent answers are kept on this device. Sign in again and they go out.
take-w-signin-link = Sign in again
take-w-closed = The paper is closed. What was saved before the close is your submission.
take-w-closed-late = {"{n}"} answers came after the close; they are kept apart for the organisers to look at by the rules.
take-w-result-link = See the result
take-w-time-over = Time is over. What is saved is your submission.
take-w-other-tab = The paper is open in another tab of this browser. Both are kept alike.
take-w-conflict = Somebody worked on this paper on another device. The later answers stand:
take-w-conflict-line = Question {"{n}"}: {"{a}"} here, {"{b}"} on the other device (kept)
take-w-conflict-take = Take {"{a}"}
take-w-conflict-none = Somebody worked on this paper on another device. The page has taken over the latest answers.
take-w-nothing = nothing
take-w-refused = The server does not take question {"{n}"}. Reload the page; other answers are not affected.
take-w-five = 5 minutes left.
take-w-one = 1 minute left.
take-w-extended = The working time has been extended.
take-w-restored = {"{n}"} unsent answers were restored from this device.
take-w-close = I see
take-w-all-answered = You have answered all {"{m}"} questions.
take-w-unanswered = {"{n}"} questions not answered: {"{list}"}.
take-w-sending = Sending the last {"{n}"} answers…
take-w-offline-submit = The server cannot be reached. Your paper is kept on this device; what was saved counts when the period closes, even without handing in.

## After the paper

take-outcome-title = { $x } – attempt { $y } is recorded
take-outcome-handed-in = Your paper is handed in and recorded as follows.
take-outcome-by-time = Time is over. What was saved before is your submission.
take-correct = right
take-score-points = { $x } of { $y } points
take-counted = Attempt { $x } counts for the ranking.
take-what-next = What comes next
take-next-open = The period stays open until { $x }; then papers are sealed and marked, and both sides verify.
take-next-checking = Papers are sealed. Both sides verify the result before it is announced.
take-next-announced = The result is announced.
take-see-why = Why am I ranked so?
take-again = Try again
take-review = Your paper with the right answers
take-late-over = The time of this paper was over at { $x }.
take-late-kept = { $n ->
    [one] One answer came
   *[other] { $num } answers came
} after the close and is kept apart, not counted.
take-late-counted = Your submission has { $x } of { $y } answers saved before.
take-late-handed-in = This paper was handed in before, so nothing more is taken; this is what counts.

## Receipts

take-receipt = Receipt
take-receipt-line = { $x }, attempt { $y } (number { $z })
take-receipt-times = From { $x } to { $y }
take-receipt-code = Receipt code: { $x }
take-receipt-qr = QR code of the page that checks this receipt
take-receipt-print = Print the receipt
take-receipt-what = Whoever holds this code can check when the program recorded the paper and how many answers it has; that page shows no name, unit or answer.
take-receipt-later = This paper was not handed in, so its receipt comes when the period is sealed.
take-receipt-good = The receipt is right
take-receipt-bad = The receipt does not fit
take-receipt-valid = Fits the record
take-receipt-invalid = Does not fit
take-receipt-text = This page only confirms that the attempt was recorded as above; it does not tell whose it is.
take-receipt-bad-text = There is no receipt with this attempt number and code. Please compare every character.
take-receipt-code-label = Receipt code
take-receipt-code-hint = 16 digits and letters from a to f.
take-receipt-check = Check

## Review

take-review-title = Your paper of { $x }, attempt { $y }
take-review-lead = { $x } of { $y } right.
take-review-number = Question { $x }
take-review-right = Right
take-review-wrong = Not right
take-review-open = Left open
take-review-choice = Option
take-review-mark = Mark
take-review-key = Right answer
take-review-mine = Your choice
take-review-source = Source: { $x }
take-review-full-marks = The organisers gave everybody full points for this question.
take-review-dropped = The organisers dropped this question; it counts for nobody.
take-review-new-key = The organisers corrected the right answer of this question.
take-review-back = Back to what was recorded

## Results

result-title = Results of { $x }
result-not-out = The result is not announced yet
result-waiting-draft = The period has not taken place yet.
result-waiting-scheduled = The period is not open yet; it closes { $x }.
result-waiting-open = The period is open and closes { $x }.
result-waiting-closed = The period closed { $x }; papers are being sealed.
result-waiting-sealed = The period closed { $x }; papers are sealed and being marked.
result-waiting-provisional = The period closed { $x }; the result is being verified.
result-waiting-verified = The period closed { $x }; the result is verified and waits for the leaders of both sides.
result-waiting-announced = The result is being computed again.
result-waiting-final = The result is being computed again.
result-due = The result is announced no later than { $x }.
result-back-to-contest = Back to the contest
result-announced-at = Announced { $x }
result-inside = Not announced
result-inside-text = This result is not announced; only organisers, approving leaders and auditors see it.
result-mine = My own result
result-mine-sign-in = Sign in to see my own result
result-people = People
result-people-note = everybody counts once
result-attempts = Attempts
result-attempts-note = one person may make several
result-people-perfect = People with everything right
result-people-perfect-note = in at least one attempt
result-truth = True value of the prediction
result-truth-note = computed from the sealed papers
result-definitions = What do these figures count?
result-define-people = People: different people with at least one attempt in the period.
result-define-attempts = Attempts: papers started in the period; three attempts of one person count as three.
result-define-rate = Participation rate: people divided by the number of members the unit has confirmed, never above 100 %. A unit that has not confirmed it has no rate, which is not the same as a rate of 0.
result-person-prizes = Prizes for people
result-no-person-prizes = There are no prizes for people in this period.
result-unit-prizes = Prizes for units
result-no-unit-prizes = There are no prizes for units in this period.
result-no-winners = Nobody has this prize yet.
result-undecided = People who share a rank wait for the organisers' decision.
result-not-given = { $n ->
    [one] One prize was not given.
   *[other] { $num } prizes were not given.
}
result-attempt-number = Attempt number { $x }
result-correct-of = { $x } of { $y } right
result-off-by = prediction off by { $x }
result-unit-points = { $x } points
result-unit-gone = A unit no longer on the list
result-person-gone = A person no longer on the list
result-pictures = Participation by day and by unit
result-chart-days = Busiest day { $x }: { $y } attempts
result-chart-rate = { $x } has the highest participation rate: { $y }
result-chart-people = { $x } has most people: { $y }
result-chart-days-about = Attempts by day
result-chart-rate-about = Units with the highest participation rate
result-chart-people-about = Units with most people
result-numbers = Show the numbers
result-day = Day
result-units = Units
result-unit = Unit
result-rank = Rank
result-headcount = Members
result-rate = Participation rate
result-mean = Mean score
result-points = Unit points
result-note = Note
result-not-confirmed = not confirmed
result-not-applicable = not applicable
result-fault-more-people = { $x } people took part, more than the { $y } members confirmed; the rate is held at 100 %.
result-fault-zero = { $x } people took part, but the unit confirmed 0 members.
result-own-row = By the rules each unit sees its own figures only.
result-find-unit = Find a unit
result-show-all = Show all
result-no-unit = No unit
result-no-unit-next = There are no units to compare in this period.
result-no-unit-found = No unit fits “{ $x }”.
result-pages = Pages
result-span = { $x }–{ $y } of { $z } units
result-steps = The steps to this result
result-by-program = The program
result-step-scheduled = Timetable approved, questions locked
result-step-withdrawn = Timetable withdrawn
result-step-opened = Period opened
result-step-closed = Period closed
result-step-extended = Period extended
result-step-sealed = Papers sealed
result-step-computed = Result computed
result-step-verified = Result verified
result-step-approved = Approved by a leader
result-step-announced = Announced
result-step-finalised = Made final
result-step-other = Another act
result-proof = Proof
result-seal = Seal of the papers
result-hash = Seal of the result
result-lot = Number that lots are drawn from
result-proof-text = Whoever holds the sealed data can compute exactly this result and compare it with the seals above.
result-repairs = Corrections while verifying
result-repair-full = { $n ->
    [one] One question brings full points to everybody.
   *[other] { $num } questions bring full points to everybody.
}
result-repair-drop = { $n ->
    [one] One question was dropped and counts for nobody.
   *[other] { $num } questions were dropped and count for nobody.
}
result-repair-key = { $n ->
    [one] The right answer of one question was corrected.
   *[other] The right answers of { $num } questions were corrected.
}
result-versions = Versions of the result
result-version = Version { $x }

## Why

why-title-own = My result of { $x }
why-title-person = Result of { $x }: { $y }
why-title-unit = { $x } – { $y }
why-rank = Rank { $x }
why-of-people = of { $num } ranked people
why-of-units = of { $num } ranked units
why-unranked = Not ranked
why-not-taken = Did not take part
why-not-taken-text = There is no attempt of yours in this period.
why-question = Why?
why-rank-question = Why rank { $x }?
why-unit-rank-question = Why is the unit ranked { $x }?
why-prize = { $x }, { $y }
why-correct = Right answers
why-points = { $x } points
why-off = Prediction off by
why-guess = predicted { $x }, true value { $y }
why-time = Working time
why-attempt = attempt { $x } of { $y }
why-unit-people = { $x } attempts; members: { $y }
why-weight = weight { $x }
why-all-results = All results of { $x }
why-of-unit = Why is { $x } ranked as it is?
why-complain = If something seems wrong, send a complaint to the organisers within { $x } days after the announcement; they answer within { $y } days.
why-skip-cap = Passed over, because one person takes at most { $num } { $n ->
    [one] prize
   *[other] prizes
} in the contest; the next in rank moves up.
why-skip-holds-higher = Passed over, because a prize at least as high is held already ({ $x }).
why-skip-won-before = Passed over, because of a prize in an earlier contest.
why-skip-unit-cap = Passed over, because members of one unit take at most { $num } individual { $n ->
    [one] prize
   *[other] prizes
}.
why-skip-rejected = Passed over after a check by the organisers.
why-skip-decided-behind = Shared rank, placed behind by a decision of the organisers.

## What could not be done, and why

failure-wrong-state = This cannot be done at the present step
failure-wrong-state-text = The period or question has moved to another step.
failure-wrong-state-next = Go back, reload the page and look at the present step.
failure-too-early = It is too early
failure-too-early-text = This can only be done after the instant in the rules.
failure-too-early-next = Please come back after it.
failure-rules-not-sealed = The rules are not sealed
failure-rules-not-sealed-text = Both sides must approve the same version of the rules first.
failure-rules-not-sealed-next = The page of the rules shows which side is missing.
failure-bank-not-sealed = The question bank does not suffice
failure-bank-not-sealed-text = Too few questions are approved by both sides to draw papers by the rules.
failure-bank-not-sealed-next = The question bank shows which subjects and levels are missing.
failure-reason-missing = A reason is needed
failure-reason-missing-text = The act is kept on record with its reason.
failure-reason-missing-next = Go back, write the reason and send again.
failure-end-not-later = The new close must be later
failure-end-not-later-text = The new close must lie after the old one and in the future.
failure-approvals-missing = Approvals are missing
failure-approvals-missing-text = A result is announced only when the leaders of both sides have approved exactly this version.
failure-complaints-open = Complaints are not answered
failure-complaints-open-text = A result becomes final only when every complaint is answered.
failure-own-question = Nobody reviews a question of their own
failure-reviewer-approves = Who reviewed a question does not approve it
failure-side-approved = This side has approved already
failure-side-approved-next = Each side approves a version once.
failure-overtaken = Somebody else was faster
failure-overtaken-text = The period moved to another step while the page was open.
failure-overtaken-next = Reload the page to see the present step.
failure-undecided = Shared places are not decided
failure-undecided-text = There are fewer prizes than people of that rank; the rules leave it to the organisers, with a reason.
failure-undecided-next = Decide on the order, then verify again.
failure-key-not-out = The right answers are not published yet
failure-key-not-out-text = By the rules they are published after the period has closed.
failure-key-not-out-next = Please come back later; the rules say when.
failure-own-row-only = The figures of this unit are not public
failure-own-row-only-text = By the rules each unit sees its own figures only.

### What a plan asks of a contest.

evidence-people = people took part
evidence-people-definition = Different people with at least one attempt in the sealed weeks; an open week is not counted, so that the prediction does not leak.
evidence-attempts = attempts
evidence-attempts-definition = Every opening of a paper is one attempt, in the sealed weeks.
evidence-weeks = weeks announced
evidence-weeks-definition = Weeks whose result is announced, out of all weeks of the contest.
evidence-weeks-value = { $x }/{ $y }
