# Văn bản theo mẫu (Word).

error-paper-tags = mẫu văn bản { $out }: thẻ không dùng được: { $reason }; sửa thẻ trong dấu ngoặc nhọn, hoặc bỏ mẫu này để dùng mẫu có sẵn
error-paper-unreadable = mẫu văn bản { $out } không phải là tệp Word (.docx) đọc được; lưu lại dạng .docx, hoặc bỏ mẫu này để dùng mẫu có sẵn
error-papers-missing = thư mục mẫu văn bản { $out } không có tệp nào trong số: { $names }; kiểm tra đường dẫn và tên tệp
help-papers = Thư mục chứa mẫu Word riêng của cơ quan.
