# Tệp đầu vào của mọi định dạng: tệp nén, tệp văn bản phân cách, tệp .parquet.

error-file-empty = tệp rỗng, có thể do sao chép hoặc tải về dở dang; hãy lấy lại tệp
error-file-web-page = tệp là trang web mang tên bảng tính, thường do phần mềm trên mạng xuất ra; hãy mở bằng phần mềm bảng tính và lưu lại dạng .xlsx
error-file-link = đây là liên kết đến nơi khác nên không đọc; hãy đặt chính tệp vào chỗ này
error-file-special = đây là thiết bị hoặc đường ống, không phải là tệp, nên không mở
error-archive-empty = tệp nén không có tệp bảng tính nào (.xlsx, .xls, .ods, .csv, …)
error-archive-nested = tệp nén nằm trong một tệp nén khác nên không đọc; hãy giải nén ra trước

problem-file-empty = tệp rỗng
problem-file-empty-help = Lấy lại tệp: có thể việc sao chép hoặc tải về còn dở dang.
problem-file-web-page = tệp là trang web mang tên bảng tính, thường do phần mềm trên mạng xuất ra
problem-file-web-page-help = Mở bằng phần mềm bảng tính và lưu lại dạng .xlsx.
problem-file-link = đây là liên kết đến nơi khác nên không đọc
problem-file-link-help = Đặt chính tệp vào chỗ của liên kết, hoặc nêu thẳng đường dẫn của tệp.
problem-file-special = đây là thiết bị hoặc đường ống, không phải là tệp, nên không mở
problem-file-special-help = Ghi dữ liệu ra một tệp rồi nêu tệp đó.
problem-archive-empty = tệp nén không có tệp bảng tính nào
problem-archive-empty-help = Kiểm tra lại tệp nén, hoặc bỏ khỏi danh sách đầu vào.
problem-archive-nested = tệp nén nằm trong một tệp nén khác nên không đọc
problem-archive-nested-help = Giải nén ra trước, rồi đặt các tệp bảng tính cạnh nhau.

problem-file-mislabelled = tên tệp có đuôi `{ $suffix }` nhưng nội dung là tệp { $read }; đã đọc theo nội dung
problem-file-mislabelled-help = Nên đổi đuôi tên tệp cho đúng với nội dung.
problem-file-encoding = tệp không cho biết bảng mã; đã đọc theo bảng mã { $read }
problem-file-encoding-help = Không cần làm gì nếu chữ hiện đúng; nếu sai, hãy lưu lại dạng .xlsx hoặc CSV UTF-8.
problem-text-damaged = có { $count } ô chứa ký tự hỏng, hiện thành `�`
problem-text-damaged-help = Lấy lại tệp gốc, hoặc gõ lại các ô này.
problem-letters-lost = có { $count } ô mà chữ có dấu đã thành dấu `?` khi lưu tệp
problem-letters-lost-help = Mở tệp gốc và lưu lại dạng .xlsx hoặc CSV UTF-8; các chữ đã mất không lấy lại được từ tệp này.
problem-quotes-broken = từ dòng { $row } trở đi không đọc được: dấu ngoặc kép không khép đúng cặp
problem-quotes-broken-help = Sửa dấu ngoặc kép ở dòng này rồi lưu lại. Khi chưa sửa, trang tính này được coi là còn thiếu dòng.
problem-field-too-long = từ dòng { $row } trở đi không đọc được: có ô dài quá { $most } ký tự
problem-field-too-long-help = Kiểm tra dấu ngoặc kép ở dòng này, hoặc rút ngắn ô. Khi chưa sửa, trang tính này được coi là còn thiếu dòng.
problem-rows-long = có { $count } dòng nhiều ô hơn dòng tiêu đề ({ $width } ô) nên không biết giá trị nào thuộc cột nào; không đọc dòng { $rows }
problem-rows-long-help = Giá trị có chứa dấu ngăn cách thì đặt trong ngoặc kép, ví dụ "85,7", hoặc lưu lại dạng .xlsx.
problem-rows-short = có { $count } dòng ít ô hơn dòng tiêu đề ({ $width } ô); các ô thiếu ở cuối được coi là để trống: dòng { $rows }
problem-rows-short-help = Không cần làm gì nếu các ô đó để trống; nếu một dòng bị ngắt làm hai, hãy nối lại.
problem-column-untyped = cột `{ $column }` có kiểu { $type }, không phải chữ, số, ngày hay có/không, nên không đọc
problem-column-untyped-help = Xuất lại tệp với mỗi ô một giá trị. Khi chưa sửa, mọi giá trị của cột này được coi là chưa biết.
