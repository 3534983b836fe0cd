# Lỗi trong bộ quy định và trong lời gọi.

error-pack-missing = không có bộ quy định “{ $name }”; có thể là: { $near }

# Đọc tệp YAML.

error-yaml = tệp không phải YAML hợp lệ: { $problem }
error-yaml-too-large = tệp dài { $size } MB, chỉ đọc tệp đến { $most } MB
error-yaml-unreadable = không đọc được tệp: { $reason }
error-yaml-encoding = tệp phải ghi bằng UTF-8, gặp byte { $found }
error-yaml-character = có ký tự không in được { $found }; hãy xóa ký tự đó
error-yaml-tab = thụt dòng bằng dấu tab; hãy dùng dấu cách
error-yaml-start = giá trị không được bắt đầu bằng `{ $found }`; hãy đặt giá trị trong dấu nháy
error-yaml-colon = chỗ này không được có `{ $found }`; nếu là chữ thì đặt cả câu trong dấu nháy, nếu là khóa thì xuống dòng
error-yaml-no-colon = thiếu `:` sau khóa `{ $found }`
error-yaml-open-bracket = ngoặc chưa đóng hoặc thiếu dấu phẩy trước `{ $found }`
error-yaml-open-quote = dấu nháy { $found } mở ở đây không được đóng lại
error-yaml-indent = dòng này thụt vào không khớp với các dòng trên, bắt đầu từ `{ $found }`
error-yaml-duplicate = khóa `{ $key }` có hai lần; lần đầu ở dòng { $line }
error-yaml-tag = không dùng thẻ `{ $tag }`; chỉ viết giá trị
error-yaml-too-deep = lồng nhau quá { $most } tầng
error-yaml-too-many = tệp có hơn { $most } giá trị, tính cả những chỗ nhắc lại bằng `*`
error-yaml-alias = không có `&{ $name }` ở phía trên để `*{ $name }` nhắc lại
error-yaml-alias-inside = `*{ $name }` nhắc lại chính phần chứa nó
error-yaml-merge = `<<` cần một nhóm khóa hoặc một danh sách các nhóm khóa
error-yaml-key = khóa phải là một từ hoặc một số
error-yaml-value = không có ngày, số hoặc chữ nào là `{ $found }`; nếu là chữ thì đặt trong dấu nháy
error-yaml-documents = mỗi tệp chỉ một văn bản, không có dòng `---` thứ hai

# Hình dạng của bộ quy định, tình huống và từ vựng.

error-shape = { $path }: { $problem }
error-shape-missing = { $path }: thiếu khóa này
error-shape-unknown-key = { $path }: không có khóa `{ $key }`; được dùng: { $allowed }
error-shape-unknown-key-near = { $path }: không có khóa `{ $key }`, có phải `{ $near }` không; được dùng: { $allowed }
error-shape-choice = { $path }: cần một trong { $allowed }, gặp `{ $found }`
error-shape-choice-near = { $path }: cần một trong { $allowed }, gặp `{ $found }`; có phải `{ $near }` không
error-shape-type =
    { $path }: cần { $expected ->
        [integer] một số nguyên
        [number] một số
        [day] một ngày dạng năm-tháng-ngày
        [truth] true hoặc false
        [mapping] một nhóm khóa
        [list] một danh sách
        [text] chữ (đặt số và ngày trong dấu nháy)
        [value-or-mapping] một từ, một ngày hoặc một nhóm khóa
       *[value] một số, một ngày hoặc một từ
    }, gặp `{ $found }`
error-shape-form =
    { $path }: cần { $form ->
        [id] chữ thường không dấu, chữ số và dấu gạch nối
        [month-day] tháng-ngày như 09-01
       *[other] dạng { $form }
    }, gặp `{ $found }`
error-shape-least = { $path }: ít nhất phải là { $least }, gặp `{ $found }`
error-shape-most = { $path }: nhiều nhất chỉ được là { $most }, gặp `{ $found }`
error-shape-few = { $path }: cần ít nhất { $least } mục
error-shape-unwanted = { $path }: khóa này không dùng ở đây
error-shape-key = { $path }: khóa phải là một từ, gặp `{ $found }`
error-shape-ends-early = { $path }: kết thúc trước khi bắt đầu
error-shape-begins = { $path }: `begins` chỉ dùng cho năm học, và năm học phải có
error-shape-either = { $path }: cần đúng một trong các khóa { $keys }
error-shape-exclude = { $path }: `{ $one }` và `{ $other }` không dùng cùng nhau
error-shape-reserved = { $path }: `{ $name }` là tên mà kết quả dùng riêng; hãy chọn mã khác
error-shape-transition = { $path }: chuyển tiếp dành cho hồ sơ nhận trước khi phiên bản có hiệu lực
error-shape-two-versions = { $path }: hai phiên bản cùng có hiệu lực vào ngày { $day }
error-shape-no-titles = { $path }: bộ quy định cần ít nhất một danh hiệu
error-shape-one-operator = { $path }: cần đúng một trong { $names }, gặp { $given }
error-shape-too-many-of = { $path }: đòi { $wanted } trong số { $given } điều kiện
error-shape-empty-window = { $path }: cần ít nhất một trong from, to, last, ending, since, after, until, before
error-shape-condition = { $path }: cần một điều kiện, đặt tên bằng một trong { $allowed }; gặp `{ $found }`
error-shape-condition-near = { $path }: không có điều kiện `{ $key }`, có phải `{ $near }` không; các điều kiện: { $allowed }
error-shape-condition-two = { $path }: `{ $first }` và `{ $second }` là hai điều kiện; đặt cả hai vào `all` hoặc `any`
error-shape-operand = { $path }: cần một số, một ngày hoặc một phép đo trong { $allowed }; gặp `{ $found }`

# Điều kiện không khớp với bộ từ vựng hoặc với nhau.

error-unknown-fact = ở đây không có thông tin `{ $name }`; có thể là: { $near }
error-unknown-relation = đối tượng này không có quan hệ `{ $name }`; có thể là: { $near }
error-unknown-value = thang không có giá trị `{ $name }`; có thể là: { $near }
error-unknown-parameter = không có tham số `{ $name }`; có thể là: { $near }
error-unknown-definition = không có định nghĩa `{ $name }`; có thể là: { $near }
error-unknown-title = không có danh hiệu `{ $name }`; có thể là: { $near }
error-unknown-criterion = danh hiệu không có tiêu chuẩn `{ $name }`; có thể là: { $near }
error-wrong-kind = `{ $fact }` thuộc kiểu { $type }, ở đây cần { $expected }
error-wrong-type = `{ $fact }` thuộc kiểu { $type }, không có giá trị `{ $found }`
error-not-ordered = `{ $fact }` không có thứ bậc nên không dùng được `{ $op }`
error-not-number = cần một số hoặc `$` và tên tham số, gặp `{ $found }`
error-not-day = cần một ngày dạng năm-tháng-ngày, gặp `{ $found }`
error-not-multiple = `multiple_of` cần một số nguyên dương và một phép đếm, gặp `{ $found }`
error-not-a-fact = chỉ so được với một thông tin viết là {"{"}fact: tên{"}"}, gặp `{ $found }`
error-not-attestation = `{ $fact }` không phải là một xác nhận
error-wrong-body = theo bộ từ vựng, `{ $fact }` do `{ $body }` xác nhận
error-year-compared = `{ $fact }` là năm của dòng; hãy chọn năm bằng `within`
error-too-fine = chỉ ghi đến sáu chữ số thập phân, gặp `{ $found }`
error-parameter-ended = tham số `{ $name }` không có giá trị vào ngày { $day }
error-definition-cycle = định nghĩa dùng lại chính nó: { $chain }
error-title-cycle = các danh hiệu dựa vào nhau thành vòng: { $chain }
error-title-in-row = không hỏi được danh hiệu `{ $name }` bên trong một dòng
error-title-of-others = danh hiệu `{ $name }` không dành cho loại đối tượng được hỏi ở đây
error-title-ambiguous = `{ $name }` có thể là nhiều danh hiệu: { $found }; hãy viết tên đầy đủ
error-title-not-in-force = dựa vào danh hiệu `{ $name }` không có hiệu lực vào ngày đó
error-no-other =
    không hỏi được về { $whom ->
        [unit] đơn vị
       *[head] người đứng đầu
    } ở đây
error-relation-in-row = không được đếm `{ $name }` bên trong một dòng của quan hệ khác
error-one-bound = phép đo cần đúng một phép so sánh, gặp { $found }
error-bound-unwanted = số để xếp thứ tự không so sánh với gì; bỏ `{ $op }`
error-share-of-all = `share` cần `where` để biết tính tỷ lệ của những ai
error-measures-differ = không so được hai phép đo khác loại: { $first } với { $second }
error-window-missing = quan hệ hằng năm `{ $name }` cần `within`
error-window-on-members = thành viên (`members`) không có năm nên không hỏi về năm được
error-window-ends = khoảng năm { $first }–{ $last } kết thúc trước khi bắt đầu
error-window-years = `{ $name }` phải là một số năm từ 1 trở lên, tìm thấy `{ $found }`
error-window-long = khoảng năm dài quá { $most } năm
error-edge-in-edge = mốc cắt khoảng năm không được lấy từ một khoảng năm cũng bị cắt
error-name-taken = bộ quy định được mở rộng { $pack } đã có `{ $name }`; hãy chọn tên khác hoặc sửa đổi trong `overrides`
error-statutory = `{ $name }` là quy định của { $pack }, không được nới lỏng nếu không nêu căn cứ ở `derogates`

# Ngày, năm và các tình huống.

error-year-outside = năm { $year } nằm ngoài giai đoạn { $first }–{ $last } của { $pack }; chọn một năm trong giai đoạn đó
error-inference = bộ suy luận rút ra “{ $found }” cho { $title }, lẽ ra phải có đúng một kết luận
error-scenario-title = tình huống “{ $scenario }” nêu danh hiệu `{ $name }` không có trong bộ quy định; gần nhất: `{ $near }`
error-scenario-criterion = tình huống “{ $scenario }” nêu tiêu chuẩn `{ $name }` không có; gần nhất: `{ $near }`
error-scenario-base = tình huống “{ $scenario }” dựa trên `{ $name }` không có; gần nhất: `{ $near }`
error-no-scenarios = bộ quy định { $pack } không có tệp tình huống { $file }
error-not-in-force = ngày nhận hồ sơ { $day } nằm ngoài thời gian hiệu lực { $first } – { $last } của { $pack }; chọn --received trong thời gian đó
error-start-like = điểm xuất phát “{ $scenario }” giống `{ $name }` không có hoặc lại giống chính nó; có thể là: { $near }
error-extends-cycle = các bộ quy định kế thừa lẫn nhau theo vòng tròn: { $chain }
error-attestation-compared = `{ $fact }` là một xác nhận: hãy dùng `attested`, không so sánh như dữ kiện
error-scenario-word = tình huống “{ $scenario }” mong đợi `{ $name }`, không có kết quả như vậy; gần nhất: `{ $near }`
error-scenario-case = bảng “{ $scenario }”: có giá trị không hợp với cột của nó
error-shape-case-width = { $path }: dòng { $number } có { $values } giá trị, bảng có { $columns } cột
error-shape-case-column = { $path }: cột `{ $column }` phải viết theo dạng { $form }
