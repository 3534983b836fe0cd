# Ghép tiêu đề, trang tính và người: tệp ghép, gợi ý, các dòng gắn không theo mã, các dòng nghi trùng.

help-map = Đề xuất cách hiểu từng trang tính và cột của bạn, ghi vào một tệp để bạn duyệt.
help-map-rules = Chỉ đề xuất các cột mà bộ quy định này cần; ghi được nhiều lần.
help-map-out = Tệp .yaml sẽ ghi.
help-mapping = Tệp ghép đã duyệt, do thidua map đề xuất.

error-map-suffix = { $out } phải có đuôi .yaml; đổi tên tệp ở -o
error-map-exists = { $out } đã có sẵn, có thể đang giữ những dòng bạn đã duyệt; thêm --force để thay thế hoặc chọn tệp khác ở -o
error-map-unwritable = không ghi được { $out } ({ $reason }); kiểm tra thư mục, quyền ghi và đóng tệp nếu đang mở
error-mapping-list = cần một danh sách, mỗi mục một dòng bắt đầu bằng dấu gạch ngang
error-mapping-entry = cần các dòng dạng `tên: giá trị`
error-mapping-key = không có mục tên `{ $key }`; có thể là: { $known }
error-mapping-needs = thiếu mục `{ $key }`
error-mapping-text = `{ $key }` cần một đoạn chữ; nếu là số, hãy đặt trong dấu nháy
error-mapping-accepted = `accepted` cần yes hoặc no; nhận được `{ $found }`
error-mapping-sheet = không có loại trang tính `{ $found }`; có thể là: { $known }
error-mapping-field = trang tính `{ $sheet }` không có cột `{ $found }`; gần nhất: `{ $near }`; xem `thidua rules vocabulary`
error-mapping-letter = `column` cần các chữ cái của cột, ví dụ D; nhận được `{ $found }`
error-mapping-twice = cột này đã được ghép ở dòng { $line }; chỉ duyệt một trong hai

map-written = Tệp ghép: { $out }
map-nothing-open = Mọi trang tính và cột đều đã được nhận ra; không cần tệp ghép.
map-open = { $count } mục cần bạn duyệt: mở tệp, xem từng dòng `accepted: no`, nếu đúng thì đổi thành `accepted: yes`.
map-place = Nơi
map-header = Tiêu đề trong tệp
map-meaning = Có thể là
map-confidence = Chắc chắn
map-reason = Vì sao
map-unclear = (chưa đoán được)
map-comment =
    Tệp ghép của thidua: mỗi trang tính và cột của bạn được hiểu là gì.
    Việc cần làm: xem từng dòng `accepted: no`. Nếu cách hiểu ở `as` là đúng, đổi `no` thành `yes`.
    Nếu sai, sửa `as` (mã trang tính và mã cột: xem lệnh `thidua rules vocabulary`) rồi đổi thành `yes`.
    Cột không cần đọc: để trống sau `as:` và đổi thành `accepted: yes`.
    Một trang tính chứa nhiều loại dữ liệu thì có nhiều mục cùng tên `sheet`, mỗi mục một `as`.
    Dùng tệp: thidua evaluate ... --mapping TỆP_NÀY. Dòng chưa duyệt thì không có tác dụng.

reason-alias = tiêu đề có trong từ điển
reason-accents = tiêu đề có trong từ điển, viết không dấu
reason-ignored = cột không dùng để xét
reason-parent = tiêu đề nhiều tầng ghép lại có trong từ điển
reason-second = tiêu đề có trong từ điển, đứng cạnh một cột khác có cùng cách gọi
reason-similar = tiêu đề gần giống `{ $name }`
reason-abbreviated = tiêu đề viết tắt của `{ $name }`
reason-words = tiêu đề có chung từ với `{ $name }`
reason-values = { $fitting }/{ $filled } ô có nội dung hợp với cột `{ $name }`
reason-listed = { $fitting }/{ $filled } ô có trong danh sách `{ $sheet }`
reason-unfit = nhưng chỉ { $fitting }/{ $filled } ô đọc được theo cột `{ $name }`
reason-beside = đứng cạnh cột `{ $name }` như trong mẫu
reason-unknown = không giống cột nào đã biết
reason-sheet-alias = tên trang tính có trong từ điển
reason-sheet-accents = tên trang tính có trong từ điển, viết không dấu
reason-sheet-similar = tên trang tính gần giống `{ $name }`
reason-sheet-columns = các cột hợp với trang `{ $sheet }`: { $columns }
reason-sheet-more = trang tính này còn có các cột của trang `{ $sheet }`: { $columns }
reason-sheet-unknown = không giống trang tính nào đã biết

suggestion-column = {" "}Có phải là cột `{ $name }`? Nếu đúng, đổi tiêu đề thành `{ $name }`, hoặc duyệt gợi ý trong tệp do `thidua map` ghi ra.
suggestion-sheet = {" "}Có phải là trang `{ $name }`? Nếu đúng, đổi tên trang tính thành `{ $name }`, hoặc duyệt gợi ý trong tệp do `thidua map` ghi ra.
suggestion-unit = {" "}Có phải là `{ $name }`?

problem-mapping-unused = hồ sơ không có `{ $what }` nên mục này của tệp ghép không có tác dụng
problem-mapping-unused-help = So lại tên trang tính và tiêu đề với bảng tính, hoặc xóa mục này khỏi tệp ghép.
problem-mapping-overrides = theo tệp ghép, `{ $header }` được đọc là `{ $read }`; nếu không có tệp ghép thì được đọc là `{ $usual }`
problem-mapping-overrides-help = Không cần làm gì nếu đúng ý; nếu không, sửa tệp ghép.

problem-id-by-name = không có cột `{ $column }`; mỗi người, mỗi đơn vị được nhận ra theo: { $columns }
problem-id-by-name-help = Không cần làm gì nếu các cột đó ghi đúng và đủ; dòng nào không khớp hoàn toàn sẽ được nêu riêng. Chắc chắn nhất là thêm cột `{ $column }`.
problem-id-spelling = mã ghi `{ $id }`, được hiểu là `{ $read }` trong danh sách vì tên cũng khớp
problem-id-spelling-help = Nên viết mã giống nhau ở mọi trang tính; mã có số 0 ở đầu cần để ô dạng văn bản.
problem-unit-spelling = đơn vị ghi `{ $unit }`, được hiểu là `{ $read }` trong danh sách đơn vị
problem-unit-spelling-help = Nên viết mã đơn vị giống nhau ở mọi trang tính.
problem-birth-differs = { $id }: dòng này ghi ngày sinh { $birth }, danh sách ghi { $listed }; mã và tên khớp nên dòng vẫn được tính
problem-birth-differs-help = Đối chiếu với hồ sơ gốc và sửa ô ghi sai.
problem-birth-mismatch = mã `{ $id }` là của người sinh ngày { $listed }, dòng này ghi ngày sinh { $birth } và không ghi tên
problem-birth-mismatch-help = Sửa mã hoặc ngày sinh, hoặc điền tên. Khi chưa sửa thì không biết dòng này là của ai.
problem-near-duplicate = có thể { $what } được ghi hai lần: `{ $one }` và `{ $other }` ({ $why })
problem-near-duplicate-help = Nếu là một, giữ lại một dòng và dùng một mã; nếu là hai thì không cần làm gì. Chương trình không tự gộp.
problem-same-name = có { $count } người cùng tên `{ $name }` trong một đơn vị mà chưa đủ ngày sinh để phân biệt
problem-same-name-help = Điền ngày sinh cho từng người; các dòng không có mã của những người này không gắn chắc chắn được.
double-person = một người
double-unit = một đơn vị
double-row = một dòng
double-name-birth = cùng họ tên và ngày sinh
double-spelling = tên chỉ khác một chữ hoặc dấu, cùng ngày sinh và đơn vị
double-citizen = cùng số căn cước
double-unit-name = tên gần như nhau
double-once = { $id }: cùng { $columns }
