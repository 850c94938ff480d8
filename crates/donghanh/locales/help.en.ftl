### Help and privacy (one printable page each).

help-title = Help
help-lead = A short part for each role, made to be printed.
help-toc = Roles
help-print = Print this page

help-member = Member: take the contest in five steps
help-member-lead = Takes 10 to 20 minutes and works on a phone.
help-member-1 = Sign in with your member number, e-mail or phone number. The first time, use the one-time code on the slip from your unit (or scan its QR code), then choose a password.
help-member-2 = On the home page choose the contest that is open. It tells when it opens and closes, how many attempts you have left, and the rules.
help-member-3 = Start. The clock is the server’s and begins when the paper is shown.
help-member-4 = Mark your answers. Each one is saved at once; look for “Saved”. If the network drops, go on and keep the page open: unsent answers stay on this device and go out by themselves.
help-member-5 = Hand in, or let the time run out: the last saved answers are your paper. The result is shown at once or after the close, as the rules say, with the reasons for your rank and a receipt to keep.
help-member-note = If another device took over, you forgot your password or do not see the contest: ask the union officer of your unit.

help-officer = Unit officer: hand out codes, confirm the headcount, remind
help-officer-lead = You work within your unit and the units below it.
help-officer-1 = Open Members, filter by unit, check names and phone numbers. Report mistakes to the administrator.
help-officer-2 = Print the sign-in slips with QR codes, cut them and hand them over in person. A code works once within 14 days; printing again cancels the old one.
help-officer-3 = Confirm your unit’s headcount for the date the rules ask for. It is the denominator of the participation rate; “not confirmed” is not zero.
help-officer-4 = During the week see who has not taken part and remind them. You see whether somebody took part, never their answers.
help-officer-5 = After the announcement see your unit’s rank and how it was computed.
help-officer-note = People who move: on Members choose “Move to another unit” with day and reason; earlier results stay where they happened. Somebody entered twice: “People entered twice”. Units that merge, are renamed or end: on Units choose “Re-organisation”, draft the act and submit it.

help-author = Question author and reviewer
help-author-lead = The reviewer must be another person than the author. Every reading of a question is recorded.
help-author-1 = Write single questions, or import from the Excel template, Word (Câu 1, A. B. C. D.), GIFT or Aiken. The preview shows the faults of each question; nothing is kept before you confirm.
help-author-2 = Give each question its source: document, article, period of validity. Pin options such as “all of the above” so that they stay last.
help-author-3 = Send for review. Editing makes a new version; the old one can still be seen.
help-author-4 = The reviewer agrees, or gives it back with a reason. A reviewed question waits for the approval of both sides.
help-author-note = Do not copy questions out of the system before the week opens.

help-leader = Leaders of both sides
help-leader-lead = Everything that waits for you is on the home page and can be approved on a phone.
help-leader-1 = Read the summary and what changed since last time.
help-leader-2 = Approve, or give back with a reason. The reason goes to the author and into the record.
help-leader-3 = Rules and question bank are locked only when both sides approved the very same version.
help-leader-4 = Results go from provisional to verified to announced; each step carries the name and time of who signed.
help-leader-note = A re-organisation shows the tree before and after and who and what follows; approve it, or return it. It can be undone until something depends on it. What changes after approval must be approved again; the difference is shown.

help-organiser = Organisers: from the opening to the announcement
help-organiser-lead = The control room of each week says which step it is at and who acts next.
help-organiser-1 = Before opening: check the rules (contradictions are reported), a large enough bank, both approvals, and the exact times of the week.
help-organiser-2 = During the week: watch people (not the same as attempts), silent units and warnings. Remind the silent units.
help-organiser-3 = At the close: papers are sealed and marked by themselves. An extension comes before the close, with a reason and who decided.
help-organiser-4 = Verify: look at the warnings, void or regrade a faulty question; the result is computed anew as a version with its differences listed.
help-organiser-5 = Announce: download the minutes (Word) and the tables (Excel); the public page masks phone numbers and ids.
help-organiser-note = Warnings are for people to judge; the system never voids a paper by itself.

help-time = Re-organisation and reports
help-time-lead = Units merge, are renamed, end: that is the normal case. Old figures are never rewritten, only looked at in another way.
help-time-1 = Under Units choose “Re-organisation” and draft it: the act (number, signer, signed, effective), then each operation: found, rename, move, merge, consolidate, divide, hand over a part, dissolve, restore. A long list comes from a workbook, after a dry run.
help-time-2 = The preview shows the tree before and after, whom people, accounts and open work follow, and what to bear in mind. When a division states no shares, old figures stand in a line “not attributable”; nobody guesses.
help-time-3 = A leader approves, then it is applied. It can be undone until something else depends on it. An act signed after the day on which it takes effect keeps both days: when it holds, and when it became known.
help-time-4 = Reports, the list of units and the list of members carry the line of the view: as on the day of the figures, as today, as on another day; only what was known by a day; along the union, ministries, emulation blocks or territory. The bottom line is the same in every view. The view is printed with the result.
help-time-5 = In a report “not confirmed”, “not applicable” and 0 are three things. “57/58” is how many units have confirmed of those that owe it. A report can be ranked by a column, or narrowed to one unit.
help-time-6 = The confirmation rate counts the days on which a unit existed, so it cannot pass 100 % and no closed unit needs hiding.
help-time-note = Each unit has its history with every act; “Two days side by side” shows what differs, also one day as known at two times.

help-admin = Administrator: accounts, import, backup
help-admin-lead = Every change of consequence is one line in the record of acts; it cannot be edited or removed.
help-admin-1 = Import units first, then members, with the templates. The dry run shows every wrong cell by sheet, row and column; mend the file and send it again. On confirmation everything goes in at once, or nothing.
help-admin-2 = Create accounts and give roles: a role belongs to a side, or to a unit and all below it. When somebody leaves a duty, end the role; do not delete the account.
help-admin-3 = Issue a one-time code to somebody who forgot the password, once you are sure who it is.
help-admin-4 = Back up daily with “donghanh backup”, keep a copy on another machine, and try “donghanh restore” on an empty machine every quarter.
help-admin-5 = Run “donghanh doctor” after installing, after upgrading and when something is odd: it checks the configuration, the database and the chain of the record.
help-admin-note = Error pages carry an incident number that can be found in the server’s log.

privacy-title = Personal data
privacy-lead = What is kept about you, why, for how long, and what you can do.

privacy-what = What is kept
privacy-what-member = Member file: member number, name, sex, date of birth, phone, e-mail, post, unit and time in the unit. Your unit supplies it; what is unknown stays empty.
privacy-what-account = Account: sign-in names, roles, a one-way hash of the password and of the one-time code. The password itself is not kept.
privacy-what-session = Signed-in devices: network address, kind of browser, time of sign-in and of last use. You can see them and sign them out.
privacy-what-contest = Contest: the paper, every answer marked and when the server received it, the prediction, start and end, score, rank, prize.
privacy-what-acts = Record of acts: who did what of consequence, and when. It cannot be changed.
privacy-what-device = On your device: the cookies that signing in and the language need, drafts of forms, answers not yet sent. No advertising and no tracking by others.
privacy-what-not = There is no place for: pictures of papers, identity numbers, ethnicity, religion, party, health, location, face or fingerprints.

privacy-why = Why
privacy-why-run = To know who may take part, to mark and rank, to give the right prize to the right person, and to explain the result to whoever asks.
privacy-why-count = To count participation by unit and report to the two sides that signed the plan.
privacy-why-safe = To protect accounts and to find the cause of incidents.
privacy-why-never = It is not used to check attendance at work or to appraise officials beyond the rules, not sold and not passed on.

privacy-who = Who can see it
privacy-who-self = You: all of your own contest data.
privacy-who-officer = Your unit’s officer: files and whether people in scope took part; not the answers marked.
privacy-who-staff = Organisers, auditors and administrators: what their duty needs; the changes they make are recorded.
privacy-who-public = Everyone: the results published under the rules; phone numbers and ids are masked.

privacy-long = How long
privacy-long-code = One-time code: 14 days. Session: ends after 7 days without use. An import not confirmed: 1 day.
privacy-long-rest = Member files, papers, results and the record: for the retention period set by the two sides. This version does not delete them by itself; when the period ends the administrator does so, with minutes.
privacy-long-demo = Demo data is about people who do not exist.

privacy-ask = Ask, correct, object
privacy-ask-law = Data is processed under Law 91/2025/QH15 on personal data protection. It gives you the right to know, see, correct, ask for erasure of, restrict or object to the processing of your data.
privacy-ask-how = Send your request to the union officer of your unit, or to the organisers named in the rules: who you are and what you want to see, correct or have erased. You need no reason to see it.
privacy-ask-answer = You are answered within the time the law sets. If something cannot be erased, for example because an announced result must be kept, the answer says why.
