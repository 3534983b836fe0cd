-- Words that both scripts use. Null is unknown; AND, OR and NOT are Kleene's.
-- A count of rows is a pair: those that surely count, and those that may.

CREATE OR REPLACE TEMP MACRO may_be(answer) AS coalesce(answer, true);

CREATE OR REPLACE TEMP MACRO surely(answer) AS count(*) FILTER (answer);

CREATE OR REPLACE TEMP MACRO perhaps(answer) AS count(*) FILTER (coalesce(answer, true));

CREATE OR REPLACE TEMP MACRO number(counted) AS coalesce(counted, 0)::USMALLINT;

CREATE OR REPLACE TEMP MACRO at_least(low, high, number) AS
    CASE WHEN low >= number THEN true WHEN high < number THEN false END;

-- No row, or every row satisfies: there is no row that does not.
CREATE OR REPLACE TEMP MACRO nothing(sure, possible) AS
    CASE WHEN sure > 0 THEN false WHEN possible > 0 THEN NULL ELSE true END;

-- A yes counts where it is known who said it, and when.
CREATE OR REPLACE TEMP MACRO attested(said, signer, signed) AS
    CASE WHEN said AND (signer IS NULL OR signed IS NULL) THEN NULL ELSE said END;

CREATE OR REPLACE TEMP MACRO verdict(answer) AS
    (CASE WHEN answer IS NULL THEN 1 WHEN answer THEN 2 ELSE 0 END)::TINYINT;

-- A criterion for some only: 3 is not applicable.
CREATE OR REPLACE TEMP MACRO implied(condition, answer) AS
    CASE WHEN NOT condition THEN 3::TINYINT ELSE verdict(NOT condition OR answer) END;

-- The conclusion, of whether the title applies and the least of the criteria.
CREATE OR REPLACE TEMP MACRO concluded(applies, worst) AS
    (CASE applies WHEN 0 THEN 3 ELSE least(applies, worst) END)::TINYINT;

-- What a conclusion says to another title that rests on it.
CREATE OR REPLACE TEMP MACRO standing(outcome) AS
    (CASE outcome WHEN 3 THEN 0 ELSE outcome END)::TINYINT;

CREATE OR REPLACE TEMP MACRO stands(outcome) AS
    CASE outcome WHEN 2 THEN true WHEN 1 THEN NULL ELSE false END;
