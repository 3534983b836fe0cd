explain-conclusion = Kết luận: { $outcome }
explain-applies = Đối tượng áp dụng: { $reason }
explain-reason-not_eligible = Lý do: không đạt tiêu chuẩn “{ $parts }”
explain-reason-undetermined = Còn chưa rõ: { $parts }
explain-reason-eligible = Lý do: đạt mọi tiêu chuẩn áp dụng ({ $parts })
explain-reason-not_applicable = Lý do: { $parts }
explain-open = Các ô cần bổ sung để có kết luận:
explain-no-cell = hồ sơ chưa có dòng hoặc cột này
explain-when = Khi:{ " " }
explain-rests-on = dựa vào kết quả xét { $title } của { $subject }:
explain-uncertain = chưa chắc thuộc đối tượng này
explain-changed = Nếu thay đổi như vậy:
explain-unchanged = Nếu thay đổi như vậy: không có kết luận nào thay đổi
explain-change = { $title }: { $before } → { $after }

explain-simulated = MÔ PHỎNG: áp dụng cả quy định chưa được xác nhận; không dùng để xét.
explain-unconfirmed = Quy định chưa được xác nhận từ văn bản gốc.
explain-draft = Quy định mới là dự thảo.
