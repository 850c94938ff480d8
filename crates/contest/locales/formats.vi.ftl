# Nhập và xuất câu hỏi.
formats-name-gift = Tệp GIFT (Moodle)
formats-name-aiken = Tệp Aiken
formats-name-word = Tệp Word (Câu 1, A, B, C, D)
formats-name-table = Bảng tính theo mẫu

# Vị trí trong tệp.
formats-place-file = Cả tệp
formats-place-sheet = Trang tính “{ $sheet }”
formats-place-line = Dòng { $number }
formats-place-question-line = Câu { $question } (dòng { $number })
formats-place-row = Hàng { $number }
formats-place-cell = Ô { $column }{ $number }
formats-place-paragraph = Đoạn { $number }
formats-place-question-paragraph = Câu { $question } (đoạn { $number })

# Chung cho mọi loại tệp.
formats-stem-empty = Chưa có nội dung câu hỏi.
formats-stem-too-long = Nội dung câu hỏi dài { $chars } ký tự, tối đa { $limit }.
formats-choice-empty = Phương án { $letter } để trống.
formats-choice-too-long = Phương án { $letter } dài { $chars } ký tự, tối đa { $limit }.
formats-explanation-too-long = Phần giải thích dài { $chars } ký tự, tối đa { $limit }.
formats-note-too-long = Chủ đề, văn bản hoặc điều khoản “{ $text }” dài { $chars } ký tự, tối đa { $limit }.
formats-too-few-choices = Có { $count } phương án; cần ít nhất 2.
formats-too-many-choices = Có { $count } phương án; tối đa 8.
formats-no-right-answer = Chưa đánh dấu phương án đúng.
formats-several-right-answers = Có { $count } phương án đúng, nhưng loại câu này chỉ được có một.
formats-same-choices = Phương án { $first } và { $second } giống nhau.
formats-true-false-words = Câu đúng/sai phải có đúng hai phương án “Đúng” và “Sai”.
formats-answer-unclear = Không hiểu đáp án “{ $text }”. Hãy ghi chữ cái, ví dụ B hoặc A, C.
formats-answer-out-of-range = Đáp án ghi { $letter }, nhưng câu chỉ có { $count } phương án.
formats-option-out-of-order = Gặp phương án { $found } khi đang chờ phương án { $expected }.
formats-unknown-kind = Không hiểu loại câu “{ $text }”. Hãy ghi: Một lựa chọn, Nhiều lựa chọn hoặc Đúng/Sai.
formats-unknown-difficulty = Không hiểu mức độ “{ $text }”. Hãy ghi: Nhận biết, Thông hiểu hoặc Vận dụng.
formats-points-unclear = Không hiểu số điểm “{ $text }”. Hãy ghi số lớn hơn 0, nhiều nhất hai chữ số thập phân, ví dụ 0,5.
formats-date-unclear = Không hiểu ngày “{ $text }”. Hãy ghi ngày/tháng/năm, ví dụ 01/07/2025.
formats-dates-reversed = Ngày hết hiệu lực đứng trước ngày có hiệu lực.
formats-article-without-document = Có điều khoản hoặc ngày hiệu lực nhưng chưa ghi văn bản.
formats-piece-too-long = Phần này dài { $chars } ký tự, tối đa { $limit }. Có thể thiếu dấu xuống dòng.
formats-faults-cut = Còn { $count } lỗi khác không liệt kê. Hãy sửa các lỗi trên rồi nhập lại.
formats-duplicate-stem = Nội dung trùng với câu, dòng hoặc hàng số { $first } trong tệp.
formats-duplicate-stem-in-sheet = Nội dung trùng với hàng { $first } của trang tính “{ $sheet }”.
formats-pin-names-letters = Phương án { $letter } nhắc đến chữ cái của phương án khác. Khi đảo thứ tự, câu này sẽ sai nghĩa; hãy viết lại, ví dụ “Tất cả các phương án trên”.
formats-read-as-multiple = Có { $count } phương án đúng, nên được nhập thành câu nhiều lựa chọn.
formats-control-characters = Đã bỏ các ký tự điều khiển không nhìn thấy.
formats-damaged-characters = Có ký tự “�”: chữ đã hỏng từ trước khi nhập. Hãy đối chiếu với bản gốc.
formats-looks-legacy = Chữ trong tệp có vẻ gõ bằng phông cũ (TCVN3 hoặc VNI). Hãy chuyển sang Unicode rồi nhập lại.
formats-read-as-windows-1258 = Tệp không phải UTF-8, được đọc theo bảng mã Windows-1258. Hãy xem lại dấu tiếng Việt.

# GIFT.
formats-gift-matching = Câu ghép đôi: chưa dùng được trong cuộc thi.
formats-gift-numerical = Câu trả lời bằng số: chưa dùng được trong cuộc thi.
formats-gift-short-answer = Câu trả lời ngắn: chưa dùng được trong cuộc thi. Nếu là câu trắc nghiệm, hãy thêm phương án sai bắt đầu bằng ~.
formats-gift-essay = Câu tự luận: chưa dùng được trong cuộc thi.
formats-gift-missing-word = Câu điền vào chỗ trống (còn chữ sau phần trả lời): chưa dùng được trong cuộc thi.
formats-gift-description = Đoạn này không có phần trả lời trong ngoặc nhọn.
formats-gift-brace-unclosed = Thiếu dấu đóng ngoặc nhọn. Trong một câu không được có dòng trống.
formats-gift-brace-unopened = Có dấu đóng ngoặc nhọn mà không có dấu mở.
formats-gift-blank-line-missing = Hai câu viết liền nhau; cần một dòng trống ở giữa.
formats-gift-text-before-choice = Có chữ “{ $text }” trước phương án đầu tiên. Mỗi phương án bắt đầu bằng = hoặc ~.
formats-gift-partial-credit = Đã bỏ điểm từng phần của phương án sai.
formats-gift-wrong-feedback = Đã bỏ phản hồi của phương án sai.
formats-tags-removed = Đã bỏ định dạng, chỉ giữ chữ.
formats-image-removed = Đã bỏ hình hoặc phim. Hãy xem câu hỏi còn đủ nghĩa không.

# Aiken.
formats-aiken-stem-lines = Dòng này không phải phương án. Nội dung câu hỏi phải nằm trên một dòng, phương án bắt đầu bằng “A. ”.
formats-aiken-no-answer-line = Thiếu dòng ANSWER: sau các phương án.
formats-aiken-stray-line = Dòng “{ $text }” không thuộc câu nào.

# Word.
formats-legacy-font = Chữ gõ bằng phông cũ { $text } đã được chuyển sang Unicode. Hãy đối chiếu với bản gốc.
formats-auto-numbering = Chữ A, B, C, D do Word tự đánh nên không đọc được. Hãy gõ trực tiếp hoặc chuyển danh sách thành chữ thường.
formats-answers-disagree = Đáp án không thống nhất: một chỗ là { $first }, một chỗ là { $second }.
formats-key-ambiguous = Có nhiều câu mang số { $question }, không biết đáp án trong bảng thuộc câu nào.
formats-key-unknown-number = Bảng đáp án có câu { $question }, nhưng trong tệp không có câu này.
formats-marks-ignored = Mọi phương án đều được đánh dấu, nên không biết phương án nào đúng.
formats-text-after-end = Câu hỏi nằm sau chữ HẾT không được đọc.

# Bảng tính.
formats-header-missing = Không thấy hàng tiêu đề có cột “Câu hỏi”; trang tính này không được đọc.
formats-column-missing = Thiếu cột “{ $text }”.
formats-column-twice = Cột “{ $text }” xuất hiện hai lần; chỉ đọc cột đầu.
formats-column-unknown = Không biết cột “{ $text }”; cột này không được đọc.

# Cả tệp không đọc được.
formats-refused-empty = Tệp trống.
formats-refused-too-large = Tệp nặng { $size } MB, tối đa { $limit } MB. Hãy chia thành nhiều tệp.
formats-refused-not-utf8 = Tệp không phải Unicode (UTF-8): lỗi đầu tiên ở dòng { $line }. Hãy lưu lại với mã UTF-8.
formats-refused-bad-utf16 = Tệp UTF-16 bị hỏng. Hãy lưu lại với mã UTF-8.
formats-refused-old-office = Đây là tệp Office đời cũ (.doc, .xls). Hãy mở ra và lưu thành .docx hoặc .xlsx.
formats-refused-pdf = Không nhập được câu hỏi từ PDF. Hãy dùng tệp Word hoặc bảng tính.
formats-refused-not-recognised = Không nhận ra cách trình bày câu hỏi. Hãy tải tệp mẫu và làm theo.
formats-refused-encrypted = Tệp có mật khẩu. Hãy bỏ mật khẩu rồi nhập lại.
formats-refused-unreadable = Không mở được tệp; tệp có thể đã hỏng hoặc không đúng loại.
formats-refused-too-many-questions = Tệp có hơn { $limit } câu hỏi. Hãy chia thành nhiều tệp.
formats-refused-no-questions = Không tìm thấy câu hỏi nào trong tệp.
formats-refused-no-header = Không trang tính nào có hàng tiêu đề với cột “Câu hỏi”. Hãy tải tệp mẫu và làm theo.

# Gợi ý về bảng mã.
formats-suggest-windows-1258 = Có vẻ tệp dùng bảng mã Windows-1258.
formats-suggest-tcvn3 = Có vẻ tệp dùng bảng mã TCVN3 (phông .VnTime).
formats-suggest-vni = Có vẻ tệp dùng bảng mã VNI (phông VNI-Times).
formats-suggest-utf-16 = Có vẻ tệp dùng UTF-16.

# Khi xuất.
formats-left-out-multiple = Câu nhiều lựa chọn không ghi được vào tệp Aiken.
