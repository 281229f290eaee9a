"""What accounts bring to the example year: the deputy's power to sign for the head."""

from collections.abc import Callable, Mapping
from datetime import date

from congtac.accounts.models import Post, SigningPower
from congtac.accounts.services.people import give_power
from congtac.kernel.actor import Actor

FIRST_DAY = date(2024, 1, 2)


def load_example(cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Let Minh sign for the director; a second time changes nothing."""
    post = Post.objects.select_related("unit").get(person__username="minh")
    if post.powers.exists():
        return
    say("Ghi quyền ký thay")
    power = SigningPower(post=post, kind="KT", principal="Giám đốc", unit=post.unit)
    power.since, power.matters = FIRST_DAY, "Ký thay văn bản thuộc lĩnh vực được phân công"
    give_power(cast["an"], power)
