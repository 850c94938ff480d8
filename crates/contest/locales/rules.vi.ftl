### Thể lệ, kiểm tra thể lệ và giải thích kết quả, sinh ra từ bộ quy tắc của cuộc thi.
### Số, tiền, ngày giờ và thời lượng do chương trình định dạng trước khi đưa vào câu.

## Tên các điều

rules-heading-general = Quy định chung
rules-heading-who = Đối tượng dự thi ({ $stage })
rules-heading-when = Thời gian thi ({ $stage })
rules-heading-paper = Nội dung và cấu trúc đề thi ({ $stage })
rules-heading-attempts = Cách thức dự thi ({ $stage })
rules-heading-prediction = Câu hỏi dự đoán ({ $stage })
rules-heading-ranking = Xếp hạng cá nhân ({ $stage })
rules-heading-collective = Xếp hạng tập thể ({ $stage })
rules-heading-prizes = Giải thưởng ({ $stage })
rules-heading-qualifier = Chọn đơn vị vào vòng sau ({ $stage })
rules-heading-disclosure = Công khai thông tin
rules-heading-complaints = Khiếu nại và sửa đổi thể lệ

## Quy định chung

rules-title = Tên cuộc thi: { $title }.
rules-title-alias = Trong một số văn bản, cuộc thi còn được gọi là: { $alias }.
rules-organiser = Đơn vị tổ chức: { $name }.
rules-basis = Căn cứ: { $citation }.
rules-basis-dated = Căn cứ: { $citation } ngày { $date }.
rules-stage = Vòng { $n }: { $name }.

## Đối tượng

rules-who-all = Người dự thi là thành viên của mọi đơn vị đã đăng ký trên hệ thống.
rules-who-below = Người dự thi thuộc { $unit } và các đơn vị trực thuộc.
rules-who-min-age = Người dự thi phải đủ { $years } tuổi tính đến ngày { $date }.
rules-who-barred = Không được dự thi: { $role }.
rules-who-unranked = Được dự thi nhưng không xếp hạng và không xét giải: { $role }.
rules-who-one-account = Mỗi người chỉ dự thi bằng một tài khoản của chính mình; không thi hộ, không nhờ người khác thi hộ.
rules-role-organiser = thành viên Ban tổ chức
rules-role-secretariat = thành viên Tổ thư ký, bộ phận giúp việc
rules-role-question-author = thành viên Tổ ra đề
rules-role-question-reviewer = thành viên Tổ thẩm định câu hỏi
rules-role-technician = bộ phận kỹ thuật
rules-division = { $name } dành cho: { $who }.
rules-block = Khối đơn vị: { $name }.

## Thời gian

rules-periods-count = Cuộc thi gồm { $count } kỳ thi.
rules-period = { $name }: bắt đầu lúc { $open }, kết thúc lúc { $close }; đúng thời điểm kết thúc thì không bắt đầu lượt thi được nữa.
rules-period-results-due = Kết quả { $name } được công bố chậm nhất lúc { $due }.
rules-time-zone = Mọi mốc thời gian tính theo đồng hồ của máy chủ, múi giờ { $zone }.
rules-in-flight-cut = Khi kỳ thi kết thúc, bài đang làm dừng lại; những câu đã lưu trước đó vẫn được tính.
rules-in-flight-finish = Bài bắt đầu trước khi kỳ thi kết thúc được làm tiếp cho đến hết thời gian làm bài.

## Đề thi

rules-topic = Nội dung thi: { $name }.
rules-paper-division = Đề thi của { $name }:
rules-paper-questions = Mỗi đề gồm { $count } câu hỏi trắc nghiệm.
rules-paper-quota-both = Trong đó có { $count } câu về { $topic }, mức { $difficulty }.
rules-paper-quota-topic = Trong đó có { $count } câu về { $topic }.
rules-paper-quota-difficulty = Trong đó có { $count } câu ở mức { $difficulty }.
rules-paper-quota-any = { $count } câu còn lại lấy từ toàn bộ ngân hàng câu hỏi.
rules-difficulty-easy = nhận biết
rules-difficulty-medium = thông hiểu
rules-difficulty-hard = vận dụng
rules-difficulty-any = mọi mức độ
rules-topic-any = mọi nội dung
rules-paper-per-attempt = Mỗi lượt thi nhận một đề được rút ngẫu nhiên từ ngân hàng câu hỏi.
rules-paper-same = Trong một kỳ thi, mọi người nhận cùng một bộ câu hỏi.
rules-paper-order-shuffled = Thứ tự câu hỏi được xáo trộn.
rules-paper-order-easy-first = Câu hỏi xếp từ dễ đến khó.
rules-paper-order-bank = Câu hỏi giữ thứ tự của ngân hàng câu hỏi.
rules-paper-choices-shuffled = Thứ tự phương án trả lời được xáo trộn, trừ phương án cố định ở cuối và câu Đúng/Sai.
rules-paper-choices-written = Thứ tự phương án trả lời được giữ nguyên.
rules-paper-no-repeats = Người thi nhiều lượt không gặp lại câu hỏi cũ cho đến khi ngân hàng không còn đủ câu mới.
rules-paper-bank = Ngân hàng có số câu hỏi ít nhất bằng { $factor } lần số câu của một đề, tính chung và tính riêng từng phần.
rules-paper-marking = Câu trả lời được trọn điểm khi chọn đúng và đủ các phương án đúng; sai hoặc thiếu thì không có điểm, không trừ điểm.

## Cách thức dự thi

rules-attempts-per-day = Mỗi người thi tối đa { $max } lượt trong một ngày.
rules-attempts-per-week = Mỗi người thi tối đa { $max } lượt trong một tuần, tính từ thứ Hai.
rules-attempts-per-period = Mỗi người thi tối đa { $max } lượt trong một kỳ thi.
rules-attempts-per-contest = Mỗi người thi tối đa { $max } lượt trong cả cuộc thi.
rules-attempts-unlimited = Số lượt thi không hạn chế.
rules-counts-best = Người thi nhiều lượt được tính lượt có thứ hạng cao nhất theo các tiêu chí xếp hạng.
rules-counts-earliest-best = Người thi nhiều lượt được tính lượt có điểm cao nhất; nếu bằng điểm thì tính lượt nộp sớm hơn.
rules-counts-first = Người thi nhiều lượt được tính lượt đầu tiên.
rules-counts-last = Người thi nhiều lượt được tính lượt cuối cùng.
rules-time-limit = Thời gian làm bài của mỗi lượt là { $limit }.
rules-time-no-limit = Thời gian làm bài không hạn chế trong kỳ thi.
rules-answers-changeable = Được đổi câu trả lời cho đến khi nộp bài.
rules-answers-fixed = Câu đã trả lời thì không được đổi.
rules-answers-saved = Câu trả lời được lưu ngay khi chọn; hết giờ mà chưa bấm nộp bài thì các câu đã lưu được coi là bài nộp.
rules-min-plausible = Lượt thi nhanh hơn { $min } được Ban tổ chức xem xét; hệ thống không tự hủy kết quả.
rules-score-at-once = Người thi biết điểm ngay sau khi nộp bài.
rules-score-after-close = Người thi biết điểm sau khi kỳ thi kết thúc.
rules-key-after-period = Đáp án kèm nguồn trích dẫn được công bố sau khi kỳ thi kết thúc.
rules-key-after-stage = Đáp án kèm nguồn trích dẫn được công bố sau khi kỳ thi cuối cùng kết thúc.
rules-key-never = Đáp án không được công bố.

## Câu hỏi dự đoán

rules-prediction-scope-period = trong kỳ thi
rules-prediction-scope-stage = trong cả vòng thi
rules-prediction-participants = Dự đoán có bao nhiêu người dự thi { $scope }.
rules-prediction-attempts = Dự đoán có bao nhiêu lượt thi { $scope }.
rules-prediction-people-all-correct = Dự đoán có bao nhiêu người trả lời đúng tất cả các câu { $scope }.
rules-prediction-attempts-all-correct = Dự đoán có bao nhiêu lượt thi trả lời đúng tất cả các câu { $scope }.
rules-prediction-percent-all-correct = Dự đoán tỷ lệ phần trăm người trả lời đúng tất cả các câu trên số người dự thi { $scope }, lấy { $decimals } chữ số thập phân.
rules-prediction-in-paper = Câu dự đoán nằm ở cuối đề thi.
rules-prediction-after-submitting = Câu dự đoán được hỏi sau khi nộp bài.
rules-prediction-as-sealed = Số đúng được tính trên mọi lượt thi tại thời điểm niêm phong kết quả, kể cả lượt bị hủy sau đó.
rules-prediction-after-void = Số đúng được tính sau khi loại các lượt thi bị hủy.
rules-prediction-ranked-only = Số đúng chỉ tính người thuộc diện xếp hạng.
rules-prediction-absolute = Độ lệch là khoảng cách giữa số dự đoán và số đúng; dự đoán cao hơn hay thấp hơn được coi như nhau.
rules-prediction-not-over = Dự đoán cao hơn số đúng xếp sau mọi dự đoán không vượt quá số đúng.

## Xếp hạng cá nhân

rules-filter-all-correct = Chỉ xếp hạng người trả lời đúng tất cả các câu.
rules-filter-min-score = Chỉ xếp hạng người đạt từ { $score } điểm trở lên.
rules-filter-verified = Chỉ xếp hạng người đã được đơn vị xác nhận thông tin.
rules-filter-has-prediction = Chỉ xếp hạng người có trả lời câu dự đoán.
rules-rank-score = Tiêu chí { $n }: điểm cao hơn xếp trên.
rules-rank-prediction = Tiêu chí { $n }: dự đoán lệch ít hơn xếp trên; không dự đoán xếp sau cùng.
rules-rank-working-time = Tiêu chí { $n }: thời gian làm bài ngắn hơn xếp trên, so sánh theo từng { $resolution }.
rules-rank-submitted = Tiêu chí { $n }: nộp bài sớm hơn xếp trên, so sánh theo từng { $resolution }.
rules-rank-started = Tiêu chí { $n }: bắt đầu làm bài sớm hơn xếp trên, so sánh theo từng { $resolution }.
rules-rank-fewer-attempts = Tiêu chí { $n }: số lượt thi ít hơn xếp trên.
rules-rank-more-perfect = Tiêu chí { $n }: có nhiều lượt thi đúng tất cả các câu hơn xếp trên.
rules-rank-lot = Tiêu chí { $n }: thăm do máy rút từ dãy số được công bố cùng kết quả, ai cũng có thể tính lại.
rules-rank-shared = Những người bằng nhau ở mọi tiêu chí có cùng thứ hạng.

## Xếp hạng tập thể

rules-collective-sum = Điểm tập thể là tổng các chỉ số sau, mỗi chỉ số nhân với hệ số của nó.
rules-collective-metric = { $metric }: hệ số { $weight }.
rules-metric-participants = số người dự thi
rules-metric-attempts = số lượt thi
rules-metric-rate = tỷ lệ dự thi
rules-metric-mean-score = điểm trung bình
rules-metric-percent-perfect = tỷ lệ người đúng tất cả các câu
rules-metric-winner-points = điểm quy đổi từ giải cá nhân
rules-collective-rate = Tỷ lệ dự thi là số người dự thi (mỗi người tính một lần) chia cho số thành viên đã được đơn vị xác nhận, không vượt quá 100 %; đơn vị chưa xác nhận thì chưa xếp hạng.
rules-collective-headcount-on = Số thành viên được xác nhận tính đến ngày { $date }.
rules-collective-min-headcount = Chỉ xếp hạng đơn vị có từ { $min } thành viên trở lên.
rules-collective-per-block = Các đơn vị được xếp hạng trong khối của mình.
rules-collective-each-period = Đơn vị được xếp hạng theo từng kỳ thi.
rules-collective-whole-stage = Đơn vị được xếp hạng một lần trên kết quả của tất cả các kỳ thi.
rules-collective-mean = Đơn vị được xếp hạng theo từng kỳ thi và xếp hạng chung theo điểm trung bình của các kỳ thi; kỳ thi không được xếp hạng tính 0 điểm.
rules-unit-tie-metric = Khi bằng điểm, xét thứ { $n }: { $metric } cao hơn xếp trên.
rules-unit-tie-headcount = Khi bằng điểm, xét thứ { $n }: đơn vị có nhiều thành viên hơn xếp trên.
rules-unit-tie-lot = Khi bằng điểm, xét thứ { $n }: thăm do máy rút từ dãy số được công bố cùng kết quả.
rules-unit-shared = Những đơn vị bằng nhau ở mọi tiêu chí có cùng thứ hạng.

## Giải thưởng

rules-table-person-period = Giải cá nhân của mỗi kỳ thi:
rules-table-person-stage = Giải cá nhân của cả vòng thi:
rules-table-unit-period = Giải tập thể của mỗi kỳ thi:
rules-table-unit-stage = Giải tập thể của cả vòng thi:
rules-table-division = Các giải này dành cho { $name }.
rules-table-per-block = Các giải này được trao riêng trong từng khối.
rules-place = { $count } { $name }, mỗi giải { $amount }.
rules-place-certificate = Kèm theo { $name }: { $certificate }.
rules-place-winner-points = { $name } mang về cho đơn vị { $points } điểm quy đổi.
rules-cap-unlimited = Một người có thể nhận nhiều giải.
rules-cap-per-contest = Một người nhận tối đa { $max } giải trong cả cuộc thi.
rules-cap-keep-highest = Một người đạt nhiều giải chỉ nhận giải cao nhất; giải thấp hơn được xét lại.
rules-cap-per-unit = Trong mỗi lần trao, người của cùng một đơn vị nhận tối đa { $max } giải cá nhân.
rules-previous-welcome = Người từng đạt giải ở các cuộc thi trước vẫn được xét giải.
rules-previous-passed-over = Người từng đạt giải ở các cuộc thi trước không được xét giải.
rules-underfill-next = Người không được nhận giải thì người xếp hạng kế tiếp được thay.
rules-underfill-empty = Giải của người không được nhận thì không trao.
rules-shared-all = Nếu nhiều người cùng thứ hạng thì tất cả cùng nhận giải ở thứ hạng đó; số giải thấp hơn giảm tương ứng.
rules-shared-split = Nếu nhiều người cùng thứ hạng thì tiền của các giải ở những thứ hạng đó được chia đều, làm tròn xuống đến đồng.
rules-shared-decide = Nếu nhiều người cùng thứ hạng mà số giải không đủ thì Ban tổ chức quyết định và ghi rõ lý do.
rules-approval-committee = Ban tổ chức quyết định trao giải.
rules-approval-all-sides = Giải thưởng được trao sau khi lãnh đạo các bên tổ chức cùng phê duyệt.

## Vào vòng sau

rules-qualifier-target = Chọn { $target } đơn vị vào vòng sau.
rules-qualifier-period-winners = Lấy các đơn vị xếp từ hạng nhất đến hạng { $places } của mỗi kỳ thi (trong từng khối nếu xếp hạng theo khối).
rules-qualifier-best-overall = Lấy các đơn vị xếp hạng cao nhất của cả vòng thi.
rules-qualifier-min-score = Lấy các đơn vị đạt từ { $score } điểm trở lên của cả vòng thi.
rules-qualifier-repeat-next = Đơn vị đã được chọn mà lại đứng đầu thì suất đó dành cho đơn vị kế tiếp của kỳ thi.
rules-qualifier-repeat-open = Đơn vị đã được chọn mà lại đứng đầu thì suất đó để trống.
rules-qualifier-top-up = Nếu còn thiếu thì bổ sung theo thứ hạng của cả vòng thi.
rules-qualifier-no-top-up = Nếu còn thiếu thì không bổ sung.
rules-qualifier-quota = { $block } có tối đa { $max } đơn vị.
rules-qualifier-no-adjustment = Danh sách tính được là danh sách cuối cùng.
rules-qualifier-adjustment = Ban tổ chức chỉ điều chỉnh danh sách khi các bên cùng đồng ý và ghi rõ lý do.
rules-qualifier-delegate = Đơn vị được chọn có thể cử đội của một đơn vị trực thuộc.

## Công khai

rules-names-full = Danh sách công khai ghi họ tên và đơn vị; số điện thoại và số giấy tờ không được công khai.
rules-names-initials = Danh sách công khai ghi họ, chữ cái đầu của tên và đơn vị; số điện thoại và số giấy tờ không được công khai.
rules-names-unit-only = Danh sách công khai chỉ ghi đơn vị và mã lượt thi.
rules-counters-public = Số người dự thi và số lượt thi được công khai liên tục.
rules-counters-rounded = Trong kỳ thi, số người dự thi và số lượt thi được công khai sau khi làm tròn xuống bội số của { $step }.
rules-counters-hidden = Số người dự thi và số lượt thi chỉ được công khai sau khi kỳ thi kết thúc.
rules-units-daily = Bảng tham gia của các đơn vị được công khai hằng ngày.
rules-units-after-close = Bảng tham gia của các đơn vị được công khai sau khi kỳ thi kết thúc.
rules-units-own-row = Mỗi đơn vị chỉ xem được số liệu của mình.

## Khiếu nại, sửa đổi

rules-complaints-within = Khiếu nại gửi trong vòng { $days } ngày kể từ khi công bố kết quả.
rules-complaints-answer = Ban tổ chức trả lời trong vòng { $days } ngày kể từ khi nhận khiếu nại.
rules-complaints-final = Kết quả chỉ trở thành chính thức khi không còn khiếu nại chưa trả lời.
rules-amendments = Thể lệ được niêm phong trước khi mở kỳ thi; mọi sửa đổi sau đó đều được đánh số, ghi lý do và thời điểm có hiệu lực.

## Tên ngắn của tiêu chí

rules-key-score = điểm
rules-key-prediction = độ lệch dự đoán
rules-key-working-time = thời gian làm bài
rules-key-submitted = thời điểm nộp bài
rules-key-started = thời điểm bắt đầu
rules-key-fewer-attempts = số lượt thi
rules-key-more-perfect = số lượt đúng tất cả
rules-key-lot = thăm
rules-key-unit-score = điểm tập thể
rules-key-headcount = số thành viên

## Vì sao

rules-why-rank = Hạng { $rank } trong { $of } người được xếp hạng.
rules-why-shared = Cùng hạng với { $others } người khác.
rules-why-counted-best = Tính lượt thứ { $number } trong { $attempts } lượt: lượt có thứ hạng cao nhất.
rules-why-counted-earliest-best = Tính lượt thứ { $number } trong { $attempts } lượt: lượt có điểm cao nhất, nộp sớm nhất.
rules-why-counted-first = Tính lượt thứ { $number } trong { $attempts } lượt: lượt đầu tiên.
rules-why-counted-last = Tính lượt thứ { $number } trong { $attempts } lượt: lượt cuối cùng.
rules-why-prediction = Dự đoán { $guess }, số đúng là { $truth }.
rules-why-step = Xét { $key }: { $value }; có { $equal } người khác vẫn bằng đến bước này.
rules-why-before = Xếp sau hạng { $rank } vì { $key }: của đồng chí là { $mine }, của hạng đó là { $theirs }.
rules-why-after = Xếp trên hạng { $rank } vì { $key }: của đồng chí là { $mine }, của hạng đó là { $theirs }.
rules-why-no-guess = không có dự đoán hợp lệ
rules-why-plays-unranked = Không xếp hạng vì tham gia công tác tổ chức cuộc thi.
rules-why-voided = Không xếp hạng vì các lượt thi đã bị hủy.
rules-why-not-all-correct = Không xếp hạng vì chỉ xét người đúng tất cả các câu; bài được tính đúng { $correct }/{ $total } câu.
rules-why-below-min-score = Không xếp hạng vì đạt { $score } điểm, thấp hơn mức { $min } điểm.
rules-why-not-verified = Chưa xếp hạng vì đơn vị chưa xác nhận thông tin của đồng chí.
rules-why-no-prediction = Không xếp hạng vì chưa trả lời câu dự đoán.
rules-why-unit-rank = Hạng { $rank } trong { $of } đơn vị được xếp hạng, { $score } điểm.
rules-why-unit-shared = Cùng hạng với { $others } đơn vị khác.
rules-why-unit-before = Xếp sau hạng { $rank } vì { $key }: của đơn vị là { $mine }, của hạng đó là { $theirs }.
rules-why-unit-after = Xếp trên hạng { $rank } vì { $key }: của đơn vị là { $mine }, của hạng đó là { $theirs }.
rules-why-unit-before-lot = Bằng hạng { $rank } ở mọi tiêu chí, xếp sau do rút thăm.
rules-why-unit-after-lot = Bằng hạng { $rank } ở mọi tiêu chí, xếp trên do rút thăm.
rules-why-unit-before-unknown = Xếp sau hạng { $rank } vì đơn vị không có số liệu để so sánh.
rules-why-unit-after-unknown = Xếp trên hạng { $rank } vì hạng đó không có số liệu để so sánh.
rules-why-unit-no-participants = Không xếp hạng vì chưa có người dự thi hợp lệ.
rules-why-unit-headcount-not-confirmed = Chưa xếp hạng vì đơn vị chưa xác nhận số thành viên.
rules-why-unit-headcount-not-applicable = Không xếp hạng vì đơn vị không có số thành viên để tính tỷ lệ.
rules-why-unit-below-min-headcount = Không xếp hạng vì có { $headcount } thành viên, ít hơn mức { $min }.

## Kiểm tra thể lệ

rules-quantity-qualified-units = số đơn vị vào vòng sau
rules-quantity-periods = số kỳ thi
rules-quantity-questions = số câu hỏi của một đề
rules-quantity-time-limit = thời gian làm bài (phút)
rules-quantity-attempts = số lượt thi trong một kỳ
rules-quantity-person-prizes = số giải cá nhân
rules-quantity-unit-prizes = số giải tập thể
rules-quantity-prize-money = tổng tiền thưởng (đồng)
rules-manner-unsaid = không nói rõ cách chọn
rules-manner-best-overall = đơn vị xuất sắc của cả vòng
rules-manner-period-winners = đơn vị đứng đầu từng kỳ
rules-manner-score-threshold = đơn vị đạt mức điểm
rules-lint-no-stage = Cuộc thi chưa có vòng thi nào.
rules-lint-one-organiser = Chỉ có một đơn vị tổ chức; cuộc thi phối hợp cần ít nhất hai bên.
rules-lint-time-zone-missing = Chưa ghi múi giờ.
rules-lint-code-twice = Mã “{ $code }” được dùng hai lần.
rules-lint-statements-disagree = Cùng một việc được nói khác nhau – { $quantity }: “{ $first_place }” ghi { $first } ({ $first_manner }), “{ $second_place }” ghi { $second } ({ $second_manner }).
rules-lint-rules-differ = Thể lệ khác văn bản – { $quantity }: thể lệ đặt { $rules } ({ $manner }), “{ $place }” ghi { $said } ({ $said_manner }).
rules-lint-no-period = Vòng thi chưa có kỳ thi nào.
rules-lint-period-empty = { $period } kết thúc không sau lúc bắt đầu.
rules-lint-periods-overlap = { $first } và { $second } chồng lên nhau.
rules-lint-gap-unstated = Giữa { $first } và { $second } có khoảng trống { $gap } mà thể lệ không nói là có chủ ý.
rules-lint-finish-runs-into-next = Bài của { $first } có thể còn đang làm khi { $second } mở.
rules-lint-results-due-too-early = Hạn công bố kết quả của { $period } sớm hơn lúc bài cuối cùng có thể nộp.
rules-lint-finish-without-limit = Cho làm hết thời gian của bài nhưng không đặt thời gian làm bài; bài sẽ dừng khi kỳ thi kết thúc.
rules-lint-limit-not-positive = Thời gian làm bài hoặc mức thời gian tối thiểu phải lớn hơn 0.
rules-lint-attempt-limit-zero = Giới hạn 0 lượt thi khiến không ai dự thi được.
rules-lint-plausible-above-limit = Mức thời gian tối thiểu không nhỏ hơn thời gian làm bài.
rules-lint-key-published-early = Đáp án được công bố sau mỗi kỳ thi trong khi ngân hàng câu hỏi còn dùng cho kỳ sau.
rules-lint-paper-empty = Đề thi không có câu hỏi.
rules-lint-paper-too-many = Các phần của đề cần { $quotas } câu, nhiều hơn { $questions } câu của đề.
rules-lint-paper-unbound = Phần thứ { $n } của đề không nêu nội dung hay mức độ.
rules-lint-paper-twice = Phần thứ { $n } của đề lặp lại một phần trước.
rules-lint-paper-crossing = Đề vừa có phần chỉ theo nội dung vừa có phần chỉ theo mức độ; hai cách chia này chồng chéo nhau.
rules-lint-paper-unknown-topic = Ngân hàng không có câu hỏi nào về “{ $topic }”.
rules-lint-paper-too-few = Một phần của đề cần { $need } câu nhưng ngân hàng chỉ có { $have } câu.
rules-lint-topic-unnamed = Nội dung có mã “{ $code }” chưa có tên để in trong thể lệ.
rules-lint-bank-missing = Chưa có ngân hàng câu hỏi.
rules-lint-bank-missing-division = Chưa có ngân hàng câu hỏi cho { $division }.
rules-lint-bank-too-small = Ngân hàng câu hỏi quá nhỏ ({ $topic }, { $difficulty }): có { $have } câu, cần ít nhất { $want } câu.
rules-lint-repeats-unavoidable = Mọi người cùng một bộ câu hỏi thì không thể tránh lặp câu giữa các lượt.
rules-lint-citation-missing = Câu hỏi { $question } chưa ghi nguồn trích dẫn.
rules-lint-citation-not-in-force = Câu hỏi { $question } dẫn { $document } không còn hoặc chưa có hiệu lực trong { $period }.
rules-lint-no-rank-key = Chưa có tiêu chí xếp hạng.
rules-lint-too-many-rank-keys = Có quá nhiều tiêu chí xếp hạng; tối đa { $max }.
rules-lint-rank-key-twice = Tiêu chí “{ $key }” được nêu hai lần.
rules-lint-key-after-lot = Tiêu chí “{ $key }” đứng sau rút thăm nên không bao giờ được xét.
rules-lint-resolution-not-positive = Bước so sánh của tiêu chí “{ $key }” phải lớn hơn 0.
rules-lint-prediction-not-asked = Xếp hạng dùng câu dự đoán nhưng thể lệ không có câu dự đoán.
rules-lint-prediction-unused = Có câu dự đoán nhưng không dùng để xếp hạng.
rules-lint-min-score-unreachable = Mức { $score } điểm không thể đạt vì đề tối đa { $max } điểm.
rules-lint-tie-chain-open = Nhiều người có thể bằng nhau ở mọi tiêu chí mà không có quy tắc nào phân định; nên thêm rút thăm hoặc cách chia giải.
rules-lint-time-without-floor = Xếp hạng theo thời gian làm bài mà không có mức tối thiểu sẽ có lợi cho bài làm bằng máy.
rules-lint-decimals-too-many = Tỷ lệ dự đoán lấy { $decimals } chữ số thập phân; tối đa 6.
rules-lint-prediction-leaks-live = Số liệu công khai liên tục làm lộ đáp án của câu dự đoán.
rules-lint-prediction-leaks-rounded = Số liệu làm tròn đến { $step } vẫn cho biết gần đúng đáp án của câu dự đoán.
rules-lint-prediction-leaks-daily = Bảng đơn vị công khai hằng ngày cộng lại sẽ làm lộ đáp án của câu dự đoán.
rules-lint-collective-empty = Điểm tập thể chưa có chỉ số nào.
rules-lint-weight-not-positive = Hệ số của chỉ số “{ $metric }” phải lớn hơn 0.
rules-lint-rate-without-headcount = Có tỷ lệ dự thi nhưng chưa ghi ngày xác nhận số thành viên làm mẫu số.
rules-lint-headcounts-missing = Còn { $units } đơn vị chưa xác nhận số thành viên; các đơn vị này sẽ không được xếp hạng.
rules-lint-rate-without-minimum = Xếp theo tỷ lệ mà không đặt số thành viên tối thiểu thì đơn vị nhỏ nhất luôn có lợi.
rules-lint-unit-tie-chain-open = Nhiều đơn vị có thể bằng nhau ở mọi tiêu chí mà không có quy tắc nào phân định.
rules-lint-blocks-missing = Thể lệ xếp hạng hoặc trao giải theo khối nhưng chưa khai đủ khối.
rules-lint-unit-prize-without-ranking = Có giải tập thể nhưng chưa có cách xếp hạng tập thể.
rules-lint-unit-prize-span = Giải “{ $table }” trao cho khoảng thời gian mà xếp hạng tập thể không có.
rules-lint-winner-points-without-prizes = Có tính điểm quy đổi từ giải cá nhân nhưng không giải nào được quy đổi.
rules-lint-division-unknown = Giải “{ $table }” dành cho bảng “{ $division }” không có trong thể lệ.
rules-lint-prize-empty = { $place } ({ $table }) có số lượng bằng 0.
rules-lint-prize-negative = { $place } ({ $table }) có mức tiền âm.
rules-lint-prizes-not-falling = { $place } ({ $table }) có mức tiền cao hơn giải đứng trên.
rules-lint-prize-above-ceiling = { $place } là { $amount }, cao hơn mức { $ceiling } theo { $source }.
rules-lint-qualifier-without-ranking = Có chọn đơn vị vào vòng sau nhưng chưa có cách xếp hạng tập thể.
rules-lint-qualifier-span = Cách chọn đơn vị cần một bảng xếp hạng tập thể mà thể lệ không lập.
rules-lint-qualifier-short = Các kỳ thi chỉ cho { $seats } suất trong khi cần { $target } đơn vị và không có cách bổ sung.
rules-lint-qualifier-topped-up = Các kỳ thi chỉ cho { $seats } suất; số còn lại trong { $target } đơn vị lấy theo xếp hạng chung.
rules-lint-qualifier-overfull = Các kỳ thi cho { $seats } suất, nhiều hơn { $target } đơn vị cần chọn; đơn vị đứng đầu các kỳ sau có thể không được vào.
rules-lint-qualifier-not-prizes = Mỗi kỳ chọn { $places } đơn vị nhưng có { $prizes } giải nhất tập thể.
rules-lint-quota-block-unknown = Giới hạn theo khối nêu khối “{ $block }” không có trong thể lệ.
rules-lint-quotas-too-tight = Giới hạn của các khối cộng lại là { $seats }, ít hơn { $target } đơn vị cần chọn.
