"""Database triggers that refuse two rows of one key on one day, on SQLite and PostgreSQL.

SQLite drops them when a migration makes one of these tables anew: it installs them again then.
Two writers at once are held apart by the numbers of the rows, which are given once.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from congtac.ground.audit.triggers import run

TABLES = ("statistics_cause", "statistics_reminderrule", "statistics_norm")
REFUSAL = "overlapping lifetimes"


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the tables refuse overlapping rows."""
    run(connection, _creating(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, for undoing the migration."""
    run(connection, _dropping(connection.vendor))


def _clash(table: str) -> str:
    """Say in SQL that another row of the same key shares a day with the new one."""
    return (
        f"EXISTS (SELECT 1 FROM {table} other WHERE other.key = NEW.key AND other.id <> NEW.id "  # noqa: S608 - names of our own tables, no input
        "AND (other.since IS NULL OR NEW.until IS NULL OR other.since < NEW.until) "
        "AND (other.until IS NULL OR NEW.since IS NULL OR NEW.since < other.until))"
    )


def _creating(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_alone_{act.lower()} AFTER {act} ON {table} "
            f"WHEN {_clash(table)} BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {table}'); END"
            for table in TABLES
            for act in ("INSERT", "UPDATE")
        ]
    return [statement for table in TABLES for statement in _refusing(table)]


def _refusing(table: str) -> tuple[str, str]:
    """The function and the trigger that calls it, for PostgreSQL."""
    function = (
        f"CREATE FUNCTION {table}_alone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_clash(table)} THEN RAISE EXCEPTION '{REFUSAL}: {table}' "
        "USING ERRCODE = 'exclusion_violation'; END IF; RETURN NEW; END $$"
    )
    trigger = (
        f"CREATE TRIGGER {table}_alone BEFORE INSERT OR UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_alone()"
    )
    return function, trigger


def _dropping(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER {table}_alone_{act}" for table in TABLES for act in ("insert", "update")
        ]
    return [
        statement
        for table in TABLES
        for statement in (
            f"DROP TRIGGER {table}_alone ON {table}",
            f"DROP FUNCTION {table}_alone()",
        )
    ]
