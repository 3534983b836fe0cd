# The figures of the page.

figure-told = { $heading }. { $parts }.
figure-count = { $label }: { $count }
figure-named = { $name } – { $apart }

figure-titles = Results by title
figure-titles-duties = Results by title and duty
figure-titles-note = The numbers are how many people or units each conclusion holds for.
figure-titles-duties-note = The numbers are how many people or units each conclusion holds for; of a duty, eligible means fulfilled and not eligible means not fulfilled.

figure-units = Results by unit
figure-units-note = The conclusions on all titles for a unit and its people together; who is considered for several titles counts several times.
figure-units-some = Only { $shown } of { $all } units, those with most conclusions that are not eligible or undetermined; the conclusions on all titles for a unit and its people together.

figure-obstacles = The criteria that most people fail
figure-obstacles-note = The numbers are how many people or units fail the criterion; at most { $most } criteria, the most frequent first.
figure-alone = Fail this one only
figure-others = Fail others as well

figure-near = How far the near misses are
figure-near-note = The refusals for want of one criterion or two, by the part of what is needed that is there; where several things are measured, by the one that lacks most.
figure-lacks-one = One criterion lacking
figure-lacks-two = Two criteria lacking
figure-band-most = 3/4 of what is needed, or more
figure-band-half = 1/2 to less than 3/4
figure-band-quarter = 1/4 to less than 1/2
figure-band-less = Something, but less than 1/4
figure-band-nothing = Nothing yet
figure-band-none = Yes-or-no criteria, which cannot be measured
