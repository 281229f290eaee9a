"""The area `jobs` as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "congtac.ground.jobs"
    label = "jobs"
