"""The area of documents, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig

from congtac.kernel import panels as kernel


class DocumentsConfig(AppConfig):
    """Uploaded documents, their readings, and the review of what was found."""

    name = "congtac.documents"
    label = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        """Offer the background work, the panels and the examples."""
        import_module("congtac.documents.jobs")
        panels = import_module("congtac.documents.panels")
        examples = import_module("congtac.documents.examples")
        kernel.register("desk", panels.desk)
        kernel.register("search", panels.search)
        kernel.register_example(examples.load_example)
