# Mô tả thư mục của một lần chạy để lưu trữ (ro-crate-metadata.json).

crate-name = Kết quả xét danh hiệu thi đua năm { $year }
crate-about = Kết luận, căn cứ và báo cáo của một lần chạy; mã SHA-256 của từng tệp ghi trong run.json.
crate-license = Không cấp phép sử dụng lại
crate-license-about = Các tệp này nói về từng người; chỉ được công bố, sử dụng lại khi cơ quan ban hành cho phép.
crate-run = Xét danh hiệu thi đua
crate-run-about = Đọc hồ sơ, áp dụng các bộ tiêu chí và ghi kết luận. Ngày ghi ở đây là ngày nhận hồ sơ, không phải lúc chạy.
