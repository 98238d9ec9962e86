"""The style page. Mounted in debug, demo and tests only."""

from django.urls import path

from voorrang.ui import kit

app_name = "ui"
urlpatterns = [
    path("", kit.show, name="kit"),
    path("focus/", kit.show_focus, name="kit-focus"),
    path("busy/", kit.show_busy, name="kit-busy"),
]
