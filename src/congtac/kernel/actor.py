"""Who acts, as a value: the first argument of every service and permission."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Watch:
    """Fields of work watched at some places, by their keys; an empty set means all of them."""

    places: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()

    def covers(self, unit: str, field: str) -> bool:
        """Say whether a field of work at a unit is watched: there, or in its province."""
        is_place = not self.places or not self.places.isdisjoint((unit, unit.partition(".")[0]))
        return is_place and (not self.fields or field in self.fields)


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
    watches: tuple[Watch, ...] = ()

    @property
    def is_signed_in(self) -> bool:
        return bool(self.person)

    def has_role(self, *roles: str) -> bool:
        """Say whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)

    def is_watching(self, unit: str, field: str) -> bool:
        """Say whether the oversight of a field of work at a unit is the actor's."""
        return any(watch.covers(unit, field) for watch in self.watches)


NOBODY = Actor(person="", name="Khách chưa đăng nhập")
SYSTEM = Actor(person="system", name="Hệ thống", roles=frozenset({"system"}))
