"""The area `audit` as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "congtac.ground.audit"
    label = "audit"
