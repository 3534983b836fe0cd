# Việc cần làm tiếp: ai còn thiếu ít, cần bổ sung minh chứng gì.

follow-near = Gần đạt
follow-near-heading = Chưa đạt nhưng chỉ thiếu ít tiêu chí
follow-near-note = Người, đơn vị không đạt tối đa { $most } tiêu chí của một danh hiệu, nghĩa vụ; thiếu ít xếp trước.
follow-near-none = Không có ai chỉ thiếu ít tiêu chí.
follow-lacking = Số tiêu chí chưa đạt
follow-lacks = Tiêu chí chưa đạt
follow-open = Tiêu chí chưa xác định được
follow-name = Họ và tên, tên đơn vị
follow-requests = Minh chứng cần bổ sung
follow-requests-heading = Minh chứng cần bổ sung, theo đơn vị
follow-requests-note = Mỗi dòng là một nội dung còn thiếu; khi bổ sung đủ thì các danh hiệu, nghĩa vụ ở cột cuối mới có thể kết luận.
follow-requests-none = Không thiếu minh chứng nào.
follow-wanted = Nội dung cần bổ sung
follow-where = Ghi tại
follow-for = Để xét
follow-data = Dữ liệu kết luận
follow-data-heading = Dữ liệu kết luận: mỗi người, mỗi danh hiệu một dòng, để lọc và lập bảng tổng hợp
follow-pack = Bộ quy định
follow-title-id = Mã danh hiệu
follow-kind = Loại
follow-kind-person = Cá nhân
follow-kind-unit = Tập thể
follow-year = Năm
follow-met = Số tiêu chí đạt
follow-not-met = Số tiêu chí không đạt
follow-unknown = Số tiêu chí chưa xác định

follow-obstacles = Tiêu chí vướng nhiều
follow-obstacles-heading = Tiêu chí vướng nhiều nhất của từng danh hiệu, nghĩa vụ
follow-obstacles-note = Chỉ gồm tiêu chí có người, đơn vị chưa đạt hoặc chưa xác định; nhiều nhất xếp trước.
follow-obstacles-none = Không có tiêu chí nào vướng.
follow-stopped = Không đạt
follow-stopped-alone = Chỉ vướng tiêu chí này
follow-waiting = Đang chờ minh chứng

evidence-read = Minh chứng đã đọc
evidence-heading = Minh chứng đã đọc: mỗi giá trị làm căn cứ cho một tiêu chí là một dòng
evidence-note = Thứ tự như ở trang của từng danh hiệu; không gồm người, đơn vị không thuộc đối tượng xét.
evidence-note-cut = Có { $count } minh chứng, nhiều hơn { $most } dòng, nên chỉ nêu minh chứng của tiêu chí không đạt hoặc chưa xác định; bỏ qua minh chứng của tiêu chí đã đạt và những gì vượt quá { $held } dòng.
evidence-none = Không đọc được minh chứng nào.
evidence-verdict = Đánh giá
evidence-value = Giá trị đã đọc
