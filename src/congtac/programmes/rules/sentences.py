"""The sentences that a report tells of tasks and difficulties: `docs/rules/reports.md`."""

from dataclasses import dataclass
from datetime import date

from congtac.kernel.numbers import print_date
from congtac.kernel.words import as_written
from congtac.programmes.rules import counting
from congtac.programmes.rules.counting import Tally
from congtac.programmes.rules.drafting import OF_COUNT, OF_DIFFICULTY, OF_TASK, Drafted, Source

LONGEST = 300  # characters of a task in a sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A task as it was at the cut-off: its place in the count, and what was said of it."""

    number: int
    path: str
    text: str
    programme: int
    programme_name: str
    place: str
    progress: int
    due_on: date | None
    done_on: date | None
    recorded_on: date
    person: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A difficulty as it was at the cut-off, with the answer that there was."""

    number: int
    kind: str
    words: str
    task: str
    raised_on: date
    responsible: str
    answer: str = ""
    answered_on: date | None = None


@as_written()
def tell_counts(counted: Tally, *, unit: str, day: date) -> Drafted:
    """The first sentence of a report: how many tasks stand where at the cut-off."""
    said = counting.sentence(counted)
    words = f"Tính đến ngày {print_date(day)}, {unit} {_low(said)}"
    return Drafted(words, Source(OF_COUNT, "count:all", None, day, derivation(counted, day)))


@as_written()
def tell_programme(number: int, name: str, counted: Tally, day: date) -> Drafted:
    """How many tasks of a programme stand where at the cut-off."""
    words = f"{name}: {_low(counting.sentence(counted))}"
    key = f"count:{number}"
    return Drafted(words, Source(OF_COUNT, key, number, day, derivation(counted, day)))


def derivation(counted: Tally, day: date) -> str:
    """How the total adds up, and as of when the tasks were counted."""
    parts = (
        f"{counted.done} hoàn thành ({counted.done_in_time} đúng hạn, {counted.done_late} muộn)",
        f"{counted.in_time} đang thực hiện trong hạn",
        f"{counted.overdue} quá hạn",
        f"{counted.without_deadline} không có thời hạn",
    )
    stopped = f" Không tính {counted.stopped} nhiệm vụ đã thôi." if counted.stopped else ""
    return (
        f"{counted.total} = {' + '.join(parts)}; theo bước cuối cùng của từng nhiệm vụ được ghi "
        f"đến hết ngày {print_date(day)}.{stopped}"
    )


def tell_task(task: Told, day: date) -> Drafted:
    """What a report says of one task."""
    said = " ".join(_closed(note) for note in task.notes)
    words = f"{_named(task)}: {_standing(task, day)}. {said}".strip()
    how = (
        f"Theo bước ghi ngày {print_date(task.recorded_on)} của {task.person} "
        f"(tiến độ {task.progress}%), là bước cuối cùng đến hết ngày {print_date(day)}."
    )
    key = f"task:{task.number}"
    return Drafted(words, Source(OF_TASK, key, task.number, task.recorded_on, how))


def tell_difficulty(item: Answered, day: date) -> Drafted:
    """What a report says of a difficulty or a proposal, with the answer that there was."""
    to = f" (gửi {item.responsible})" if item.responsible else ""
    if item.answer and item.answered_on:
        said = f"Đã được trả lời ngày {print_date(item.answered_on)}: {_closed(item.answer)}"
    else:
        said = f"Đến ngày {print_date(day)} chưa có trả lời."
    task = f"nhiệm vụ {item.task}" if item.task else "nhiệm vụ"
    how = f"Nêu ngày {print_date(item.raised_on)} ở {task}."
    key = f"difficulty:{item.number}"
    words = f"{_open(item.words)}{to}. {said}"
    return Drafted(words, Source(OF_DIFFICULTY, key, item.number, item.raised_on, how))


def _standing(task: Told, day: date) -> str:
    if task.place == counting.STOPPED:
        return "đã thôi thực hiện"
    done = f"hoàn thành ngày {print_date(task.done_on)}" if task.done_on else "hoàn thành"
    if task.place == counting.DONE_IN_TIME:
        return done
    if task.place == counting.DONE_LATE and task.done_on and task.due_on:
        days = (task.done_on - task.due_on).days
        return f"{done}, muộn {days} ngày so với hạn {print_date(task.due_on)}"
    going = f"đang thực hiện, tiến độ {task.progress}%" if task.progress else "chưa có tiến độ"
    if task.due_on is None:
        return f"{going}, không có thời hạn"
    if task.place == counting.OVERDUE:
        days = (day - task.due_on).days
        return f"{going}, quá hạn {days} ngày (hạn {print_date(task.due_on)})"
    return f"{going}, hạn {print_date(task.due_on)}"


def _named(task: Told) -> str:
    text = _open(" ".join(task.text.split()))
    short = text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
    return f"{task.path}. {short}" if task.path else short


def _open(text: str) -> str:
    return text.strip().rstrip(".;,:/ ")


def _closed(text: str) -> str:
    return f"{_open(text)}."


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]
