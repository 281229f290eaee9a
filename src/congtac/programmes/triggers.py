"""Database triggers that hold a member's row within a written row, on SQLite and PostgreSQL."""

from django.db.backends.base.base import BaseDatabaseWrapper

from congtac.ground.audit.triggers import run

TABLE, TASKS = "programmes_assignment", "programmes_task"
NAME = f"{TABLE}_within"
REFUSAL = "a member stands within a written row of the same task and role"
ASTRAY = (  # the row names one that is of another role, a member itself, or of another task
    "NEW.within_id IS NOT NULL AND NOT EXISTS ("  # noqa: S608 - names of our own tables, no input
    f"SELECT 1 FROM {TABLE} written WHERE written.id = NEW.within_id "
    "AND written.within_id IS NULL AND written.role = NEW.role "
    "AND (written.task_id = NEW.task_id OR written.task_id = "
    f"(SELECT whole_id FROM {TASKS} WHERE id = NEW.task_id)))"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse members outside a written row."""
    run(connection, _creating(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, for undoing the migration."""
    run(connection, _dropping(connection.vendor))


def _creating(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {NAME}_{act.lower()} AFTER {act} ON {TABLE} "
            f"WHEN {ASTRAY} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for act in ("INSERT", "UPDATE")
        ]
    return [
        (
            f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {ASTRAY} THEN RAISE EXCEPTION '{REFUSAL}' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {NAME}()"
        ),
    ]


def _dropping(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER {NAME}_{act}" for act in ("insert", "update")]
    return [f"DROP TRIGGER {NAME} ON {TABLE}", f"DROP FUNCTION {NAME}()"]
