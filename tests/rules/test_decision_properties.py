"""What holds for every request whatsoever. Each property runs on the programme made by hand and on the shipped one."""

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.strategies import COVERS, Some
from tests.rules.world import NOW
from voorrang.rules.decision import OUTCOMES, Decision, decide, features_of
from voorrang.rules.explain import explain
from voorrang.rules.facts import Device, Facts
from voorrang.rules.reasons import REASON_CODES


def rank(outcome: str) -> int:
    return OUTCOMES.index(outcome)  # type: ignore[arg-type]


def covered(device: Device, at: object = NOW) -> bool:
    """Whether the cover that counts for a device is in force: a monitor's is its host's (E.8)."""
    subject = device.attached_to if device.kind == "monitor" and device.attached_to is not None else device
    return any(cover.starts_at <= at < cover.ends_at for cover in subject.covers)  # type: ignore[operator]


@given(st.data())
def test_a_reason_names_exactly_the_facts_that_its_texts_may_use(some: Some, data: st.DataObject) -> None:
    for reason in decide(data.draw(some.facts), some.programme).reasons:
        named = set(reason.facts) | ({"device"} if reason.device is not None else set())
        assert named == set(REASON_CODES[reason.code])


@given(st.data())
def test_every_refusal_has_a_reason_with_clause_and_cure(some: Some, data: st.DataObject) -> None:
    decision = decide(data.draw(some.facts), some.programme)
    told = [explain(reason, some.programme) for reason in decision.reasons]
    if decision.outcome != "entitled":
        assert any(reason.clauses and reason.cure and reason.tone in {"bad", "warn"} for reason in told)
    if decision.outcome == "refused":
        assert any(reason.clauses and reason.cure and reason.tone == "bad" for reason in told)


@given(st.data())
def test_every_refused_device_has_a_reason_of_its_own_or_of_the_request(some: Some, data: st.DataObject) -> None:
    decision = decide(data.draw(some.facts), some.programme)
    for device in decision.devices:
        if device.outcome in {"refused", "base_warranty"}:
            mine = [
                explain(reason, some.programme) for reason in decision.reasons if reason.device in {device.ref, None}
            ]
            assert any(reason.tone == "bad" and reason.clauses and reason.cure for reason in mine)


@given(st.data())
def test_no_cover_no_entitlement(some: Some, data: st.DataObject) -> None:
    asked = data.draw(some.facts | some.good_facts)
    decision = decide(asked._replace(override=None), some.programme)
    by_ref = {device.ref: device for device in asked.devices}
    for device in decision.devices:
        if device.outcome in {"entitled", "base_warranty"}:
            unit = by_ref[device.ref]
            own = any(cover.starts_at <= asked.at < cover.ends_at for cover in unit.covers)
            assert unit.known
            assert covered(unit, asked.at) if device.outcome == "entitled" else own


@given(st.data())
def test_a_monitor_is_entitled_only_along_with_an_entitled_host(some: Some, data: st.DataObject) -> None:
    asked = data.draw(some.good_facts)
    for device in decide(asked, some.programme).devices:
        unit = next(unit for unit in asked.devices if unit.ref == device.ref)
        if unit.kind == "monitor" and device.outcome == "entitled":
            host = unit.attached_to
            assert host is not None
            assert host.kind in {"desktop", "workstation"}
            alone = asked._replace(devices=(host._replace(country=unit.country or host.country),))
            assert decide(alone, some.programme).outcome == "entitled"


@given(st.data())
def test_more_cover_never_makes_it_worse(some: Some, data: st.DataObject) -> None:
    asked = data.draw(some.facts | some.good_facts)
    extra = data.draw(COVERS)
    before = decide(asked, some.programme)
    place = data.draw(st.integers(0, max(len(asked.devices) - 1, 0)))
    if not asked.devices:
        return
    unit = asked.devices[place]
    if unit.attached_to is not None and data.draw(st.booleans()):
        richer = unit._replace(attached_to=unit.attached_to._replace(covers=(*unit.attached_to.covers, extra)))
    else:
        richer = unit._replace(covers=(*unit.covers, extra))
    devices = (*asked.devices[:place], richer, *asked.devices[place + 1 :])
    after = decide(asked._replace(devices=devices), some.programme)
    assert rank(after.outcome) >= rank(before.outcome)
    for old, new in zip(before.devices, after.devices, strict=True):
        assert rank(new.outcome) >= rank(old.outcome)


@given(st.data())
def test_the_order_of_the_facts_is_irrelevant(some: Some, data: st.DataObject) -> None:
    asked = data.draw(some.facts)

    def shuffled(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(data.draw(st.permutations(items)))

    devices = tuple(device._replace(covers=shuffled(device.covers)) for device in asked.devices)  # type: ignore[arg-type]
    other: Facts = asked._replace(
        devices=shuffled(devices),  # type: ignore[arg-type]
        contracts=shuffled(asked.contracts),  # type: ignore[arg-type]
        exclusions=shuffled(asked.exclusions),  # type: ignore[arg-type]
        missing=shuffled(asked.missing),  # type: ignore[arg-type]
    )
    assert decide(other, some.programme) == decide(asked, some.programme)


@given(st.data())
def test_a_higher_tier_never_loses_a_feature_unless_it_is_replaced(some: Some, data: st.DataObject) -> None:
    tiers = sorted(some.programme.tiers.values(), key=lambda tier: tier.rank)
    low, high = sorted(data.draw(st.tuples(st.sampled_from(tiers), st.sampled_from(tiers))), key=lambda tier: tier.rank)
    more = features_of(high.code, some.programme)
    for key, standing in features_of(low.code, some.programme).items():
        assert key in more
        if standing == "included" and more[key] == "replaced":
            assert more[some.programme.features[key].replaced_by or ""] == "included"
        else:
            assert more[key] == standing


@given(st.data())
def test_a_higher_tier_never_gets_a_worse_outcome(some: Some, data: st.DataObject) -> None:
    asked = data.draw(some.facts)
    highest = max(some.programme.tiers.values(), key=lambda tier: tier.rank).code
    raised = asked._replace(contracts=tuple(held._replace(tier=highest) for held in asked.contracts))
    assert rank(decide(raised, some.programme).outcome) >= rank(decide(asked, some.programme).outcome)


@given(st.data())
def test_end_users_and_outsiders_are_refused_whatever_else_holds(some: Some, data: st.DataObject) -> None:
    asked = data.draw(some.facts)
    standing = data.draw(st.sampled_from(("end_user", "outsider")))
    decision = decide(asked._replace(caller=asked.caller._replace(standing=standing)), some.programme)
    assert decision.outcome == "refused"
    assert all(device.outcome == "refused" and device.tier is None for device in decision.devices)


@given(st.data())
def test_the_whole_is_the_best_of_its_devices(some: Some, data: st.DataObject) -> None:
    decision: Decision = decide(data.draw(some.facts), some.programme)
    if decision.devices:
        assert decision.outcome == max((device.outcome for device in decision.devices), key=rank)


@given(st.data())
def test_a_tier_is_named_exactly_where_the_programme_serves(some: Some, data: st.DataObject) -> None:
    asked = data.draw(some.facts)._replace(override=None)
    decision = decide(asked, some.programme)
    for part in (decision, *decision.devices):
        assert (part.tier is not None) == (rank(part.outcome) >= rank("chargeable"))


@given(st.data())
def test_no_reason_is_told_twice(some: Some, data: st.DataObject) -> None:
    reasons = decide(data.draw(some.facts), some.programme).reasons
    assert len(reasons) == len({(reason.code, str(reason.facts), reason.device) for reason in reasons})


@given(st.data())
def test_one_more_fact_met_never_makes_it_worse(some: Some, data: st.DataObject) -> None:
    asked = data.draw(some.facts)._replace(choice=None)
    better = asked._replace(self_diagnosis=True, missing=(), open_steps=(), exclusions=())
    assert rank(decide(better, some.programme).outcome) >= rank(decide(asked, some.programme).outcome)
