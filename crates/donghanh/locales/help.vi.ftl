### Trợ giúp và quyền riêng tư (một trang mỗi phần, in được).

help-title = Trợ giúp
help-lead = Mỗi vai trò một phần ngắn, in ra được.
help-toc = Các vai trò
help-print = In trang này

help-member = Đoàn viên: dự thi trong năm bước
help-member-lead = Mất khoảng 10 đến 20 phút, làm được trên điện thoại.
help-member-1 = Đăng nhập bằng số thẻ đoàn viên, thư điện tử hoặc số điện thoại. Lần đầu, dùng mã một lần in trên phiếu đơn vị phát (hoặc quét mã QR), rồi tự đặt mật khẩu.
help-member-2 = Ở trang đầu, chọn cuộc thi đang mở. Trang này cho biết giờ mở, giờ đóng, số lượt còn lại và thể lệ.
help-member-3 = Bấm vào thi. Đồng hồ tính theo giờ của máy chủ, bắt đầu khi đề hiện ra.
help-member-4 = Chọn phương án. Mỗi câu được lưu ngay; nhìn chữ “Đã lưu”. Mất mạng thì cứ làm tiếp và giữ trang mở: câu chưa gửi nằm trên máy này và tự gửi khi có mạng.
help-member-5 = Bấm nộp bài, hoặc để hết giờ: câu đã lưu cuối cùng chính là bài nộp. Kết quả hiện ngay hoặc sau khi đóng, tuỳ thể lệ; ở đó có phần “Vì sao” giải thích thứ hạng và biên nhận để giữ.
help-member-note = Máy báo “đã nộp ở máy khác”, quên mật khẩu hay không thấy cuộc thi: hỏi cán bộ công đoàn đơn vị.

help-officer = Cán bộ đơn vị: phát mã, xác nhận số liệu, nhắc người chưa thi
help-officer-lead = Bạn làm việc trong phạm vi đơn vị mình và các đơn vị bên dưới.
help-officer-1 = Vào Đoàn viên, lọc theo đơn vị, kiểm tra họ tên và số điện thoại. Sai thì báo người quản trị sửa.
help-officer-2 = In phiếu mã đăng nhập có mã QR rồi cắt, phát tận tay. Mã dùng được một lần trong 14 ngày; in lại thì mã cũ hết giá trị.
help-officer-3 = Xác nhận số lượng của đơn vị tại ngày mà thể lệ yêu cầu. Đây là mẫu số của tỷ lệ tham gia; “chưa xác nhận” không giống số 0.
help-officer-4 = Trong tuần thi, xem ai chưa thi và nhắc. Hệ thống chỉ cho biết đã thi hay chưa, không cho xem bài của người khác.
help-officer-5 = Sau khi công bố, xem thứ hạng của đơn vị và cách tính.
help-officer-note = Người chuyển đến hoặc đi: ở Đoàn viên chọn “Chuyển đơn vị”, ghi ngày và lý do; kết quả cũ vẫn ở nơi đã xảy ra. Người nhập hai lần: “Người nhập trùng”. Đơn vị sáp nhập, đổi tên, giải thể: ở Đơn vị chọn “Sắp xếp tổ chức”, lập dự thảo và trình lãnh đạo.

help-author = Người soạn và người thẩm định câu hỏi
help-author-lead = Người thẩm định phải là người khác với người soạn. Mỗi lần mở xem câu hỏi đều được ghi lại.
help-author-1 = Soạn từng câu, hoặc nhập từ tệp mẫu Excel, Word (Câu 1, A. B. C. D.), GIFT hay Aiken. Trang xem trước chỉ rõ chỗ sai của từng câu; chưa xác nhận thì chưa có gì được ghi.
help-author-2 = Mỗi câu ghi căn cứ: văn bản, điều khoản, thời gian hiệu lực. Phương án như “tất cả đều đúng” đặt ghim để luôn đứng cuối.
help-author-3 = Gửi thẩm định. Sửa câu đã gửi sẽ tạo phiên bản mới, phiên bản cũ vẫn xem được.
help-author-4 = Người thẩm định đồng ý, hoặc trả lại kèm lý do. Câu đã qua thẩm định chờ lãnh đạo hai bên duyệt.
help-author-note = Không chép câu hỏi ra ngoài hệ thống trước khi tuần thi mở.

help-leader = Lãnh đạo hai bên
help-leader-lead = Mọi việc chờ duyệt nằm ở trang đầu, đọc và duyệt được trên điện thoại.
help-leader-1 = Đọc phần tóm tắt và phần thay đổi so với lần trước.
help-leader-2 = Duyệt, hoặc trả lại kèm lý do. Lý do được gửi đến người soạn và lưu trong nhật ký.
help-leader-3 = Thể lệ và bộ câu hỏi chỉ khoá khi cả hai bên đã duyệt đúng cùng một bản.
help-leader-4 = Kết quả đi qua tạm tính, thẩm định, công bố; mỗi bước ghi tên người ký và giờ ký.
help-leader-note = Đợt sắp xếp tổ chức: xem cây trước và sau, người và việc đi theo, rồi duyệt hoặc trả lại; hoàn tác được khi chưa có gì phụ thuộc. Nội dung sửa sau khi duyệt thì phải duyệt lại; hệ thống cho biết chỗ đã sửa.

help-organiser = Ban tổ chức: từ khi mở đến khi công bố
help-organiser-lead = Phòng điều hành của mỗi tuần thi cho biết đang ở bước nào và ai phải làm gì tiếp.
help-organiser-1 = Trước khi mở: kiểm tra thể lệ (hệ thống báo chỗ mâu thuẫn), ngân hàng đủ câu, hai bên đã duyệt, lịch tuần đúng giờ.
help-organiser-2 = Trong tuần: theo dõi số người thi (khác với số lượt), đơn vị chưa có người thi, cảnh báo. Nhắc các đơn vị còn trống.
help-organiser-3 = Khi đóng: bài tự được niêm phong và chấm. Gia hạn phải trước giờ đóng, có lý do và người quyết định.
help-organiser-4 = Thẩm định: xem cảnh báo, xử lý câu sai (cho điểm hoặc bỏ câu), kết quả được tính lại thành phiên bản mới có liệt kê khác biệt.
help-organiser-5 = Công bố: tải biên bản (Word) và bảng kết quả (Excel); trang kết quả công khai che số điện thoại và mã.
help-organiser-note = Cảnh báo chỉ để con người xem xét; hệ thống không tự huỷ bài của ai.

help-time = Sắp xếp tổ chức và báo cáo
help-time-lead = Đơn vị sáp nhập, đổi tên, kết thúc là việc thường ngày; số liệu cũ không bị sửa, chỉ được nhìn theo cách khác.
help-time-1 = Vào Đơn vị, chọn “Sắp xếp tổ chức”, lập dự thảo: ghi văn bản (số, người ký, ngày ký, ngày có hiệu lực), rồi thêm từng việc: thành lập, đổi tên, chuyển cấp trên, sáp nhập, hợp nhất, chia, chuyển giao một phần, giải thể, khôi phục. Danh sách dài thì nhập từ Excel, xem bản chạy thử trước.
help-time-2 = Xem trước cho biết cây trước và sau, người, tài khoản, việc đang mở đi theo ai, và điều cần lưu ý. Chia đơn vị mà văn bản không nêu tỷ lệ thì số liệu cũ đứng ở dòng “chưa phân bổ được”, không ai đoán thay.
help-time-3 = Trình lãnh đạo duyệt rồi áp dụng. Hoàn tác được cho đến khi có việc khác dựa vào. Văn bản ký sau ngày có hiệu lực vẫn ghi đúng hai ngày: ngày có hiệu lực và ngày hệ thống biết.
help-time-4 = Báo cáo, danh sách đơn vị và danh sách đoàn viên đều có dòng góc nhìn: theo ngày của số liệu, theo hôm nay, theo một ngày khác; có thể chỉ tính thông tin đến hết một ngày, và chọn tuyến công đoàn, bộ ngành, khối thi đua hay địa bàn. Tổng cộng không đổi theo góc nhìn. Góc nhìn in kèm kết quả.
help-time-5 = Trong báo cáo, “chưa xác nhận”, “không áp dụng” và số 0 là ba điều khác nhau. “57/58” là số đơn vị đã xác nhận trên số đơn vị phải xác nhận. Có thể xếp hạng theo từng cột, hoặc chỉ xem một đơn vị.
help-time-6 = Tỷ lệ xác nhận tính theo số ngày đơn vị tồn tại, nên không vượt 100 % và không cần giấu đơn vị đã kết thúc.
help-time-note = Trang của mỗi đơn vị có lịch sử với từng văn bản; “So sánh tổ chức hai ngày” cho thấy khác nhau ở đâu, kể cả cùng một ngày theo hai thời điểm biết tin.

help-admin = Người quản trị: tài khoản, nhập dữ liệu, sao lưu
help-admin-lead = Mọi thay đổi quan trọng đều có một dòng trong nhật ký, không sửa và không xoá được.
help-admin-1 = Nhập đơn vị trước, đoàn viên sau, theo tệp mẫu. Bản chạy thử chỉ ra từng ô sai theo trang, dòng, cột; sửa tệp rồi nhập lại. Xác nhận thì dữ liệu vào trọn một lần, hoặc không vào gì cả.
help-admin-2 = Tạo tài khoản và giao vai trò: vai trò thuộc một bên, hoặc thuộc một đơn vị và mọi đơn vị bên dưới. Người thôi nhiệm vụ thì kết thúc vai trò, không xoá tài khoản.
help-admin-3 = Cấp mã một lần cho người quên mật khẩu, sau khi biết chắc đó là ai.
help-admin-4 = Sao lưu hằng ngày bằng lệnh “donghanh backup”, giữ bản sao ở máy khác, mỗi quý thử “donghanh restore” trên một máy trống.
help-admin-5 = Chạy “donghanh doctor” sau khi cài, sau khi nâng cấp và khi có điều lạ: lệnh này kiểm tra cấu hình, cơ sở dữ liệu và chuỗi nhật ký.
help-admin-note = Trang lỗi có mã sự cố; mã này tìm được trong nhật ký máy chủ.

privacy-title = Dữ liệu cá nhân
privacy-lead = Hệ thống giữ điều gì về đồng chí, để làm gì, bao lâu, và đồng chí làm được gì.

privacy-what = Giữ những gì
privacy-what-member = Hồ sơ đoàn viên: số thẻ đoàn viên, họ tên, giới tính, ngày sinh, số điện thoại, thư điện tử, chức vụ, đơn vị và thời gian ở đơn vị. Đơn vị của đồng chí cung cấp; ô nào không có thì để trống.
privacy-what-account = Tài khoản: tên đăng nhập, vai trò, dấu băm của mật khẩu và của mã một lần. Mật khẩu thật không được lưu.
privacy-what-session = Thiết bị đang đăng nhập: địa chỉ mạng, loại trình duyệt, giờ đăng nhập và giờ dùng gần nhất. Bạn xem và cho thoát ở mục Thiết bị đang đăng nhập.
privacy-what-contest = Bài thi: đề, từng phương án đã chọn và giờ máy chủ nhận, câu dự đoán, giờ bắt đầu, giờ nộp, điểm, thứ hạng, giải.
privacy-what-acts = Nhật ký: ai làm việc gì quan trọng, lúc nào. Nhật ký không sửa được.
privacy-what-device = Trên máy của đồng chí: cookie cần cho đăng nhập và cho ngôn ngữ, bản nháp biểu mẫu, câu trả lời chưa gửi. Không có quảng cáo, không có công cụ theo dõi của bên ngoài.
privacy-what-not = Không có chỗ để lưu: ảnh giấy tờ, số căn cước, dân tộc, tôn giáo, đảng phái, sức khoẻ, vị trí, khuôn mặt, vân tay.

privacy-why = Để làm gì
privacy-why-run = Để biết ai được dự thi, chấm và xếp hạng, trao đúng giải cho đúng người, và giải thích được kết quả khi có người hỏi.
privacy-why-count = Để tính số người tham gia của từng đơn vị, báo cáo hai bên đã ký kế hoạch.
privacy-why-safe = Để bảo vệ tài khoản và tìm nguyên nhân khi có sự cố.
privacy-why-never = Không dùng để chấm công, đánh giá cán bộ ngoài thể lệ, không bán, không chuyển cho bên khác.

privacy-who = Ai xem được
privacy-who-self = Bạn: toàn bộ dữ liệu bài thi của mình.
privacy-who-officer = Cán bộ đơn vị: hồ sơ và việc đã thi hay chưa của người trong phạm vi mình; không xem được phương án đã chọn.
privacy-who-staff = Ban tổ chức, người kiểm tra, người quản trị: phần cần cho nhiệm vụ; các thay đổi họ làm được ghi lại.
privacy-who-public = Mọi người: kết quả công bố theo thể lệ; số điện thoại và mã được che.

privacy-long = Giữ bao lâu
privacy-long-code = Mã một lần: 14 ngày. Phiên đăng nhập: hết sau 7 ngày không dùng. Tệp nhập chưa xác nhận: 1 ngày.
privacy-long-rest = Hồ sơ, bài thi, kết quả và nhật ký: theo thời hạn lưu trữ mà hai bên quy định. Phiên bản này chưa tự xoá các dữ liệu đó; hết hạn thì người quản trị thực hiện và lập biên bản.
privacy-long-demo = Dữ liệu minh hoạ là của những người không có thật.

privacy-ask = Hỏi, sửa, phản đối
privacy-ask-law = Việc xử lý dữ liệu theo Luật 91/2025/QH15 Bảo vệ dữ liệu cá nhân. Luật cho đồng chí quyền được biết, xem, sửa, yêu cầu xoá, hạn chế hoặc phản đối việc xử lý dữ liệu của mình.
privacy-ask-how = Gửi yêu cầu cho cán bộ công đoàn đơn vị, hoặc ban tổ chức ghi trong thể lệ: nói rõ mình là ai, muốn xem, sửa hay xoá điều gì. Không cần nêu lý do để được xem.
privacy-ask-answer = Bạn được trả lời trong thời hạn luật định. Nếu chưa xoá được, ví dụ vì kết quả đã công bố phải lưu, câu trả lời nêu rõ lý do.
