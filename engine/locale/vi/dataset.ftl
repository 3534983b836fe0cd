# Bộ dữ liệu Parquet của nhiều đơn vị: tệp, cột, dòng.

error-address-unknown = không có gì mở được địa chỉ `{ $protocol }://` ({ $reason }); hãy cài gói fsspec tương ứng, ví dụ s3fs cho s3
error-dataset-unreadable = không đọc được ({ $reason }); hãy kiểm tra đường dẫn, quyền đọc và tệp có đúng là Parquet không
error-dataset-empty = không có danh sách người hay đơn vị; bộ dữ liệu cần tệp person.parquet hoặc unit.parquet (hoặc thư mục cùng tên)
error-dataset-column-missing = thiếu cột `{ $column }` nói dòng là của ai; hãy thêm cột này vào tệp
error-dataset-column-type = cột `{ $column }` có kiểu { $type }; hãy ghi kiểu: { $expected }
error-dataset-rows-of-nobody = có { $count } dòng không ghi mã; hãy điền mã cho các dòng này rồi chạy lại
error-dataset-ids-shared = mã vừa của người vừa của đơn vị: { $ids }; hãy đổi mã của một bên
error-spark-missing = máy chưa cài Spark; hãy cài bằng lệnh: pip install "thidua[spark]"
error-spark-no-java = máy chưa cài Java mà Spark cần; hãy cài Java 17 trở lên, hoặc đặt JAVA_HOME tới thư mục của Java
error-spark-not-started = Spark không khởi động được ({ $reason }); hãy kiểm tra Java (17 trở lên) và địa chỉ của cụm máy
error-spark-failed = Spark không làm xong được ({ $reason }); hãy khắc phục rồi chạy lại: chưa có kết quả nào được giữ

problem-dataset-rows-differ = các dòng của { $count } mã nói khác nhau, trùng năm, thiếu năm hoặc nằm ngoài thời gian công tác: { $ids }
problem-dataset-rows-differ-help = Đối chiếu lại các dòng này; chỗ nào nói khác nhau được coi là chưa rõ.
problem-dataset-rows-unlisted = có { $count } dòng của mã không có trong danh sách: { $ids }
problem-dataset-rows-unlisted-help = Sửa mã, hoặc thêm mã vào danh sách; các dòng này chưa được dùng.
problem-dataset-units-unlisted = có { $count } người thuộc đơn vị không có trong danh sách: { $ids }
problem-dataset-units-unlisted-help = Sửa mã đơn vị, hoặc thêm đơn vị vào danh sách; đơn vị của những người này được coi là chưa rõ.
problem-dataset-values-unreadable = cột `{ $column }` có { $count } giá trị không đọc được, của: { $ids }
problem-dataset-values-unreadable-help = Ghi đúng giá trị mà từ điển cho phép; các giá trị này được coi là chưa rõ.
problem-dataset-columns-unused = các cột không dùng đến: { $columns }
problem-dataset-columns-unused-help = Không cần làm gì: các quy định được áp dụng không hỏi đến các cột này.
problem-dataset-file-unused = tệp không thuộc trang nào của từ điển nên không đọc
problem-dataset-file-unused-help = Đặt tên tệp theo mã trang trong từ điển nếu cần dùng.

error-reasons-nobody = lần chạy không có kết luận nào cho: { $subjects }; hãy xem mã trong danh sách đã nộp
error-reasons-no-title = không có danh hiệu { $title }; các danh hiệu: { $known }
error-reasons-other-rules = { $folder } không được xét bằng đúng các quy định này ({ $packs }); hãy dùng các bộ quy định, phiên bản và từ điển ghi trong run.json
error-reasons-file-exists = { $out } đã có; thêm --force để thay thế, hoặc chọn tệp khác
error-reasons-file-unwritable = không ghi được { $out } ({ $reason }); hãy chọn tệp khác

help-reasons = Nêu lý do bằng lời cho mọi người, mọi đơn vị của một lần xét bộ dữ liệu.
help-reasons-lang = Ngôn ngữ (mặc định: lý do bằng cả hai ngôn ngữ).
help-reasons-out = Tệp .jsonl cần ghi (mặc định: in ra màn hình).
help-reasons-subject = Chỉ nêu lý do của mã này; dùng được nhiều lần.
help-reasons-title = Chỉ nêu lý do của danh hiệu này; dùng được nhiều lần.

error-dataset-stopped = phải dừng vì hết chỗ trên đĩa, hết bộ nhớ hoặc mất kết nối ({ $reason }); chưa ghi gì, hãy dọn chỗ rồi chạy lại
error-option-of-dataset = { $options } không dùng cho bộ dữ liệu Parquet; hãy bỏ các tùy chọn này
error-option-of-dossiers = { $options } chỉ dùng cho bộ dữ liệu Parquet (thư mục có person.parquet hoặc unit.parquet); hãy bỏ các tùy chọn này

help-batch-engine = Bộ máy xét bộ dữ liệu Parquet.
help-batch-master = Địa chỉ cụm máy Spark (mặc định: máy này).
