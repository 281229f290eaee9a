"""Who acts, as a value: the first argument of every service and permission."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a post of a unit, with the roles that the post carries on the day of the act."""

    person: str  # user name, "" for nobody
    name: str
    post: str = ""  # "Chuyên viên"
    unit: str = ""  # key of the unit
    unit_name: str = ""
    roles: frozenset[str] = frozenset()
    on_behalf_of: str = ""

    @property
    def is_signed_in(self) -> bool:
        return bool(self.person)

    def has_role(self, *roles: str) -> bool:
        """Say whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


NOBODY = Actor(person="", name="Khách chưa đăng nhập")
SYSTEM = Actor(person="system", name="Hệ thống", roles=frozenset({"system"}))
