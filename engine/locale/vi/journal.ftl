# Nhật ký phiên xét của cơ quan.

journal-added = { $run }: đã ghi vào nhật ký, là lần chạy thứ { $size }; mốc { $root }
journal-whole = Chưa thấy khác biệt nào trong nhật ký: { $size } lần chạy, mốc { $root }
help-journal = Nhật ký phiên xét: các lần chạy theo thứ tự, ai sửa cũng bị phát hiện.
help-journal-into = Ghi lần chạy này vào nhật ký của cơ quan.
help-journal-add = Ghi thêm các lần chạy vào cuối nhật ký.
help-journal-head = Mốc của nhật ký, để người ngoài ghi lại.
help-journal-prove = Chứng minh nhật ký chỉ ghi tiếp từ một mốc cũ, cho người không giữ nhật ký.
help-journal-verify = Kiểm tra nhật ký, hoặc một tệp chứng minh (kèm --since).
help-journal-sign = Ký mốc của nhật ký bằng khóa này (mật khẩu: hỏi, hoặc biến THIDUA_PASSPHRASE).
help-journal-out = Tệp để ghi; không có thì in ra.
help-journal-since = Mốc cũ đã ghi lại, hoặc tệp chữ ký của mốc đó.
help-journal-runs = Thư mục có các lần chạy để đối chiếu với nhật ký.

error-journal-no-run = { $folder } không phải lần chạy đã niêm phong còn đọc được
error-journal-has-run = { $run } đã có trong nhật ký
error-journal-broken = nhật ký không còn nguyên vẹn nên không ghi thêm, không chứng minh; xem bằng `thidua journal verify`
error-journal-needs-key = { $path }: nhật ký này có chữ ký; ghi thêm phải có --sign
error-journal-busy = { $path }: người khác đang ghi nhật ký này; thử lại sau
error-journal-unreadable = { $path } không phải nhật ký đọc được
error-journal-unwritable = { $path }: không ghi được nhật ký
error-journal-head-unreadable = { $path } không phải mốc của nhật ký
error-journal-file-exists = { $path } đã có; chọn tên khác
error-journal-proof-alone = { $path } là tệp chứng minh: cần mốc cũ (--since) và không dùng với --runs

difference-journal-line = dòng không đọc được hoặc không còn nguyên dạng đã ghi
difference-journal-number = dòng mang số { $told }, đúng ra là { $expected }
difference-journal-chain = dòng này không nối tiếp dòng { $line } đứng trước
difference-journal-twice = lần chạy này đã có ở dòng { $line }
difference-journal-cut = mốc cũ có { $told } lần chạy, nay nhật ký chỉ còn { $found }
difference-journal-rewritten = các dòng này không còn như khi ghi mốc cũ
difference-journal-head-other = mốc đã ký (lần chạy thứ { $size }) không phải của nhật ký này
difference-journal-head-behind = từ dòng này trở đi chưa có chữ ký; nếu lần ghi trước bị ngắt thì ghi lại lần chạy đó với --sign
difference-journal-run-unknown = lần chạy này không có trong nhật ký
difference-journal-run-signed-otherwise = chữ ký của lần chạy khác với chữ ký ghi ở dòng { $line }
difference-journal-proof-wrong = tệp này không chứng minh được gì
difference-journal-proof-of-another = chứng minh này không bắt đầu từ mốc đã cho (lần chạy thứ { $size })

unproven-journal-unsigned = nhật ký không có chữ ký
unproven-journal-signer-unknown = chưa cho khóa công khai nên chưa biết ai ký
unproven-journal-head-not-given = chưa cho mốc cũ nên chưa biết nhật ký có bị viết lại từ đầu hay không
unproven-journal-run-absent = không thấy lần chạy trong thư mục đã cho
