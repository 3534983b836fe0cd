"""School workbooks of one form for the benchmarks: how to make thousands, and to read them alone.

Everything in them is drawn from a fixed seed, so that the same call makes the same bytes. They are
written as spreadsheet programs do, with shared texts and merged titles.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from bench.plain_xlsx import Cell, Sheet, letters, write

SEED = 8
LAST = 2025
"""The last of the years that a workbook tells of."""

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hà", "Lò", "Giàng")
_MIDDLE = ("Thị", "Văn", "Thị Thu", "Đức", "Minh", "Thị Kim", "Quang", "Thị Ngọc", "Hữu", "Thanh")
_GIVEN = (
    "Lan",
    "Hương",
    "Hùng",
    "Mai",
    "Tuấn",
    "Hoa",
    "Dũng",
    "Nga",
    "Sơn",
    "Yến",
    "Phượng",
    "Bình",
)
_POSTS = ("Giáo viên", "Giáo viên", "Giáo viên", "Giáo viên", "Nhân viên", "Tổ trưởng")
_GRADES = ("HTTNV", "HTTNV", "Hoàn thành tốt nhiệm vụ", "HTXSNV", "HTNV", "HTXSNV", None)
_AWARDS = ("Lao động tiên tiến", "Lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "Giấy khen")
_LEVELS = ("Cơ sở", "Thành phố", "UBND tỉnh")
_TOPICS = ("Đổi mới sinh hoạt chuyên môn", "Ứng dụng công nghệ thông tin", "Rèn nền nếp học sinh")
_FIELDS = ("Chung", "Chung", "Giáo dục và Đào tạo", "Học tập và làm theo Bác")
_PLACES = ("Thác Cầu", "Đồi Cọ", "Nậm Khắt", "Yên Thịnh", "Hồng Hà", "Minh Tân", "Văn Phú")
_PERSONAL = (
    "Năng động,\nsáng tạo", "Thành tích\nxuất sắc", "Tham gia\nphong trào", "Chấp hành pháp luật",
    "Trách nhiệm nêu gương", "Suy tôn,\nbình xét", "Tín nhiệm\ncao", "Cấp ủy xác nhận",
    "Nâng cao chất lượng dạy học", "Thực hiện\nChỉ thị 05", "Tiêu biểu\nphong trào",
    "Đạt tiêu chí học tập Bác",
)  # fmt: skip
_COLLECTIVE = (
    "Dẫn đầu phong trào", "Phong trào thiết thực, hiệu quả", "Hoàn thành nhiệm vụ, chỉ tiêu",
    "Tham gia đủ phong trào", "Dạy tốt, học tốt", "Đổi mới, sáng tạo", "Trường học hạnh phúc",
    "Cơ quan văn minh, xanh, sạch, đẹp", "Thực hiện nghị quyết", "Chấp hành pháp luật",
    "Học tập và làm theo Bác", "An toàn lao động", "Vệ sinh môi trường", "Vệ sinh thực phẩm",
    "Quỹ, hoạt động nhân đạo", "Nâng cao chất lượng dạy học", "Thực hiện Chỉ thị 05",
    "Tiêu biểu phong trào", "Đạt tiêu chí học tập Bác",
)  # fmt: skip


@dataclass
class School:
    """One school with its people and units, drawn by chance."""

    chance: random.Random
    people: int
    years: int
    name: str = ""
    head: str = ""
    staff: list[tuple[str, str]] = field(default_factory=list)
    units: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        pick = self.chance.choice
        self.name = f"Trường Tiểu học {pick(_PLACES)} {self.chance.randint(1, 999)}"
        self.units = [("TH", self.name), *((f"TO{n}", f"Tổ {n}") for n in (1, 2, 3))]
        self.staff = [
            (f"GV{n:03}", f"{pick(_FAMILY)} {pick(_MIDDLE)} {pick(_GIVEN)} {pick(_GIVEN)}")
            for n in range(1, self.people + 1)
        ]
        self.head = self.staff[0][1]

    @property
    def span(self) -> range:
        """The years that the workbook tells of."""
        return range(LAST + 1 - self.years, LAST + 1)

    def day(self, first: int, last: int) -> date:
        """Some day of some years."""
        return date(self.chance.randint(first, last), self.chance.randint(1, 12), 15)

    def mark(self, blank: float = 0.03) -> str | None:
        """A yes, as a rule."""
        return None if self.chance.random() < blank else "x"


def generate(folder: Path, count: int, people: int = 60, years: int = 5) -> list[Path]:
    """Make different school workbooks of one form, and say where they are.

    Parameters: ``people`` work at each school, which tells of so many ``years``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"truong-{number:05}.xlsx" for number in range(count)]
    for number, path in enumerate(paths):
        school = School(random.Random(SEED * 1_000_003 + number), people, years)
        write(path, [make(school) for make in _SHEETS])
    return paths


def library_alone(paths: Sequence[Path], processes: int) -> float:
    """Seconds in which python-calamine reads every cell of workbooks, in a pool of processes."""
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        list(pool.map(_nothing, range(processes * 4)))  # so that all have started
        start = time.perf_counter()
        list(pool.map(_read_alone, paths, chunksize=8))
        return time.perf_counter() - start


def _nothing(_: int) -> None:
    import python_calamine

    assert python_calamine


def _read_alone(path: Path) -> int:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def _units(school: School) -> Sheet:
    columns = ("STT", "Mã đơn vị", "Tên đơn vị", "Loại hình", "Có tổ chức\nĐảng", "Có công đoàn",
               "Có Đoàn\nthanh niên")  # fmt: skip
    rows: list[Sequence[Cell]] = [columns]
    for number, (code, name) in enumerate(school.units, 1):
        kind = "Tiểu học" if code == "TH" else None
        rows.append((number, code, name, kind, *(["Có"] * 3 if code == "TH" else ["Không"] * 3)))
    return _titled(school, "Đơn vị", "THÔNG TIN ĐƠN VỊ", rows)


def _people(school: School) -> Sheet:
    columns = ("STT", "Mã", "Họ và tên", "Ngày, tháng,\nnăm sinh", "Mã\nđơn vị", "Chức vụ",
               "Người\nđứng đầu", "Đảng\nviên", "Ngày vào ngành", "Ngày nghỉ",
               "Gia đình\nvăn hóa")  # fmt: skip
    rows: list[Sequence[Cell]] = [columns]
    for number, (code, name) in enumerate(school.staff, 1):
        is_head = number == 1
        post = "Hiệu trưởng" if is_head else school.chance.choice(_POSTS)
        unit = "TH" if is_head else school.chance.choice(school.units)[0]
        party = school.chance.choice(("x", None))
        days = school.day(1965, 1995), school.day(1996, 2019)
        heads = "x" if is_head else None
        left = None if school.chance.random() < 0.97 else school.day(2022, 2024)
        home = school.chance.choice(("Có", "Có", "Có", "Không", None))
        rows.append((number, code, name, days[0], unit, post, heads, party, days[1], left, home))
    return _titled(school, "Nhân sự", "DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN", rows)


def _personal(school: School) -> Sheet:
    signed = ("Người xác nhận", "Ngày xác nhận", "Người ký của cấp ủy", "Ngày cấp ủy\nxác nhận")
    rows: list[Sequence[Cell]] = [("STT", "Mã", "Họ và tên", *_PERSONAL, *signed)]
    for number, (code, name) in enumerate(school.staff, 1):
        marks = [school.mark() for _ in _PERSONAL]
        signer = school.staff[1 if number == 1 else 0][1]
        days = date(LAST, 5, 20), date(LAST, 5, 25)
        rows.append((number, code, name, *marks, signer, days[0], school.staff[2][1], days[1]))
    return _titled(school, "Xác nhận cá nhân", "TỔNG HỢP XÁC NHẬN VỀ CÁ NHÂN", rows)


def _collective(school: School) -> Sheet:
    columns = ("STT", "Mã đơn vị", "Tên đơn vị", *_COLLECTIVE, "Người xác nhận", "Ngày xác nhận")
    rows: list[Sequence[Cell]] = [columns]
    for number, (code, name) in enumerate(school.units, 1):
        marks = [school.mark() for _ in _COLLECTIVE]
        rows.append((number, code, name, *marks, school.head, date(LAST, 5, 20)))
    return _titled(school, "Xác nhận tập thể", "XÁC NHẬN CỦA CẤP CÓ THẨM QUYỀN VỀ TẬP THỂ", rows)


def _ratings(school: School) -> Sheet:
    blank = [None] * (school.years - 1)
    above = ("STT", "Mã", "Họ và tên", "Xếp loại", *blank, "Cam kết chất lượng", *blank)
    rows: list[Sequence[Cell]] = [above, (None, None, None, *school.span, *school.span)]
    for number, (code, name) in enumerate(school.staff, 1):
        grades = [school.chance.choice(_GRADES) for _ in school.span]
        kept = [school.mark(0.05) for _ in school.span]
        rows.append((number, code, name, *grades, *kept))
    wide = [(1, first, 1, first + school.years - 1) for first in (4, 4 + school.years)]
    merged = [*((1, column, 2, column) for column in (1, 2, 3)), *wide]
    return _titled(school, "Xếp loại cá nhân", "KẾT QUẢ XẾP LOẠI HẰNG NĂM", rows, merged)


def _bodies(school: School) -> Sheet:
    columns = ("STT", "Mã đơn vị", "Tên đơn vị", "Năm", "Tập thể", "Tổ chức Đảng", "Công đoàn",
               "Đoàn thanh niên")  # fmt: skip
    return _by_year(school, "Xếp loại tổ chức", "KẾT QUẢ XẾP LOẠI TỔ CHỨC ĐẢNG, ĐOÀN THỂ", columns,
                    lambda: school.chance.choice(_GRADES))  # fmt: skip


def _reports(school: School) -> Sheet:
    columns = ("STT", "Mã đơn vị", "Tên đơn vị", "Năm", "Kế hoạch\nChỉ thị 05", "Báo cáo\n6 tháng",
               "Báo cáo năm")  # fmt: skip
    return _by_year(school, "Kế hoạch báo cáo", "KẾ HOẠCH, BÁO CÁO HẰNG NĂM", columns, school.mark)


def _violations(school: School) -> Sheet:
    columns = ("STT", "Mã đơn vị", "Tên đơn vị", "Năm", "Vi phạm đạo đức nhà giáo",
               "Học sinh vi phạm", "Học sinh bỏ học", "Đơn thư khiếu kiện")  # fmt: skip
    return _by_year(school, "Vi phạm", "THỐNG KÊ VI PHẠM, ĐƠN THƯ", columns,
                    lambda: school.chance.choice((0, 0, 0, 0, 1)))  # fmt: skip


def _titled(
    school: School,
    name: str,
    title: str,
    rows: Sequence[Sequence[Cell]],
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> Sheet:
    """A sheet with the titles of a paper above its table.

    Parameters: ``merged`` are ranges of the table, by their first and last row and column from 1.
    """
    above: list[Sequence[Cell]] = [("PHÒNG GD&ĐT",), (school.name.upper(),), (), (title,), ()]
    width, start = len(rows[0]), len(above)
    ranges = [(line, 1, line, width) for line in (-4, -3, -1)]
    names = [
        f"{letters(left)}{start + top}:{letters(right)}{start + bottom}"
        for top, left, bottom, right in (*ranges, *merged)
    ]
    return Sheet(name, [*above, *rows], names)


def _by_year(
    school: School, name: str, title: str, columns: tuple[str, ...], drawn: Callable[[], Cell]
) -> Sheet:
    lines = [(code, unit, year) for code, unit in school.units for year in school.span]
    rows = [(n, *line, *(drawn() for _ in columns[4:])) for n, line in enumerate(lines, 1)]
    return _titled(school, name, title, [columns, *rows])


def _initiatives(school: School) -> Sheet:
    columns = ("STT", "Mã", "Tác giả", "Tên sáng kiến, giải pháp", "Năm", "Được công nhận",
               "Được tuyên dương, khen thưởng")  # fmt: skip
    lines = [
        (
            *who,
            school.chance.choice(_TOPICS),
            year,
            school.mark(),
            school.chance.choice(("x", None)),
        )
        for who, year in _chosen(school, 0.3)
    ]
    return _titled(
        school, "Sáng kiến", "TỔNG HỢP SÁNG KIẾN, GIẢI PHÁP", [columns, *_numbered(lines)]
    )


def _awards(school: School) -> Sheet:
    columns = ("STT", "Mã", "Họ và tên", "Danh hiệu, hình thức khen thưởng", "Cấp khen thưởng",
               "Năm", "Số quyết định", "Ngày quyết định", "Đã thu hồi")  # fmt: skip
    lines = [
        (*who, school.chance.choice(_AWARDS), school.chance.choice(_LEVELS), year,
         f"{school.chance.randint(1, 999)}/QĐ-UBND", date(year, 7, 5), None)
        for who, year in _chosen(school, 0.35)
    ]  # fmt: skip
    return _titled(
        school,
        "Khen thưởng",
        "TỔNG HỢP DANH HIỆU, HÌNH THỨC KHEN THƯỞNG",
        [columns, *_numbered(lines)],
    )


def _discipline(school: School) -> Sheet:
    columns = ("STT", "Mã", "Họ và tên", "Năm")
    lines = [(*who, year) for who, year in _chosen(school, 0.01)]
    return _titled(school, "Kỷ luật", "DANH SÁCH BỊ KỶ LUẬT", [columns, *_numbered(lines)])


def _registrations(school: School) -> Sheet:
    columns = ("STT", "Mã", "Tên cá nhân, tập thể", "Lĩnh vực", "Năm")
    first = school.span[0]
    lines = [(*who, school.chance.choice(_FIELDS), first) for who in school.staff]
    return _titled(
        school, "Đăng ký", "ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH TIÊN TIẾN", [columns, *_numbered(lines)]
    )


def _chosen(school: School, share: float) -> Iterator[tuple[tuple[str, str], int]]:
    """Some people, each in some years."""
    for who in school.staff:
        for year in school.span:
            if school.chance.random() < share:
                yield who, year


def _numbered(lines: Sequence[tuple[Cell, ...]]) -> list[Sequence[Cell]]:
    return [(number, *line) for number, line in enumerate(lines, 1)]


_SHEETS = (
    _units, _people, _personal, _collective, _ratings, _bodies, _reports, _violations,
    _initiatives, _awards, _discipline, _registrations,
)  # fmt: skip
