### Organisers, approving leaders and unit officers.

## State and acts of a period

period-state-draft = In preparation
period-state-scheduled = Scheduled
period-state-open = Open
period-state-closed = Closed
period-state-sealed = Sealed
period-state-provisional = Provisional result
period-state-verified = Verified
period-state-announced = Announced
period-state-final = Final
period-act-scheduled = Scheduled, questions locked
period-act-opened = Opened
period-act-closed = Closed
period-act-extended = Extended
period-act-sealed = Papers sealed
period-act-computed = Result computed
period-act-verified = Result verified
period-act-approved = Result approved
period-act-announced = Result announced
period-act-moved = Moved on

audit-period-scheduled = Period scheduled
audit-period-opened = Period opened
audit-period-closed = Period closed
audit-period-extended = Period extended
audit-period-sealed = Papers sealed
audit-period-computed = Result computed
audit-period-verified = Result verified
audit-period-approved = Result approved
audit-period-announced = Result announced
audit-period-moved = Period moved on
audit-rules-approved = Rules approved
audit-result-exported = Result files downloaded

## Notices

done-rules-approved = Your side's approval of the rules is on record; the other side is still to come.
done-rules-sealed = Both sides have approved; the rules are sealed.
done-period-scheduled = Scheduled and the questions locked; the period opens by itself on time.
done-period-extended = Extended; papers in work have the new end at once.
done-period-verified = Verification is on record; the result waits for the leaders of both sides.
done-period-announced = The result is public.
done-order-decided = The decision is on record and the result computed again.
done-recomputed = Computed again as a new version; see the changes below.
done-result-approved = Your side's approval is on record.

## The contests

organise-title = Running contests
organise-nothing-waits = Nothing waits for you right now.
organise-waiting = { $n ->
    [one] One thing waits for you.
   *[other] { $num } things wait for you.
}
organise-waits-for-me = Waiting for me
organise-chip-mine = Waits for me
organise-contests = Contests
organise-none = No contest yet
organise-none-next = A contest is made from its rules; an administrator loads them with the import command.
organise-no-due = No due date
organise-due = { $x }, { $y } left
organise-overdue = { $x }, overdue
organise-task-rules = Approve the rules of { $x }
organise-task-rules-next = You approve for { $x }; with both sides the rules are sealed.
organise-task-schedule = Schedule { $x }, { $y }
organise-task-verify = Verify the result of { $x }, { $y }
organise-task-approve = Approve the result of { $x }, { $y }
organise-task-announce = Announce the result of { $x }, { $y }
organise-people = { $n ->
    [one] 1 person
   *[other] { $num } people
}
organise-attempts = { $n ->
    [one] 1 attempt
   *[other] { $num } attempts
}
organise-not-confirmed = not confirmed
organise-not-applicable = not applicable
organise-skip-cap = already has as many prizes as one person may take in this contest
organise-skip-higher = keeps a prize that is at least as high
organise-skip-before = won in an earlier contest
organise-skip-unit = the unit already has as many prizes of this table as it may
organise-skip-rejected = not accepted after checking
organise-skip-decided = same rank, placed behind by decision of the organisers

## One contest

organise-weeks = Periods
organise-rules = Rules
organise-rules-sealed = Rules sealed
organise-rules-open = Rules wait for approval
organise-rules-sealed-at = Approved by both sides, sealed on { $x }.
organise-rules-blocked = The rules contradict themselves; this must be mended before both sides approve.
organise-rules-wait = The rules wait for the leaders of both sides; periods can be scheduled after that.
organise-lint = Check of the rules
organise-lint-clean = No contradiction found.
organise-lint-warnings = { $n ->
    [one] One point deserves a look; the rules can be approved if both sides mean it so.
   *[other] { $num } points deserve a look; the rules can be approved if both sides mean them so.
}
organise-lint-errors = { $n ->
    [one] One point must be mended before approval.
   *[other] { $num } points must be mended before approval.
}
organise-lint-error = Must be mended
organise-lint-warning = Worth a look
organise-approvals = Approval by both sides
organise-approved-by = Approved by { $x }, { $y }
organise-approval-missing = Not approved yet
organise-approval-stale = Approved an earlier text; the rules have changed and need approval again
organise-approve-rules = Approve the rules for { $x }
organise-approve-hint = You approve exactly the rules with the hash below. Changing a single letter changes the hash and asks for approval again.
organise-rules-hash = Hash of the rules (SHA-256)
organise-read-rules = Read the rules

## Control room

control-as-of = Figures as of { $x }.
control-reload = Reload
control-left = { $x } left.
control-next-act = Next act
control-next-rules = Waits for the leaders of both sides to approve the rules; then the organisers schedule.
control-next-draft = Planned to open on { $x }. The organisers schedule once the questions are approved by both sides.
control-next-scheduled = Opens by itself on { $x }.
control-next-open = Closes on { $x }; closing and sealing happen by themselves.
control-next-closed = Being sealed and computed; nobody has to do anything.
control-next-provisional = The organisers read the provisional result and verify it.
control-next-verified = Waits for approval by { $x }.
control-next-approved = Both sides have approved; the organisers announce.
control-next-announced = Complaints are taken; the result becomes final when the time is over and none is open.
control-next-final = The result is final and does not change any more.
control-stat-people = People
control-stat-rate = Of confirmed members
control-stat-rate-note = { $x } confirmed members
control-stat-rate-missing = { $x } members; units not confirmed and outside the rate: { $y }
control-stat-in-work = Papers in work
control-stat-in-work-note = not handed in and with time left
control-stat-queue = Waiting to be written
control-stat-queue-empty = every answer is on disk
control-stat-queue-busy = answers on their way to disk
control-stat-all-correct = Everything right
control-stat-ranked = Ranked
control-stat-ranked-note = people, by the conditions of the rules
control-stat-truth = Answer of the prediction
control-stat-truth-note = from the sealed papers
control-hour = { $x }:00 on { $y }
control-chart-hour = Busiest at { $x }: { $y } attempts
control-chart-day = Busiest on { $x }: { $y } attempts
control-chart-note-hour = Attempts begun in each hour
control-chart-note-day = Attempts begun on each day
control-no-attempts = No attempt yet.
control-figures = Show the figures
control-hour-head = Hour
control-attempts = Attempts
control-silent = { $n ->
    [one] One unit without anybody yet
   *[other] { $num } units without anybody yet
}
control-and-more = and { $num } more
control-and-more-units = { $num } more units
control-remind = Write reminders
control-signals = For people to look at
control-signals-none = Nothing unusual so far.
control-signal-headcount = { $n ->
    [one] One unit has not confirmed its members
   *[other] { $num } units have not confirmed their members
}
control-signal-headcount-text = No rate can be computed for them, so they are not ranked by rate. Units confirm on their own page.
control-signal-fast = { $n ->
    [one] One attempt faster than plausible
   *[other] { $num } attempts faster than plausible
}
control-signal-fast-text = For people to look at; nothing is voided by the machine.
control-signal-fast-line = { $x }, { $y }: { $z }
control-signal-late = { $n ->
    [one] One paper with answers after its end
   *[other] { $num } papers with answers after their end
}
control-signal-late-text = Kept apart with the stamp of the device, not counted. A device's clock may be wrong.
control-signal-late-line = { $who }: { $n } answers; by the device's clock { $local }, received { $at }
control-units = By unit
control-units-lead = People are different people, an attempt is every paper opened; members as confirmed up to { $x }. Choose a unit to see the units below it.
control-all-units = All units
control-unit-path = Level shown
control-units-xlsx = Table as XLSX
control-print = Print
control-units-none = There are no units.
control-filter = Find a unit in the table
control-unit = Unit
control-people = People
control-members = Members
control-rate = Rate
control-total = Total
control-more-than-members = more people than confirmed
control-steps = Signed steps
control-step-next = Next
control-by-clock = The program
control-seal-hash = Seal:
control-reason = Reason
control-reason-public = The reason goes into the record and the minutes.
control-optional = (optional)
control-schedule-text = Scheduling locks every question both sides have approved for this period. It then opens and closes by itself.
control-schedule-button = Schedule and lock the questions
control-announce-text = Announcing makes the result public and starts the time for complaints.
control-announce-button = Announce the result
control-go-approve = Read and approve the result
control-extend = Extend the closing time
control-extend-text = The end can only move later. Papers in work have the new end at once.
control-extend-day = New closing day
control-extend-time = New closing time
control-extend-button = Extend
control-extend-unreadable = The new closing time could not be read. Example: 27/10/2026, 8:00.
control-result = Result
control-minutes = Minutes
control-result-xlsx = Everything as XLSX
control-version = Version { $x }, computed on { $y }
control-versions = Versions and hash of the result
control-result-hash = Hash of the result (SHA-256):
control-winners-persons = Prizes for people
control-winners-units = Prizes for units
control-winners-units-block = Prizes for units, { $x }
control-winners-none = No prize is settled yet.
control-winners-empty = Nobody receives: { $x }
control-money = Prize money in all:
control-rank = rank { $x }
control-no-rank = not ranked
control-no-prize = no prize
control-fact-correct = { $x }/{ $y } right
control-fact-distance = guess off by { $x }
control-fact-rate = rate { $x }
control-fact-score = { $x } points
control-tied = Rank { $x }: { $y } equals for { $z }
control-decide = Decide the order
control-decide-text = Those below are equal by every key and there are fewer prizes than heads. Give each group the order 1, 2, 3 …
control-decide-reason = Say how it was decided, for example by lot with both sides as witnesses.
control-decide-button = Record the decision
control-decide-not-an-order = Each group needs every number from 1 on, each once.
control-verify = Verify
control-verify-text = You confirm that figures, winners and signals were read. Then the leaders of both sides approve.
control-verify-note = Note
control-verify-button = Confirm the result
control-repair = A question was faulty: compute again
control-repair-title = Repair a question and compute again, { $x }
control-repair-lead = Sealed papers and sheets stay as they are. The whole result is computed again as a new version with a list of what changed; earlier approvals lapse.
control-repair-search = Find a question of this period
control-repair-none = No question fits.
control-repair-question = Question
control-repair-state = Repaired
control-repair-how = What to do
control-repair-full = Full marks for everybody
control-repair-full-hint = Whoever has it on the paper gets it right.
control-repair-drop = Drop the question
control-repair-drop-hint = It counts neither in the score nor in the number of questions.
control-repair-key = Another key
control-repair-key-hint = Tick the right choices below.
control-repair-choices = Right choices (only with another key)
control-repair-now-right = key at the time
control-repair-choose = Choose what to do.
control-repair-bad-key = Tick at least one choice of the question.
control-repair-reason = Give the ground, for example the reviewers' finding. It goes into the minutes.
control-repair-button = Compute again
control-repair-other = Another question
control-repaired-full = Full marks given
control-repaired-drop = Dropped
control-repaired-key = Key changed
control-changes = Changes against the version before
control-changes-lead = Against version { $x }: { $y } changes of prizes, { $z } changes of rank.
control-changes-none = Nothing changed against version { $x }.
control-changes-prizes = Prizes gained and lost
control-changes-moves = Show changes of rank
control-who = Person or unit
control-before = Before
control-after = Now
control-to-room = To the control room
control-copy = Copy the reminder
control-no-result = There is no result yet
control-no-result-text = It is computed after the period has closed and the papers are sealed.

control-approve-title = Approve the result of { $x }
control-approve-button = Approve for { $x }
control-approve-hint = Your approval is for exactly the version shown. If it is computed again, you will be asked again.
control-approve-not-leader = This page is for the leaders of both sides; you may read it.
control-approve-announced = The result is public.
control-approve-not-verified = Not yet: the organisers have not verified the result.
control-approve-done = Your side has approved this version.

control-refused-rules-not-sealed = Cannot be scheduled yet: the leaders of both sides have not approved the rules.
control-refused-bank-not-sealed = Cannot be scheduled yet: too few questions approved by both sides for the papers of this period.
control-refused-reason-missing = A reason is needed.
control-refused-end-not-later = The new end must be later than the present one and later than now.
control-refused-too-early = Too early; possible from { $x }.
control-refused-approvals-missing = Cannot be announced yet: { $x } approvals by leaders are missing. The result is announced only when both sides have approved.
control-refused-complaints-open = { $x } complaints are not answered.
control-refused-side-approved = Your side has approved already.
control-refused-both-sides = One person does not approve for both sides.
control-refused-rules-sealed = The rules are sealed and need no more approval.
control-refused-wrong-state = This is not possible in the present state of the period.
control-refused-overtaken = Somebody else has just done this; please reload the page.
control-refused-undecided = Cannot be verified yet: the order among equals has not been decided.

control-remind-title = Remind units, { $x }
control-remind-lead = { $n ->
    [one] One unit has places without anybody yet. Copy the reminder into its group.
   *[other] { $num } units have places without anybody yet. Copy each reminder into the unit's group.
}
control-remind-none = Every place has somebody who took part.
control-remind-nobody = nobody has taken part
control-remind-some = { $n ->
    [one] one unit below has nobody yet
   *[other] { $num } units below have nobody yet
}
control-remind-text = To { $unit }: { $period } of { $contest } closes on { $close }. As of { $at }, { $what }{ $list }. Members take part at { $url } . Thank you.

minutes-title = Minutes of { $x }
minutes-docx = Word file
minutes-lead = Minutes are an official document in Vietnamese. Figures come from the sealed result; dotted places are filled in by hand.

## Unit officers

officer-title = My unit
officer-no-period = No period is scheduled yet.
officer-empty = Nothing to follow yet
officer-empty-next = When the organisers schedule a period, the members who have not taken part show here.
officer-lead-open = { $x } is open and closes on { $y } ({ $z } left).
officer-lead-scheduled = { $x } opens on { $y }.
officer-lead-over = { $x } closed on { $y }.
officer-stat-not-yet = Not yet
officer-stat-of = of { $x } members on the list
officer-stat-done = Taken part
officer-stat-share = { $x } of the list
officer-remind = Reminder for the group
officer-reminder = { $unit }: { $n } members have not taken { $period }, { $contest } yet. It works on a phone, and every answer is saved at once. Closes on { $close }. Take part: { $url }
officer-cards = QR cards for people
officer-posters = QR posters for units
officer-members = Members
officer-search = Find by name or member number
officer-unit = Unit
officer-all-units = All my units
officer-which = State
officer-not-yet = Not yet
officer-done = Taken part
officer-everybody = Everybody
officer-xlsx = XLSX
officer-found = { $n ->
    [one] one person
   *[other] { $num } people
}
officer-nobody = Nobody fits.
officer-name = Name
officer-number = Member number
officer-state = State
officer-pages = Pages
officer-previous = ‹ Previous
officer-next = Next ›
officer-cards-title = Invitations with QR code
officer-cards-lead = { $n ->
    [one] One card. Print and cut along the dashes.
   *[other] { $num } cards, 9 on a sheet of A4. Print and cut along the dashes.
}
officer-cards-too-many = { $x } people have not taken part; this page prints the first { $y }. Choose single units to print the rest.
officer-cards-none = Everybody on the list has taken part.
officer-posters-title = Invitations for each unit
officer-posters-lead = { $n ->
    [one] One unit has members who are missing. Print and put up.
   *[other] { $num } units have members who are missing. Print and put up.
}
officer-poster-missing = { $n ->
    [one] one member not yet
   *[other] { $num } members not yet
}
officer-card-close = Closes on { $x }
officer-qr-title = QR code leading to { $x }
officer-back = To the list

## Workbooks

sheet-summary = Summary
sheet-persons = People
sheet-units = Units
sheet-grassroots = Grassroots units
sheet-tries-tab = Attempts
sheet-prizes = Prizes
sheet-definitions = Definitions
sheet-participation = By unit
sheet-roster = List
sheet-title-summary = Summary of the result of { $x }
sheet-title-persons = People, { $x }
sheet-title-units = Units, { $x } – { $y }
sheet-title-grassroots = Participation by grassroots unit, { $x }
sheet-title-attempts = Attempts, { $x }
sheet-title-prizes = Prizes, { $x }
sheet-title-participation = Participation by unit, { $x }
sheet-title-roster = Members, { $x }
sheet-title-roster-not-yet = Members who have not taken part, { $x }
sheet-title-roster-done = Members who have taken part, { $x }
sheet-as-of = As of { $x }; members as confirmed up to { $y }
sheet-roster-as-of = As of { $x }
sheet-definitions-lead = People are different people; an attempt is every paper opened. An empty cell means that there is no figure; it is not zero.
sheet-what = Figure
sheet-value = Value
sheet-meaning = How it is counted
sheet-total = Total
sheet-yes = yes
sheet-people = People
sheet-people-meaning = Different people with at least one attempt; each person counts once
sheet-attempts = Attempts
sheet-attempts-meaning = Every paper opened; papers not handed in count with their saved answers
sheet-people-all = People with everything right
sheet-people-all-meaning = At least one attempt with every counted question right
sheet-attempts-all = Attempts with everything right
sheet-attempts-all-meaning = Of all attempts
sheet-fast = Attempts faster than plausible
sheet-fast-meaning = For the organisers to look at; nothing is voided by the machine
sheet-competing = Competing units
sheet-competing-meaning = Units directly below the top, with everything below them
sheet-taking-part = Units with people
sheet-taking-part-meaning = At least one person counted for the unit
sheet-not-confirmed = Units without confirmed members
sheet-not-confirmed-meaning = No rate can be computed for them
sheet-person-prizes = Prizes given to people
sheet-person-prizes-meaning = Of this period
sheet-unit-prizes = Prizes given to units
sheet-unit-prizes-meaning = Of this period, all blocks together
sheet-money = Prize money (VND)
sheet-money-meaning = Sum of all prizes given to people and units
sheet-truth = Answer of the prediction
sheet-truth-meaning = By the rules, from the sealed papers
sheet-window = Time of the period
sheet-window-meaning = Papers are opened from the first instant to before the last one, extensions included
sheet-sealed = Sealed at
sheet-sealed-meaning = No answer changes from here on
sheet-seal-hash = Seal
sheet-seal-hash-meaning = SHA-256 of all sealed papers
sheet-version = Version of the result
sheet-version-meaning = Computing again makes a new version
sheet-computed = Computed at
sheet-computed-meaning = By the server's clock
sheet-result-hash = Hash of the result
sheet-result-hash-meaning = SHA-256 of ranks and prizes; whoever holds the data can compute it again
sheet-reason = Reason for computing again
sheet-reason-meaning = Given by the organisers
sheet-members = Confirmed members
sheet-members-meaning = As the unit confirmed; otherwise the sum of the units below it when all of them have confirmed
sheet-rate = Rate
sheet-rate-meaning = People divided by confirmed members, never above 100 %
sheet-working = Working time
sheet-working-meaning = Difference of two stamps of the server: from opening the paper to handing it in, or to the last save
sheet-finished = Finished at
sheet-finished-meaning = When it was handed in, or the last save before the end
sheet-distance = Off by
sheet-distance-meaning = Distance between guess and answer, as the rules measure it
sheet-rank = Rank
sheet-number = Member number
sheet-name = Name
sheet-unit = Unit
sheet-above = Competing unit
sheet-score = Score
sheet-correct = Right
sheet-questions = Questions
sheet-prediction = Guess
sheet-seconds = Working seconds
sheet-tries = Attempts made
sheet-prize = Prize
sheet-note = Note
sheet-unit-score = Unit score
sheet-attempt-number = Attempt
sheet-which = Which attempt
sheet-opened = Opened at
sheet-handed-in = Handed in
sheet-counted = Counted
sheet-is-fast = Below plausible time
sheet-scope = Kind
sheet-scope-person = Person
sheet-scope-unit = Unit
sheet-block = Block
sheet-winner = Winner
sheet-amount = Prize money (VND)
sheet-level = Level
sheet-code = Unit code
sheet-ordinal = No.
sheet-state = State

control-refused-overlaps = The new close reaches into the next week. Please choose an earlier time.
control-refused-past = The time of this week is past; its dates have to be set anew in the rules before it can be scheduled.
failure-overlaps = The new close reaches into the next week. Please choose an earlier time.
failure-past = The time of this week is past; its dates have to be set anew in the rules before it can be scheduled.
organise-lens-link = See it through other organisations
organise-lens-title = Participation by unit: { $x }
organise-lens-lead = Each person is counted once, in the unit of the first paper opened. Rate = people of units with a confirmed headcount over the confirmed members, computed again on every line.
organise-lens-people = People
organise-lens-attempts = Attempts
organise-lens-covered = People of confirmed units
organise-lens-members = Confirmed members
organise-lens-rate = Rate
organise-held-open = papers of a week that is open
organise-held-closed = papers of past weeks
organise-lens-ranking = The ranks and prizes already announced for the week do not change.
organise-held-invited = contest whose rules invite this unit: { $x }
