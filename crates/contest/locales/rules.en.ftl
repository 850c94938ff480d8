### Printed rules, checks of the rules and explanations of results, generated from the rule set of a contest.
### Numbers, money, instants and durations are formatted before they are put into a sentence.

## Headings

rules-heading-general = General
rules-heading-who = Who may take part ({ $stage })
rules-heading-when = When ({ $stage })
rules-heading-paper = The paper ({ $stage })
rules-heading-attempts = Taking part ({ $stage })
rules-heading-prediction = The prediction question ({ $stage })
rules-heading-ranking = Ranking of people ({ $stage })
rules-heading-collective = Ranking of units ({ $stage })
rules-heading-prizes = Prizes ({ $stage })
rules-heading-qualifier = Units that go on ({ $stage })
rules-heading-disclosure = What is public
rules-heading-complaints = Complaints and amendments

## General

rules-title = Name of the contest: { $title }.
rules-title-alias = Some documents call it: { $alias }.
rules-organiser = Organised by: { $name }.
rules-basis = Based on: { $citation }.
rules-basis-dated = Based on: { $citation } of { $date }.
rules-stage = Round { $n }: { $name }.

## Who

rules-who-all = Members of every registered unit may take part.
rules-who-below = Members of { $unit } and of the units below it may take part.
rules-who-min-age = Contestants must be at least { $years } years old on { $date }.
rules-who-barred = May not take part: { $role }.
rules-who-unranked = May take part, but are not ranked and win no prizes: { $role }.
rules-who-one-account = Everybody takes part with one account of their own; nobody sits the quiz for somebody else.
rules-role-organiser = members of the organising committee
rules-role-secretariat = members of the secretariat
rules-role-question-author = question authors
rules-role-question-reviewer = question reviewers
rules-role-technician = technical staff
rules-division = { $name } is for: { $who }.
rules-block = Block of units: { $name }.

## When

rules-periods-count = There are { $count } periods.
rules-period = { $name }: opens { $open }, closes { $close }; from the closing instant on no attempt can be started.
rules-period-results-due = Results of { $name } are published no later than { $due }.
rules-time-zone = All times are those of the server's clock, time zone { $zone }.
rules-in-flight-cut = When a period closes, papers in work stop; answers saved before count.
rules-in-flight-finish = A paper started before the close may use its whole working time.

## The paper

rules-topic = Subject: { $name }.
rules-paper-division = The paper of { $name }:
rules-paper-questions = A paper has { $count } multiple-choice questions.
rules-paper-quota-both = { $count } of them are about { $topic }, level { $difficulty }.
rules-paper-quota-topic = { $count } of them are about { $topic }.
rules-paper-quota-difficulty = { $count } of them are of level { $difficulty }.
rules-paper-quota-any = The other { $count } come from the whole question bank.
rules-difficulty-easy = recall
rules-difficulty-medium = understanding
rules-difficulty-hard = application
rules-difficulty-any = any level
rules-topic-any = any subject
rules-paper-per-attempt = Every attempt gets a paper drawn at random from the question bank.
rules-paper-same = In one period everybody gets the same questions.
rules-paper-order-shuffled = Questions come in random order.
rules-paper-order-easy-first = Questions go from easy to hard.
rules-paper-order-bank = Questions keep the order of the bank.
rules-paper-choices-shuffled = Options come in random order, except those fixed at the end and True/False.
rules-paper-choices-written = Options keep their order.
rules-paper-no-repeats = In later attempts a question comes again only when the bank has too few new ones left.
rules-paper-bank = The bank holds at least { $factor } times the questions of a paper, in all and in every part.
rules-paper-marking = An answer earns full points when exactly the right options are chosen; otherwise none. Nothing is deducted.

## Taking part

rules-attempts-per-day = At most { $max } attempts a day.
rules-attempts-per-week = At most { $max } attempts a week, counted from Monday.
rules-attempts-per-period = At most { $max } attempts in a period.
rules-attempts-per-contest = At most { $max } attempts in the whole contest.
rules-attempts-unlimited = The number of attempts is not limited.
rules-counts-best = Of several attempts the one that ranks best counts.
rules-counts-earliest-best = Of several attempts the one with the highest score counts; among equals the one submitted first.
rules-counts-first = Of several attempts the first counts.
rules-counts-last = Of several attempts the last counts.
rules-time-limit = The working time of an attempt is { $limit }.
rules-time-no-limit = The working time is not limited within the period.
rules-answers-changeable = Answers may be changed until the paper is submitted.
rules-answers-fixed = An answer once given cannot be changed.
rules-answers-saved = Answers are saved as they are chosen; when time runs out before the paper is submitted, the saved answers are the submission.
rules-min-plausible = Attempts faster than { $min } are looked at by the organisers; the system voids nothing by itself.
rules-score-at-once = The score is shown on submission.
rules-score-after-close = The score is shown after the period has closed.
rules-key-after-period = Right answers with their sources are published after the period has closed.
rules-key-after-stage = Right answers with their sources are published after the last period has closed.
rules-key-never = Right answers are not published.

## Prediction

rules-prediction-scope-period = in the period
rules-prediction-scope-stage = in the whole round
rules-prediction-participants = Predict how many people take part { $scope }.
rules-prediction-attempts = Predict how many attempts are made { $scope }.
rules-prediction-people-all-correct = Predict how many people answer every question right { $scope }.
rules-prediction-attempts-all-correct = Predict how many attempts have every question right { $scope }.
rules-prediction-percent-all-correct = Predict the percentage of participants who answer every question right { $scope }, to { $decimals } decimals.
rules-prediction-in-paper = The prediction is asked at the end of the paper.
rules-prediction-after-submitting = The prediction is asked after the paper is submitted.
rules-prediction-as-sealed = The true value counts all attempts as sealed, also those voided later.
rules-prediction-after-void = The true value does not count voided attempts.
rules-prediction-ranked-only = The true value counts only people who can be ranked.
rules-prediction-absolute = The distance between prediction and true value counts; too high and too low are equal.
rules-prediction-not-over = Predictions above the true value rank behind all that do not exceed it.

## Ranking of people

rules-filter-all-correct = Only people with every question right are ranked.
rules-filter-min-score = Only people with at least { $score } points are ranked.
rules-filter-verified = Only people confirmed by their unit are ranked.
rules-filter-has-prediction = Only people who gave a prediction are ranked.
rules-rank-score = Criterion { $n }: the higher score ranks first.
rules-rank-prediction = Criterion { $n }: the closer prediction ranks first; no prediction ranks last.
rules-rank-working-time = Criterion { $n }: the shorter working time ranks first, compared in steps of { $resolution }.
rules-rank-submitted = Criterion { $n }: the earlier submission ranks first, compared in steps of { $resolution }.
rules-rank-started = Criterion { $n }: the earlier start ranks first, compared in steps of { $resolution }.
rules-rank-fewer-attempts = Criterion { $n }: fewer attempts rank first.
rules-rank-more-perfect = Criterion { $n }: more attempts with every question right rank first.
rules-rank-lot = Criterion { $n }: a lot drawn by machine from a number published with the result; anyone can recompute it.
rules-rank-shared = People equal in all criteria share the rank.

## Ranking of units

rules-collective-sum = The score of a unit is the sum of these figures, each multiplied by its weight.
rules-collective-metric = { $metric }: weight { $weight }.
rules-metric-participants = number of participants
rules-metric-attempts = number of attempts
rules-metric-rate = participation rate
rules-metric-mean-score = mean score
rules-metric-percent-perfect = share of people with every question right
rules-metric-winner-points = points for individual prizes
rules-collective-rate = The participation rate is the number of participants (each counted once) divided by the number of members the unit has confirmed, never above 100%; a unit that has not confirmed it is not ranked.
rules-collective-headcount-on = Numbers of members are those confirmed for { $date }.
rules-collective-min-headcount = Only units with at least { $min } members are ranked.
rules-collective-per-block = Units are ranked inside their block.
rules-collective-each-period = Units are ranked in each period.
rules-collective-whole-stage = Units are ranked once over all periods together.
rules-collective-mean = Units are ranked in each period, and overall by the mean of the period scores; a period without rank counts 0.
rules-unit-tie-metric = For equal scores, step { $n }: the higher { $metric } ranks first.
rules-unit-tie-headcount = For equal scores, step { $n }: the unit with more members ranks first.
rules-unit-tie-lot = For equal scores, step { $n }: a lot drawn by machine from a number published with the result.
rules-unit-shared = Units equal in all criteria share the rank.

## Prizes

rules-table-person-period = Prizes for people in each period:
rules-table-person-stage = Prizes for people over the whole round:
rules-table-unit-period = Prizes for units in each period:
rules-table-unit-stage = Prizes for units over the whole round:
rules-table-division = These prizes are for { $name }.
rules-table-per-block = These prizes are given in every block.
rules-place = { $count } × { $name }, { $amount } each.
rules-place-certificate = With { $name }: { $certificate }.
rules-place-winner-points = { $name } brings the unit { $points } points.
rules-cap-unlimited = One person may take several prizes.
rules-cap-per-contest = One person takes at most { $max } prizes in the whole contest.
rules-cap-keep-highest = Who wins several prizes keeps the highest; the lower one is given anew.
rules-cap-per-unit = In each giving, members of one unit take at most { $max } individual prizes.
rules-previous-welcome = Winners of earlier contests may win again.
rules-previous-passed-over = Winners of earlier contests are passed over.
rules-underfill-next = If somebody cannot take a prize, the next in rank moves up.
rules-underfill-empty = A prize that somebody cannot take is not given.
rules-shared-all = People of one rank all receive the prize of that rank; lower prizes become fewer by as many.
rules-shared-split = People of one rank share the money of the prizes they stand at evenly, rounded down to whole đồng.
rules-shared-decide = If there are fewer prizes than people of one rank, the organisers decide and record why.
rules-approval-committee = The organising committee decides on the prizes.
rules-approval-all-sides = Prizes are given after the leaders of all organising bodies have approved.

## Going on

rules-qualifier-target = { $target } units go on to the next round.
rules-qualifier-period-winners = They are the units ranked first to number { $places } in each period (in each block where units are ranked by block).
rules-qualifier-best-overall = They are the best units of the whole round.
rules-qualifier-min-score = They are the units with at least { $score } points over the whole round.
rules-qualifier-repeat-next = If a unit wins a seat twice, the next in rank of that period takes it.
rules-qualifier-repeat-open = If a unit wins a seat twice, the second seat stays open.
rules-qualifier-top-up = Missing units are taken from the ranking of the whole round.
rules-qualifier-no-top-up = Missing units are not replaced.
rules-qualifier-quota = At most { $max } units of { $block }.
rules-qualifier-no-adjustment = The computed list is final.
rules-qualifier-adjustment = The organisers change the list only if all sides agree, with a recorded reason.
rules-qualifier-delegate = A unit that goes on may send the team of a unit below it.

## What is public

rules-names-full = Public lists show name and unit; phone and identity numbers are never shown.
rules-names-initials = Public lists show family name, initials and unit; phone and identity numbers are never shown.
rules-names-unit-only = Public lists show only the unit and the number of the attempt.
rules-counters-public = Numbers of participants and attempts are public at all times.
rules-counters-rounded = While a period is open, numbers of participants and attempts are shown rounded down to multiples of { $step }.
rules-counters-hidden = Numbers of participants and attempts are public only after the period has closed.
rules-units-daily = The table of units is published daily.
rules-units-after-close = The table of units is published after the period has closed.
rules-units-own-row = Each unit sees its own figures only.

## Complaints

rules-complaints-within = Complaints are accepted for { $days } days after the results are announced.
rules-complaints-answer = The organisers answer within { $days } days.
rules-complaints-final = Results become final only when no complaint is unanswered.
rules-amendments = The rules are sealed before a period opens; every later amendment is numbered, with a reason and the instant from which it holds.

## Short names of criteria

rules-key-score = score
rules-key-prediction = distance of the prediction
rules-key-working-time = working time
rules-key-submitted = time of submission
rules-key-started = time of start
rules-key-fewer-attempts = number of attempts
rules-key-more-perfect = attempts with every question right
rules-key-lot = lot
rules-key-unit-score = score of the unit
rules-key-headcount = number of members

## Why

rules-why-rank = Rank { $rank } of { $of } ranked people.
rules-why-shared = Shared with { $others } others.
rules-why-counted-best = Attempt { $number } of { $attempts } counts: the one that ranks best.
rules-why-counted-earliest-best = Attempt { $number } of { $attempts } counts: the highest score, submitted first.
rules-why-counted-first = Attempt { $number } of { $attempts } counts: the first.
rules-why-counted-last = Attempt { $number } of { $attempts } counts: the last.
rules-why-prediction = Prediction { $guess }, true value { $truth }.
rules-why-step = By { $key }: { $value }; { $equal } other people are still equal after this step.
rules-why-before = Behind rank { $rank } by { $key }: yours is { $mine }, theirs is { $theirs }.
rules-why-after = Ahead of rank { $rank } by { $key }: yours is { $mine }, theirs is { $theirs }.
rules-why-no-guess = no valid prediction
rules-why-plays-unranked = Not ranked: helps to run the contest.
rules-why-voided = Not ranked: the attempts were voided.
rules-why-not-all-correct = Not ranked: only papers with every question right are ranked; this one has { $correct } of { $total }.
rules-why-below-min-score = Not ranked: { $score } points, below the minimum of { $min }.
rules-why-not-verified = Not ranked yet: the unit has not confirmed your details.
rules-why-no-prediction = Not ranked: no prediction was given.
rules-why-unit-rank = Rank { $rank } of { $of } ranked units, { $score } points.
rules-why-unit-shared = Shared with { $others } other units.
rules-why-unit-before = Behind rank { $rank } by { $key }: this unit has { $mine }, that rank has { $theirs }.
rules-why-unit-after = Ahead of rank { $rank } by { $key }: this unit has { $mine }, that rank has { $theirs }.
rules-why-unit-before-lot = Equal to rank { $rank } in all criteria, behind it by lot.
rules-why-unit-after-lot = Equal to rank { $rank } in all criteria, ahead of it by lot.
rules-why-unit-before-unknown = Behind rank { $rank }: this unit has no figure to compare.
rules-why-unit-after-unknown = Ahead of rank { $rank }: that rank has no figure to compare.
rules-why-unit-no-participants = Not ranked: nobody has taken part with a valid attempt.
rules-why-unit-headcount-not-confirmed = Not ranked yet: the unit has not confirmed its number of members.
rules-why-unit-headcount-not-applicable = Not ranked: the unit has no number of members to compute a rate from.
rules-why-unit-below-min-headcount = Not ranked: { $headcount } members, fewer than the minimum of { $min }.

## Checks

rules-quantity-qualified-units = units that go on
rules-quantity-periods = number of periods
rules-quantity-questions = questions in a paper
rules-quantity-time-limit = working time (minutes)
rules-quantity-attempts = attempts in a period
rules-quantity-person-prizes = prizes for people
rules-quantity-unit-prizes = prizes for units
rules-quantity-prize-money = total prize money (đồng)
rules-manner-unsaid = way of choosing not said
rules-manner-best-overall = best units of the whole round
rules-manner-period-winners = winners of the periods
rules-manner-score-threshold = units from a score on
rules-lint-no-stage = The contest has no round.
rules-lint-one-organiser = There is only one organiser; a joint contest has at least two.
rules-lint-time-zone-missing = The time zone is missing.
rules-lint-code-twice = The code “{ $code }” is used twice.
rules-lint-statements-disagree = The same thing is said differently – { $quantity }: “{ $first_place }” says { $first } ({ $first_manner }), “{ $second_place }” says { $second } ({ $second_manner }).
rules-lint-rules-differ = The rules differ from the document – { $quantity }: the rules have { $rules } ({ $manner }), “{ $place }” says { $said } ({ $said_manner }).
rules-lint-no-period = The round has no period.
rules-lint-period-empty = { $period } does not close after it opens.
rules-lint-periods-overlap = { $first } and { $second } overlap.
rules-lint-gap-unstated = Between { $first } and { $second } is a gap of { $gap } that the rules do not state as meant.
rules-lint-finish-runs-into-next = Papers of { $first } may still be in work when { $second } opens.
rules-lint-results-due-too-early = Results of { $period } are due before the last paper can be submitted.
rules-lint-finish-without-limit = Papers may use their whole time, but no working time is set; they will stop when the period closes.
rules-lint-limit-not-positive = Working time and minimum time must be above 0.
rules-lint-attempt-limit-zero = A limit of 0 attempts keeps everybody out.
rules-lint-plausible-above-limit = The minimum time is not below the working time.
rules-lint-key-published-early = Right answers are published after each period while the bank is still in use.
rules-lint-paper-empty = The paper has no question.
rules-lint-paper-too-many = The parts need { $quotas } questions, more than the { $questions } of the paper.
rules-lint-paper-unbound = Part { $n } of the paper names neither subject nor level.
rules-lint-paper-twice = Part { $n } of the paper repeats an earlier one.
rules-lint-paper-crossing = The paper has parts by subject alone and parts by level alone; these cross each other.
rules-lint-paper-unknown-topic = The bank has no question about “{ $topic }”.
rules-lint-paper-too-few = A part of the paper needs { $need } questions, the bank has { $have }.
rules-lint-topic-unnamed = The subject with code “{ $code }” has no name to print.
rules-lint-bank-missing = There is no question bank.
rules-lint-bank-missing-division = There is no question bank for { $division }.
rules-lint-bank-too-small = The bank is too small ({ $topic }, { $difficulty }): { $have } questions, at least { $want } needed.
rules-lint-repeats-unavoidable = With the same questions for everybody, repeats cannot be avoided.
rules-lint-citation-missing = Question { $question } cites no source.
rules-lint-citation-not-in-force = Question { $question } cites { $document }, which is not in force in { $period }.
rules-lint-no-rank-key = There is no ranking criterion.
rules-lint-too-many-rank-keys = There are too many ranking criteria; at most { $max }.
rules-lint-rank-key-twice = The criterion “{ $key }” is named twice.
rules-lint-key-after-lot = The criterion “{ $key }” comes after the lot and is never reached.
rules-lint-resolution-not-positive = The step of the criterion “{ $key }” must be above 0.
rules-lint-prediction-not-asked = The ranking uses a prediction, but none is asked.
rules-lint-prediction-unused = A prediction is asked, but decides nothing.
rules-lint-min-score-unreachable = { $score } points cannot be reached; a paper brings at most { $max }.
rules-lint-tie-chain-open = People can be equal in all criteria and no rule says what then; add a lot or a way to share prizes.
rules-lint-time-without-floor = Ranking by working time without a minimum favours scripts.
rules-lint-decimals-too-many = The predicted percentage has { $decimals } decimals; at most 6.
rules-lint-prediction-leaks-live = Live figures give away the answer to the prediction.
rules-lint-prediction-leaks-rounded = Figures rounded to { $step } still nearly give away the answer to the prediction.
rules-lint-prediction-leaks-daily = The daily table of units, added up, gives away the answer to the prediction.
rules-lint-collective-empty = The score of units has no figure.
rules-lint-weight-not-positive = The weight of “{ $metric }” must be above 0.
rules-lint-rate-without-headcount = A participation rate is used, but the day on which numbers of members are confirmed is missing.
rules-lint-headcounts-missing = { $units } units have not confirmed their number of members and will not be ranked.
rules-lint-rate-without-minimum = Ranking by rate without a minimum number of members favours the smallest units.
rules-lint-unit-tie-chain-open = Units can be equal in all criteria and no rule says what then.
rules-lint-blocks-missing = Ranking or prizes go by block, but the blocks are not all there.
rules-lint-unit-prize-without-ranking = There are prizes for units, but units are not ranked.
rules-lint-unit-prize-span = The prizes “{ $table }” are given for a time that units are not ranked for.
rules-lint-winner-points-without-prizes = Points for individual prizes are used, but no prize brings any.
rules-lint-division-unknown = The prizes “{ $table }” are for the division “{ $division }”, which does not exist.
rules-lint-prize-empty = { $place } ({ $table }) is given 0 times.
rules-lint-prize-negative = { $place } ({ $table }) has a negative amount.
rules-lint-prizes-not-falling = { $place } ({ $table }) is worth more than the place above it.
rules-lint-prize-above-ceiling = { $place } is { $amount }, above the { $ceiling } of { $source }.
rules-lint-qualifier-without-ranking = Units are to go on, but units are not ranked.
rules-lint-qualifier-span = The way units are chosen needs a ranking of units that the rules do not make.
rules-lint-qualifier-short = The periods give { $seats } seats, { $target } units are needed, and nothing fills the rest.
rules-lint-qualifier-topped-up = The periods give { $seats } seats; the rest of the { $target } units come from the overall ranking.
rules-lint-qualifier-overfull = The periods give { $seats } seats, more than the { $target } units needed; late winners may not go on.
rules-lint-qualifier-not-prizes = Each period sends { $places } units, but has { $prizes } first prizes for units.
rules-lint-quota-block-unknown = The bound names the block “{ $block }”, which does not exist.
rules-lint-quotas-too-tight = The bounds of the blocks add up to { $seats }, fewer than the { $target } units needed.
