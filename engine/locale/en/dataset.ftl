# Parquet datasets of many units: files, columns, rows.

error-address-unknown = nothing opens the address `{ $protocol }://` ({ $reason }); install the package of fsspec for it, such as s3fs for s3
error-dataset-unreadable = cannot be read ({ $reason }); check the path, the permissions, and whether the file is Parquet
error-dataset-empty = there is no list of persons or units; a dataset needs person.parquet or unit.parquet (or a folder of that name)
error-dataset-column-missing = column `{ $column }`, which says whose a row is, is missing; add it to the file
error-dataset-column-type = column `{ $column }` has type { $type }; write it as: { $expected }
error-dataset-rows-of-nobody = { $count } rows have no id; fill in the ids and run again
error-dataset-ids-shared = ids of both a person and a unit: { $ids }; change one of the two
error-spark-missing = Spark is not installed; install it: pip install "thidua[spark]"
error-spark-no-java = Java is not installed, which Spark needs; install Java 17 or newer, or set JAVA_HOME to where it is
error-spark-not-started = Spark does not start ({ $reason }); check Java (17 or newer) and the address of the cluster
error-spark-failed = Spark could not finish ({ $reason }); mend that and run again: nothing was kept

problem-dataset-rows-differ = rows of { $count } ids contradict each other, are of one year twice, of no year, or outside service: { $ids }
problem-dataset-rows-differ-help = Check these rows; where they differ nothing counts as known.
problem-dataset-rows-unlisted = { $count } rows are of ids that are not listed: { $ids }
problem-dataset-rows-unlisted-help = Mend the id, or list it; these rows were not used.
problem-dataset-units-unlisted = { $count } persons are of a unit that is not listed: { $ids }
problem-dataset-units-unlisted-help = Mend the id of the unit, or list the unit; the unit of these persons counts as unknown.
problem-dataset-values-unreadable = column `{ $column }` has { $count } values that cannot be read, of: { $ids }
problem-dataset-values-unreadable-help = Write a value that the vocabulary allows; these count as unknown.
problem-dataset-columns-unused = columns that nothing asks for: { $columns }
problem-dataset-columns-unused-help = Nothing to do: the rules that are applied do not ask for them.
problem-dataset-file-unused = the file is of no sheet of the vocabulary, so it was not read
problem-dataset-file-unused-help = Name the file by the id of a sheet if it is to be used.

error-reasons-nobody = the run has no conclusion about: { $subjects }; see the ids of the list that was handed in
error-reasons-no-title = there is no title { $title }; the titles are: { $known }
error-reasons-other-rules = { $folder } was not decided by these rules ({ $packs }); use the packs, versions and vocabulary that its run.json tells
error-reasons-file-exists = { $out } exists; add --force to replace it, or choose another file
error-reasons-file-unwritable = { $out } cannot be written ({ $reason }); choose another file

help-reasons = Tell the reason in words for everybody and every unit of a dataset's run.
help-reasons-lang = Language (default: reasons in both languages).
help-reasons-out = .jsonl file to write (default: standard output).
help-reasons-subject = Only the reasons of this id; can be given several times.
help-reasons-title = Only the reasons for this title; can be given several times.

error-dataset-stopped = stopped for want of disk, memory or a connection ({ $reason }); nothing was written, make room and run again
error-option-of-dataset = { $options } says nothing of a dataset of Parquet; leave it out
error-option-of-dossiers = { $options } is for a dataset of Parquet only (a folder with person.parquet or unit.parquet); leave it out

help-batch-engine = What decides a dataset of Parquet.
help-batch-master = Address of the Spark cluster (default: this machine).
