"""Dossiers of three people, by the hundred, no two of which are alike."""

from pathlib import Path

from bench.plain_xlsx import Cell, Sheet, write

PACK = "yen-bai-2021-2025"


def sheets(number: int) -> list[Sheet]:
    """A school whose number decides who is what."""
    unit = f"T{number:06}"
    people: list[list[Cell]] = [
        [f"{unit}-{place}", name, unit, "12/03/1986", role, head, "x", "01/09/2010", family]
        for place, (name, role, head, family) in enumerate(
            (
                ("Vũ Thị Ngân", "Hiệu trưởng", "x", "x"),
                ("Nguyễn Thị Lụa", "GV", "Không", ("x", "Không", None)[number % 3]),
                ("Trần Văn Đạt", "GV", "Không", ("x", None)[number // 3 % 2]),
            )
        )
    ]
    heads = "Mã,Họ và tên,Mã đơn vị,Ngày sinh,Chức vụ,Người đứng đầu,Đảng viên,Ngày vào ngành"
    return [
        Sheet("Đơn vị", [["Mã đơn vị", "Tên đơn vị", "Loại hình"], [unit, unit, "Tiểu học"]]),
        Sheet("Nhân sự", [[*heads.split(","), "Gia đình văn hóa"], *people]),
    ]


def write_dossiers(folder: Path, count: int, first: int = 0) -> list[str]:
    """Write so many dossiers, one in seven of them a folder, and return their names."""
    names = []
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        name = f"truong-{number:06}"
        path = folder / f"{name}.xlsx"
        if number % 7 == 6:
            path = folder / f"phong-{number % 3}" / name / "truong.xlsx"
            path.parent.mkdir(parents=True)
        write(path, sheets(number))
        is_folder = number % 7 == 6
        names.append(str(path.parent.relative_to(folder)) if is_folder else path.name)
    return names
