# Niêm phong, chữ ký và kiểm chứng.

verify-proven = Đã chứng minh: { $decided } kết luận xét lại đều trùng khớp.
verify-sealed = Chưa thấy khác biệt nào.
verify-differs = Có { $count } khác biệt; khác biệt đầu tiên: { $first }
verify-difference = { $place }: { $message }
verify-stamped = Chữ ký được tạo không muộn hơn { $time } ngày { $day } (giờ UTC), theo dấu thời gian đã kiểm tra.
verify-unproven = Chưa chứng minh: { $message }
keys-made =
    Khóa ký: { $private } (giữ kín, kèm mật khẩu)
    Khóa công khai: { $public } (đưa cho người kiểm tra)
    Vân tay: { $fingerprint }
keys-passphrase = Mật khẩu của khóa
help-keys = Tạo và xem khóa ký.
help-keys-new = Tạo một cặp khóa Ed25519, phần ký khóa bằng mật khẩu.
help-keys-show = In vân tay của một khóa công khai.
help-sign = Ký bản ghi bằng khóa này (mật khẩu: hỏi, hoặc biến THIDUA_PASSPHRASE).
help-tsa = Tổ chức cấp dấu thời gian (RFC 3161) cho chữ ký.
help-tsa-cert = Chứng thư gốc (PEM) của tổ chức cấp dấu thời gian; có thì kiểm tra dấu thời gian.
error-tsa-needs-key = --tsa cấp dấu thời gian cho chữ ký của lần chạy: thêm --sign KEY
error-tsa-address = `{ $url }` không phải địa chỉ bắt đầu bằng http:// hoặc https://
error-tsa-unreachable = { $url }: không có trả lời ({ $reason }); chưa ghi lần chạy nào
error-tsa-refused = { $url }: tổ chức không cấp dấu thời gian ({ $reason }); chưa ghi lần chạy nào
error-tsa-unreadable = { $url }: câu trả lời không phải dấu thời gian đọc được; chưa ghi lần chạy nào
error-tsa-of-another = { $url }: câu trả lời không phải dấu thời gian của nội dung đã gửi; chưa ghi lần chạy nào
error-tsa-cert-unreadable = { $path }: không phải chứng thư (PEM) đọc được
help-verify = Chứng minh hoặc bác bỏ một lần chạy.
help-inputs = Thư mục có hồ sơ đầu vào; có thì xét lại mọi kết luận.
help-key = Khóa công khai của người ký.
help-verify-rules = Bộ tiêu chí đã dùng, nếu không phải bộ có sẵn.
error-key-unreadable = { $path }: không phải khóa Ed25519 đọc được, hoặc mật khẩu không đúng
error-key-exists = { $path } đã có; chọn tên khác
error-key-passphrase = cần mật khẩu: nhập khi được hỏi hoặc đặt biến THIDUA_PASSPHRASE

difference-record-unreadable = bản ghi của lần chạy không đọc được hoặc không còn nguyên dạng đã niêm phong
difference-record-changed = bản ghi đã bị thay đổi sau khi ký
difference-signature-missing = không có chữ ký
difference-signature-unreadable = chữ ký không đọc được hoặc không còn nguyên dạng
difference-signature-of-another = chữ ký không phải của bản ghi này
difference-signature-wrong = chữ ký không do khóa { $key } tạo ra
difference-timestamp-missing = không có dấu thời gian
difference-timestamp-unreadable = dấu thời gian không đọc được hoặc không còn nguyên dạng
difference-timestamp-of-another = dấu thời gian không phải của chữ ký này
difference-timestamp-not-trusted = không chứng thư nào đã cho xác nhận dấu thời gian này
difference-file-missing = tệp đã bị xóa
difference-file-added = tệp không có khi niêm phong
difference-file-changed = tệp đã bị thay đổi sau khi niêm phong
difference-salt-unreadable = không đọc được phần muối của các kết luận
difference-leaves-counted = khi niêm phong có { $told } kết luận, nay có { $found }
difference-root-wrong = các kết luận không còn như khi niêm phong
difference-vocabulary-other = lần chạy dùng bộ từ vựng khác với bộ đang cài
difference-pack-other = lần chạy dùng nội dung khác của bộ tiêu chí `{ $pack }`
difference-line-unreadable = dòng không đọc được
difference-conclusion-added = { $subject }, { $title }: xét lại không có kết luận này
difference-conclusion-missing = { $subject }, { $title }: thiếu kết luận này
difference-conclusion-differs = { $subject }, { $title }: xét lại cho kết quả khác ở { $field }
difference-report-differs = { $subject }, { $title }: báo cáo ghi khác với tệp kết luận
difference-rules-unreadable = không đọc được bản quy định nằm trong thư mục của lần chạy
difference-evidence-differs = { $subject }, { $title }: ô { $cell } ghi khác với minh chứng đã nêu
difference-file-differs = viết lại từ dữ liệu đầu vào thì tệp này ra khác
difference-record-differs = xét lại thì mục { $field } của bản ghi ra khác
difference-columns-differ = { $subject }, { $title }, { $criterion }: cách xét theo cột trên máy này cho kết quả khác với cách xét đối chiếu
difference-file-not-written = lẽ ra phải có tệp này
difference-report-unreadable = báo cáo không đọc được

unproven-unsigned = lần chạy không có chữ ký: chỉ chứng minh được các tệp khớp với nhau
unproven-signer-unknown = chưa cho khóa công khai nên chưa biết ai ký
unproven-timestamp-unchecked = chưa cho chứng thư của tổ chức cấp dấu thời gian nên chưa biết thời điểm ký
unproven-conclusions-not-written = lần chạy không ghi tệp kết luận
unproven-inputs-not-given = chưa cho hồ sơ đầu vào nên chưa xét lại kết luận nào
unproven-inputs-missing = thiếu tệp đầu vào ({ $names }), nên không kết luận nào được xét lại
unproven-inputs-partly = thiếu tệp đầu vào ({ $names }): chỉ riêng những tệp có ở đây đã cho { $same } kết luận như cũ; còn { $left } kết luận chưa thể xét lại
unproven-inputs-unread = lần chạy không đọc được tệp đầu vào { $names }, nên chỉ xét lại kết luận mà không viết lại các tệp để so
unproven-rules-own = xét lại theo bản quy định nằm trong chính thư mục này ({ $packs }), không phải bản kèm theo chương trình: hãy đối chiếu với văn bản gốc
unproven-program-other = lần chạy do phiên bản { $version } của chương trình thực hiện; xét lại bằng phiên bản { $now }
unproven-libraries-other = phiên bản các thư viện khác với lần chạy, nên không viết lại các tệp để so được
unproven-papers-own = các tệp Word theo mẫu riêng của cơ quan, nên không viết lại để so được
unproven-rules-differ = văn bản hoặc chương trình khác với lần chạy nên chưa xét lại kết luận nào
error-no-run = { $folder } không phải thư mục của một lần chạy (không có run.json)

receipt-proven = Đúng: { $name }, { $title }, { $year }: { $outcome }. Kết luận này là một trong { $leaves } kết luận mà cơ quan đã ký.
receipt-unreadable = Không chứng minh được: tệp này không phải giấy xác nhận kết luận.
receipt-not-signed = Không chứng minh được: giấy xác nhận này không do khóa đã cho ký.
receipt-not-among = Không chứng minh được: kết luận này không nằm trong những kết luận đã ký.
help-receipt = Giấy xác nhận kết luận của một người, đơn vị; không lộ kết luận của ai khác.
help-receipts = Thư mục để ghi giấy xác nhận; không có thì in ra.
help-verify-receipt = Kiểm tra giấy xác nhận bằng khóa công khai.
error-not-signed = { $folder } không phải lần chạy đã ký và còn nguyên tệp kết luận
