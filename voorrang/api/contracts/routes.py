"""Reading contracts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from ninja import Query, Router

from voorrang.accounts.models import Customer
from voorrang.api.answers import answer, moment
from voorrang.api.contracts.schemas import ContractBody, ContractPage, ContractView
from voorrang.api.described import reading
from voorrang.api.door import ApiRequest, customer_of
from voorrang.api.pages import Paging, page
from voorrang.contracts.models import Activation, Contract, ContractScope
from voorrang.contracts.queries import contracts, newest_assessments
from voorrang.editions.store import frozen_programme
from voorrang.lib.clock import now

router = Router(tags=["contracts"])


@router.get("/contracts", response=reading(ContractPage), operation_id="listContracts", summary="List contracts")
def list_contracts(request: ApiRequest, wanted: Query[Paging]) -> HttpResponse:
    """Newest first, each with its scopes, tiers and features."""
    customer = customer_of(request)
    at = now()
    place = wanted.place("contracts")
    rows = contracts(at)
    if place is not None:
        bought, last = datetime.fromisoformat(place[0]), UUID(place[1])
        rows = rows.filter(Q(purchased_at__lt=bought) | Q(purchased_at=bought, id__lt=last))
    views = _views(customer, rows[: wanted.limit + 1], at)
    return page("contracts", wanted, views, lambda view: view.body(at), _place_of)


@router.get(
    "/contracts/{uuid:contract_id}",
    response=reading(ContractBody),
    operation_id="getContract",
    summary="Read a contract",
)
def get_contract(request: ApiRequest, contract_id: UUID) -> HttpResponse:
    """Return one contract."""
    customer = customer_of(request)
    at = now()
    views = _views(customer, contracts(at).filter(id=contract_id), at)
    if not views:
        raise Http404
    return answer(views[0].body(at))


def _place_of(view: ContractView) -> list[str]:
    return [str(moment(view.contract.purchased_at)), str(view.contract.id)]


def _views(customer: Customer, rows: Iterable[Contract], at: datetime) -> list[ContractView]:
    found = list(rows)
    ids = [contract.id for contract in found]
    scopes: dict[UUID, list[ContractScope]] = defaultdict(list)
    for scope in ContractScope.objects.filter(contract_id__in=ids).order_by("scope", "id"):
        scopes[scope.contract_id].append(scope)
    activated = dict(
        Activation.objects.filter(contract_id__in=ids, activated_at__lte=at).values_list("contract_id", "activated_at")
    )
    verdicts = {scope.id: verdict for scope, verdict in newest_assessments(at).items()}
    return [
        ContractView(
            contract,
            frozen_programme(customer.programme, contract.terms_hash, at),
            activated.get(contract.id),
            scopes[contract.id],
            verdicts,
        )
        for contract in found
    ]
