# Lỗi trong bộ quy định và trong lời gọi.

error-pack-missing = không có bộ quy định “{ $name }”; có thể là: { $near }
error-yaml = tệp không phải YAML hợp lệ: { $problem }
error-shape = { $path }: { $problem }
error-unknown-fact = không có thông tin `{ $name }` trong bộ từ vựng; gần nhất: `{ $near }`
error-unknown-relation = không có quan hệ `{ $name }` cho đối tượng này; gần nhất: `{ $near }`
error-unknown-value = giá trị `{ $name }` không có trong thang; gần nhất: `{ $near }`
error-unknown-parameter = không có tham số `{ $name }`; gần nhất: `{ $near }`
error-unknown-definition = không có định nghĩa `{ $name }`; gần nhất: `{ $near }`
error-unknown-title = không có danh hiệu `{ $name }`; gần nhất: `{ $near }`
error-not-ordered = `{ $fact }` không có thứ bậc nên không dùng được `{ $op }`
error-wrong-type = `{ $fact }` thuộc kiểu { $type }, giá trị `{ $found }` không hợp lệ
error-not-number = cần một số hoặc `$` và tên tham số, gặp `{ $found }`
error-not-attestation = `{ $fact }` không phải là một xác nhận
error-wrong-body = `{ $fact }` do `{ $body }` xác nhận theo bộ từ vựng
error-relation-in-row = không được đếm `{ $name }` bên trong một dòng của quan hệ khác
error-window-missing = quan hệ hằng năm `{ $name }` cần `within`
error-window-on-members = `members` không có năm nên không dùng được `within`
error-definition-cycle = định nghĩa dùng lại chính nó: { $chain }
error-title-cycle = các danh hiệu dựa vào nhau thành vòng: { $chain }
error-year-outside = năm { $year } nằm ngoài giai đoạn { $first }–{ $last } của { $pack }; chọn một năm trong giai đoạn đó
error-inference = bộ suy luận rút ra “{ $found }” cho { $title }, lẽ ra phải có đúng một kết luận
error-scenario-title = tình huống “{ $scenario }” nêu danh hiệu `{ $name }` không có trong bộ quy định; gần nhất: `{ $near }`
error-scenario-criterion = tình huống “{ $scenario }” nêu tiêu chuẩn `{ $name }` không có; gần nhất: `{ $near }`
error-scenario-base = tình huống “{ $scenario }” dựa trên `{ $name }` không có; gần nhất: `{ $near }`
error-no-scenarios = bộ quy định { $pack } không có tệp tình huống { $file }
error-not-in-force = ngày nhận hồ sơ { $day } nằm ngoài thời gian hiệu lực { $first } – { $last } của { $pack }; chọn --received trong thời gian đó
