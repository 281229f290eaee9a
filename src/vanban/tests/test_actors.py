"""Who is to act: how a sentence assigns, whom it only names, what enforces and assigns nothing."""

import pytest

from vanban.actors import Finder
from vanban.agencies import Reader

ISSUER = "ubnd tỉnh"


def finder(words: str) -> Finder:
    return Finder(Reader(words), ISSUER)


def read(words: str) -> tuple[str, str] | None:
    found = finder(words).at(0, len(words))
    return (", ".join(agency.name for agency in found.lead), found.mode) if found else None


@pytest.mark.parametrize(
    ("words", "lead", "mode"),
    [
        ("Sở Y tế chủ trì mở lớp.", "Sở Y tế", "explicit"),
        ("Sở Y tế làm đầu mối mở lớp.", "Sở Y tế", "explicit"),
        ("Sở Y tế có trách nhiệm mở lớp.", "Sở Y tế", "responsible"),
        ("Sở Y tế mở lớp.", "Sở Y tế", "responsible"),
        ("Sở Y tế phối hợp với Sở Nội vụ mở lớp.", "Sở Y tế", "coordinate"),
        ("Sở Y tế, Sở Nội vụ mở lớp.", "Sở Y tế, Sở Nội vụ", "responsible"),
        ("Giao Sở Y tế mở lớp.", "Sở Y tế", "responsible"),
        ("Giao trách nhiệm cho Sở Y tế mở lớp.", "Sở Y tế", "responsible"),
        ("Phân công Sở Y tế chủ trì mở lớp.", "Sở Y tế", "explicit"),
        ("Yêu cầu các sở, ngành mở lớp.", "các sở, ngành", "responsible"),
        ("UBND tỉnh giao Sở Y tế mở lớp.", "Sở Y tế", "responsible"),
        ("Định kỳ hằng quý, Sở Y tế mở lớp.", "Sở Y tế", "responsible"),
        ("Đối với xã miền núi, giao Sở Y tế mở lớp.", "Sở Y tế", "responsible"),
        ("Về đào tạo: Sở Y tế mở lớp.", "Sở Y tế", "responsible"),
        ("Sở Y tế, theo chức năng được giao, có trách nhiệm mở lớp.", "Sở Y tế", "responsible"),
        ("Sở Y tế (Phòng Nghiệp vụ y) chủ trì mở lớp.", "Sở Y tế", "explicit"),
        ("Sở Y tế: Mở lớp.", "Sở Y tế", "responsible"),
        ("Giám đốc Sở Y tế chỉ đạo mở lớp.", "Giám đốc Sở Y tế", "responsible"),
    ],
)
def test_it_finds_who_is_to_act(words: str, lead: str, mode: str) -> None:
    assert read(words) == (lead, mode)


@pytest.mark.parametrize(
    "words",
    [
        "Mở lớp cho cán bộ của Sở Y tế.",
        "Lớp học do Sở Y tế mở đã kết thúc.",
        "Nội dung được Sở Y tế góp ý.",
        "UBND tỉnh thống nhất với đề xuất của Sở Y tế.",
        "Thống nhất chủ trương mở lớp.",
        "",
    ],
)
def test_it_finds_nobody_where_nobody_is_to_act(words: str) -> None:
    found = finder(words).at(0, len(words))
    assert found is None or not found.is_strict


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("mở lớp, phối hợp với Sở Nội vụ và Công an tỉnh tuyển người", "Sở Nội vụ, Công an tỉnh"),
        ("phối hợp chặt chẽ với các đơn vị liên quan", "các đơn vị liên quan"),
        ("phối hợp cùng Tỉnh đoàn", "Tỉnh đoàn"),
        ("phối hợp với Sở Y tế; phối hợp với Sở Nội vụ", "Sở Y tế, Sở Nội vụ"),
        ("xây dựng quy chế phối hợp với Sở Y tế", ""),
        ("phối hợp kịp thời trong công việc", ""),
    ],
)
def test_it_finds_those_who_help(words: str, names: str) -> None:
    found = finder(words).coordinating(0, len(words))
    assert ", ".join(agency.name for agency in found) == names


@pytest.mark.parametrize(
    ("words", "enforces"),
    [
        ("Giám đốc các sở chịu trách nhiệm thi hành Quyết định này.", True),
        ("Thủ trưởng các đơn vị có trách nhiệm tổ chức thực hiện Kế hoạch này.", True),
        ("Các phòng nghiêm túc triển khai thực hiện.", True),
        ("Sở Y tế có trách nhiệm tổ chức thực hiện đề án bác sĩ trẻ.", False),
        ("Sở Y tế chủ trì mở lớp.", False),
    ],
)
def test_it_knows_an_enforcement_clause(words: str, enforces: bool) -> None:
    assert finder(words).enforces(0, len(words)) is enforces


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("Sở Y tế chủ trì, phối hợp với các đơn vị liên quan thực hiện các nhiệm vụ sau:", True),
        ("Sở Y tế có trách nhiệm:", True),
        ("Sở Y tế chủ trì mở ba lớp tập huấn cho bác sĩ vùng cao:", False),
    ],
)
def test_it_tells_a_line_that_only_assigns(words: str, only: bool) -> None:
    reader = finder(words)
    found = reader.at(0, len(words))
    assert found is not None
    assert reader.only_assigns(found, len(words)) is only
