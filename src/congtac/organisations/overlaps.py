"""Database triggers that refuse two rows of one thing on one day, on SQLite and PostgreSQL."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from congtac.ground.audit.triggers import run

ALONE = {  # table -> the columns of which there is one row a day, the owner's first
    "organisations_formername": ("unit_id",),
    "organisations_place": ("unit_id", "hierarchy"),
    "organisations_function": ("unit_id", "code"),
    "organisations_groupdefinition": ("group_id",),
}
OWNERS = {"unit_id": "organisations_unit", "group_id": "organisations_group"}
REFUSAL = "overlapping lifetimes"


def install(connection: BaseDatabaseWrapper, *tables: str) -> None:
    """Make tables of `ALONE` refuse overlapping rows."""
    run(connection, _creating(connection.vendor, tables))


def remove(connection: BaseDatabaseWrapper, *tables: str) -> None:
    """Take the triggers away, for undoing the migration."""
    run(connection, _dropping(connection.vendor, tables))


def _clash(table: str, columns: tuple[str, ...]) -> str:
    """Say in SQL that another row of the same thing shares a day with the new one."""
    same = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
    return (
        f"EXISTS (SELECT 1 FROM {table} other WHERE {same} AND other.id <> NEW.id "  # noqa: S608 - names of our own tables, no input
        "AND (other.since IS NULL OR NEW.until IS NULL OR other.since < NEW.until) "
        "AND (other.until IS NULL OR NEW.since IS NULL OR NEW.since < other.until))"
    )


def _creating(vendor: str, tables: tuple[str, ...]) -> Iterator[str]:
    for table in tables:
        columns = ALONE[table]
        clash, owner = _clash(table, columns), columns[0]
        if vendor == "sqlite":
            for act in ("INSERT", "UPDATE"):
                yield (
                    f"CREATE TRIGGER {table}_alone_{act.lower()} AFTER {act} ON {table} "
                    f"WHEN {clash} BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {table}'); END"
                )
            continue
        # The row of the owner is locked, so that two writers can't both see no clash.
        yield (
            f"CREATE FUNCTION {table}_alone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"PERFORM 1 FROM {OWNERS[owner]} WHERE id = NEW.{owner} FOR UPDATE; "
            f"IF {clash} THEN RAISE EXCEPTION '{REFUSAL}: {table}' "
            "USING ERRCODE = 'exclusion_violation'; END IF; RETURN NEW; END $$"
        )
        yield (
            f"CREATE TRIGGER {table}_alone BEFORE INSERT OR UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_alone()"
        )


def _dropping(vendor: str, tables: tuple[str, ...]) -> Iterator[str]:
    for table in tables:
        if vendor == "sqlite":
            yield f"DROP TRIGGER {table}_alone_insert"
            yield f"DROP TRIGGER {table}_alone_update"
        else:
            yield f"DROP TRIGGER {table}_alone ON {table}"
            yield f"DROP FUNCTION {table}_alone()"
