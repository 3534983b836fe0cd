# Khi hai cách xét cho kết quả khác nhau.

error-engines-differ = hai cách xét cho kết quả khác nhau đối với `{ $subject }`, danh hiệu `{ $title }`, mục `{ $criterion }`: { $first_engine } cho { $first }, { $second_engine } cho { $second }; không lập báo cáo nào, đề nghị báo lỗi này cho nhóm phát triển kèm hồ sơ
