# Câu chữ của trang giới thiệu một văn bản (docs/rules).

regulation-about = Trang này lập từ bộ quy định { $pack } bằng lệnh `thidua rules page`: mỗi tiêu chí hỏi gì, căn cứ vào đâu, áp dụng từ ngày nào. Nội dung được diễn đạt lại; văn bản gốc là căn cứ. Năm ghi bằng số trong yêu cầu tính cho năm xét { $year }. Tiêu chí không ghi tình trạng thì theo tình trạng của danh hiệu, phiên bản hoặc cả bộ.
regulation-about-statutory = “Luật định”: bộ quy định kế thừa bộ này chỉ được quy định chặt hơn, nếu khác thì phải nêu căn cứ.
regulation-language = Tiếng Việt
regulation-id = Mã
regulation-cite = Căn cứ
regulation-issuer = Cơ quan ban hành: { $issuer }
regulation-in-force = Hiệu lực: { $span }
regulation-years-calendar = Giai đoạn: các năm { $first } đến { $last } (năm dương lịch)
regulation-years-school = Giai đoạn: các năm học { $first } đến { $last } (năm học bắt đầu ngày { $day })
regulation-one-year-calendar = Năm { $first } (năm dương lịch)
regulation-one-year-school = Năm học { $first } (bắt đầu ngày { $day })
regulation-pack-version = Phiên bản của bộ quy định: { $version }
regulation-status = Tình trạng: { $status ->
    [confirmed] đã đối chiếu với nguồn nêu tại SOURCES.md
    [draft] mới là dự thảo, chưa phải quy định
   *[other] chưa được xác nhận từ văn bản gốc
}
regulation-flow = Sơ đồ
regulation-flow-about = Mũi tên đi từ danh hiệu được xét đến sang danh hiệu cần nó, trong mọi phiên bản. Nét liền: đã có quyết định hoặc đủ tiêu chuẩn trong lần xét này. Nét đứt: chỉ tính quyết định đã có; khung nét đứt: danh hiệu chỉ biết qua quyết định.
regulation-flow-person = Cá nhân
regulation-flow-unit = Tập thể
regulation-flow-members = thành viên
regulation-flow-head = người đứng đầu
regulation-flow-workplace = đơn vị công tác
regulation-flow-refused = không được có
regulation-titles = Danh hiệu, nghĩa vụ
regulation-kind = { $kind ->
    [award-person] Danh hiệu, hình thức khen thưởng của cá nhân
    [award-unit] Danh hiệu, hình thức khen thưởng của tập thể
    [duty-person] Nghĩa vụ của cá nhân
    [duty-unit] Nghĩa vụ của tập thể
    [check-person] Kiểm tra hồ sơ của cá nhân
   *[check-unit] Kiểm tra hồ sơ của tập thể
}
regulation-recorded-as = Quyết định ghi là: { $name }
regulation-reasons = Thứ tự nêu lý do không đạt: { $order }
regulation-from-base = Kế thừa từ: { $pack }
regulation-version = Phiên bản { $span }
regulation-received = Áp dụng với hồ sơ nhận { $span }
regulation-transition = Chuyển tiếp, với hồ sơ nhận { $span }: { $text } ({ $cite })
regulation-since = từ { $day }: { $text }
regulation-never = Không áp dụng ngày nào trong thời gian văn bản có hiệu lực
regulation-statutory = Luật định
regulation-consumes = Thành tích đã dùng để đạt tiêu chí này không được dùng lại
regulation-preferences = Ưu tiên
regulation-most = Nhiều hơn, cao hơn thì xếp trước: { $ranked }
regulation-least = Ít hơn, thấp hơn thì xếp trước: { $ranked }
regulation-first = Xếp trước: { $ranked }
regulation-parameters = Tham số
regulation-value = Giá trị: { $value }
regulation-ended = hết áp dụng
regulation-definitions = Khái niệm
regulation-means = Nghĩa là: { $condition }
regulation-unused = Chưa tiêu chí nào dùng
regulation-rounds = Đợt xét
regulation-taken-over = Kế thừa
regulation-taken-titles = Danh hiệu, nghĩa vụ: { $names }
regulation-taken-parameters = Tham số: { $names }
regulation-taken-definitions = Khái niệm: { $names }
regulation-taken-rounds = Đợt xét: { $names }
regulation-changed = Đổi giá trị: { $before } → { $after }
regulation-added = Tiêu chí bổ sung
regulation-basis = Căn cứ để quy định khác: { $cite }
regulation-day-received = ngày nhận hồ sơ
regulation-day-year-start = ngày đầu của năm xét
regulation-day-next-year-start = ngày đầu của năm tiếp theo
regulation-day-year-end = ngày cuối của năm xét
regulation-year-judged = năm xét
regulation-year-before = năm trước năm xét
regulation-years-before = năm thứ { $number } trước năm xét
regulation-years-after = năm thứ { $number } sau năm xét
regulation-span-many = { $number } năm tính đến { $last }
regulation-span-until = thời gian đến hết { $last }
