# Cách bày bảng: phần bị ẩn, bảng chia nhiều trang, năm ghi chung, tiêu đề nhiều tầng, nhiều giá trị trong một ô.

problem-sheet-part = trang tính `{ $name }` được đọc là một phần của danh sách `{ $read }`
problem-sheet-part-help = Không cần làm gì nếu đọc đúng; nếu là danh sách khác, hãy đổi tên trang tính.
problem-sheet-hidden = trang tính `{ $name }` đang bị ẩn nhưng vẫn được đọc
problem-sheet-hidden-help = Bỏ ẩn để kiểm tra; nếu không dùng nữa, hãy xóa trang tính.
problem-rows-hidden = { $count } hàng đang bị ẩn nhưng vẫn được đọc: { $listed }
problem-rows-hidden-help = Bỏ ẩn hoặc bỏ lọc để kiểm tra; xóa những hàng không còn dùng.
problem-columns-hidden = { $count } cột đang bị ẩn nhưng vẫn được đọc: { $listed }
problem-columns-hidden-help = Bỏ ẩn để kiểm tra; xóa những cột không còn dùng.

problem-year-from-sheet = bảng không có cột năm; mọi dòng được tính cho năm { $read } ghi ở tên trang tính
problem-year-from-sheet-help = Không cần làm gì nếu đúng; nếu không, hãy thêm cột năm.
problem-year-from-title = bảng không có cột năm; các dòng bên dưới được tính cho năm { $read } ghi ở đây
problem-year-from-title-help = Không cần làm gì nếu đúng; nếu không, hãy thêm cột năm.
problem-title-years-differ = bảng không có cột năm và nơi ghi chung năm lại ghi khác nhau ({ $years }) nên chưa biết các dòng thuộc năm nào
problem-title-years-differ-help = Thêm cột năm, hoặc chỉ ghi một năm ở tên trang tính và ở dòng tiêu đề của bảng.
problem-year-contradicts = cột `{ $column }` ghi `{ $raw }` nhưng tên trang tính ghi năm { $said } nên chưa biết năm đúng
problem-year-contradicts-help = Sửa năm của dòng này, hoặc đổi tên trang tính.
problem-day-outside-year = ngày `{ $raw }` không hợp với năm { $said } ghi chung cho bảng nên chưa biết dòng này thuộc năm nào
problem-day-outside-year-help = Sửa ngày, hoặc thêm cột năm và ghi năm cho từng dòng.
problem-sheet-years-only = danh sách chỉ ghi cho năm { $years }; với các năm khác thì không có dòng nào cũng chưa có nghĩa là không có
problem-sheet-years-only-help = Ghi tất cả các năm vào một danh sách có cột năm; năm nào không có trường hợp nào thì không cần dòng.

problem-column-torn = không rõ cột `{ $column }` thuộc nhóm tiêu đề bên trái hay bên phải nên không đọc
problem-column-torn-help = Gộp ô tên nhóm cho đúng các cột của nhóm, hoặc ghi đủ tên nhóm ở tiêu đề của từng cột.
problem-column-yearless = cột `{ $column }` không ghi năm trong khi các cột khác ghi theo từng năm nên không đọc
problem-column-yearless-help = Ghi năm vào tiêu đề cột này, hoặc ghi mỗi năm một dòng và thêm cột năm.
problem-header-merged-down = ô tiêu đề `{ $column }` gộp xuống cả hàng dữ liệu nên phần bị gộp được coi là ô trống
problem-header-merged-down-help = Bỏ gộp ô rồi điền giá trị của hàng dữ liệu.
problem-table-unread = trên trang tính này còn một bảng của danh sách `{ $read }` nên không đọc ở đây
problem-table-unread-help = Chuyển bảng này sang trang tính riêng tên là `{ $read }`.
problem-row-unread = dòng của một bảng không đọc ở trang tính này
problem-row-unread-help = Chuyển bảng này sang trang tính riêng.

problem-cell-split = cột `{ $column }`: `{ $raw }` được đọc là: { $read }
problem-cell-split-help = Không cần làm gì nếu đọc đúng; nên ghi mỗi danh hiệu một dòng.
problem-part-unreadable = cột `{ $column }`: trong `{ $raw }` không đọc được phần `{ $part }`; cần { $expected }
problem-part-unreadable-help = Ghi mỗi giá trị một dòng theo một trong các cách: { $expected }. Khi chưa sửa, phần này được tính là có thể có.
problem-part-year-contradicts = `{ $raw }` ghi năm { $said } nhưng dòng này thuộc năm { $year } nên chưa biết năm đúng
problem-part-year-contradicts-help = Sửa một trong hai năm, hoặc ghi mỗi năm một dòng.
problem-same-as-above = cột `{ $column }`: `{ $raw }` (như trên) được đọc là `{ $read }` như ô phía trên
problem-same-as-above-help = Không cần làm gì nếu đọc đúng; nên ghi rõ giá trị ở từng dòng.
problem-cell-none = cột `{ $column }`: `{ $raw }` nghĩa là năm đó không có nên không có dòng nào
problem-cell-none-help = Không cần làm gì.
problem-row-none = dòng không ghi gì cho năm nào
problem-row-none-help = Không cần làm gì.
