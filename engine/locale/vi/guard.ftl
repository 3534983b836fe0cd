# Tệp bảng tính không đọc được, hoặc chỉ đọc được một phần.

error-file-too-heavy = tệp bị hỏng, hoặc cần quá nhiều bộ nhớ hay thời gian để đọc; hãy mở bằng phần mềm bảng tính, xóa hàng, cột và trang tính thừa, lưu lại dạng .xlsx hoặc tách thành nhiều tệp
error-file-unsafe = tệp được làm ra khác thường, có thể để gây hại, nên không mở; hãy hỏi lại người gửi và xin tệp lưu bằng phần mềm bảng tính

problem-file-too-heavy = tệp bị hỏng, hoặc cần quá nhiều bộ nhớ hay thời gian để đọc
problem-file-too-heavy-help = Mở bằng phần mềm bảng tính, xóa hàng, cột và trang tính thừa, lưu lại dạng .xlsx; nếu vẫn vậy thì tách thành nhiều tệp, mỗi tệp không quá 50.000 dòng.
problem-file-unsafe = tệp được làm ra khác thường, có thể để gây hại, nên không mở
problem-file-unsafe-help = Hỏi lại người gửi và xin tệp lưu bằng phần mềm bảng tính; đừng mở tệp này nếu không rõ từ đâu đến.
problem-sheet-unreadable = trang tính bị hỏng, hoặc có quá nhiều dữ liệu, nên không đọc được; các trang tính khác vẫn được đọc
problem-sheet-unreadable-help = Chép bảng sang một trang tính mới rồi lưu lại dạng .xlsx. Khi chưa sửa, trang tính này được coi là còn thiếu dòng.
problem-sheet-no-cells = trang tính chỉ có biểu đồ, hộp thoại hoặc macro, không có ô nào để đọc
problem-sheet-no-cells-help = Không cần làm gì. Nếu trang tính này phải có bảng thì chép bảng đó vào một trang tính thường.
