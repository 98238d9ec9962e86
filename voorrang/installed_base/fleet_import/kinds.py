"""The kind of each model that no row tells: what an operator settled once, else what its name and chassis say (E.8)."""

from collections.abc import Iterable, Iterator

from voorrang.installed_base.fleet_import.loading import KindFound, ModelTold
from voorrang.installed_base.kinds import Kind
from voorrang.installed_base.models import KindFrom, Product
from voorrang.rules.kinds import Evidence, ProductLines, Ruling, Verdict, kind_of

UNSETTLED = KindFound(Kind.UNKNOWN, commercial=False, kind_from=KindFrom.RULE)


def kinds_of(models: Iterable[ModelTold], lines: ProductLines) -> Iterator[tuple[ModelTold, KindFound]]:
    """Yield the kind of each model; unknown stays unknown, for nobody may be called eligible by a guess.

    A unit of which only the kind is known, and not for whom it is made, waits for an operator too.
    """
    settled = {
        (product.maker.lower(), product.base_number, product.name): Ruling(product.kind, product.commercial)
        for product in Product.objects.filter(withdrawn_at=None)
    }
    for model in models:
        evidence = Evidence(model.model, model.maker, model.base_number, model.evidence)
        yield model, _found(kind_of(evidence, lines, settled))


def _found(verdict: Verdict) -> KindFound:
    if verdict.kind is None or verdict.eligible is None:
        return UNSETTLED
    kind_from = KindFrom.RULING if verdict.basis == "settled" else KindFrom.RULE
    return KindFound(verdict.kind, bool(verdict.commercial), kind_from)
