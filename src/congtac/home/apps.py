"""The area `home` as a Django app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "congtac.home"
    label = "home"
