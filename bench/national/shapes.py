"""The years, sizes and weights of the generated country."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pyarrow as pa

from .drawing import Numbers

Counting: TypeAlias = Literal["calendar", "school"]
"""How the years of the rows are counted."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many persons, and which years have ratings; ``last`` is the judged year."""

    persons: int
    years: Counting

    @property
    def units(self) -> int:
        """Number of units: one for 32 persons."""
        return max(1, self.persons // 32)

    @property
    def last(self) -> int:
        """The last year of ratings, on the axis."""
        return 2025 if self.years == "calendar" else 2024

    @property
    def rated(self) -> range:
        """The years that have ratings."""
        return range(self.last - 4, self.last + 1)

    def written(self, years: Numbers, blank: object = None) -> pa.Array:
        """Years as the column has them: numbers, or texts such as 2024-2025."""
        if self.years == "calendar":
            return pa.array(years.astype(np.int32), mask=blank)
        first = int(years.min(initial=self.last))
        texts = [f"{year}-{year + 1}" for year in range(first, int(years.max(initial=first)) + 1)]
        return pa.array(texts, pa.string()).take(pa.array(years - first, mask=blank))


USUAL_GRADES: Mapping[str, float] = {
    "not_completed": 0.015,
    "completed": 0.07,
    "good": 0.745,
    "excellent": 0.17,
}
BEST_GRADES: Mapping[str, float] = {"good": 0.45, "excellent": 0.55}

ROLES: Mapping[str, float] = {
    "manager": 0.06,
    "teacher": 0.72,
    "staff": 0.13,
    "worker": 0.08,
    "pupil": 0.01,
}
UNIT_KINDS: Mapping[str, float] = {
    "kindergarten": 0.35,
    "primary": 0.35,
    "lower_secondary": 0.2,
    "combined": 0.06,
    "continuing": 0.02,
    "office": 0.02,
}
LEVELS: Mapping[str, float] = {
    "school": 0.5,
    "commune": 0.05,
    "district": 0.2,
    "province": 0.17,
    "ministry": 0.05,
    "nation": 0.03,
}
FIELDS: Mapping[str, float] = {"general": 0.2, "education": 0.5, "ho_chi_minh": 0.3}
PERSON_AWARDS: Mapping[str, float] = {
    "ldtt": 0.45,
    "cstdcs": 0.3,
    "giay-khen": 0.1,
    "bk-bo-tinh": 0.08,
    "cstd-bo-tinh": 0.03,
    "bk-ttg": 0.01,
    "kncgd": 0.02,
    "ngut": 0.01,
}
UNIT_AWARDS: Mapping[str, float] = {
    "ttldtt": 0.4,
    "ttldxs": 0.35,
    "co-bo-tinh": 0.1,
    "bk-bo-tinh": 0.15,
}
ABSENCES: Mapping[str, float] = {
    "leave": 0.25,
    "sick": 0.25,
    "maternity": 0.2,
    "training": 0.2,
    "transfer": 0.07,
    "brave_treatment": 0.03,
}
TRAININGS: Mapping[str, float] = {
    "failed": 0.03,
    "average": 0.2,
    "fair": 0.4,
    "good": 0.3,
    "excellent": 0.07,
}
FORMS: Mapping[str, float] = {"reprimand": 0.7, "warning": 0.25, "demotion": 0.05}

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Lò", "Vàng")
MIDDLES = ("Thị", "Văn", "Minh", "Thu", "Đức", "Ngọc", "Thanh", "Hữu")
GIVEN = ("Lan", "Hoa", "Hùng", "Dũng", "Mai", "Hương", "Tuấn", "Sơn", "Hà", "Bình", "Yến")
SCHOOLS = ("Trường Mầm non", "Trường Tiểu học", "Trường THCS", "Trường TH và THCS")
PLACES = ("Hoa Ban", "Hồng Hà", "Yên Ninh", "Minh Tân", "Nguyễn Huệ", "Kim Đồng", "Lê Lợi")
