"""The matrix is not blind: a view that somebody forgot to scope is caught, and so is an input that nobody declared."""

import types
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.http import Http404, HttpResponse
from django.urls import path

from tests.cast import AT
from tests.walls.matrix import routes
from tests.walls.matrix.report import run
from tests.walls.matrix.world import World
from voorrang.cases.models import QueueRow
from voorrang.config import urls
from voorrang.lib.tenancy import on_side
from voorrang.permissions.map import CUSTOMER, PERMISSIONS


def unscoped(_request: Any, case_id: UUID) -> HttpResponse:
    """Read the vendor's projection for whoever asks: the mistake that no wall of the database stops."""
    with on_side("vendor"):
        row = QueueRow.objects.filter(id=case_id).first()
    if row is None:
        raise Http404
    return HttpResponse(row.title)


def scoped(_request: Any, case_id: UUID) -> HttpResponse:
    row = QueueRow.objects.filter(id=case_id).first()
    if row is None:
        raise Http404
    return HttpResponse(row.title)


def told_anyway(request: Any, case_id: UUID) -> HttpResponse:
    """Show nothing of the case, but let one know that it is there."""
    with on_side("vendor"):
        row = QueueRow.objects.filter(id=case_id).first()
    if row is None:
        raise Http404
    if row.customer_id != request.visitor.customer.id:
        return HttpResponse("Not yours.", status=403)
    return HttpResponse(row.title)


@pytest.fixture
def planted(world: World, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Any]:
    """Add a view to the site under `planted/`, and survey the world again."""
    before = (world.routes, world.undeclared)
    settings.VOORRANG_NOW = AT

    def plant(view: Any, part: str = "case_id") -> World:
        module = types.ModuleType("planted")
        added = path(f"planted/<uuid:{part}>/", view, name="planted")
        module.urlpatterns = [*urls.urlpatterns, added]  # type: ignore[attr-defined]
        for handler in ("handler400", "handler403", "handler404", "handler500"):
            setattr(module, handler, getattr(urls, handler))
        settings.ROOT_URLCONF = module
        monkeypatch.setitem(PERMISSIONS, "planted", CUSTOMER)
        world.routes, world.undeclared = [], []
        world.survey([route for route in routes.pages() if route.key == "planted"])
        return world

    yield plant
    world.routes, world.undeclared = before
    world.forget("planted")


@pytest.mark.parametrize("view", [unscoped, told_anyway])
def test_a_view_that_forgot_whose_it_is_is_caught(planted: Any, view: Any) -> None:
    world = planted(view)
    assert run(world, world.visitors[0]).leaks


def test_a_view_that_asks_whose_it_is_is_not(planted: Any) -> None:
    world = planted(scoped)
    found = run(world, world.visitors[0])
    assert found.leaks == []
    assert found.count


def test_an_input_that_nobody_declared_is_caught(planted: Any) -> None:
    world = planted(scoped, part="gizmo_id")
    assert {str(route) for route in world.undeclared} == {"GET planted", "POST planted"}
