# Biểu đồ tổng hợp của trang báo cáo.

figure-told = { $heading }. { $parts }.
figure-count = { $label }: { $count }
figure-named = { $name } – { $apart }

figure-titles = Kết quả theo danh hiệu
figure-titles-duties = Kết quả theo danh hiệu, nghĩa vụ
figure-titles-note = Số trên thanh là số cá nhân, tập thể theo từng kết luận.
figure-titles-duties-note = Số trên thanh là số cá nhân, tập thể theo từng kết luận; đối với nghĩa vụ, đủ tiêu chuẩn nghĩa là đã thực hiện, không đủ tiêu chuẩn nghĩa là chưa thực hiện.

figure-units = Kết quả theo đơn vị
figure-units-note = Cộng kết luận của mọi danh hiệu đối với đơn vị và cá nhân thuộc đơn vị; một người được xét nhiều danh hiệu thì được tính nhiều lần.
figure-units-some = Chỉ gồm { $shown } trong số { $all } đơn vị, là những đơn vị có nhiều kết luận không đủ tiêu chuẩn hoặc chưa xác định nhất; cộng kết luận của mọi danh hiệu đối với đơn vị và cá nhân thuộc đơn vị.

figure-obstacles = Tiêu chí khiến nhiều người không đạt nhất
figure-obstacles-note = Số trên thanh là số cá nhân, tập thể không đạt tiêu chí; chỉ nêu tối đa { $most } tiêu chí, nhiều nhất xếp trước.
figure-alone = Chỉ vướng tiêu chí này
figure-others = Vướng cả tiêu chí khác

figure-near = Khoảng cách của những người gần đạt
figure-near-note = Gồm các kết luận không đủ tiêu chuẩn chỉ vì một hoặc hai tiêu chí, xếp theo phần đã đạt được so với mức yêu cầu; có nhiều mức yêu cầu thì lấy mức còn thiếu nhiều nhất.
figure-lacks-one = Thiếu một tiêu chí
figure-lacks-two = Thiếu hai tiêu chí
figure-band-most = Đã đạt từ 3/4 mức yêu cầu
figure-band-half = Đã đạt từ 1/2 đến dưới 3/4
figure-band-quarter = Đã đạt từ 1/4 đến dưới 1/2
figure-band-less = Mới đạt dưới 1/4
figure-band-nothing = Chưa đạt được phần nào
figure-band-none = Tiêu chí chỉ có đạt hoặc không đạt, không đo được
