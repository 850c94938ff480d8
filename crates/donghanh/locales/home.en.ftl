### Home, menu, rehearsal clock.

menu-home = Today
menu-plans = Plans
menu-contests = Contests
menu-organise = Organise
menu-bank = Questions
menu-my-unit = My unit
menu-units = Units
menu-report = Reports
menu-members = Members
menu-accounts = Accounts
menu-record = Record of acts
menu-help = Help

home-title = Đồng Hành
home-title-public = Home
home-title-today = Today
home-today = Today, { $x }
home-hello = Hello { $x }
home-lead-tasks = { $n ->
    [0] Nothing is waiting for you.
    [one] { $num } matter is waiting or running.
   *[other] { $num } matters are waiting or running.
}
home-lead-member = { $n ->
    [0] No contest week is open now.
   *[other] A contest week is open. Every answer is saved at once.
}
home-lead-public = A year of work of two bodies: the signed plan, the contest that is open, results that open down to their records.
home-open = Open
home-running = Running
home-waits-for-me = Waits for me
home-what = { $x } multiple-choice questions and one prediction, in { $y } minutes.
home-attempts-left = { $n ->
    [one] You have { $num } attempt left this week; the best one counts.
   *[other] You have { $num } attempts left this week; the best one counts.
}
home-closes = Closes on { $x }
home-left = { $x } left
home-used-up = You have used all your attempts this week.
home-not-eligible = This account may not take part; open the page to see why.
home-sign-in-and-take = Sign in to take part
home-take = Take the quiz
home-take-again = Try again
home-go-on = Go on with your paper
home-see-attempts = See my attempts
home-rules = Read the rules
home-tasks = To do
home-no-tasks = Nothing is waiting. When it is your turn, it shows up here with its date.
home-nothing-open = No contest week is open now.
home-contests = See the contests
home-results = Announced results
home-announced = Announced
home-my-result = My result and why
home-look-around = Look around
home-plans-text = The signed plans: who leads, when, how far things are.
home-contests-text = Rules, weeks, results of people and units.
home-help-text = A short guide for everyone: members, unit officers, organisers, leaders.

home-task-schedule = Schedule { $x }: lock the approved questions
home-task-schedule-next = Once scheduled, the week opens and closes by itself, on time.
home-task-verify = Check the provisional result of { $x }
home-task-verify-next = Look at winners and ties, then confirm so that both leaders can approve.
home-task-approve = Approve the result of { $x }
home-task-approve-next = The organisers have checked it. With both approvals it can be announced.
home-task-announce = Announce the result of { $x }
home-task-announce-next = Both sides have approved.
home-task-watch = Watch { $x }
home-task-watch-next = People who took part, units without anyone yet, warnings.
home-task-remind = Remind those who have not taken { $x }
home-task-remind-next = See your unit's list and print the sheet with QR codes.
home-task-bank = { $n ->
    [one] { $num } question waits for you
   *[other] { $num } questions wait for you
}
home-task-bank-next = Open the question bank to review or approve.
home-task-reorg-approve = Approve the re-organisation: { $x }
home-task-reorg-approve-next = Look at the tree before and after, then approve it or return it with a reason.
home-task-reorg-apply = Apply the re-organisation: { $x }
home-task-reorg-apply-next = It is approved. Apply it so that the tree changes on its effective date.
home-task-reorg-mend = Mend the returned draft: { $x }
home-task-reorg-mend-next = Returned because: { $x }
home-reorg-from = In force { $x }
home-news = Changes of units
home-news-my-unit = Your unit has changed: { $x }
home-news-leading = The organisation has changed: { $x }
home-news-when = Applied on { $x }. Open it to see who goes where and what follows.
home-news-all = All re-organisations

clock-title = Rehearsal clock
clock-lead = This system is in rehearsal. It is now { $x }.
clock-to = Move to
clock-to-hint = Forward only. Contest weeks open and close by the new time.
clock-button = Move the clock
clock-not-a-time = This is not a date and time.
clock-only-forward = The clock moves forward only.
done-clock = The clock has been moved.
audit-clock-moved = Rehearsal clock moved
