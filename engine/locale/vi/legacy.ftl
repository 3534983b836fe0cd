# Chữ không phải Unicode: bảng mã cũ, vỡ phông, ký tự gần giống chữ Việt.

problem-text-repaired = { $count } ô của trang tính này không viết bằng Unicode mà theo { $encoding }; đã đọc lại: { $read }
problem-text-repaired-help = Đối chiếu cách đọc với bản gốc. Nên chuyển cả trang tính sang Unicode (UniKey: Ctrl+Shift+F6) rồi lưu lại.
problem-letters-repaired = { $count } ô của trang tính này có ký tự chỉ giống chữ cần viết; đã đọc theo chữ đúng: { $read }
problem-letters-repaired-help = Nếu đọc đúng thì không cần làm gì; nên gõ lại bằng bộ gõ tiếng Việt (Unicode).
problem-sheet-name-repaired = tên trang tính không viết bằng Unicode; đã đọc là `{ $read }`
problem-sheet-name-repaired-help = Nếu đọc đúng thì không cần làm gì; nên đổi tên trang tính thành `{ $read }`.
problem-text-ambiguous = cột `{ $column }`: trang tính có chữ theo bảng mã cũ nên ô này có thể là `{ $raw }` hoặc `{ $other }`
problem-text-ambiguous-help = Gõ lại ô này bằng Unicode theo bản gốc. Khi chưa sửa, giá trị này được coi là chưa biết.
problem-text-garbled = { $count } ô của trang tính này có chữ bị lỗi phông mà không đọc lại chắc chắn được, ví dụ `{ $raw }`
problem-text-garbled-help = Gõ lại các ô này bằng Unicode. Khi chưa sửa, chữ được giữ nguyên như trong tệp.
