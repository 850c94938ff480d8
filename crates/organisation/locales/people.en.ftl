## People through time: posts, transfers, people entered twice.

org-people-day-wrong = This is not a day. Please choose day, month and year again.
org-people-to-before-from = The end must come after the beginning.
org-people-too-long = More than { $num } characters. Please write it shorter.

org-position-leading = Leading, managing
org-position-professional = Professional
org-position-supporting = Supporting, serving
org-position-union-full-time = Full-time union officer
org-position-union-part-time = Part-time union officer
org-position-other = Other

org-posts-title = Posts
org-posts-none = No post with dates is on record yet.
org-post-title = Post
org-post-title-hint = For example: Principal official; Chair of the grassroots union.
org-post-group = Position group
org-post-from = Held from
org-post-to = No longer from
org-post-to-hint = Leave empty while it is held.
org-post-add = Record another post
org-post-add-button = Record the post
org-post-end = End
org-post-end-on = First day on which “{ $x }” is no longer held

org-member-merged = Merged from
org-member-why = Why it ended
org-member-act-number = Decision { $x }

org-transfer-title = Move to another unit
org-transfer-lead = Choose the unit to move from and press “Show the list”; choose people and a unit to move to, look at what will happen, then confirm. What was before stays on record.
org-transfer-from = From unit
org-transfer-find = Show the list
org-transfer-who = Who moves
org-transfer-found = { $x } people in { $y } and the units below it.
org-transfer-more = Only { $num } people are shown; search by name or choose a smaller unit.
org-transfer-all = Take all { $x } people of this list
org-transfer-all-hint = Also those not ticked below. At most 500 people in one go.
org-transfer-nobody = Nobody is chosen. Please tick at least one person.
org-transfer-too-many = At most { $num } people in one go. Please split the list.
org-transfer-where = Where to, and why
org-transfer-reason = Reason
org-transfer-reason-needed = Please choose a reason.
org-transfer-reason-assigned = Assigned elsewhere
org-transfer-reason-moved = Moved
org-transfer-reason-reorganised = Units merged or rearranged
org-transfer-reason-retired = Retired
org-transfer-reason-resigned = Left the job
org-transfer-reason-other = Another reason
org-transfer-note = Another reason, in words
org-transfer-note-hint = Only for “Another reason”.
org-transfer-to = To unit
org-transfer-to-hint = Not needed for those who retire or leave: they belong to no unit from the day below.
org-transfer-target-needed = Please choose the unit to move to.
org-transfer-target-not-there = This unit does not exist on that day. Please choose another unit or another day.
org-transfer-on = From day
org-transfer-on-hint = The first day on which they are no longer in the old unit.
org-transfer-too-late = At most one year ahead.
org-transfer-act = Number of the decision
org-transfer-act-hint = Optional. For example: 125/QĐ-CĐVC.
org-transfer-posts = Posts held
org-transfer-end-posts = Posts in the old unit end on the same day
org-transfer-end-posts-hint = Posts already recorded in the unit to move to stay, and so does what only an imported list says. Clear the box for those who keep both.
org-transfer-posts-end = End on the same day
org-transfer-posts-stay = Stay as they are
org-transfer-posts-ending = Posts that end
org-transfer-posts-none = None
org-transfer-check = Look before writing
org-transfer-check-title = Check before moving
org-transfer-check-lead = Nothing has been written yet. Please look through it and confirm.
org-transfer-raced = The list has just changed, so nothing was written. Please look again and confirm once more.
org-transfer-nowhere = To no unit: membership ends
org-transfer-now = Unit now
org-transfer-moved = { $n ->
    [one] { $num } person will move
   *[other] { $num } people will move
}
org-transfer-blocked = { $n ->
    [one] { $num } person cannot be moved
   *[other] { $num } people cannot be moved
}
org-transfer-why = Why
org-transfer-blocked-merged = This entry has been merged into another.
org-transfer-blocked-not-there = Not in the unit to move from on that day.
org-transfer-blocked-already-there = Already in the unit to move to.
org-transfer-blocked-moves-later = A move or a leave is already on record from { $x }.
org-transfer-do = { $n ->
    [one] Move { $num } person
   *[other] Move { $num } people
}
org-transfer-edit = Change

org-twins-title = Entered twice
org-twins-lead = { $n ->
    [one] { $num } pair may be one person
   *[other] { $num } pairs may be one person each
}
org-twins-lead-of = Entries that may be one person with { $x }
org-twins-text = These are suggestions from names without marks, phones and e-mail addresses; whoever is in charge decides.
org-twins-everybody = Show every pair
org-twins-none = Nobody seems to be entered twice
org-twins-none-text = Pairs that were found to be two people are not shown again.
org-twins-more = Only the likeliest pairs are shown; the next appear as these are settled.
org-twins-open = Compare and merge
org-twins-apart = Not one person
org-twin-same-name = Same name
org-twin-tones-only = Names differ by a tone only
org-twin-marks-only = Names differ by marks only
org-twin-same-birth = Same birth date
org-twin-same-phone = Same phone
org-twin-same-email = Same e-mail
org-twin-same-unit = Same unit
org-twin-other-sex = Different sex
org-twin-other-birth = Different birth date

org-merge-title = Merge two entries of one person
org-merge-lead = Please compare with care. If they are two people, press “Not one person”.
org-merge-since = In the unit since
org-merge-account = Account
org-merge-opened = Password set
org-merge-unopened = Never signed in
org-merge-has-role = holds a role in the system
org-merge-keep = Which entry stays
org-merge-choose = Please choose the entry that stays.
org-merge-reason = Reason
org-merge-reason-hint = For example: entered twice because the number changed.
org-merge-what = The other entry leaves lists and counts, its account is shut and its sign-in names open the entry that stays. Papers and history stay as recorded. This can be undone.
org-merge-button = Merge into one person

org-merges-title = Merges
org-merges-kept = Entry that stays
org-merges-gone = Merged entry
org-merges-done = By, at
org-merges-reason = Reason
org-merges-undo = Undo
org-merges-undo-reason = Reason for undoing
org-merges-undone = Undone

org-confirm-signer = Signed by
org-confirm-signer-hint = Left empty, it is the name of your account.
org-confirm-signer-post = Post of the signer
org-confirm-signer-post-hint = Optional. For example: Chair of the grassroots union.
org-told-signed = Signed: { $x } (code { $y })
org-told-broken = the signature does not match
org-unit-fewer = The confirmed number of members ({ $x }) is below the number of people on the list ({ $y }). Please check the list or confirm again.

org-fault-number-merged = This number belongs to an entry merged into another person.
org-fault-number-merged-fix = Use the number of the entry that stays, or undo the merge on the page “Entered twice”.

org-failure-post-dates = The dates of the post are not right
org-failure-post-dates-text = The end must come after the beginning.
org-failure-post-dates-next = Please go back and choose the days again.
org-failure-not-movable = Nobody was moved
org-failure-not-movable-text = Somebody on the list can no longer be moved, or the unit to move to is missing. Nothing was written.
org-failure-not-movable-next = Please go back to “Move to another unit” and look at the list.
org-failure-already-merged = One of the two entries has been merged before
org-failure-already-merged-text = Nothing was changed.
org-failure-already-merged-next = Please look at the page “Entered twice”.
org-failure-already-undone = This merge has been undone
org-failure-already-undone-text = The two entries are separate now.
org-failure-already-undone-next = Please look at the page “Entered twice”.
org-failure-undo-later-first = The entry that stayed has itself been merged
org-failure-undo-later-first-text = The later merge must be undone first.
org-failure-undo-later-first-next = Please undo the newest merge, then try again.
org-failure-holds-role = This account holds a role in the system
org-failure-holds-role-text = Only an administrator may merge or separate this entry.
org-failure-holds-role-next = Please ask an administrator.
org-failure-guarded-address = This person holds a role in the system
org-failure-guarded-address-text = Only an administrator may change phone and e-mail of somebody with a role. Nothing was written.
org-failure-guarded-address-next = Please leave these cells out of the list, or ask an administrator.
org-failure-own-entry = Nobody merges away the own entry
org-failure-own-entry-text = The account in use would be shut.
org-failure-own-entry-next = Please keep your own entry, or ask another administrator.

audit-people-transferred = Members moved to another unit
audit-post-added = Post recorded
audit-post-ended = Post ended
audit-person-merged = Entries of one person merged
audit-person-merge-undone = Merge undone
audit-persons-told-apart = Found to be two people

done-headcount-fewer = The figures are confirmed. Please note: fewer members are confirmed than there are people on the list.
done-post-added = The post is recorded.
done-post-ended = The end of the post is recorded.
done-people-transferred = The move is recorded.
done-person-merged = Merged into one person. This can be undone on the page “Entered twice”.
done-merge-undone = Undone: the two entries are separate as before.
done-persons-told-apart = Recorded: not one person. This pair is not shown again.

## An address that names a unit which has ended.
org-asked-heir = { $x } ended on { $y }. This is the list of its heir: { $z }.
org-asked-above = { $x } ended on { $y } and nothing took over. This is the list of the unit above: { $z }.

## What an entry said before.
org-member-past = What was recorded before
org-member-past-until = Recorded until
org-member-stay-entry = Recorded under the merged entry, number { $x }
org-confirm-on-before = The unit has been there only since { $x }; figures of an earlier day cannot be confirmed.
org-post-too-late = A post can begin at most one year from now.
org-post-remove = Remove (entered by mistake)
org-post-remove-ask = Remove the post “{ $x }”, entered by mistake?
done-post-removed = The post entered by mistake has been removed.
audit-post-removed = Remove a post entered by mistake
org-twins-of = Find double entries of this person
org-member-post-listed = Post (from the imported list)
