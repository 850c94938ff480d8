## People through time: posts, transfers, people entered twice.

org-people-day-wrong = Ngày chưa đúng. Hãy chọn lại ngày, tháng, năm.
org-people-to-before-from = Ngày thôi giữ phải sau ngày bắt đầu.
org-people-too-long = Dài quá { $num } ký tự. Hãy viết gọn lại.

org-position-leading = Lãnh đạo, quản lý
org-position-professional = Chuyên môn, nghiệp vụ
org-position-supporting = Hỗ trợ, phục vụ
org-position-union-full-time = Cán bộ công đoàn chuyên trách
org-position-union-part-time = Cán bộ công đoàn không chuyên trách
org-position-other = Khác

org-posts-title = Chức vụ, chức danh
org-posts-none = Chưa ghi chức vụ nào theo thời gian.
org-post-title = Chức vụ, chức danh
org-post-title-hint = Ví dụ: Chuyên viên chính; Chủ tịch công đoàn cơ sở.
org-post-group = Nhóm vị trí
org-post-from = Giữ từ ngày
org-post-to = Đến trước ngày
org-post-to-hint = Để trống nếu đang giữ. Ngày này là ngày đầu tiên không còn giữ.
org-post-add = Ghi thêm chức vụ
org-post-add-button = Ghi chức vụ
org-post-end = Thôi giữ
org-post-end-on = Ngày đầu tiên không còn giữ chức vụ “{ $x }”

org-member-merged = Đã gộp từ
org-member-why = Lý do thôi
org-member-act-number = Quyết định số { $x }

org-transfer-title = Chuyển đơn vị
org-transfer-lead = Chọn người, chọn đơn vị đến, xem trước rồi mới ghi. Quá trình sinh hoạt trước đây được giữ nguyên.
org-transfer-from = Đơn vị chuyển đi
org-transfer-find = Hiện danh sách
org-transfer-who = Người được chuyển
org-transfer-found = { $x } người tại { $y } và các đơn vị bên dưới.
org-transfer-more = Danh sách chỉ hiện 500 người đầu; hãy tìm theo tên hoặc chọn đơn vị nhỏ hơn.
org-transfer-all = Chọn tất cả { $x } người trong danh sách này
org-transfer-all-hint = Kể cả người chưa đánh dấu bên dưới. Mỗi lần chuyển nhiều nhất 500 người.
org-transfer-nobody = Chưa chọn người nào. Hãy đánh dấu ít nhất một người.
org-transfer-too-many = Mỗi lần chuyển nhiều nhất { $num } người. Hãy chia thành nhiều lần.
org-transfer-where = Chuyển đi đâu, vì sao
org-transfer-reason = Lý do
org-transfer-reason-needed = Chưa chọn lý do.
org-transfer-reason-assigned = Điều động
org-transfer-reason-moved = Thuyên chuyển
org-transfer-reason-reorganised = Sáp nhập, sắp xếp đơn vị
org-transfer-reason-retired = Nghỉ hưu
org-transfer-reason-resigned = Thôi việc
org-transfer-reason-other = Lý do khác
org-transfer-note = Lý do khác, ghi rõ
org-transfer-note-hint = Chỉ ghi khi chọn “Lý do khác”.
org-transfer-to = Đơn vị chuyển đến
org-transfer-to-hint = Nghỉ hưu, thôi việc thì không cần chọn: việc sinh hoạt kết thúc từ ngày ghi bên dưới.
org-transfer-target-needed = Hãy chọn đơn vị chuyển đến.
org-transfer-target-not-there = Vào ngày đó đơn vị này chưa có hoặc không còn. Hãy chọn đơn vị khác hoặc ngày khác.
org-transfer-on = Kể từ ngày
org-transfer-on-hint = Ngày đầu tiên không còn ở đơn vị cũ.
org-transfer-too-late = Chỉ ghi trước được nhiều nhất một năm.
org-transfer-act = Số quyết định
org-transfer-act-hint = Không bắt buộc. Ví dụ: 125/QĐ-CĐVC.
org-transfer-posts = Chức vụ đang giữ
org-transfer-end-posts = Thôi giữ chức vụ ở đơn vị cũ từ cùng ngày
org-transfer-end-posts-hint = Chức vụ đã ghi tại đơn vị chuyển đến và chức danh chỉ có trong danh sách nhập được giữ nguyên. Bỏ đánh dấu nếu người chuyển vẫn kiêm nhiệm.
org-transfer-posts-end = Kết thúc từ cùng ngày
org-transfer-posts-stay = Giữ nguyên
org-transfer-posts-ending = Thôi giữ chức vụ
org-transfer-posts-none = Không có
org-transfer-check = Xem trước khi ghi
org-transfer-check-title = Xem lại trước khi chuyển
org-transfer-check-lead = Chưa có gì được ghi. Hãy xem kỹ rồi xác nhận.
org-transfer-raced = Danh sách vừa có thay đổi nên chưa ghi. Hãy xem lại bên dưới rồi xác nhận lần nữa.
org-transfer-nowhere = Không chuyển đến đơn vị nào: kết thúc sinh hoạt
org-transfer-now = Đơn vị hiện nay
org-transfer-moved = Sẽ chuyển { $num } người
org-transfer-blocked = { $num } người không chuyển được
org-transfer-why = Vì sao
org-transfer-blocked-merged = Người này đã được gộp vào một mục khác.
org-transfer-blocked-not-there = Vào ngày đó người này không ở đơn vị chuyển đi.
org-transfer-blocked-already-there = Đã ở đơn vị chuyển đến.
org-transfer-blocked-moves-later = Đã ghi việc chuyển hoặc thôi sinh hoạt từ ngày { $x }.
org-transfer-do = Xác nhận chuyển { $num } người
org-transfer-edit = Sửa lại

org-twins-title = Người nhập trùng
org-twins-lead = { $num } cặp có thể là cùng một người
org-twins-lead-of = Những mục có thể là cùng một người với { $x }
org-twins-text = Hệ thống chỉ gợi ý từ họ tên không dấu, điện thoại, thư điện tử; gộp hay không do người phụ trách quyết định.
org-twins-everybody = Xem mọi cặp
org-twins-none = Không thấy ai nhập trùng
org-twins-none-text = Những cặp đã xác định là hai người khác nhau không hiện lại.
org-twins-more = Chỉ hiện những cặp giống nhau nhất; xử lý xong các cặp này, những cặp tiếp theo sẽ hiện ra.
org-twins-open = So sánh và gộp
org-twins-apart = Không phải một người
org-twin-same-name = Cùng họ tên
org-twin-tones-only = Họ tên chỉ khác dấu thanh
org-twin-marks-only = Họ tên chỉ khác dấu
org-twin-same-birth = Cùng ngày sinh
org-twin-same-phone = Cùng điện thoại
org-twin-same-email = Cùng thư điện tử
org-twin-same-unit = Cùng đơn vị
org-twin-other-sex = Khác giới tính
org-twin-other-birth = Khác ngày sinh

org-merge-title = Gộp hai mục của một người
org-merge-lead = Hãy so sánh kỹ. Nếu là hai người khác nhau, bấm “Không phải một người”.
org-merge-since = Ở đơn vị từ
org-merge-account = Tài khoản
org-merge-opened = Đã đặt mật khẩu
org-merge-unopened = Chưa đăng nhập lần nào
org-merge-has-role = đang giữ vai trò trong hệ thống
org-merge-keep = Giữ lại mục nào
org-merge-choose = Hãy chọn mục được giữ lại.
org-merge-reason = Lý do gộp
org-merge-reason-hint = Ví dụ: nhập hai lần do đổi số thẻ.
org-merge-what = Mục kia không còn trong danh sách và số đếm, tài khoản của mục đó bị khoá, các tên đăng nhập chuyển sang mục được giữ. Bài thi và quá trình đã ghi vẫn nguyên. Có thể hoàn tác.
org-merge-button = Gộp thành một người

org-merges-title = Các lần gộp
org-merges-kept = Mục được giữ
org-merges-gone = Mục đã gộp vào
org-merges-done = Người gộp, lúc
org-merges-reason = Lý do
org-merges-undo = Hoàn tác
org-merges-undo-reason = Lý do hoàn tác
org-merges-undone = Đã hoàn tác

org-confirm-signer = Người ký xác nhận
org-confirm-signer-hint = Để trống thì lấy tên tài khoản đang dùng.
org-confirm-signer-post = Chức vụ người ký
org-confirm-signer-post-hint = Không bắt buộc. Ví dụ: Chủ tịch công đoàn cơ sở.
org-told-signed = Ký xác nhận: { $x } (mã { $y })
org-told-broken = chữ ký không khớp
org-unit-fewer = Số đoàn viên đã xác nhận ({ $x }) ít hơn số người trong danh sách ({ $y }). Hãy xem lại danh sách hoặc xác nhận lại số liệu.

org-fault-number-merged = Số thẻ này thuộc mục đã gộp vào người khác.
org-fault-number-merged-fix = Dùng số thẻ của mục được giữ lại, hoặc hoàn tác lần gộp ở trang “Người nhập trùng”.

org-failure-post-dates = Ngày giữ chức vụ chưa đúng
org-failure-post-dates-text = Ngày thôi giữ phải sau ngày bắt đầu.
org-failure-post-dates-next = Hãy quay lại và chọn lại ngày.
org-failure-not-movable = Chưa chuyển được
org-failure-not-movable-text = Có người trong danh sách không còn chuyển được, hoặc thiếu đơn vị chuyển đến. Chưa có gì được ghi.
org-failure-not-movable-next = Hãy quay lại trang “Chuyển đơn vị” và xem lại danh sách.
org-failure-already-merged = Một trong hai mục đã được gộp trước đó
org-failure-already-merged-text = Chưa có gì thay đổi.
org-failure-already-merged-next = Hãy xem lại trang “Người nhập trùng”.
org-failure-already-undone = Lần gộp này đã được hoàn tác
org-failure-already-undone-text = Hai mục hiện đã tách riêng.
org-failure-already-undone-next = Hãy xem lại trang “Người nhập trùng”.
org-failure-undo-later-first = Mục được giữ lại đã được gộp tiếp vào mục khác
org-failure-undo-later-first-text = Phải hoàn tác lần gộp sau trước.
org-failure-undo-later-first-next = Hãy hoàn tác lần gộp mới nhất rồi thử lại.
org-failure-holds-role = Tài khoản này đang giữ vai trò trong hệ thống
org-failure-holds-role-text = Chỉ người quản trị mới gộp hoặc tách được mục này.
org-failure-holds-role-next = Hãy nhờ người quản trị.
org-failure-guarded-address = Người này đang giữ vai trò trong hệ thống
org-failure-guarded-address-text = Chỉ người quản trị mới đổi được số điện thoại và thư điện tử của người giữ vai trò. Chưa ghi gì.
org-failure-guarded-address-next = Hãy bỏ các ô đó khỏi danh sách, hoặc nhờ người quản trị.
org-failure-own-entry = Không tự gộp mục của chính mình
org-failure-own-entry-text = Làm vậy thì tài khoản đang dùng sẽ bị khoá.
org-failure-own-entry-next = Hãy chọn giữ lại mục của mình, hoặc nhờ người quản trị khác.

audit-people-transferred = Chuyển đơn vị cho đoàn viên
audit-post-added = Ghi chức vụ
audit-post-ended = Ghi thôi giữ chức vụ
audit-person-merged = Gộp người nhập trùng
audit-person-merge-undone = Hoàn tác gộp người
audit-persons-told-apart = Xác định không phải một người

done-headcount-fewer = Đã xác nhận số liệu. Xin lưu ý: số đoàn viên xác nhận ít hơn số người trong danh sách.
done-post-added = Đã ghi chức vụ.
done-post-ended = Đã ghi ngày thôi giữ chức vụ.
done-people-transferred = Đã chuyển đơn vị.
done-person-merged = Đã gộp thành một người. Có thể hoàn tác ở trang “Người nhập trùng”.
done-merge-undone = Đã hoàn tác: hai mục lại tách riêng như trước.
done-persons-told-apart = Đã ghi nhận: không phải một người. Cặp này không hiện lại nữa.

## An address that names a unit which has ended.
org-asked-heir = { $x } không còn từ { $y }. Danh sách này là của đơn vị kế thừa: { $z }.
org-asked-above = { $x } không còn từ { $y } và không có đơn vị kế thừa. Danh sách này là của đơn vị cấp trên: { $z }.

## What an entry said before.
org-member-past = Thông tin đã ghi trước đây
org-member-past-until = Ghi đến
org-member-stay-entry = Ghi tại mục đã gộp, số thẻ { $x }
