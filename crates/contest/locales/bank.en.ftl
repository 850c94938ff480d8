### The question bank.

bank-title = Question banks
bank-lead = The questions of each contest, from draft to approval by both sides. Every reading is recorded.
bank-no-contest = No contest yet
bank-no-contest-text = A bank appears here when the organisers set up a contest.
bank-nothing-waits = Nothing in this bank waits for you.
bank-empty = No questions yet
bank-empty-text = Authors write questions one by one or import them from Excel, Word, GIFT or Aiken.
bank-count =
    { $n ->
        [one] { $num } question
       *[other] { $num } questions
    }
bank-open = Open the bank
bank-questions = Questions
bank-number = No.
bank-task-chip = Waiting for you
bank-task-approve =
    { $n ->
        [one] Approve { $num } question
       *[other] Approve { $num } questions
    }
bank-task-approve-next = They have been reviewed: read them, then approve the set or return single questions.
bank-task-review =
    { $n ->
        [one] Review { $num } question
       *[other] Review { $num } questions
    }
bank-task-review-next = Sent by the authors; they open one after the other.
bank-task-drafts =
    { $n ->
        [one] Send { $num } draft to review
       *[other] Send { $num } drafts to review
    }
bank-task-drafts-next = Your drafts have not been sent yet.
bank-task-returned =
    { $n ->
        [one] { $num } was returned with a reason.
       *[other] { $num } were returned with a reason.
    }
bank-summary = { $x } in all, { $y } approved by both sides.
bank-missing =
    { $n ->
        [one] The rules need { $num } more approved question.
       *[other] The rules need { $num } more approved questions.
    }
bank-enough = This is enough for the rules.
bank-go-approve =
    { $n ->
        [one] Approve { $num } question
       *[other] Approve { $num } questions
    }
bank-go-review =
    { $n ->
        [one] Review { $num } question
       *[other] Review { $num } questions
    }
bank-add = Write a question
bank-import = Import a file
bank-export = Export
bank-submit-mine =
    { $n ->
        [one] Send my { $num } draft to review
       *[other] Send my { $num } drafts to review
    }
bank-submit-mine-confirm =
    { $n ->
        [one] Send { $num } draft to the reviewers?
       *[other] Send { $num } drafts to the reviewers?
    }
bank-matrix = By topic and level
bank-matrix-lead = Questions approved by both sides / questions the rules ask for.
bank-all-topics = Whole bank
bank-all-difficulties = All levels
bank-cell-short = { $num } missing
bank-cell-coming = +{ $num } not approved yet
bank-closed-to-you = Organisers see numbers and states. The texts open to you when the period has opened.
bank-search = Search the questions
bank-topic = Topic
bank-any-topic = Any topic
bank-any = Any
bank-topic-none = No topic set
bank-difficulty = Level
bank-difficulty-easy = Recall
bank-difficulty-medium = Understanding
bank-difficulty-hard = Application
bank-state = State
bank-mine = Written by me
bank-filter = Filter
bank-filter-off = Clear
bank-none-found = No question fits
bank-none-found-text = Try fewer words or fewer conditions.
bank-old-law = Source not in force
bank-pages = Pages
bank-range = { $x }–{ $y } of { $z }
bank-state-draft = Draft
bank-state-in-review = In review
bank-state-reviewed = Waiting for both sides
bank-state-approved-a = Waiting for side B
bank-state-approved-b = Waiting for side A
bank-state-approved = Approved by both sides
bank-state-locked = Locked for a period
bank-state-retired = Retired
bank-next-draft = The author finishes it and sends it to review.
bank-next-in-review = Waits for a reviewer who did not write it.
bank-next-reviewed = Reviewed; waits for the leaders of side A and side B.
bank-next-approved-a = Side A has approved; waits for the leader of side B.
bank-next-approved-b = Side B has approved; waits for the leader of side A.
bank-next-approved = Ready for use; locked when the organisers schedule a period.
bank-next-locked = Part of a period's bank; it cannot be changed any more.
bank-next-retired = Not used in later periods.
bank-next-barred = You wrote, reviewed or approved this question, so somebody else takes the next step.
bank-question-title = Question { $x }
bank-stem = Question
bank-stem-hint = One point, one meaning; explain difficult words in the question.
bank-kind = Kind
bank-kind-single = One right option
bank-kind-multiple = Several right options
bank-kind-true-false = True or false
bank-choices = Options
bank-choices-hint = 2 to 8 options; empty rows at the end do not count. For true or false a tick is enough: A is true, B is false.
bank-choice = Option { $x }
bank-correct = Right answer
bank-answer = Answer
bank-pinned = Keeps its place
bank-topic-hint = Papers are drawn by topic; needed before review.
bank-points = { $x } pt
bank-points-label = Points
bank-citation = Source
bank-document = Document
bank-document-hint = Title and number, for example: Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ
bank-article = Article
bank-article-hint = For example: Điều 4; leave empty when the whole document is meant
bank-valid-from = in force from { $x }
bank-valid-to = until the end of { $x }
bank-valid-from-label = In force from
bank-valid-to-label = In force until the end of
bank-date-hint = For example: 01/7/2025
bank-valid-to-hint = The last day in force; leave empty if not known
bank-explanation = Explanation
bank-explanation-hint = Shown to participants after the results are out.
bank-note = Why it changed
bank-note-hint = One sentence for the reviewer; optional.
bank-new-title = Write a question
bank-new-lead = A new question is a draft until you send it to review.
bank-edit-title = Edit question { $x }
bank-edit-lead = The new version is kept beside the old one. Earlier review and approvals no longer count.
bank-edit-kept = What you typed is still below. Open the question in another window to compare; saving again makes yours the newest version.
bank-save-draft = Save the draft
bank-save-next = Save and write another
bank-save-version = Save as a new version
bank-cancel = Cancel
bank-warnings = Worth a look
bank-warning-no-citation = No source is given.
bank-warning-out-of-force = The source is not in force today.
bank-warning-no-topic = No topic of this contest is set.
bank-submit-button = Send to review
bank-review-button = It is right: pass it on for approval
bank-approve-one = Approve this question – { $x }
bank-edit-button = Edit
bank-return-title = Return it
bank-return-reason = Reason
bank-return-hint = The author reads it and mends the question.
bank-return-button = Return to the authors
bank-retire-title = Retire this question
bank-retire-lead = Periods already scheduled keep their bank; later ones no longer draw this question.
bank-retire-reason = Reason
bank-retire-button = Retire it
bank-steps = Steps so far
bank-step-written = Written
bank-step-imported = Imported
bank-step-edited = Edited
bank-step-submitted = Sent to review
bank-step-reviewed = Reviewed
bank-step-approved = Approved
bank-step-returned = Returned
bank-step-retired = Retired
bank-step-locked = Locked for a period
bank-step-of-side = { $x } – { $y }
bank-step-who = { $x }, { $y }, version { $z }
bank-history = Versions and differences
bank-version = Version { $x }
bank-version-who = { $x }, { $y }
bank-version-first = The first version.
bank-added = Added:
bank-removed = Removed:
bank-upload-title = Import questions
bank-upload-lead = The file is read first: you see every question and every fault, then decide.
bank-upload-file = Question file
bank-upload-hint = Excel (.xlsx), Word (.docx), GIFT or Aiken (.txt); at most 10 MB.
bank-upload-button = Read the file
bank-upload-template = Download the Excel template
bank-upload-none = Choose a file.
bank-upload-formats = Files that can be read
bank-upload-table = One question a row, columns as in the template; they are found by name.
bank-upload-word = “Câu 1.” followed by lines “A.”, “B.”, “C.”, “D.”; the right one underlined, named as “Đáp án: B”, or in a table after the word HẾT.
bank-upload-gift = A UTF-8 text file of Moodle; a blank line between questions.
bank-upload-aiken = A UTF-8 text file: the question on one line, lines “A. ”, then “ANSWER: B”.
bank-upload-topics = Names of the topics
bank-upload-topics-lead = Write them as here; diacritics do not matter.
bank-preview-title = Look before importing
bank-preview-title-faults =
    { $n ->
        [one] { $num } place in the file needs mending
       *[other] { $num } places in the file need mending
    }
bank-preview-lead = “{ $x }”, { $y }: { $z } read. Nothing is in the bank yet.
bank-preview-faults = To be mended
bank-preview-place = Place in the file
bank-preview-what = Why it was not taken
bank-preview-notes = Notes on the file
bank-preview-none = No question can be imported
bank-preview-none-text = Mend the places above in the file and upload it again.
bank-preview-again = Upload a mended file
bank-preview-leave-out =
    { $n ->
        [one] Leave out { $num } fault and import the rest
       *[other] Leave out { $num } faults and import the rest
    }
bank-preview-leave-out-hint = Otherwise mend the file and upload it again.
bank-preview-doubles =
    { $n ->
        [one] Also import { $num } question that is in the bank already
       *[other] Also import { $num } questions that are in the bank already
    }
bank-preview-doubles-hint = Otherwise they are skipped.
bank-preview-untagged =
    { $n ->
        [one] Topic for { $num } question without one
       *[other] Topic for { $num } questions without one
    }
bank-preview-untagged-hint = May be left open and set later.
bank-preview-confirm =
    { $n ->
        [one] Import { $num } question
       *[other] Import { $num } questions
    }
bank-preview-confirm-doubles =
    { $n ->
        [one] Import { $num } known question
       *[other] Import { $num } known questions
    }
bank-preview-look = Questions that were read
bank-preview-drop = Drop this import
bank-preview-drop-confirm = Drop the import of “{ $x }”? The bank stays as it is.
bank-import-unknown-topic = Topic “{ $x }” is not in this contest; choose again.
bank-import-double = Same as question { $x }
bank-import-tick-faults = Tick this to import the good questions only, or upload a mended file.
bank-import-tick-doubles = Every question is in the bank already. Tick this to import them all the same.
bank-template-notes-title = How to fill in
bank-template-notes =
    One question a row; do not rename the columns.
    “Đáp án đúng” holds letters, for example B or A, C.
    True or false: leave the options empty and write Đúng or Sai under “Đáp án đúng”.
    Dates are day/month/year.
    “Giữ vị trí” holds the letters of options that are not shuffled, for example D.
bank-export-title = Export the bank
bank-export-lead =
    { $n ->
        [one] { $num } question with its key.
       *[other] { $num } questions with their keys.
    }
bank-export-filtered = Only those that fit the filter.
bank-export-record = Every export is recorded. Keep the file as a secret of the contest.
bank-export-button = Download: { $x }
bank-export-xlsx = Excel workbook
bank-export-xlsx-hint = In the form of the template; may be edited and read in again.
bank-export-docx = Word document
bank-export-docx-hint = A4, options A, B, C, D under the question, key at the end.
bank-export-gift = GIFT (Moodle)
bank-export-gift-hint = Keeps level, source and explanation.
bank-export-aiken = Aiken
bank-export-aiken-hint = Question, options and one right answer only.
bank-export-aiken-multiple =
    { $n ->
        [one] { $num } question with several answers is left out.
       *[other] { $num } questions with several answers are left out.
    }
bank-approve-title = Approve the questions – { $x }
bank-approve-lead =
    { $n ->
        [one] { $num } reviewed question waits for you.
       *[other] { $num } reviewed questions wait for you.
    }
bank-approve-none = No question waits for your approval.
bank-approve-waiting = Waiting – { $x }
bank-approve-other = Approved here, waiting for the other side
bank-approve-both = Approved by both
bank-approve-for-others =
    { $n ->
        [one] { $num } question waits for this side, but you wrote, reviewed or approved it for the other side; another leader is needed.
       *[other] { $num } questions wait for this side, but you wrote, reviewed or approved them for the other side; another leader is needed.
    }
bank-approve-text = Approving confirms that you have read the questions below. Return those that are not right first.
bank-approve-button = Approve the set ({ $x }) – { $y }
bank-approve-read = Read the questions
bank-approve-look = Waiting for approval
bank-refused-not-yours = Your role does not allow this
bank-refused-stale = Somebody has just changed this question. Read the newest version, then decide.
bank-refused-changed = The set has changed since you opened the page, so nothing was approved. This is the newest set.
bank-refused-both-sides = One person does not approve for both sides.
bank-refused-topic = Set a topic of this contest before sending it to review.
bank-refused-nothing = There is no question to do this to
bank-refused-reason = A reason is needed.
bank-refused-own = Authors do not review or approve their own questions.
bank-refused-reviewer = Whoever reviewed a question does not approve it.
bank-refused-side-approved = This side has approved the question already.
bank-refused-state = The question has moved on; somebody may just have dealt with it. See its present state.
audit-bank-read = Questions listed
audit-question-read = Question read
audit-bank-exported = Bank exported
audit-bank-imported = Questions imported
audit-question-written = Question written
audit-question-submitted = Questions sent to review
audit-question-reviewed = Question reviewed
audit-question-approved = Questions approved
audit-question-returned = Question returned
audit-question-retired = Question retired
audit-bank-locked = Bank locked for a period
done-question-written = The question is saved.
done-question-submitted = Sent to review.
done-questions-submitted = All your drafts are sent to review.
done-questions-submitted-some = Sent to review. Those below stayed because they have no topic.
done-question-reviewed = One question reviewed.
done-question-approved = The question is approved.
done-question-returned = Returned with the reason.
done-question-retired = The question is retired.
done-questions-imported = The questions are in the bank as drafts.
done-bank-import-dropped = The import is dropped; the bank is unchanged.
done-bank-approved = The set is approved.
