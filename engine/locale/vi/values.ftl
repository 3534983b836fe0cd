# Giá trị trong ô: những cách ghi đọc được nhưng cần nói lại, và những cách ghi không đọc được.

problem-text-beside-value = cột `{ $column }`: `{ $raw }` được đọc là `{ $read }`; phần `{ $rest }` không dùng để xét
problem-text-beside-value-help = Không cần làm gì nếu đọc đúng; nên ghi phần thêm ở cột riêng.
problem-ditto-mark = cột `{ $column }`: không rõ dấu `{ $raw }` thay cho giá trị nào nên không đọc
problem-ditto-mark-help = Ghi giá trị vào ô này; nếu không có gì thì để trống. Khi chưa ghi, giá trị này được coi là chưa biết.
problem-number-became-date = cột `{ $column }`: cần một số nhưng ô là một ngày ({ $raw }); phần mềm bảng tính đã tự đổi số như 8/9 hoặc 5-6 thành ngày
problem-number-became-date-help = Đặt định dạng ô là Văn bản (Text) rồi gõ lại số.
problem-number-shortened = cột `{ $column }`: `{ $raw }` là số dài đã bị phần mềm bảng tính rút gọn nên không còn đủ chữ số
problem-number-shortened-help = Đặt định dạng ô là Văn bản (Text) rồi gõ lại đủ các chữ số.
problem-share-unreadable = cột `{ $column }`: cần một tỷ lệ hoặc số phiếu; nhận được `{ $raw }`
problem-share-unreadable-help = Ghi tỷ lệ như 85,7% hoặc số phiếu trên tổng số như 8/9.
problem-votes-contradict = cột `{ $column }`: { $votes } phiếu là { $exact }, nhưng ô ghi { $share }
problem-votes-contradict-help = Sửa số phiếu hoặc tỷ lệ cho khớp nhau. Khi chưa sửa, giá trị này được coi là chưa biết.
problem-neighbours-contradict = cột `{ $column }` ghi `{ $raw }` nhưng cột `{ $other }` ghi `{ $said }` nên chưa biết giá trị đúng
problem-neighbours-contradict-help = Sửa một trong hai ô cho khớp nhau.
problem-days-in-text = `{ $raw }` có nhiều ngày nên không lấy được ngày của quyết định từ ô này
problem-days-in-text-help = Ghi ngày của quyết định vào cột ngày.
