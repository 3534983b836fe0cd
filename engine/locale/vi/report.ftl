# Câu chữ của các báo cáo (sổ tính và trang xem).

report-heading-year = Kết quả rà soát tiêu chuẩn thi đua năm { $year }
report-purpose = Báo cáo nêu ai đủ tiêu chuẩn theo văn bản và vì sao. Việc xét, công nhận do hội đồng thi đua, khen thưởng quyết định.

report-span = từ { $first } đến { $last }
report-span-from = từ { $first }
report-span-to = đến hết { $last }
report-of-year = { " " }(năm { $year })
report-nowhere = hồ sơ chưa có
report-no-unit = Chưa rõ đơn vị
report-more = và { $count } mục khác
report-more-cells = và { $count } ô khác
report-cut = … (đã cắt bớt)
report-continued = { $name } (tiếp)

report-value-blank = để trống
report-value-assumed = để trống
report-value-unreadable = không đọc được
report-value-contradictory = ghi mâu thuẫn
report-value-unconfirmed = xác nhận chưa hợp lệ
report-value-absent = hồ sơ chưa có
report-value-known = đã có

report-short-met = Đạt đủ { $count } tiêu chí phải xét
report-short-not-met = Không đạt { $count } tiêu chí: { $parts }
report-short-missing = Còn thiếu { $count } mục: { $parts }
report-short-not-applicable = Không thuộc đối tượng xét của danh hiệu này

report-sheet-summary = Tổng hợp
report-sheet-units = Theo đơn vị
report-sheet-problems = Vấn đề dữ liệu
report-sheet-criteria = Tiêu chí áp dụng
report-back = ← { $sheet }
report-page-of = Trang

report-pack = Văn bản áp dụng
report-pack-version = Bộ tiêu chí
report-pack-version-of = { $pack }, phiên bản { $version }
report-instrument = Loại văn bản
report-instrument-kind = { $kind ->
    [plan] Kế hoạch
    [law] Luật
    [decree] Nghị định
    [circular] Thông tư
    [decision] Quyết định
    [guideline] Hướng dẫn
   *[other] Văn bản
}
report-issuer = Cơ quan ban hành
report-in-force = Hiệu lực
report-year = Năm xét
report-received = Ngày nhận hồ sơ
report-engines = Cách tính đã đối chiếu
report-engines-one = { $engines }; máy này không có bộ suy luận thứ hai
report-engine = { $engine ->
    [reference] xét từng đối tượng
    [columns] tính cả bảng theo cột
    [inference] suy luận theo quy tắc
   *[other] { $engine }
}
report-inputs = Hồ sơ đầu vào
report-sha = Mã băm SHA-256
report-certified = Cách khắc phục
report-certified-of = { $certified }/{ $tried } cách đã được tính lại trên dữ liệu đã sửa và đều cho kết quả đạt, cho { $refused } kết luận không đạt; { $without } kết luận chưa tìm được cách
report-problem-count = Số vấn đề dữ liệu

report-warn-engine = Kết luận chỉ do một bộ máy rút ra: máy này không có bộ suy luận thứ hai (durable-rules) để đối chiếu.
report-warn-problems = Hồ sơ có { $count } vấn đề dữ liệu, trong đó { $matter } vấn đề đang làm cho một số kết luận chưa xác định được.
report-warn-redacted = Danh sách đã ẩn tên: chỉ ghi chữ cái đầu và mã.
report-warn-only-unit = Chỉ gồm đơn vị { $unit }.

report-titles = Danh hiệu
report-duties = Nghĩa vụ
report-title-column = Danh hiệu, nghĩa vụ
report-total = Tổng số
report-nobody = Không có đối tượng nào trong hồ sơ
report-counts = { $total } đối tượng: { $parts }
report-count-of = { $label } { $count }

report-number = STT
report-outcome = Kết luận
report-id = Mã
report-name = Họ và tên
report-unit-name = Tên tập thể
report-unit = Đơn vị
report-unit-id = Mã đơn vị
report-why = Lý do, minh chứng còn thiếu
report-repairs = Cần khắc phục để đạt
report-wanting = còn thiếu { $parts }

report-severity = Mức độ
report-severity-error = Lỗi
report-severity-warning = Cảnh báo
report-severity-note = Lưu ý
report-place = Vị trí
report-raw = Nội dung ghi trong ô
report-read-as = Được hiểu là
report-wrong = Vấn đề
report-remedy = Cách xử lý
report-touches = Kết luận liên quan
report-touches-none = Không có
report-touches-count = { $count } kết luận: { $parts }
report-touches-more = và { $count } kết luận khác
report-touched = { $name } – { $title } ({ $outcome })
report-problems-note = Kết luận liên quan: kết luận đang dựa vào hoặc đang chờ nội dung của ô này; danh sách đầy đủ có trong tệp problems.jsonl.
report-no-problems = Không phát hiện vấn đề dữ liệu nào.

report-criterion = Tiêu chí
report-cite = Căn cứ
report-code = Mã tiêu chí
report-interpretation = Cách hiểu khi áp dụng
report-status = Tình trạng
report-applied = Áp dụng
report-lapsed = Không áp dụng với hồ sơ nhận ngày { $day } (hiệu lực { $span })
report-parameters = Tham số
report-parameter = Nội dung
report-value = Giá trị
report-measure-unit = Đơn vị tính
report-is-interpretation = Cách hiểu
report-is-interpretation-yes = do hội đồng quyết định, có thể điều chỉnh
report-is-interpretation-no = theo văn bản
report-rounds = Đợt xét
report-round = Tên đợt
report-when = Thời gian
report-repeated = { $every }, { $span }
report-every-year = hằng năm
report-every-half-year = 6 tháng một lần
report-every-quarter = hằng quý
report-every-month = hằng tháng
report-preference = Ưu tiên xếp hạng

report-about = Thông tin chung

report-warn-simulated = MÔ PHỎNG: các quy định chưa được xác nhận được áp dụng như đã xác nhận; kết quả không dùng để xét.
report-warn-unconfirmed = Có quy định chưa được xác nhận từ văn bản gốc: { $titles }.
report-warn-conflicts = Có { $count } kết quả cùng dùng một thành tích cho nhiều danh hiệu; hội đồng phải chọn.
report-simulated-banner = { "MÔ PHỎNG – " }
report-simulated-short = MÔ PHỎNG – không dùng để xét
report-warn-at-best = Kết luận dựa trên quy định chưa được xác nhận nhiều nhất là “chưa xác định”.

# Biểu mẫu trống.

template-guide-sheet = Hướng dẫn
template-lists-sheet = Danh mục lựa chọn
template-heading = Biểu mẫu dữ liệu xét thi đua, khen thưởng năm { $year }
template-purpose = Biểu mẫu chỉ gồm những trang và cột mà các văn bản dưới đây cần đến; áp dụng với hồ sơ nhận ngày { $received }.
template-step-ids = Lập danh sách ở trang “Đơn vị” và trang “Nhân sự” trước. Mỗi người, mỗi đơn vị có một mã riêng và dùng đúng mã đó trên mọi trang; tên chỉ để đối chiếu.
template-step-values = Ô có danh sách thì chọn trong danh sách; ngày ghi ngày/tháng/năm; ô số chỉ ghi chữ số. Bấm vào ô để xem hướng dẫn của cột.
template-step-blanks = Để trống không có nghĩa là “Không”: trừ cột ghi rõ ý nghĩa khác, ô trống là chưa biết và kết luận có thể chưa xác định được.
template-step-cases = Trang ghi từng trường hợp (khen thưởng, kỷ luật, sáng kiến, đăng ký…): không có trường hợp nào thì giữ nguyên trang và tiêu đề cột, không ghi gì; xóa trang nghĩa là chưa có thông tin.
template-step-signatures = Xác nhận “Có” chỉ được tính khi cùng dòng có người ký và ngày ký; người ký không được là chính người được xác nhận.
template-step-locked = Không đổi tên trang và tiêu đề cột. Tiêu đề được khóa để khỏi sửa nhầm, không có mật khẩu; thiếu dòng thì ghi tiếp xuống dưới. Trang này không phải dữ liệu.
template-rules = Văn bản áp dụng
template-sheets = Các trang cần điền
template-parameters = Tham số của { $pack }
template-columns = Các cột cần điền và dòng ví dụ của từng trang
template-sheet = { $sheet }: { $name }
template-see-guide = { $rows }. Ý nghĩa từng cột và ví dụ: xem trang “Hướng dẫn”.
template-sheet-name = Trang
template-holds = Nội dung
template-row-is = Mỗi dòng
template-column = Cột
template-about = Ý nghĩa
template-how = Cách ghi
template-if-blank = Để trống nghĩa là
template-example = Ví dụ
template-whom-person = cá nhân
template-whom-unit = đơn vị
template-whom-person-unit = cá nhân hoặc đơn vị
template-rows-form = Mỗi { $whom } một dòng
template-rows-yearly = Mỗi { $whom } mỗi năm một dòng
template-rows-closed = Mỗi trường hợp của { $whom } một dòng, không có thì để trống
template-years = { "" }; các năm cần xét: { $years }
template-how-choice = Chọn: { $values }
template-how-own-id = Mã riêng, không trùng nhau
template-how-id = Đúng mã đã ghi ở trang { $sheets }
template-how-name = Họ tên, tên đơn vị như ở trang { $sheets }
template-how-unit = Đúng mã đã ghi ở trang { $sheets }
template-how-signer = Họ tên, chức vụ người ký
template-how-integer = Số nguyên không âm: 0, 1, 2…
template-how-number = Số, có thể có phần thập phân
template-how-date = Ngày/tháng/năm
template-how-year = Năm, ví dụ { $year }
template-how-text = Ghi bằng chữ
template-attested = { $body } xác nhận; ghi thêm cột { $columns }
template-blank = Để trống: { $meaning }
template-blank-unknown = chưa biết
template-blank-id = không được để trống
template-blank-name = không đối chiếu được với mã
template-blank-left = đang công tác
template-blank-signer = xác nhận chưa được tính
template-blank-signed_on = xác nhận chưa được tính
template-example-person-id = CB001
template-example-person-name = Nguyễn Văn An
template-example-unit-id = TH01
template-example-unit-name = Trường Tiểu học Hòa Bình
template-example-signer = Trần Thị Bình, Chủ tịch
template-example-text = Ghi nội dung
