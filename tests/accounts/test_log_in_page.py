"""The page to log in on says once where a forgotten password leads."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_forgotten_password_is_offered_once() -> None:
    page = Client().get("/account/login/").content.decode()
    assert page.count("/account/password/reset/") == 1
