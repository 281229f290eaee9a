"""Whether the form itself asks for evidence beside a note to a finding."""

from congtac.kernel.keys import search_key
from congtac.statistics.rules.forms import Form

EVIDENCE = search_key("minh chứng")


def needs_evidence(form: Form, rule: str) -> bool:
    """Whether the relation that found it asks for evidence: its note in the form says so."""
    return any(it.text == rule and EVIDENCE in search_key(it.note) for it in form.relations)
