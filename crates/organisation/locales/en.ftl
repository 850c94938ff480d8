### Units, members, bringing lists in.

org-unit = Unit
org-all-units = All units
org-unit-ended = Unit no longer in operation
org-demo = Demonstration data
org-show = Show
org-export = Download XLSX
org-print = Print
org-before = Previous
org-after = Next
org-pages = Pages
org-range = { $x }–{ $y } of { $z } people
org-total = Total
org-still = now
org-to = Until
org-as-of = As of { $x }

org-kind-union = Central union
org-kind-ministry = Ministry union
org-kind-province = Province union
org-kind-grassroots = Grassroots union
org-kind-section = Union section
org-kind-group = Union group
org-kind-other = Other
org-kind-body = Ministry or agency
org-kind-territory = Territory
org-kind-block = Emulation block
org-level-central = Central
org-level-province = Province
org-level-upper = Directly above grassroots
org-level-grassroots = Grassroots
org-level-below = Below grassroots
org-sex-male = Male
org-sex-female = Female

org-units-title = Units
org-units-lead = { $n ->
    [one] { $num } unit, in the order of the tree.
   *[other] { $num } units, in the order of the tree.
}
org-units-members = Members listed
org-units-members-note = with name and member number here
org-units-confirmed = Units with confirmed figures
org-units-confirmed-note = including those confirmed as not applicable
org-units-listed = Members listed
org-label-listed = Listed
org-label-confirmed = Confirmed
org-units-search = Find a unit (accents not needed)
org-units-day = As it was on
org-units-none = No units yet
org-units-none-text = Importing a list of units from the Excel template is the quickest way.
org-units-not-found = No unit matches “{ $x }”
org-units-folded = Only the two uppermost levels are shown.
org-units-all = Show all { $num } units
org-units-cut = The list is too long; search by name or download the XLSX for all of it.

org-count-state = State of the figures
org-count-confirmed = Confirmed
org-count-confirmed-members = Members confirmed
org-count-not-confirmed = Not confirmed
org-count-not-applicable = Not applicable
org-count-not-reported = not reported

org-unit-lead-confirmed = { $x } members by the figure confirmed as of { $y }.
org-unit-lead-listed = { $x } people are listed here, units below included.
org-unit-below = Units below
org-unit-no-children = No units below.
org-unit-facts = About the unit
org-unit-above = Belongs to
org-unit-since = This name and code since
org-unit-own = Members directly in the unit
org-unit-officers = Officers in charge
org-unit-no-officer = Nobody yet
org-unit-members-link = List of members
org-unit-past = Names through time

org-confirm-title = Confirm the unit's figures
org-confirm-text = This figure is the denominator of the participation rate. Not confirmed is not zero: zero means somebody looked and there is nobody.
org-confirm-on = Figures as of
org-confirm-on-hint = Not later than today
org-confirm-on-wrong = Give a real day, not later than today.
org-confirm-state = Does the unit have this figure?
org-confirm-figures = Yes, as below
org-confirm-figures-hint = Write 0 when there is nobody.
org-confirm-not-applicable-hint = For example, the unit only sums up others and has no members of its own.
org-confirm-women-hint = Leave empty when not known
org-confirm-source = Source of the figures
org-confirm-source-hint = For example, Report no. 12 of 31 March 2026
org-confirm-source-default = Confirmed in the system
org-confirm-button = Confirm the figures
org-confirm-not-a-number = Write a number of people only, for example 2959.
org-confirm-more-members = There are more members than staff.
org-confirm-more-women = There are more women than people.
org-told-title = Confirmations so far
org-told-on = Figures as of
org-told-at = Confirmed at

org-members-title = Members
org-members-lead = { $x } people, by given name.
org-members-lead-of = { $x } people of { $y }, by given name.
org-members-search = Find by name, member number or whole phone number
org-members-unit = Name of the unit
org-members-none = No members listed yet
org-members-none-text = Members are imported from the unit's Excel file.
org-members-not-found = Nobody matches
org-members-not-found-text = Accents are not needed; try fewer letters, or choose all units.
org-member-no-unit = Belongs to no unit at present
org-member-hidden = shown to the unit's officers only
org-member-masked = Phone, e-mail and date of birth are shown in full only to the unit's officers and the administrator.
org-member-stays = Units belonged to

org-codes-title = Sign-in cards
org-codes-lead = Print cards with a one-time code for those who have never signed in. Cut them apart and hand each to its owner.
org-codes-choose = Choose the unit
org-codes-none = Everybody in this unit has set a password.
org-codes-waiting = { $n ->
    [one] { $num } person has not signed in and has no code.
   *[other] { $num } people have not signed in and have no code.
}
org-codes-more = At most { $num } cards are printed at a time; press again afterwards for the next ones.
org-codes-again = Print again for those who have an unused code
org-codes-again-hint = Their old codes stop working.
org-codes-button = Make codes and show the cards
org-codes-cards = { $n ->
    [one] { $num } sign-in card
   *[other] { $num } sign-in cards
}
org-codes-until = The codes work until { $x } and are shown only once: print them now.
org-codes-card-until = Use before { $x }
org-codes-back = Back to choosing a unit
org-codes-qr = QR code that opens the first sign-in

org-col-number = Member number
org-col-number-note = One for each person. People already listed are recognised by it.
org-col-full-name = Full name
org-col-full-name-note = In full, with all accents.
org-col-given = Given name
org-col-given-note = Only when it is not the last word, for example H'Hen of H'Hen Niê.
org-col-sex = Sex
org-col-sex-note = Male or Female.
org-col-birth = Date of birth
org-col-birth-note = Day/month/year, for example 31/3/1985.
org-col-phone = Phone
org-col-phone-note = Used to sign in. Keep the zero in front.
org-col-email = E-mail
org-col-email-note = Used to sign in.
org-col-unit = Unit code
org-col-unit-note = The code of the unit the person belongs to; see the sheet “Unit codes”.
org-col-post = Position held
org-col-post-note = Post or title at present.
org-col-from = From date
org-col-from-note = From when it holds; empty means the day of the import.
org-col-code = Code
org-col-code-note = The unit's code, not that of another unit.
org-col-name = Unit name
org-col-name-note = The full name of the unit.
org-col-short-name = Short name
org-col-short-name-note = For narrow tables.
org-col-kind = Kind
org-col-kind-note = Choose from the list.
org-col-level = Level
org-col-level-note = Choose from the list.
org-col-parent = Code of the unit above
org-col-parent-note = A code on record, or that of another row of this file.
org-col-position = Order
org-col-position-note = Order of protocol under the same unit; empty means the order of the rows.
org-col-staff = Staff
org-col-staff-note = Civil servants, public employees and workers. Write 0 when there is nobody, “not applicable” when it makes no sense.
org-col-members = Members
org-col-members-note = Not more than staff.
org-col-women-staff = Women among staff
org-col-women-staff-note = Leave empty when not known.
org-col-women-members = Women among members
org-col-women-members-note = Leave empty when not known.
org-col-counted-on = Figures as of
org-col-counted-on-note = The day the figures speak of; empty means the day of the import.

org-template-doan-vien-title = Template for a list of members
org-template-don-vi-title = Template for a list of units
org-template-needed = needed
org-template-optional = optional
org-template-column = { $x } ({ $y }): { $z }
org-template-repeat = Importing the same file again adds nobody and nothing: rows already on record are recognised and left alone.
org-sheet-doan-vien = Members
org-sheet-don-vi = Units
org-sheet-notes = How to fill in
org-sheet-codes = Unit codes
org-codes-code = Code for the unit column
org-codes-name = Unit

org-import-title = Import lists
org-import-lead = Take the template, fill it in with Excel and send it. Every cell is checked and shown first; nothing is written until you press import.
org-import-doan-vien-title = Members
org-import-doan-vien-text = One person a row. The units come first.
org-import-don-vi-title = Units
org-import-don-vi-text = One unit a row, with its staff and members when the figures are settled.
org-import-template = Download the template
org-import-file = The file filled in
org-import-file-hint = XLSX or CSV, at most 12 MB and 100,000 rows
org-import-check = Check the file

org-file-none = No file chosen.
org-file-no-table = No table found: no column { $x }. The headings must stand in the first 20 rows of a sheet that is not hidden.
org-file-two-columns = Two columns are both “{ $x }”: column { $y } and column { $z }. Keep one of them.
org-file-no-rows = The table has headings and no rows.
org-file-too-large = The file is too large (at most { $x } MB).
org-file-bomb = This file becomes abnormally large when opened, so it was not read. Open it with Excel and save it as a new file.
org-file-bomb-entries = This file holds too many parts inside, so it was not read. Copy the table into a new Excel file.
org-file-encrypted = The file has a password. Remove the password and send it again.
org-file-old-format = This is the old Excel format. Save it as .xlsx and send it again.
org-file-too-many-rows = The file has more than { $num } rows. Divide it into several files.
org-file-too-many-columns = The file has more than { $num } columns. Delete those not needed.
org-file-too-many-cells = The file has more than { $num } cells. Divide it into several files.
org-file-encoding = The text cannot be read from line { $num } on. Open it with Excel and save it as .xlsx.
org-file-not-a-table = This file is not a spreadsheet that can be read. Save it as .xlsx and send it again.

org-place = Row { $x }, column { $y } – { $z }
org-place-no-column = Row { $x } – { $y }

org-dry-ready = { $n ->
    [one] { $num } row can be imported
   *[other] { $num } rows can be imported
}
org-dry-faulty = { $n ->
    [one] { $num } place in the file needs mending
   *[other] { $num } places in the file need mending
}
org-dry-nothing = Nothing new to import
org-dry-lead = “{ $x }”, sheet “{ $y }”: { $z } rows read.
org-dry-lead-csv = “{ $x }”: { $y } rows read.
org-dry-nothing-written = Nothing has been written.
org-dry-new = To be added
org-dry-same = Already there
org-dry-same-note = exactly the same, left alone
org-dry-changed = There, but different
org-dry-faulty-rows = Rows with faults
org-dry-ignored = Columns not used: { $x }.
org-dry-faults = To be mended
org-dry-cell = Cell in the file
org-dry-found = It says
org-dry-empty = (empty)
org-dry-why = Why not taken
org-dry-fix = How to mend it
org-dry-more = { $n ->
    [one] And { $num } more.
   *[other] And { $num } more.
}
org-dry-repairs = { $n ->
    [one] { $num } cell would be repaired
   *[other] { $num } cells would be repaired
}
org-dry-repairs-text = Excel or an old font has bent these cells. The import uses the value “after”; where that is not right, mend the file and send it again.
org-dry-before = Before
org-dry-after = After
org-dry-kind = What was done
org-dry-note = Remark
org-dry-warnings = Phones and e-mails to note
org-dry-warnings-text = These rows can be imported. Of two that share one, only the first person signs in with it, the others use their member number.
org-warning-twice = Already in row { $x }
org-warning-holds-role = This person holds a role in the system, only an administrator may change it: left as it is, the rest of the row counts
org-dry-changes = { $n ->
    [one] { $num } row differs from what is on record
   *[other] { $num } rows differ from what is on record
}
org-dry-changes-text = Nothing is overwritten by itself. Look at each and decide below.
org-dry-row = Row
org-dry-who = Who or which unit
org-dry-difference = On record → in the file
org-dry-decision = Your decision
org-dry-skip = { $n ->
    [one] Skip { $num } faulty row and import the others
   *[other] Skip { $num } faulty rows and import the others
}
org-dry-skip-hint = Mend the faulty rows and send them later; rows already imported are recognised.
org-dry-apply-changes = { $n ->
    [one] Write { $num } change, too
   *[other] Write { $num } changes, too
}
org-dry-apply-changes-hint = A move to another unit is recorded as a move; the former unit stays on record.
org-dry-button = { $n ->
    [one] Import { $num } row
   *[other] Import { $num } rows
}
org-dry-button-changes = Write the changes
org-dry-other-file = Send another file
org-dry-drop = Drop this import
org-dry-must-choose = Some rows have faults. Mend the file and send it again, or choose to skip the faulty rows.
org-dry-changed-meanwhile = The data have changed meanwhile, and so has the result of the check. Please look again and decide.

org-imported-lead = { $x } rows added, { $y } changes written.
org-imported-clashes = Sign-in names that others use
org-imported-clashes-text = These people are listed, but cannot sign in with the name below because another account uses it.
org-imported-what = Name not usable
org-imported-next = See the list
org-clash-number = Member number
org-clash-phone = Phone
org-clash-email = E-mail

org-repair-old-font = Converted from an old font (TCVN3, VNI)
org-repair-composed = Letters and marks put together
org-repair-spaces = Odd spaces and hidden characters removed
org-repair-leading-zeros = Zeros put back in front
org-repair-phone = Phone number put right
org-repair-date = Day read anew

org-fault-missing = A needed cell is empty
org-fault-missing-fix = Fill in the cell, or delete the row
org-fault-scientific = Excel turned the number into a power of ten; its last digits are lost
org-fault-scientific-fix = Take the number from the papers again; make the column Text before typing
org-fault-number-shape = The member number has odd characters or more than 40
org-fault-number-shape-fix = Use letters, digits and - / . _ only
org-fault-number-twice = The member number is already in row { $x }
org-fault-number-twice-fix = Look at both rows and keep one
org-fault-number-elsewhere = This member number belongs to somebody in another unit
org-fault-number-elsewhere-fix = Check the number; if the person has moved, ask the administrator to move them
org-fault-name-letter = The name has the character “{ $x }”
org-fault-name-letter-fix = Write letters and spaces only
org-fault-name-too-long = The name is longer than 100 characters
org-fault-name-too-long-fix = Write the name only, without titles
org-fault-given-not-in-name = The given name is not part of the full name
org-fault-given-not-in-name-fix = Write it as in the full name, or leave it empty
org-fault-sex = Neither Male nor Female
org-fault-sex-fix = Write Male or Female, or leave it empty
org-fault-date-shape = The day cannot be read
org-fault-date-shape-fix = Write day/month/year, for example 31/3/1985
org-fault-date-year = The year has only two digits
org-fault-date-year-fix = Write four digits, for example 31/3/1985
org-fault-date-month = There is no such month
org-fault-date-month-fix = The day comes first, then the month: 31/3/1985
org-fault-date-day = The month has no such day
org-fault-date-day-fix = Look the day up in the papers
org-fault-date-future = The day is in the future
org-fault-date-future-fix = Check the year
org-fault-date-old = The day is before 1900
org-fault-date-old-fix = Check the year
org-fault-phone-shape = The phone has other signs than digits, or there are two in one cell
org-fault-phone-shape-fix = Write one number, for example 0912345678
org-fault-phone-foreign = A foreign phone number
org-fault-phone-foreign-fix = Write a number in Viet Nam, or leave it empty
org-fault-phone-unknown = No phone number begins like this or has this length
org-fault-phone-unknown-fix = Check the number, or leave it empty
org-fault-email = The e-mail address is not written rightly
org-fault-email-fix = Write one address, for example name@office.vn
org-fault-too-long = Too long
org-fault-too-long-fix = Write it shorter
org-fault-unit-unknown = No unit bears this code
org-fault-unit-unknown-fix = See the sheet “Unit codes” of the template, or import the unit first
org-fault-unit-outside = This unit is not in your charge
org-fault-unit-outside-fix = Import only people of your unit and the units below it
org-fault-code-twice = The code is already in row { $x }
org-fault-code-twice-fix = One code for each unit
org-fault-parent-unknown = The code of the unit above is neither on record nor in a right row of this file
org-fault-parent-unknown-fix = Mend the code, or add a row for the unit above
org-fault-parent-ring = The unit above belongs to this very unit
org-fault-parent-ring-fix = Check the codes above in the rows concerned
org-fault-parent-outside = The unit above is not in your charge
org-fault-parent-outside-fix = Add units below your own unit only
org-fault-kind-unknown = Unknown kind of unit
org-fault-kind-unknown-fix = Choose from the template's list
org-fault-level-unknown = Unknown level
org-fault-level-unknown-fix = Choose from the template's list
org-fault-count-shape = Not a whole number from zero up
org-fault-count-shape-fix = Write a number, for example 2959; 0 when there is nobody
org-fault-count-part = There are more members, or more women, than people
org-fault-count-part-fix = Check the figures of this row

org-failure-code-taken = Another unit bears this code
org-failure-code-taken-next = Go back and choose another code.
org-failure-headcount = The figures do not add up
org-failure-headcount-next = Go back and check the total, the members and the women.
org-failure-draft-gone = This file is no longer waiting
org-failure-draft-gone-text = It may have been imported or dropped, or a day has passed.
org-failure-draft-gone-next = Look at the list; if it is not there, send the file again. Sending again adds nothing twice.
org-failure-raced = Somebody has just added the same member number or unit code
org-failure-raced-text = Nothing has been written.
org-failure-raced-next = Go back to the check to see the new result.

audit-units-imported = List of units imported
audit-members-imported = List of members imported
audit-headcount-confirmed = Figures of a unit confirmed
audit-codes-printed = Sign-in cards printed
audit-members-exported = List of members exported

done-headcount-confirmed = The unit's figures are confirmed.
done-members-imported = The list of members is imported.
done-units-imported = The list of units is imported.
done-import-dropped = The file was dropped; nothing was written.
org-fault-day-outside = The day lies outside { $x }
org-fault-day-outside-fix = Check the year
org-dry-without-act = These changes have no act: nobody approves them, and each unit's history says “without an act”. When there is a decision, draft it under Re-organisation.
org-units-not-found-text = Marks may be left out; try fewer letters. For a unit that has ended, change day and view above.
org-units-see-all = Show every unit
org-unit-to-confirm = Confirm the figures of this unit
org-confirm-last = Last time ({ $x }): { $y } members of { $z } staff.
