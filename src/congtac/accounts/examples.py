"""What accounts bring to the example year: its people, and the deputy's power to sign."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from congtac.accounts.models import Post, SigningPower
from congtac.accounts.queries import Role, cast_of_year
from congtac.accounts.services.people import give_power
from congtac.kernel.actor import Actor
from congtac.organisations.queries import units_on

FIRST_DAY = date(2024, 1, 2)
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
MIDDLE = ("Thị", "Văn", "Minh", "Thanh", "Ngọc", "Quốc", "Hồng", "Đức", "Thu", "Hữu", "Kim")
GIVEN = (
    *("An", "Bích", "Chi", "Duy", "Giang", "Hạnh", "Hiếu", "Khánh", "Liên", "Loan", "Nam", "Nga"),
    *("Oanh", "Phúc", "Phương", "Quyên", "Sơn", "Tâm", "Trang", "Tú", "Uyên", "Vinh", "Yến"),
)
POSTS = (("cv", "Chuyên viên", "officer"), ("gd", "Giám đốc Sở", "leader"))


HEADS = (
    ("ninh-thuan.stc.gd", "Phan Quốc Vinh", "ninh-thuan.stc", "Giám đốc Sở"),
    ("phuoc-dan.ct", "Đàng Thị Phương", "ninh-thuan.ninh-phuoc.phuoc-dan.ubnd", "Chủ tịch"),
)


def people_of_year(day: date) -> Iterator[Role]:
    """The people of the example year: those of the entry page, heads, two at each Sở Tư pháp.

    The names of the latter are put together from lists by turns, the same in every run.
    """
    listed = cast_of_year()
    yield from listed
    for username, name, unit_key, title in HEADS:
        yield Role(username, name, unit_key, title, ("leader",), "")
    taken = {(role.unit, role.title) for role in listed} | {("ninh-thuan.stp", "Chuyên viên")}
    departments = units_on(day).filter(key__endswith=".stp").order_by("key")
    for place, unit in enumerate(departments):
        for step, (ending, title, role) in enumerate(POSTS):
            if (unit.key, title) not in taken:
                username = f"{unit.key.partition('.')[0]}.{ending}"
                yield Role(username, _name(2 * place + step), unit.key, title, (role,), "")


def _name(turn: int) -> str:
    family, middle = FAMILY[turn * 5 % len(FAMILY)], MIDDLE[turn * 3 % len(MIDDLE)]
    return f"{family} {middle} {GIVEN[turn * 7 % len(GIVEN)]}"


def load_example(cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Let Minh sign for the director; a second time changes nothing."""
    post = Post.objects.select_related("unit").get(person__username="minh")
    if post.powers.exists():
        return
    say("Ghi quyền ký thay")
    power = SigningPower(post=post, kind="KT", principal="Giám đốc", unit=post.unit)
    power.since, power.matters = FIRST_DAY, "Ký thay văn bản thuộc lĩnh vực được phân công"
    give_power(cast["an"], power)
