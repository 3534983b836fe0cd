-- Law on Emulation and Commendation of 2022, judged for the school year 2024-2025.
-- A school year is named by its first calendar year. Nothing before 1965 is looked at.

CREATE OR REPLACE TEMP MACRO first_year(school_year) AS left(school_year, 4)::INTEGER;

CREATE OR REPLACE TEMP MACRO year_of(day) AS year(day) - (month(day) < 9)::INTEGER;

-- Years as bits of a number, the judged one the lowest; all of them; those after a year.
CREATE OR REPLACE TEMP MACRO year_bit(year) AS
    CASE WHEN year BETWEEN 1965 AND 2024 THEN 1::BIGINT << (2024 - year) END;

CREATE OR REPLACE TEMP MACRO all_years() AS (1::BIGINT << 60) - 1;

CREATE OR REPLACE TEMP MACRO years_after(year) AS
    (1::BIGINT << least(greatest(2024 - year, 0), 60)::INTEGER) - 1;

-- Years of service in which a rating is due.
CREATE OR REPLACE TEMP MACRO years_due(joined, left_on) AS
    years_after(coalesce(year_of(joined), 1965) - 1) & ~years_after(coalesce(year_of(left_on), 2024));

-- How many of the lowest years are there without a gap.
CREATE OR REPLACE TEMP MACRO unbroken(years) AS (bit_count(xor(years, years + 1)) - 1)::USMALLINT;

-- The longest that a run may be: years that may count, and rows of unknown years.
CREATE OR REPLACE TEMP MACRO may_run(years, undated, within) AS
    least(unbroken(CASE WHEN undated > 0 THEN within ELSE years & within END),
        bit_count(years & within) + undated, bit_count(within))::USMALLINT;

CREATE OR REPLACE TEMP MACRO latest_year(years) AS
    CASE WHEN years > 0 THEN 2024 - bit_count(xor(years, years - 1)) + 1 END;

-- What surely, or perhaps, comes after the year of an event between low and high, if there is one.
CREATE OR REPLACE TEMP MACRO surely_after(there, high) AS
    CASE WHEN NOT there THEN all_years() WHEN high IS NULL THEN 0 ELSE years_after(high) END;

CREATE OR REPLACE TEMP MACRO perhaps_after(there, low) AS
    CASE WHEN there AND low IS NOT NULL THEN years_after(low) ELSE all_years() END;

CREATE OR REPLACE TEMP MACRO is_after(year, there, low, high) AS
    CASE WHEN NOT there THEN true WHEN year > high THEN true WHEN there AND year <= low THEN false END
    AND year BETWEEN 1965 AND 2024;

CREATE OR REPLACE TEMP MACRO exists_any(sure, possible) AS at_least(sure, possible, 1);

-- A decision of the year, or else the conclusion of this run if none was taken back.
CREATE OR REPLACE TEMP MACRO held(sure, possible, gone_sure, gone_may, outcome) AS
    at_least(sure, possible, 1) OR (NOT at_least(gone_sure, gone_may, 1) AND stands(outcome));

-- Awards

CREATE TEMP TABLE decisions AS
SELECT award_owner AS owner, first_year(award_year) AS year, award_title AS title,
    NOT coalesce(award_revoked, false) AS valid
FROM awards;

CREATE TEMP TABLE awarded AS
SELECT owner,
    surely(year = 2024 AND title = 'ldtt' AND valid) AS ldtt_sure,
    perhaps(year = 2024 AND title = 'ldtt' AND valid) AS ldtt_may,
    surely(year = 2024 AND title = 'ldtt' AND NOT valid) AS ldtt_gone_sure,
    perhaps(year = 2024 AND title = 'ldtt' AND NOT valid) AS ldtt_gone_may,
    surely(year = 2024 AND title = 'cstdcs' AND valid) AS cstdcs_sure,
    perhaps(year = 2024 AND title = 'cstdcs' AND valid) AS cstdcs_may,
    surely(year = 2024 AND title = 'cstdcs' AND NOT valid) AS cstdcs_gone_sure,
    perhaps(year = 2024 AND title = 'cstdcs' AND NOT valid) AS cstdcs_gone_may,
    -- Up to the year before, which is the lowest bit here.
    bit_or(year_bit(year + 1)) FILTER (title = 'cstdcs' AND valid) AS cstdcs_years,
    bit_or(year_bit(year + 1)) FILTER (may_be(title = 'cstdcs' AND valid)) AS cstdcs_years_may,
    surely(year IS NULL AND may_be(title = 'cstdcs' AND valid)) AS cstdcs_undated,
    surely(year BETWEEN 2020 AND 2024 AND title = 'cstd-bo-tinh' AND valid) AS soldier_sure,
    perhaps(year BETWEEN 2020 AND 2024 AND title = 'cstd-bo-tinh' AND valid) AS soldier_may,
    surely(year BETWEEN 2023 AND 2024 AND title = 'cstd-bo-tinh' AND valid) AS recent_sure,
    perhaps(year BETWEEN 2023 AND 2024 AND title = 'cstd-bo-tinh' AND valid) AS recent_may,
    surely(title = 'ngut' AND valid) AS ngut_sure,
    perhaps(title = 'ngut' AND valid) AS ngut_may,
    surely(title = 'kncgd' AND valid) AS kncgd_sure,
    perhaps(title = 'kncgd' AND valid) AS kncgd_may,
    -- Certificates of merit, and the year of the first.
    surely(year BETWEEN 1964 AND 2023 AND title = 'bk-bo-tinh' AND valid) AS bk_sure,
    perhaps(year BETWEEN 1964 AND 2023 AND title = 'bk-bo-tinh' AND valid) AS bk_may,
    exists_any(surely(title = 'bk-bo-tinh' AND valid),
        perhaps(title = 'bk-bo-tinh' AND valid)) AS bk_there,
    CASE WHEN surely(year IS NULL AND may_be(title = 'bk-bo-tinh' AND valid)) = 0
        THEN min(year) FILTER (may_be(title = 'bk-bo-tinh' AND valid)) END AS bk_low,
    min(year) FILTER (title = 'bk-bo-tinh' AND valid) AS bk_high,
    surely(year BETWEEN 1964 AND 2023 AND title = 'bk-ttg' AND valid) AS ttg_sure,
    perhaps(year BETWEEN 1964 AND 2023 AND title = 'bk-ttg' AND valid) AS ttg_may,
    exists_any(surely(title = 'bk-ttg' AND valid),
        perhaps(title = 'bk-ttg' AND valid)) AS ttg_there,
    CASE WHEN surely(year IS NULL AND may_be(title = 'bk-ttg' AND valid)) = 0
        THEN min(year) FILTER (may_be(title = 'bk-ttg' AND valid)) END AS ttg_low,
    min(year) FILTER (title = 'bk-ttg' AND valid) AS ttg_high
FROM decisions GROUP BY owner;

-- Ratings of persons

CREATE TEMP TABLE rated AS
WITH known AS (
    SELECT rated_person AS owner, first_year(rating_year) AS year, year_bit(year) AS place,
        rating_year IS NULL AS undated, grade,
        grade IN ('good', 'excellent') AS is_good, grade = 'excellent' AS is_excellent
    FROM ratings
)
SELECT owner,
    bit_or(place) AS years,
    bit_or(place) FILTER (is_good) AS good,
    bit_or(place) FILTER (may_be(is_good)) AS good_may,
    surely(undated AND may_be(is_good)) AS good_undated,
    bit_or(place) FILTER (is_excellent) AS excellent,
    bit_or(place) FILTER (may_be(is_excellent)) AS excellent_may,
    surely(undated AND may_be(is_excellent)) AS excellent_undated,
    bit_or(place) FILTER (NOT is_good) AS bad,
    bit_or(place) FILTER (may_be(NOT is_good)) AS bad_may,
    surely(undated AND may_be(NOT is_good)) AS bad_undated,
    surely(year = 2024 AND NOT is_good) AS bad_now_sure,
    perhaps(year = 2024 AND NOT is_good) AS bad_now_may,
    surely(year = 2024 AND NOT is_excellent) AS plain_now_sure,
    perhaps(year = 2024 AND NOT is_excellent) AS plain_now_may,
    surely(year = 2024 AND grade = 'not_completed') AS failed_now_sure,
    perhaps(year = 2024 AND grade = 'not_completed') AS failed_now_may,
    surely(year = 2024 AND grade IS NOT NULL) AS rated_now_sure,
    perhaps(year = 2024) AS rated_now_may,
    surely(year = 2023 AND grade IS NOT NULL) AS rated_before_sure,
    perhaps(year = 2023) AS rated_before_may
FROM known GROUP BY owner;

-- Persons with their ratings and awards; a year without a rating may have been any.

CREATE TEMP TABLE careers AS
WITH due AS (
    SELECT person_id AS subject, p.unit, role, joined, under_review, service_years, teaching_years, hardship_years,
        years_due(joined, "left") & ~coalesce(years, 0) AS missing, missing & 1 AS now, (missing >> 1) & 1 AS before,
        coalesce(good, 0) AS good, coalesce(good_may, 0) | missing AS good_may,
        number(good_undated) AS good_undated,
        coalesce(excellent, 0) AS excellent, coalesce(excellent_may, 0) | missing AS excellent_may,
        number(excellent_undated) AS excellent_undated,
        coalesce(bad, 0) AS bad, coalesce(bad_may, 0) | missing AS bad_may, number(bad_undated) AS bad_undated,
        nothing(coalesce(bad_now_sure, 0), coalesce(bad_now_may, 0) + now) AS good_now,
        nothing(coalesce(plain_now_sure, 0), coalesce(plain_now_may, 0) + now) AS excellent_now,
        nothing(coalesce(failed_now_sure, 0), coalesce(failed_now_may, 0) + now) AS completed_now,
        exists_any(coalesce(rated_now_sure, 0), coalesce(rated_now_may, 0) + now) AS rated_now,
        number(rated_before_sure) AS rated_before_sure,
        (coalesce(rated_before_may, 0) + before)::USMALLINT AS rated_before_may,
        number(ldtt_sure) AS ldtt_sure, number(ldtt_may) AS ldtt_may,
        number(ldtt_gone_sure) AS ldtt_gone_sure, number(ldtt_gone_may) AS ldtt_gone_may,
        number(cstdcs_sure) AS cstdcs_sure, number(cstdcs_may) AS cstdcs_may,
        number(cstdcs_gone_sure) AS cstdcs_gone_sure, number(cstdcs_gone_may) AS cstdcs_gone_may,
        unbroken(coalesce(cstdcs_years, 0)) AS cstdcs_run_sure,
        may_run(coalesce(cstdcs_years_may, 0), coalesce(cstdcs_undated, 0), all_years()) AS cstdcs_run_may,
        number(soldier_sure) AS soldier_sure, number(soldier_may) AS soldier_may,
        number(recent_sure) AS recent_sure, number(recent_may) AS recent_may,
        number(ngut_sure) AS ngut_sure, number(ngut_may) AS ngut_may,
        number(kncgd_sure) AS kncgd_sure, number(kncgd_may) AS kncgd_may,
        number(bk_sure) AS bk_sure, number(bk_may) AS bk_may,
        number(ttg_sure) AS ttg_sure, number(ttg_may) AS ttg_may,
        a.owner IS NOT NULL AND bk_there AS bk_there, bk_low, bk_high,
        a.owner IS NOT NULL AND ttg_there AS ttg_there, ttg_low, ttg_high
    FROM person p LEFT JOIN rated r ON r.owner = person_id LEFT JOIN awarded a ON a.owner = person_id
)
SELECT *,
    exists_any(bit_count(bad), bit_count(bad_may) + bad_undated) AS bad_there,
    latest_year(bad) AS bad_low,
    CASE WHEN bad_undated = 0 THEN latest_year(bad_may) END AS bad_high
FROM due;

DROP TABLE rated;

CREATE TEMP TABLE later AS
WITH soldier AS (
    SELECT subject, title = 'cstdcs' AND valid AS chosen,
        is_after(year, bk_there, bk_low, bk_high) AS of_bk,
        is_after(year, ttg_there, ttg_low, ttg_high) AS of_ttg,
        is_after(year, bad_there, bad_low, bad_high) AS of_bad
    FROM decisions JOIN careers ON subject = owner
    WHERE may_be(title = 'cstdcs' AND valid)
)
SELECT subject AS owner,
    surely(chosen AND of_bk) AS after_bk_sure, perhaps(chosen AND of_bk) AS after_bk_may,
    surely(chosen AND of_ttg) AS after_ttg_sure, perhaps(chosen AND of_ttg) AS after_ttg_may,
    surely(chosen AND of_bad) AS after_bad_sure, perhaps(chosen AND of_bad) AS after_bad_may
FROM soldier GROUP BY subject;

CREATE TEMP VIEW people AS
WITH initiated AS (
    SELECT initiative_owner AS owner, first_year(initiative_year) AS year,
        recognised AND initiative_level IN ('school', 'commune', 'district', 'province', 'ministry', 'nation') AS accepted,
        recognised AND initiative_scope = 'nation' AS nation,
        recognised AND initiative_scope IN ('province', 'ministry', 'nation') AS wide,
        initiative_kind AS kind, coalesce(used_for, 'nothing') = 'nothing' AS unused
    FROM initiatives
),
initiative AS (
    SELECT owner,
        surely(year = 2024 AND accepted) AS now_sure,
        perhaps(year = 2024 AND accepted) AS now_may,
        surely(year BETWEEN 2019 AND 2024 AND nation) AS nation_sure,
        perhaps(year BETWEEN 2019 AND 2024 AND nation) AS nation_may,
        surely(year BETWEEN 2022 AND 2024 AND wide) AS wide_sure,
        perhaps(year BETWEEN 2022 AND 2024 AND wide) AS wide_may,
        surely(year BETWEEN 2023 AND 2024 AND accepted AND kind = 'sang_kien') AS ideas_sure,
        perhaps(year BETWEEN 2023 AND 2024 AND accepted AND kind = 'sang_kien') AS ideas_may,
        surely(year BETWEEN 2023 AND 2024 AND accepted AND kind = 'de_tai') AS projects_sure,
        perhaps(year BETWEEN 2023 AND 2024 AND accepted AND kind = 'de_tai') AS projects_may,
        surely(year BETWEEN 2023 AND 2024 AND accepted) AS both_sure,
        perhaps(year BETWEEN 2023 AND 2024 AND accepted) AS both_may,
        surely(year BETWEEN 2023 AND 2024 AND accepted AND unused) AS unused_sure,
        perhaps(year BETWEEN 2023 AND 2024 AND accepted AND unused) AS unused_may
    FROM initiated GROUP BY owner
),
away AS (
    SELECT absent_person AS owner, first_year(absence_year) = 2024 AS now, absence_kind AS kind,
        absence_confirmed AS confirmed, absence_months AS months,
        absence_confirmed AND (absence_months < 12 OR training_result <> 'failed') AS trained
    FROM absences
),
absent AS (
    SELECT owner,
        surely(now AND kind = 'training') AS training_sure,
        perhaps(now AND kind = 'training') AS training_may,
        surely(now AND kind = 'training' AND NOT trained) AS untrained_sure,
        perhaps(now AND kind = 'training' AND NOT trained) AS untrained_may,
        surely(now AND kind = 'brave_treatment') AS brave_sure,
        perhaps(now AND kind = 'brave_treatment') AS brave_may,
        surely(now AND kind = 'brave_treatment' AND NOT confirmed) AS unproven_sure,
        perhaps(now AND kind = 'brave_treatment' AND NOT confirmed) AS unproven_may,
        surely(now AND kind = 'transfer') AS transfer_sure,
        perhaps(now AND kind = 'transfer') AS transfer_may,
        surely(now AND kind = 'transfer' AND NOT confirmed) AS unremarked_sure,
        perhaps(now AND kind = 'transfer' AND NOT confirmed) AS unremarked_may,
        sum(months) FILTER (now AND kind IN ('leave', 'sick'))::DECIMAL(18, 6) AS leave_sure,
        sum(months) FILTER (may_be(now AND kind IN ('leave', 'sick')))::DECIMAL(18, 6) AS leave_may,
        surely(may_be(now AND kind IN ('leave', 'sick')) AND months IS NULL) AS leave_open
    FROM away GROUP BY owner
),
disciplined AS (
    SELECT disciplined_person AS owner, count(*) AS ever,
        surely(first_year(discipline_year) = 2024) AS now_sure,
        perhaps(first_year(discipline_year) = 2024) AS now_may,
        surely(first_year(discipline_year) = 2024 AND discipline_form <> 'reprimand') AS warned_sure,
        perhaps(first_year(discipline_year) = 2024 AND discipline_form <> 'reprimand') AS warned_may
    FROM discipline GROUP BY disciplined_person
)
SELECT c.*,
    role IN ('manager', 'teacher', 'staff', 'worker') AS employee,
    NOT coalesce(under_review, false) AS clear,
    attested(good_conduct, confirmed_by, confirmed_on) AS good_conduct,
    attested(best_among, confirmed_by, confirmed_on) AS best_among,
    attested(meets_issuer_standards, confirmed_by, confirmed_on) AS meets_issuer_standards,
    attested(meets_teacher_standards, confirmed_by, confirmed_on) AS meets_teacher_standards,
    number(after_bk_sure) AS after_bk_sure, number(after_bk_may) AS after_bk_may,
    number(after_ttg_sure) AS after_ttg_sure, number(after_ttg_may) AS after_ttg_may,
    number(after_bad_sure) AS after_bad_sure, number(after_bad_may) AS after_bad_may,
    number(i.now_sure) AS ideas_now_sure, number(i.now_may) AS ideas_now_may,
    number(nation_sure) AS nation_sure, number(nation_may) AS nation_may,
    number(wide_sure) AS wide_sure, number(wide_may) AS wide_may,
    number(ideas_sure) AS ideas_sure, number(ideas_may) AS ideas_may,
    number(projects_sure) AS projects_sure, number(projects_may) AS projects_may,
    number(both_sure) AS both_sure, number(both_may) AS both_may,
    number(unused_sure) AS unused_sure, number(unused_may) AS unused_may,
    exists_any(coalesce(training_sure, 0), coalesce(training_may, 0)) AS in_training,
    nothing(coalesce(untrained_sure, 0), coalesce(untrained_may, 0)) AS trained,
    exists_any(coalesce(brave_sure, 0), coalesce(brave_may, 0)) AS was_brave,
    nothing(coalesce(unproven_sure, 0), coalesce(unproven_may, 0)) AS proven,
    exists_any(coalesce(transfer_sure, 0), coalesce(transfer_may, 0)) AS moved,
    nothing(coalesce(unremarked_sure, 0), coalesce(unremarked_may, 0)) AS remarked,
    CASE WHEN coalesce(leave_open, 0) = 0 THEN coalesce(leave_sure, 0) END AS leave_sure,
    CASE WHEN coalesce(leave_open, 0) = 0 THEN coalesce(leave_may, 0) END AS leave_may,
    number(ever) AS disciplines,
    number(d.now_sure) AS disciplined_sure, number(d.now_may) AS disciplined_may,
    exists_any(coalesce(warned_sure, 0), coalesce(warned_may, 0)) AS warned,
    datesub('month', joined, DATE '2025-09-01') AS months_in_year,
    datesub('month', joined, DATE '2025-08-31') AS months_served,
    unbroken(excellent) AS excellent_run_sure,
    may_run(excellent_may, excellent_undated, all_years()) AS excellent_run_may,
    unbroken(good & surely_after(bk_there, bk_high)) AS bk_run_sure,
    may_run(good_may, good_undated, perhaps_after(bk_there, bk_low)) AS bk_run_may,
    unbroken(good & surely_after(ttg_there, ttg_high)) AS ttg_run_sure,
    may_run(good_may, good_undated, perhaps_after(ttg_there, ttg_low)) AS ttg_run_may,
    bit_count(excellent & surely_after(ttg_there, ttg_high))::USMALLINT AS ttg_excellent_sure,
    bit_count(excellent_may & perhaps_after(ttg_there, ttg_low)) + excellent_undated AS ttg_excellent_may,
    bit_count(excellent & surely_after(bad_there, bad_high))::USMALLINT AS bad_excellent_sure,
    bit_count(excellent_may & perhaps_after(bad_there, bad_low)) + excellent_undated AS bad_excellent_may
FROM careers c
LEFT JOIN person_confirmations ON confirmed_person = subject
LEFT JOIN later l ON l.owner = subject
LEFT JOIN initiative i ON i.owner = subject
LEFT JOIN absent b ON b.owner = subject
LEFT JOIN disciplined d ON d.owner = subject;

-- Titles of persons

CREATE TEMP TABLE decided_person AS
WITH judged AS (
    SELECT subject, unit, employee, rated_now, completed_now, warned,
        verdict(employee) AS "ldtt|applies", verdict(clear) AS "ldtt|no-proceedings",
        verdict(good_now) AS "ldtt|rated-good",
        verdict(good_conduct) AS "ldtt|conduct",
        verdict(months_in_year >= 6 OR exists_any(rated_before_sure, rated_before_may)) AS "ldtt|served",
        implied(in_training, trained) AS "ldtt|training",
        implied(was_brave, proven) AS "ldtt|treatment",
        implied(moved, remarked) AS "ldtt|transferred",
        verdict(CASE WHEN leave_may < 3 THEN true WHEN leave_sure >= 3 THEN false END) AS "ldtt|leave",
        verdict(nothing(disciplined_sure, disciplined_may)) AS "ldtt|not-disciplined",
        months_in_year AS "ldtt|served.low", months_in_year AS "ldtt|served.high",
        rated_before_sure AS "ldtt|served.2.low", rated_before_may AS "ldtt|served.2.high",
        leave_sure AS "ldtt|leave.low", leave_may AS "ldtt|leave.high",
        disciplined_sure AS "ldtt|not-disciplined.low", disciplined_may AS "ldtt|not-disciplined.high",

        "ldtt|applies" AS "cstdcs|applies", "ldtt|no-proceedings" AS "cstdcs|no-proceedings",
        verdict(excellent_now OR at_least(ideas_now_sure, ideas_now_may, 1)) AS "cstdcs|merit",
        ldtt_sure AS "cstdcs|advanced.low", ldtt_may AS "cstdcs|advanced.high",
        ldtt_gone_sure AS "cstdcs|advanced.2.low", ldtt_gone_may AS "cstdcs|advanced.2.high",
        ideas_now_sure AS "cstdcs|merit.low", ideas_now_may AS "cstdcs|merit.high",

        "ldtt|applies" AS "cstd-bo-tinh|applies", "ldtt|no-proceedings" AS "cstd-bo-tinh|no-proceedings",
        verdict(best_among) AS "cstd-bo-tinh|outstanding",
        verdict(at_least(wide_sure, wide_may, 1)) AS "cstd-bo-tinh|wide-initiative",
        cstdcs_sure AS "cstd-bo-tinh|three-in-a-row.low", cstdcs_may AS "cstd-bo-tinh|three-in-a-row.high",
        cstdcs_gone_sure AS "cstd-bo-tinh|three-in-a-row.2.low", cstdcs_gone_may AS "cstd-bo-tinh|three-in-a-row.2.high",
        cstdcs_run_sure AS "cstd-bo-tinh|three-in-a-row.3.low", cstdcs_run_may AS "cstd-bo-tinh|three-in-a-row.3.high",
        wide_sure AS "cstd-bo-tinh|wide-initiative.low", wide_may AS "cstd-bo-tinh|wide-initiative.high",

        "ldtt|applies" AS "cstdtq|applies", "ldtt|no-proceedings" AS "cstdtq|no-proceedings",
        verdict(at_least(soldier_sure, soldier_may, 2)) AS "cstdtq|twice",
        verdict(at_least(recent_sure, recent_may, 1)) AS "cstdtq|right-after",
        verdict(at_least(nation_sure, nation_may, 1)) AS "cstdtq|national-initiative",
        soldier_sure AS "cstdtq|twice.low", soldier_may AS "cstdtq|twice.high",
        recent_sure AS "cstdtq|right-after.low", recent_may AS "cstdtq|right-after.high",
        nation_sure AS "cstdtq|national-initiative.low", nation_may AS "cstdtq|national-initiative.high",

        "ldtt|applies" AS "giay-khen|applies", "ldtt|no-proceedings" AS "giay-khen|no-proceedings",
        verdict(meets_issuer_standards) AS "giay-khen|issuer-standards",

        "ldtt|applies" AS "bk-bo-tinh|applies", "ldtt|no-proceedings" AS "bk-bo-tinh|no-proceedings",
        verdict(at_least(ideas_sure, ideas_may, 2) OR at_least(projects_sure, projects_may, 2)
            OR at_least(both_sure, both_may, 3)) AS "bk-bo-tinh|initiatives",
        verdict(at_least(unused_sure, unused_may, 2)) AS "bk-bo-tinh|unused-initiatives",
        cstdcs_sure AS "bk-bo-tinh|two-years.low", cstdcs_may AS "bk-bo-tinh|two-years.high",
        cstdcs_gone_sure AS "bk-bo-tinh|two-years.2.low", cstdcs_gone_may AS "bk-bo-tinh|two-years.2.high",
        cstdcs_run_sure AS "bk-bo-tinh|two-years.3.low", cstdcs_run_may AS "bk-bo-tinh|two-years.3.high",
        excellent_run_sure AS "bk-bo-tinh|two-years.4.low", excellent_run_may AS "bk-bo-tinh|two-years.4.high",
        ideas_sure AS "bk-bo-tinh|initiatives.low", ideas_may AS "bk-bo-tinh|initiatives.high",
        projects_sure AS "bk-bo-tinh|initiatives.2.low", projects_may AS "bk-bo-tinh|initiatives.2.high",
        both_sure AS "bk-bo-tinh|initiatives.3.low", both_may AS "bk-bo-tinh|initiatives.3.high",
        unused_sure AS "bk-bo-tinh|unused-initiatives.low", unused_may AS "bk-bo-tinh|unused-initiatives.high",

        "ldtt|applies" AS "bk-ttg|applies", "ldtt|no-proceedings" AS "bk-ttg|no-proceedings",
        verdict(at_least(bk_sure, bk_may, 1)) AS "bk-ttg|has-bk",
        verdict(at_least(bk_run_sure, bk_run_may, 5)) AS "bk-ttg|good-years",
        verdict(at_least(after_bk_sure, after_bk_may, 3) AND at_least(after_bad_sure, after_bad_may, 3)) AS "bk-ttg|soldier-times",
        bk_sure AS "bk-ttg|has-bk.low", bk_may AS "bk-ttg|has-bk.high",
        bk_run_sure AS "bk-ttg|good-years.low", bk_run_may AS "bk-ttg|good-years.high",
        after_bk_sure AS "bk-ttg|soldier-times.low", after_bk_may AS "bk-ttg|soldier-times.high",
        after_bad_sure AS "bk-ttg|soldier-times.2.low", after_bad_may AS "bk-ttg|soldier-times.2.high",

        "ldtt|applies" AS "hcld3|applies", "ldtt|no-proceedings" AS "hcld3|no-proceedings",
        verdict(at_least(ttg_sure, ttg_may, 1)) AS "hcld3|has-bk-ttg",
        verdict(at_least(ttg_run_sure, ttg_run_may, 5)) AS "hcld3|good-years",
        verdict(at_least(ttg_excellent_sure, ttg_excellent_may, 1)
            AND at_least(bad_excellent_sure, bad_excellent_may, 1)) AS "hcld3|excellent-year",
        verdict(at_least(after_ttg_sure, after_ttg_may, 3) AND at_least(after_bad_sure, after_bad_may, 3)) AS "hcld3|soldier-times",
        ttg_sure AS "hcld3|has-bk-ttg.low", ttg_may AS "hcld3|has-bk-ttg.high",
        ttg_run_sure AS "hcld3|good-years.low", ttg_run_may AS "hcld3|good-years.high",
        ttg_excellent_sure AS "hcld3|excellent-year.low", ttg_excellent_may AS "hcld3|excellent-year.high",
        bad_excellent_sure AS "hcld3|excellent-year.2.low", bad_excellent_may AS "hcld3|excellent-year.2.high",
        after_ttg_sure AS "hcld3|soldier-times.low", after_ttg_may AS "hcld3|soldier-times.high",
        after_bad_sure AS "hcld3|soldier-times.2.low", after_bad_may AS "hcld3|soldier-times.2.high",

        verdict(role IN ('teacher', 'manager')) AS "ngut|applies", "ldtt|no-proceedings" AS "ngut|no-proceedings",
        verdict((role = 'manager' AND service_years >= 20 AND teaching_years >= 10)
            OR (role <> 'manager' AND teaching_years >= 15)
            OR (service_years >= 20 AND teaching_years >= 15)) AS "ngut|teaching",
        verdict(meets_teacher_standards) AS "ngut|other-standards",

        "ngut|applies" AS "ngnd|applies", "ldtt|no-proceedings" AS "ngnd|no-proceedings",
        verdict(at_least(ngut_sure, ngut_may, 1)) AS "ngnd|distinguished",
        verdict((role = 'manager' AND service_years >= 25 AND teaching_years >= 15)
            OR (role <> 'manager' AND teaching_years >= 20)
            OR (service_years >= 25 AND teaching_years >= 20)) AS "ngnd|teaching",
        "ngut|other-standards" AS "ngnd|other-standards",
        ngut_sure AS "ngnd|distinguished.low", ngut_may AS "ngnd|distinguished.high",

        "ldtt|applies" AS "kncgd|applies", "ldtt|no-proceedings" AS "kncgd|no-proceedings",
        verdict(nothing(kncgd_sure, kncgd_may)) AS "kncgd|first-time",
        verdict(service_years >= 20 OR (hardship_years >= 5 AND service_years >= 15)
            OR (months_served >= 240 AND disciplines = 0)) AS "kncgd|service",
        kncgd_sure AS "kncgd|first-time.low", kncgd_may AS "kncgd|first-time.high",
        months_served AS "kncgd|service.low", months_served AS "kncgd|service.high",
        disciplines AS "kncgd|service.2.low", disciplines AS "kncgd|service.2.high"
    FROM people
),
advanced AS (
    SELECT *,
        concluded("ldtt|applies", least("ldtt|rated-good", "ldtt|conduct", "ldtt|served", "ldtt|training",
            "ldtt|treatment", "ldtt|transferred", "ldtt|leave", "ldtt|not-disciplined", "ldtt|no-proceedings")) AS "ldtt|outcome",
        held("cstdcs|advanced.low", "cstdcs|advanced.high", "cstdcs|advanced.2.low", "cstdcs|advanced.2.high",
            "ldtt|outcome") AS is_advanced,
        concluded("cstdtq|applies", least("cstdtq|twice", "cstdtq|right-after", "cstdtq|national-initiative",
            "cstdtq|no-proceedings")) AS "cstdtq|outcome",
        concluded("giay-khen|applies", least("giay-khen|issuer-standards", "giay-khen|no-proceedings")) AS "giay-khen|outcome",
        concluded("bk-ttg|applies", least("bk-ttg|has-bk", "bk-ttg|good-years", "bk-ttg|soldier-times",
            "bk-ttg|no-proceedings")) AS "bk-ttg|outcome",
        concluded("hcld3|applies", least("hcld3|has-bk-ttg", "hcld3|good-years", "hcld3|excellent-year",
            "hcld3|soldier-times", "hcld3|no-proceedings")) AS "hcld3|outcome",
        concluded("ngut|applies", least("ngut|teaching", "ngut|other-standards", "ngut|no-proceedings")) AS "ngut|outcome",
        concluded("ngnd|applies", least("ngnd|distinguished", "ngnd|teaching", "ngnd|other-standards",
            "ngnd|no-proceedings")) AS "ngnd|outcome",
        concluded("kncgd|applies", least("kncgd|first-time", "kncgd|service", "kncgd|no-proceedings")) AS "kncgd|outcome"
    FROM judged
),
soldiers AS (
    SELECT *, verdict(is_advanced) AS "cstdcs|advanced",
        concluded("cstdcs|applies", least("cstdcs|advanced", "cstdcs|merit", "cstdcs|no-proceedings")) AS "cstdcs|outcome",
        held("bk-bo-tinh|two-years.low", "bk-bo-tinh|two-years.high", "bk-bo-tinh|two-years.2.low",
            "bk-bo-tinh|two-years.2.high", "cstdcs|outcome") AS is_soldier
    FROM advanced
)
SELECT *,
    verdict(is_soldier AND at_least("cstd-bo-tinh|three-in-a-row.3.low", "cstd-bo-tinh|three-in-a-row.3.high", 2)) AS "cstd-bo-tinh|three-in-a-row",
    concluded("cstd-bo-tinh|applies", least("cstd-bo-tinh|three-in-a-row", "cstd-bo-tinh|outstanding",
        "cstd-bo-tinh|wide-initiative", "cstd-bo-tinh|no-proceedings")) AS "cstd-bo-tinh|outcome",
    verdict((is_soldier AND at_least("bk-bo-tinh|two-years.3.low", "bk-bo-tinh|two-years.3.high", 1))
        OR at_least("bk-bo-tinh|two-years.4.low", "bk-bo-tinh|two-years.4.high", 2)) AS "bk-bo-tinh|two-years",
    concluded("bk-bo-tinh|applies", least("bk-bo-tinh|two-years", "bk-bo-tinh|initiatives",
        "bk-bo-tinh|unused-initiatives", "bk-bo-tinh|no-proceedings")) AS "bk-bo-tinh|outcome"
FROM soldiers;

DROP VIEW people;
DROP TABLE careers;
DROP TABLE later;

-- Units

CREATE TEMP TABLE unit_careers AS
WITH known AS (
    SELECT rated_unit AS owner, first_year(unit_rating_year) AS year, year_bit(year) AS place,
        unit_rating_year IS NULL AS undated,
        unit_grade IN ('good', 'excellent') AS is_good, unit_grade = 'excellent' AS is_excellent
    FROM unit_ratings
),
rated AS (
    SELECT owner,
        bit_or(place) AS years,
        bit_or(place) FILTER (is_good) AS good,
        bit_or(place) FILTER (may_be(is_good)) AS good_may,
        surely(undated AND may_be(is_good)) AS good_undated,
        bit_or(place) FILTER (is_excellent) AS excellent,
        bit_or(place) FILTER (may_be(is_excellent)) AS excellent_may,
        surely(undated AND may_be(is_excellent)) AS excellent_undated,
        surely(year = 2024 AND NOT is_good) AS bad_now_sure,
        perhaps(year = 2024 AND NOT is_good) AS bad_now_may,
        surely(year = 2024 AND NOT is_excellent) AS plain_now_sure,
        perhaps(year = 2024 AND NOT is_excellent) AS plain_now_may
    FROM known GROUP BY owner
)
SELECT unit_id AS subject, unit_dissolved, unit_under_review, has_party_cell, has_trade_union, has_youth_union,
    all_years() & ~coalesce(years, 0) AS missing, missing & 1 AS now,
    coalesce(good, 0) AS good, coalesce(good_may, 0) | missing AS good_may, number(good_undated) AS good_undated,
    unbroken(coalesce(excellent, 0)) AS excellent_run_sure,
    may_run(coalesce(excellent_may, 0) | missing, coalesce(excellent_undated, 0), all_years()) AS excellent_run_may,
    nothing(coalesce(bad_now_sure, 0), coalesce(bad_now_may, 0) + now) AS good_now,
    nothing(coalesce(plain_now_sure, 0), coalesce(plain_now_may, 0) + now) AS excellent_now,
    number(bk_sure) AS bk_sure, number(bk_may) AS bk_may,
    a.owner IS NOT NULL AND bk_there AS bk_there, bk_low, bk_high
FROM unit LEFT JOIN rated r ON r.owner = unit_id LEFT JOIN awarded a ON a.owner = unit_id;

CREATE TEMP TABLE decided_unit AS
WITH later AS (
    SELECT subject AS owner,
        surely(title = 'co-bo-tinh' AND valid AND comes) AS flags_sure,
        perhaps(title = 'co-bo-tinh' AND valid AND comes) AS flags_may,
        surely(title = 'ttldxs' AND valid AND comes) AS collective_sure,
        perhaps(title = 'ttldxs' AND valid AND comes) AS collective_may
    FROM (
        SELECT subject, title, valid, is_after(year, bk_there, bk_low, bk_high) AS comes
        FROM decisions JOIN unit_careers ON subject = owner
    ) GROUP BY subject
),
person AS (
    SELECT unit AS owner, employee, is_advanced AS advanced, completed_now AS completed, is_soldier, warned,
        employee AND rated_now AS rated
    FROM decided_person
),
members AS (
    SELECT owner,
        surely(employee) AS staff_sure, perhaps(employee) AS staff_may,
        surely(employee AND advanced) AS advanced_least,
        surely(may_be(employee) AND may_be(NOT advanced)) AS advanced_against,
        surely(may_be(employee) AND may_be(advanced)) AS advanced_most,
        surely(employee AND NOT advanced) AS advanced_without,
        surely(employee AND completed) AS completed_least,
        surely(may_be(employee) AND may_be(NOT completed)) AS completed_against,
        surely(may_be(employee) AND may_be(completed)) AS completed_most,
        surely(employee AND NOT completed) AS completed_without,
        surely(rated) AS rated_sure, perhaps(rated) AS rated_may,
        surely(rated AND advanced) AS rated_least,
        surely(may_be(rated) AND may_be(NOT advanced)) AS rated_against,
        surely(may_be(rated) AND may_be(advanced)) AS rated_most,
        surely(rated AND NOT advanced) AS rated_without,
        surely(is_soldier) AS soldiers_sure, perhaps(is_soldier) AS soldiers_may,
        surely(warned) AS warned_sure, perhaps(warned) AS warned_may
    FROM person GROUP BY owner
),
places AS (
    SELECT c.*,
        NOT coalesce(unit_under_review, false) AS clear, NOT coalesce(unit_dissolved, false) AS still_there,
        has_party_cell OR has_trade_union OR has_youth_union AS organised,
        attested(practical_movements, unit_confirmed_by, unit_confirmed_on) AS movement,
        attested(unit_unity, unit_confirmed_by, unit_confirmed_on) AS unity,
        attested(leads_block, unit_confirmed_by, unit_confirmed_on)
            OR attested(leads_long_movement, unit_confirmed_by, unit_confirmed_on) AS leads,
        attested(exceeds_targets, unit_confirmed_by, unit_confirmed_on) AS exceeds,
        attested(model_for_others, unit_confirmed_by, unit_confirmed_on) AS model,
        attested(thrift_and_integrity, unit_confirmed_by, unit_confirmed_on) AS integrity,
        attested(organisations_strong, unit_confirmed_by, unit_confirmed_on) AS strong,
        attested(unit_meets_issuer_standards, unit_confirmed_by, unit_confirmed_on) AS issuer_standards,
        unbroken(good & surely_after(bk_there, bk_high)) AS good_run_sure,
        may_run(good_may, good_undated, perhaps_after(bk_there, bk_low)) AS good_run_may,
        number(flags_sure) AS flags_sure, number(flags_may) AS flags_may,
        number(collective_sure) AS collective_sure, number(collective_may) AS collective_may,
        coalesce(staff_sure, 0) > 0 AS staffed, coalesce(staff_may, 0) > 0 AS may_be_staffed,
        coalesce(rated_sure, 0) > 0 AS some_rated, coalesce(rated_may, 0) > 0 AS may_be_rated,
        -- Shares: of nobody nothing is known.
        CASE WHEN may_be_staffed THEN advanced_least ELSE 0 END AS advanced_low,
        CASE WHEN may_be_staffed THEN greatest(advanced_least + advanced_against, 1) ELSE 1 END AS advanced_low_of,
        CASE WHEN may_be_staffed THEN advanced_most ELSE 1 END AS advanced_high,
        CASE WHEN may_be_staffed THEN greatest(advanced_most + advanced_without, 1) ELSE 1 END AS advanced_high_of,
        CASE WHEN may_be_staffed THEN completed_least ELSE 0 END AS completed_low,
        CASE WHEN may_be_staffed THEN greatest(completed_least + completed_against, 1) ELSE 1 END AS completed_low_of,
        CASE WHEN may_be_staffed THEN completed_most ELSE 1 END AS completed_high,
        CASE WHEN may_be_staffed THEN greatest(completed_most + completed_without, 1) ELSE 1 END AS completed_high_of,
        CASE WHEN may_be_rated THEN rated_least ELSE 0 END AS rated_low,
        CASE WHEN may_be_rated THEN greatest(rated_least + rated_against, 1) ELSE 1 END AS rated_low_of,
        CASE WHEN may_be_rated THEN rated_most ELSE 1 END AS rated_high,
        CASE WHEN may_be_rated THEN greatest(rated_most + rated_without, 1) ELSE 1 END AS rated_high_of,
        number(soldiers_sure) AS soldiers_sure, number(soldiers_may) AS soldiers_may,
        number(warned_sure) AS warned_sure, number(warned_may) AS warned_may
    FROM unit_careers c
    LEFT JOIN unit_confirmations ON confirmed_unit = subject
    LEFT JOIN later l ON l.owner = subject
    LEFT JOIN members m ON m.owner = subject
),
judged AS (
    SELECT subject, NULL::VARCHAR AS unit, 2::TINYINT AS always, verdict(clear) AS is_clear, verdict(still_there) AS is_there,

        verdict(leads) AS "co-bo-tinh|leads",
        verdict(exceeds) AS "co-bo-tinh|exceeds-targets",
        verdict(model) AS "co-bo-tinh|model",
        verdict(integrity) AS "co-bo-tinh|integrity",
        is_clear AS "co-bo-tinh|no-proceedings", is_there AS "co-bo-tinh|still-exists", always AS "co-bo-tinh|applies",

        verdict(leads) AS "co-chinh-phu|leads",
        verdict(exceeds) AS "co-chinh-phu|exceeds-targets",
        implied(organised, strong) AS "co-chinh-phu|organisations-strong",
        is_clear AS "co-chinh-phu|no-proceedings", is_there AS "co-chinh-phu|still-exists", always AS "co-chinh-phu|applies",

        verdict(issuer_standards) AS "giay-khen-tap-the|issuer-standards",
        is_clear AS "giay-khen-tap-the|no-proceedings", is_there AS "giay-khen-tap-the|still-exists",
        always AS "giay-khen-tap-the|applies",

        verdict(at_least(excellent_run_sure, excellent_run_may, 2)) AS "bk-bo-tinh-tap-the|two-years",
        is_clear AS "bk-bo-tinh-tap-the|no-proceedings", is_there AS "bk-bo-tinh-tap-the|still-exists",
        always AS "bk-bo-tinh-tap-the|applies",
        excellent_run_sure AS "bk-bo-tinh-tap-the|two-years.low", excellent_run_may AS "bk-bo-tinh-tap-the|two-years.high",

        verdict(at_least(bk_sure, bk_may, 1)) AS "bk-ttg-tap-the|has-bk",
        verdict(at_least(good_run_sure, good_run_may, 5)) AS "bk-ttg-tap-the|good-years",
        verdict((at_least(flags_sure, flags_may, 1) AND at_least(collective_sure, collective_may, 2))
            OR at_least(collective_sure, collective_may, 4)) AS "bk-ttg-tap-the|collective-titles",
        is_clear AS "bk-ttg-tap-the|no-proceedings", is_there AS "bk-ttg-tap-the|still-exists", always AS "bk-ttg-tap-the|applies",
        bk_sure AS "bk-ttg-tap-the|has-bk.low", bk_may AS "bk-ttg-tap-the|has-bk.high",
        good_run_sure AS "bk-ttg-tap-the|good-years.low", good_run_may AS "bk-ttg-tap-the|good-years.high",
        flags_sure AS "bk-ttg-tap-the|collective-titles.low", flags_may AS "bk-ttg-tap-the|collective-titles.high",
        collective_sure AS "bk-ttg-tap-the|collective-titles.2.low", collective_may AS "bk-ttg-tap-the|collective-titles.2.high",
        collective_sure AS "bk-ttg-tap-the|collective-titles.3.low", collective_may AS "bk-ttg-tap-the|collective-titles.3.high",

        verdict(good_now) AS "ttldtt|rated-good",
        verdict(movement) AS "ttldtt|movement",
        verdict(CASE WHEN staffed THEN at_least(10 * advanced_low - 7 * advanced_low_of, 10 * advanced_high - 7 * advanced_high_of, 0) END
            AND CASE WHEN some_rated THEN at_least(10 * rated_low - 7 * rated_low_of, 10 * rated_high - 7 * rated_high_of, 0) END) AS "ttldtt|advanced-members",
        verdict(nothing(warned_sure, warned_may)) AS "ttldtt|nobody-warned",
        verdict(unity) AS "ttldtt|unity",
        is_clear AS "ttldtt|no-proceedings", is_there AS "ttldtt|still-exists", always AS "ttldtt|applies",
        advanced_low AS "ttldtt|advanced-members.low", advanced_high AS "ttldtt|advanced-members.high",
        advanced_low_of AS "ttldtt|advanced-members.low.of", advanced_high_of AS "ttldtt|advanced-members.high.of",
        rated_low AS "ttldtt|advanced-members.2.low", rated_high AS "ttldtt|advanced-members.2.high",
        rated_low_of AS "ttldtt|advanced-members.2.low.of", rated_high_of AS "ttldtt|advanced-members.2.high.of",
        warned_sure AS "ttldtt|nobody-warned.low", warned_may AS "ttldtt|nobody-warned.high",

        verdict(excellent_now) AS "ttldxs|rated-excellent",
        "ttldtt|movement" AS "ttldxs|movement",
        verdict(CASE WHEN staffed THEN at_least(completed_low - completed_low_of, completed_high - completed_high_of, 0) END) AS "ttldxs|all-complete",
        verdict(CASE WHEN staffed THEN at_least(10 * advanced_low - 7 * advanced_low_of, 10 * advanced_high - 7 * advanced_high_of, 0) END) AS "ttldxs|advanced-members",
        verdict(at_least(soldiers_sure, soldiers_may, 1)) AS "ttldxs|has-soldier",
        "ttldtt|nobody-warned" AS "ttldxs|nobody-warned",
        is_clear AS "ttldxs|no-proceedings", is_there AS "ttldxs|still-exists", always AS "ttldxs|applies",
        completed_low AS "ttldxs|all-complete.low", completed_high AS "ttldxs|all-complete.high",
        completed_low_of AS "ttldxs|all-complete.low.of", completed_high_of AS "ttldxs|all-complete.high.of",
        advanced_low AS "ttldxs|advanced-members.low", advanced_high AS "ttldxs|advanced-members.high",
        advanced_low_of AS "ttldxs|advanced-members.low.of", advanced_high_of AS "ttldxs|advanced-members.high.of",
        soldiers_sure AS "ttldxs|has-soldier.low", soldiers_may AS "ttldxs|has-soldier.high",
        warned_sure AS "ttldxs|nobody-warned.low", warned_may AS "ttldxs|nobody-warned.high"
    FROM places
)
SELECT *,
    least("co-bo-tinh|leads", "co-bo-tinh|exceeds-targets", "co-bo-tinh|model", "co-bo-tinh|integrity", is_clear, is_there) AS "co-bo-tinh|outcome",
    least("co-chinh-phu|leads", "co-chinh-phu|exceeds-targets", "co-chinh-phu|organisations-strong", is_clear, is_there) AS "co-chinh-phu|outcome",
    least("giay-khen-tap-the|issuer-standards", is_clear, is_there) AS "giay-khen-tap-the|outcome",
    least("bk-bo-tinh-tap-the|two-years", is_clear, is_there) AS "bk-bo-tinh-tap-the|outcome",
    least("bk-ttg-tap-the|has-bk", "bk-ttg-tap-the|good-years", "bk-ttg-tap-the|collective-titles", is_clear, is_there) AS "bk-ttg-tap-the|outcome",
    least("ttldtt|rated-good", "ttldtt|movement", "ttldtt|advanced-members", "ttldtt|nobody-warned", "ttldtt|unity",
        is_clear, is_there) AS "ttldtt|outcome",
    least("ttldxs|rated-excellent", "ttldxs|movement", "ttldxs|all-complete", "ttldxs|advanced-members",
        "ttldxs|has-soldier", "ttldxs|nobody-warned", is_clear, is_there) AS "ttldxs|outcome"
FROM judged;
