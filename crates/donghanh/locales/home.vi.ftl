### Trang chủ, mục lục, đồng hồ diễn tập.

menu-home = Hôm nay
menu-plans = Kế hoạch
menu-contests = Cuộc thi
menu-organise = Điều hành
menu-bank = Câu hỏi
menu-my-unit = Đơn vị tôi
menu-units = Đơn vị
menu-report = Báo cáo
menu-members = Đoàn viên
menu-accounts = Tài khoản
menu-record = Nhật ký
menu-help = Trợ giúp

home-title = Đồng Hành
home-title-public = Trang chủ
home-title-today = Việc hôm nay
home-today = Việc hôm nay, { $x }
home-hello = Chào { $x }
home-lead-tasks = { $n ->
    [0] Không có việc nào đang chờ đồng chí.
   *[other] { $num } việc đang chờ hoặc đang diễn ra.
}
home-lead-member = { $n ->
    [0] Hiện không có tuần thi nào đang mở.
   *[other] Có tuần thi đang mở. Bài được lưu ngay sau từng câu.
}
home-lead-public = Một năm phối hợp công tác của hai cơ quan: kế hoạch đã ký, cuộc thi đang mở, kết quả mở ra được tận hồ sơ.
home-open = Đang mở
home-running = Đang diễn ra
home-waits-for-me = Chờ tôi
home-what = { $x } câu hỏi trắc nghiệm và một câu dự đoán, trong { $y } phút.
home-attempts-left = Còn { $num } lượt thi tuần này; lượt có kết quả cao nhất được tính.
home-closes = Đóng lúc { $x }
home-left = còn { $x }
home-used-up = Đồng chí đã dùng hết lượt thi của tuần này.
home-not-eligible = Tài khoản này không thuộc diện dự thi; mở trang để xem lý do.
home-sign-in-and-take = Đăng nhập để vào thi
home-take = Vào thi
home-take-again = Thi thêm một lượt
home-go-on = Làm tiếp bài đang dở
home-see-attempts = Xem các lượt thi của tôi
home-rules = Xem thể lệ
home-tasks = Việc cần làm
home-no-tasks = Không có việc nào đang chờ. Khi đến lượt đồng chí, việc sẽ hiện ở đây kèm hạn.
home-nothing-open = Hiện không có tuần thi nào đang mở.
home-contests = Xem các cuộc thi
home-results = Kết quả đã công bố
home-announced = Đã công bố
home-my-result = Kết quả của tôi và vì sao
home-look-around = Xem thêm
home-plans-text = Các kế hoạch phối hợp đã ký: ai chủ trì, khi nào, kết quả đến đâu.
home-contests-text = Thể lệ, các tuần thi, kết quả cá nhân và tập thể.
home-help-text = Hướng dẫn ngắn cho từng người: đoàn viên, cán bộ đơn vị, ban tổ chức, lãnh đạo.

home-task-schedule = Lên lịch { $x }: khoá bộ câu hỏi đã duyệt
home-task-schedule-next = Sau khi lên lịch, tuần thi tự mở và tự đóng đúng giờ.
home-task-verify = Kiểm tra kết quả tạm tính { $x }
home-task-verify-next = Xem người đạt giải, các trường hợp bằng nhau, rồi xác nhận để trình lãnh đạo hai bên.
home-task-approve = Duyệt kết quả { $x }
home-task-approve-next = Ban tổ chức đã kiểm tra. Khi cả hai bên duyệt, kết quả được công bố.
home-task-announce = Công bố kết quả { $x }
home-task-announce-next = Lãnh đạo hai bên đã duyệt.
home-task-watch = Theo dõi { $x }
home-task-watch-next = Xem số người đã thi, đơn vị chưa có người thi và các cảnh báo.
home-task-remind = Nhắc người chưa thi { $x }
home-task-remind-next = Xem danh sách của đơn vị và in phiếu có mã QR.
home-task-bank = { $num } câu hỏi đang chờ đồng chí
home-task-bank-next = Mở ngân hàng câu hỏi để thẩm định hoặc duyệt.
home-task-reorg-approve = Duyệt đợt sắp xếp tổ chức: { $x }
home-task-reorg-approve-next = Xem cây tổ chức trước và sau, rồi duyệt hoặc trả lại kèm lý do.
home-task-reorg-apply = Áp dụng đợt sắp xếp tổ chức: { $x }
home-task-reorg-apply-next = Lãnh đạo đã duyệt. Áp dụng để tổ chức đổi theo ngày có hiệu lực.
home-task-reorg-mend = Sửa dự thảo bị trả lại: { $x }
home-task-reorg-mend-next = Lý do trả lại: { $x }
home-reorg-from = Hiệu lực { $x }
home-news = Thay đổi về đơn vị
home-news-my-unit = Đơn vị của đồng chí có thay đổi: { $x }
home-news-leading = Tổ chức có thay đổi: { $x }
home-news-when = Áp dụng ngày { $x }. Mở ra để xem ai về đâu, việc gì đi theo.
home-news-all = Tất cả các đợt sắp xếp

clock-title = Đồng hồ diễn tập
clock-lead = Hệ thống đang chạy diễn tập. Bây giờ là { $x }.
clock-to = Dời đến
clock-to-hint = Chỉ dời tới trước. Các tuần thi tự mở, tự đóng theo giờ mới.
clock-button = Dời đồng hồ
clock-not-a-time = Chưa đọc được ngày giờ này.
clock-only-forward = Đồng hồ chỉ dời được tới trước.
done-clock = Đã dời đồng hồ.
audit-clock-moved = Dời đồng hồ diễn tập
