# Importing and exporting questions.
formats-name-gift = GIFT file (Moodle)
formats-name-aiken = Aiken file
formats-name-word = Word file (Câu 1, A, B, C, D)
formats-name-table = Spreadsheet template

# Places in the file.
formats-place-file = Whole file
formats-place-sheet = Sheet “{ $sheet }”
formats-place-line = Line { $number }
formats-place-question-line = Question { $question } (line { $number })
formats-place-row = Row { $number }
formats-place-cell = Cell { $column }{ $number }
formats-place-paragraph = Paragraph { $number }
formats-place-question-paragraph = Question { $question } (paragraph { $number })

# Shared by all files.
formats-stem-empty = The question has no text.
formats-stem-too-long = The question has { $chars } characters; { $limit } at most.
formats-choice-empty = Option { $letter } is empty.
formats-choice-too-long = Option { $letter } has { $chars } characters; { $limit } at most.
formats-explanation-too-long = The explanation has { $chars } characters; { $limit } at most.
formats-note-too-long = Topic, document or article “{ $text }” has { $chars } characters; { $limit } at most.
formats-too-few-choices = Options found: { $count }; at least 2 are needed.
formats-too-many-choices = Options found: { $count }; 8 at most.
formats-no-right-answer = No option is marked as right.
formats-several-right-answers = { $count } options are right, but this type of question allows only one.
formats-same-choices = Options { $first } and { $second } are the same.
formats-true-false-words = A true/false question needs exactly the two options “Đúng” and “Sai”.
formats-answer-unclear = The answer “{ $text }” is not understood. Write letters, such as B or A, C.
formats-answer-out-of-range = The answer says { $letter }, but the question has only { $count } options.
formats-option-out-of-order = Found option { $found } where option { $expected } was expected.
formats-unknown-kind = The type “{ $text }” is not known. Write: Một lựa chọn, Nhiều lựa chọn or Đúng/Sai.
formats-unknown-difficulty = The level “{ $text }” is not known. Write: Nhận biết, Thông hiểu or Vận dụng.
formats-points-unclear = The points “{ $text }” are not understood. Write a number above 0 with at most two decimals, such as 0,5.
formats-date-unclear = The date “{ $text }” is not understood. Write day/month/year, such as 01/07/2025.
formats-dates-reversed = The last day in force comes before the first.
formats-article-without-document = There is an article or a date in force, but no document.
formats-piece-too-long = This part has { $chars } characters; { $limit } at most. A line break may be missing.
formats-faults-cut = { $count } more faults are not listed. Correct those above and import again.
formats-duplicate-stem = Same text as question, line or row { $first } of this file.
formats-duplicate-stem-in-sheet = Same text as row { $first } of sheet “{ $sheet }”.
formats-pin-names-letters = Option { $letter } names other options by letter. When options are shuffled it will be wrong; reword it, for example “Tất cả các phương án trên”.
formats-read-as-multiple = { $count } options are right, so this was read as a question with several answers.
formats-control-characters = Invisible control characters were removed.
formats-damaged-characters = The character “�” shows that the text was damaged before import. Compare with the original.
formats-looks-legacy = The text seems to be typed in an old font (TCVN3 or VNI). Convert it to Unicode and import again.
formats-read-as-windows-1258 = The file is not UTF-8 and was read as Windows-1258. Check the Vietnamese marks.

# GIFT.
formats-gift-matching = Matching question: not usable in a contest yet.
formats-gift-numerical = Numerical question: not usable in a contest yet.
formats-gift-short-answer = Short-answer question: not usable in a contest yet. If it has options, add wrong ones starting with ~.
formats-gift-essay = Essay question: not usable in a contest yet.
formats-gift-missing-word = Missing-word question (text after the closing brace): not usable in a contest yet.
formats-gift-description = This part has no answers in braces.
formats-gift-brace-unclosed = A closing brace is missing. A question must not contain a blank line.
formats-gift-brace-unopened = A closing brace has no opening one.
formats-gift-blank-line-missing = Two questions follow each other; a blank line is needed between them.
formats-gift-text-before-choice = The text “{ $text }” stands before the first option. Each option starts with = or ~.
formats-gift-partial-credit = Partial credit for wrong options was dropped.
formats-gift-wrong-feedback = Feedback for wrong options was dropped.
formats-tags-removed = Formatting was removed; only the text stays.
formats-image-removed = A picture or film was removed. Check that the question still makes sense.

# Aiken.
formats-aiken-stem-lines = This line is not an option. The question must stand on one line, and options start with “A. ”.
formats-aiken-no-answer-line = The line ANSWER: is missing after the options.
formats-aiken-stray-line = The line “{ $text }” belongs to no question.

# Word.
formats-legacy-font = Text in the old font { $text } was converted to Unicode. Compare with the original.
formats-auto-numbering = The letters A, B, C, D are set by Word and cannot be read. Type them, or convert the list to text.
formats-answers-disagree = The answers disagree: { $first } in one place, { $second } in another.
formats-key-ambiguous = Several questions have number { $question }, so the answer list does not tell which one is meant.
formats-key-unknown-number = The answer list has question { $question }, which is not in the file.
formats-marks-ignored = Every option is marked, so the right one is not known.
formats-text-after-end = Questions after the word HẾT were not read.

# Spreadsheet.
formats-header-missing = No heading row with a column “Câu hỏi”; this sheet was not read.
formats-column-missing = Column “{ $text }” is missing.
formats-column-twice = Column “{ $text }” stands twice; only the first was read.
formats-column-unknown = Column “{ $text }” is not known and was not read.

# The whole file was refused.
formats-refused-empty = The file is empty.
formats-refused-too-large = The file has { $size } MB; { $limit } MB at most. Split it.
formats-refused-not-utf8 = The file is not Unicode (UTF-8): first fault on line { $line }. Save it again as UTF-8.
formats-refused-bad-utf16 = The UTF-16 file is damaged. Save it again as UTF-8.
formats-refused-old-office = This is an old Office file (.doc, .xls). Open it and save it as .docx or .xlsx.
formats-refused-pdf = Questions cannot be read from a PDF. Use a Word file or a spreadsheet.
formats-refused-not-recognised = The way the questions are written was not recognised. Download the template and follow it.
formats-refused-encrypted = The file has a password. Remove it and import again.
formats-refused-unreadable = The file cannot be opened; it may be damaged or of another kind.
formats-refused-too-many-questions = The file has more than { $limit } questions. Split it.
formats-refused-no-questions = No question was found in the file.
formats-refused-no-header = No sheet has a heading row with a column “Câu hỏi”. Download the template and follow it.

# Suggestions about the encoding.
formats-suggest-windows-1258 = The file seems to be in Windows-1258.
formats-suggest-tcvn3 = The file seems to be in TCVN3 (fonts named .VnTime).
formats-suggest-vni = The file seems to be in VNI (fonts named VNI-Times).
formats-suggest-utf-16 = The file seems to be in UTF-16.

# Export.
formats-left-out-multiple = A question with several answers does not fit into an Aiken file.
