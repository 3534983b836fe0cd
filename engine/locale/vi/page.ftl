# Câu chữ của trang xem (report.html).

page-language = English
page-skip = Đến phần kết quả
page-contents = Tóm tắt
page-results = Kết quả
page-people-note = Bấm vào tên để xem từng tiêu chí, minh chứng trong từng ô và toàn bộ chứng minh.
page-filter = Lọc kết quả
page-search = Tìm theo tên hoặc mã
page-search-hint = Ví dụ: nguyen thi lan, GV012
page-title-filter = Danh hiệu, nghĩa vụ
page-all-titles = Tất cả danh hiệu, nghĩa vụ
page-all-outcomes = Mọi kết luận
page-all-units = Mọi đơn vị
page-clear = Bỏ lọc
page-shown = Đang hiện
page-noscript = Trình duyệt đang tắt JavaScript nên không xem được danh sách kết quả và các bảng ở đây; tất cả có trong tệp report.xlsx.
page-too-old = Trình duyệt này quá cũ nên không mở được phần lý do chi tiết; lý do chi tiết có trong tệp report.xlsx.
page-made-by = Lập bằng thidua

page-title-column = Danh hiệu, nghĩa vụ
page-name-column = Họ và tên, tên tập thể
page-why-column = Lý do tóm tắt

page-back = ← Trở lại danh sách
page-refusals = Vì sao không đạt: mỗi dòng tự nó đã đủ
page-together = { "; " }đồng thời{ " " }
page-ways = Các cách để đạt (chọn một)
page-way = Để đạt cần
page-missing = Còn thiếu
page-idle = Cũng đang thiếu nhưng không còn ảnh hưởng
page-findings = Từng tiêu chí
page-proof = Toàn bộ chứng minh
page-link = Liên kết tới kết luận này
page-blank-cell = ô để trống

page-rows = { $first }–{ $last } trong { $total } dòng
page-rows-of = { " " }(lọc từ { $total } dòng)
page-no-rows = Không có dòng nào
page-nothing-found = Không có dòng nào khớp.
page-per-page = Số dòng mỗi trang
page-pages = Các trang của bảng
page-find-here = Tìm trong bảng này
page-first = Trang đầu
page-previous = Trang trước
page-next = Trang sau
page-last = Trang cuối
page-sorted = { " " }– bấm để sắp xếp
page-copy = Sao chép
page-csv = Tải CSV
page-excel = Tải Excel
page-copied-title = Sao chép
page-copied = Đã chép %d dòng
