# Papers from templates (Word).

error-paper-tags = the template { $out } has tags that cannot be used: { $reason }; mend the tags in braces, or leave the template out to use the shipped one
error-paper-unreadable = the template { $out } is no Word file (.docx) that can be read; save it as .docx, or leave it out to use the shipped one
error-papers-missing = the folder of templates { $out } has none of the files { $names }; check the path and the names
help-papers = Folder with the office's own Word templates.
