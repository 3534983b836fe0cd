# The folder of a run as archives describe it (ro-crate-metadata.json).

crate-name = Review for emulation titles, { $year }
crate-about = Conclusions, evidence and reports of one run; the SHA-256 of each file stands in run.json.
crate-license = No license to use these files again
crate-license-about = These files tell of persons; they may be published and used again only where the issuing office allows it.
crate-run = Review for emulation titles
crate-run-about = Reads the dossier, applies the rule packs and writes the conclusions. The day given here is that of the receipt of the dossier, not that of the run.
