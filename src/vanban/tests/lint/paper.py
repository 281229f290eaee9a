"""Makes small papers for the tests of the rules, and tells what a rule marks in them."""

from datetime import date

from vanban.lint.rule import Rule
from vanban.model import Agency, Deadline, Document, Finding, Metadata, Source, Task
from vanban.outline import read_outline
from vanban.sources.plain import find_tables
from vanban.text import normalise


def paper(words: str, *tasks: Task, **metadata: object) -> Document:
    """A paper with these words; its metadata and tasks are given, its outline is read."""
    source = Source("paper.txt", "txt", words, find_tables(words))
    outline = read_outline(normalise(source))
    return Document(source, Metadata(**metadata), outline, (), tasks, ())  # type: ignore[arg-type]  # named by the test


def faults(rule: Rule, document: Document) -> list[Finding]:
    """The findings of one rule, in the order of the text."""
    found = rule.check(document, normalise(document.source))
    return sorted(found, key=lambda finding: finding.start)


def marked(rule: Rule, words: str, *tasks: Task, **metadata: object) -> list[str]:
    """The words that one rule marks."""
    document = paper(words, *tasks, **metadata)
    return [words[finding.start : finding.end] for finding in faults(rule, document)]


def message(rule: Rule, words: str, *tasks: Task, **metadata: object) -> str:
    """The message of the one finding that the rule has to make."""
    (finding,) = faults(rule, paper(words, *tasks, **metadata))
    return finding.message


def task(words: str, text: str, *, lead: str = "", due: date | None = None, said: str = "") -> Task:
    """A task that stands in `words`; `said` are the words of its deadline."""
    start = words.index(text)
    leads = (Agency(lead, words.index(lead), words.index(lead) + len(lead)),) if lead else ()
    deadline = Deadline(said or None, "date" if due else "none", None, due) if said else Deadline()
    return Task("1", text, start, start + len(text), "explicit", leads, deadline=deadline)
