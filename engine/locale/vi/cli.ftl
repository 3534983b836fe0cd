cli-error = Lỗi: { $message }
cli-bug = Lỗi của chương trình ({ $kind }); chạy lại với --debug và gửi nội dung in ra cho người phát triển
error-only-checks = { $packs } chỉ có quy định kiểm tra dữ liệu, không có danh hiệu để xét; dùng thidua check, hoặc thêm một bộ quy định có danh hiệu
error-nothing-to-explain = không có kết luận “{ $title }” cho { $subject }; xem mã danh hiệu bằng `thidua rules show`
error-subject-near = hồ sơ không có mã { $subject }; các mã gần giống: { $near }
error-subject-unknown = hồ sơ không có mã { $subject }; xem mã ở cột Mã của hồ sơ
error-unit-near = hồ sơ không có đơn vị { $unit }; các mã đơn vị gần giống: { $near }
error-unit-unknown = hồ sơ không có đơn vị { $unit }; xem mã ở trang tính Đơn vị
error-copies-show-all = bản sao có chú giải cho thấy mọi người và mọi đơn vị; hãy bỏ `annotated` khỏi --format, hoặc bỏ --only-unit và --redact
error-shown-in-part = lần chạy này chỉ cho thấy một phần hồ sơ; hãy giải thích hoặc giả định trên lần chạy không có --only-unit và --redact
error-run-exists = { $out } đã có một lần chạy; thêm --force để thay thế hoặc chọn --out khác
error-not-a-run = { $out } có sẵn và không phải là thư mục kết quả; chọn --out khác
error-template-suffix = { $out } phải có đuôi .xlsx; đổi tên tệp ở -o
error-template-exists = { $out } đã có sẵn; thêm --force để thay thế hoặc chọn tệp khác ở -o
error-template-unwritable = không ghi được { $out } ({ $reason }); kiểm tra thư mục, quyền ghi và đóng tệp nếu đang mở
template-written = Biểu mẫu trống: { $out }
error-set-form = `{ $change }` không đúng dạng thông_tin=giá_trị
error-set-fact = { $subject } không có thông tin `{ $name }`; gần nhất: `{ $near }`
error-set-value = `{ $raw }` không phải giá trị của { $fact }; có thể là: { $allowed }
summary-title = Danh hiệu, nghĩa vụ
summary-eligible = Đủ
summary-not_eligible = Không đủ
summary-undetermined = Chưa rõ
summary-not_applicable = Ngoài
summary-problems = Số vấn đề của dữ liệu: { $count }
summary-engines = Các cách tính cho cùng kết luận: { $engines }
summary-reports = Kết quả:
severity-error = [lỗi]
severity-warning = [cảnh báo]
severity-note = [ghi chú]
scenario-differs = ✗ { $scenario }: { $title }/{ $criterion } cần { $expected }, được { $found }
scenarios-held = { $pack }: { $passed }/{ $total } tình huống đúng
scenario-gap-verdict = chưa có tình huống: { $place } = { $what }
scenario-gap-version = chưa có tình huống nào xét theo { $place }
scenario-gap-branch = chưa có tình huống: { $place } đạt, các nhánh khác đều không đạt
scenario-gap-choice = chưa có tình huống: { $place } làm thay đổi kết quả
scenario-gap-threshold =
    chưa có tình huống: { $place } { $value }, { $what ->
        [below] ngay dưới ngưỡng
        [at] đúng ngưỡng
       *[above] ngay trên ngưỡng
    }
scenario-gap-against =
    chưa có tình huống: { $place }, { $what ->
        [below] vế trước nhỏ hơn vế sau
        [at] hai vế bằng nhau
       *[above] vế trước lớn hơn vế sau
    }
rulebook-cite = ({ $cite })
rulebook-check = kiểm tra dữ liệu
rulebook-duty = nghĩa vụ
rulebook-award = danh hiệu
rulebook-applies = Đối tượng: { $condition }
rulebook-when = Áp dụng khi: { $condition }
rulebook-asks = Yêu cầu: { $condition }
rulebook-interpretation = Cách hiểu: { $text }
rulebook-prefers = Ưu tiên: { $text }
rulebook-parameters = Tham số
rulebook-parameter = { $text }: { $value } { $unit } ({ $cite })
rulebook-is-interpretation = {" "}[cách hiểu, hội đồng có thể đặt lại]
rulebook-not-yet = Chưa áp dụng: { $text } ({ $cite })
rulebook-lapsed = Không còn áp dụng: { $text } ({ $cite })
rulebook-round = Mốc: { $name }, { $first } – { $last } ({ $cite })
rulebook-round-every = Mốc: { $name }, { $every }, { $first } – { $last } ({ $cite })
rulebook-in-force = Hiệu lực: { $first } – { $last }; năm xét { $year }, ngày nhận { $received }
rulebook-sheet = Trang “{ $sheet }”: { $name }
rulebook-column = { $header } ({ $id }): { $name }

help-check = Kiểm tra dữ liệu, nêu từng ô có vấn đề.
help-coverage = Nêu thêm những gì chưa tình huống nào cho thấy: kết luận, phiên bản, nhánh, các phía của ngưỡng.
help-debug = In chi tiết lỗi.
help-demo = Xét hồ sơ mẫu và cho biết báo cáo nằm ở đâu.
help-evaluate = Xét hồ sơ theo bộ quy định và ghi báo cáo.
help-explain = Giải thích kết luận về một cá nhân hoặc tập thể.
help-force = Thay thế lần chạy trước.
help-format = Các loại kết quả, cách nhau bằng dấu phẩy.
help-json = Kết quả dạng JSON.
help-lang = Ngôn ngữ.
help-list = Liệt kê các bộ quy định có sẵn.
help-only-unit = Chỉ ghi kết quả của một đơn vị và người của đơn vị đó.
help-out = Thư mục kết quả.
help-rules = Các bộ quy định: liệt kê, xem, thử, từ vựng.
help-page = In một bộ quy định thành trang Markdown: sơ đồ, từng tiêu chí, qua mọi phiên bản.
help-received = Ngày nhận hồ sơ, chọn phiên bản quy định.
help-redact = Dùng cho danh sách niêm yết công khai: chữ cái đầu thay cho họ tên, không có ngày sinh, không có vấn đề dữ liệu.
help-rules-used = Mã hoặc đường dẫn bộ quy định; dùng được nhiều lần.
help-schema = In lược đồ JSON của tệp bộ quy định, tình huống hoặc từ vựng, cho trình soạn thảo.
help-set = Giả định một thông tin khác đi.
help-show = Trình bày một bộ quy định.
help-strict = Mã thoát 1 nếu dữ liệu có vấn đề.
help-subject = Mã cá nhân hoặc đơn vị.
help-template = Tạo biểu mẫu trống chỉ gồm các trang và cột mà bộ quy định cần.
help-out-file = Tệp .xlsx cần ghi.
help-force-file = Thay thế tệp đã có.
help-test = Chạy các tình huống của bộ quy định.
help-thidua = Xét tiêu chuẩn thi đua, khen thưởng: ai đủ tiêu chuẩn, ai chưa, và vì sao.
help-title = Mã danh hiệu (mặc định: mọi danh hiệu).
help-vocabulary = Từ vựng: trang, cột, giá trị.
help-year = Năm xét (mặc định: năm cuối của giai đoạn).

help-simulate = Áp dụng cả quy định chưa được xác nhận; mọi kết quả đều ghi rõ là mô phỏng.
