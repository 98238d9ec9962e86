"""Roles come from groups; who leaves the directory is out at once; the last lead stays."""

from typing import Any

from django.test import Client

from tests.cast import AT, StandingCast, serving
from tests.scim.directory import Directory, directory_of
from voorrang.accounts import actions
from voorrang.accounts.models import ApiToken, Membership, User
from voorrang.audit.models import Entry

NEW = "nina@nieuw.example"


def test_a_group_gives_its_role_and_takes_it_again(directory: Directory) -> None:
    person = directory.user(NEW)
    assert directory.role_of(NEW) is None, "in no group: on the list, without access"
    group = directory.group("Voorrang - Helpdesk engineer", person)
    assert directory.role_of(NEW) == "helpdesk_engineer"
    assert directory.contacts(NEW)[0].standing == "helpdesk"
    directory.patch(f"Groups/{group['id']}", {"op": "remove", "path": "members"})
    assert directory.role_of(NEW) is None
    assert directory.contacts(NEW)[0].standing == "end_user"


def test_of_several_roles_the_strongest_counts(directory: Directory) -> None:
    person = directory.user(NEW, roles=[{"value": "executive"}])
    assert directory.role_of(NEW) == "executive"
    directory.group("helpdesk_engineer", person)
    lead = directory.group("Helpdesk Lead", person)
    assert directory.role_of(NEW) == "helpdesk_lead"
    directory.call("DELETE", f"Groups/{lead['id']}")
    assert directory.role_of(NEW) == "helpdesk_engineer"


def test_a_group_that_is_renamed_gives_another_role(directory: Directory) -> None:
    person = directory.user(NEW)
    group = directory.group("Executive", person)
    directory.patch(f"Groups/{group['id']}", {"op": "replace", "path": "displayName", "value": "Helpdesk engineer"})
    assert directory.role_of(NEW) == "helpdesk_engineer"
    directory.patch(f"Groups/{group['id']}", {"op": "replace", "path": "displayName", "value": "Choir"})
    assert directory.role_of(NEW) is None


def test_a_partners_role_is_no_group(directory: Directory) -> None:
    person = directory.user(NEW)
    directory.group("Partner engineer", person)
    assert directory.role_of(NEW) is None


def test_deactivated_is_out_at_once_and_the_history_stays(directory: Directory) -> None:
    person = directory.user(NEW)
    directory.group("Helpdesk engineer", person)
    client = Client()
    client.force_login(User.objects.get(email=NEW))
    assert client.get("/portal/").status_code == 200
    with serving(directory.one):
        actions.make_token(name="Hers", contact=directory.contacts(NEW)[0], by=directory.one.lead.actor, at=AT)
    directory.patch(f"Users/{person['id']}", {"op": "Replace", "path": "active", "value": "False"})
    assert client.get("/portal/").status_code == 302
    with serving(directory.one):
        assert Membership.objects.get(user__email=NEW).ends_at == AT
        assert ApiToken.objects.get(name="Hers").revoked_at == AT
        told = set(Entry.objects.filter(at=AT).values_list("type", flat=True))
    assert {"user.provisioned", "membership.started", "user.changed", "membership.ended"} <= told


def test_who_comes_back_is_a_contact_again(directory: Directory) -> None:
    person = directory.user(NEW)
    directory.group("Helpdesk engineer", person)
    for active in (False, True):
        directory.patch(f"Users/{person['id']}", {"op": "replace", "path": "active", "value": active})
    assert directory.role_of(NEW) == "helpdesk_engineer"
    assert [one.ended_at for one in directory.contacts(NEW)] == [AT, None]


def test_a_deleted_person_is_out(directory: Directory) -> None:
    person = directory.user(NEW, roles=[{"value": "helpdesk_engineer"}])
    assert directory.role_of(NEW) == "helpdesk_engineer"
    directory.call("DELETE", f"Users/{person['id']}")
    assert directory.role_of(NEW) is None


def test_the_people_who_are_there_already_are_taken_over_with_their_role(directory: Directory) -> None:
    engineer = directory.one.engineer
    directory.user(engineer.user.email)
    assert directory.role_of(engineer.user.email) == "helpdesk_engineer"
    assert [one.id for one in directory.contacts(engineer.user.email)] == [engineer.contact.id]


def test_the_last_lead_can_be_neither_removed_nor_demoted(directory: Directory) -> None:
    email = directory.one.lead.user.email
    lead = directory.user(email, roles=[{"value": "helpdesk_lead"}])
    at = f"Users/{lead['id']}"
    tries = [
        directory.call("DELETE", at),
        directory.patch(at, {"op": "Replace", "path": "active", "value": "False"}),
        directory.patch(at, {"op": "replace", "path": "roles", "value": [{"value": "executive"}]}),
        directory.patch(at, {"op": "remove", "path": "roles"}),
        directory.call("PUT", at, {"userName": email, "active": False}),
    ]
    for tried in tries:
        assert tried.status == 409
        assert "last helpdesk lead" in tried.body["detail"]
        assert directory.role_of(email) == "helpdesk_lead"
    assert directory.call("GET", at).body == lead, "nothing was changed"


def test_nor_by_taking_it_over_with_less(directory: Directory) -> None:
    email = directory.one.lead.user.email
    refused = directory.call("POST", "Users", {"userName": email, "roles": [{"value": "executive"}]})
    assert refused.status == 409
    assert directory.role_of(email) == "helpdesk_lead"


def test_the_lead_is_handed_on_in_one_message(directory: Directory) -> None:
    email = directory.one.lead.user.email
    lead, heir = directory.user(email), directory.user(NEW)
    group = directory.group("Helpdesk lead", lead)
    directory.patch(f"Users/{lead['id']}", {"op": "replace", "path": "roles", "value": [{"value": "executive"}]})
    gone = directory.patch(f"Groups/{group['id']}", {"op": "replace", "path": "members", "value": []})
    assert gone.status == 409
    moved = directory.patch(
        f"Groups/{group['id']}", {"op": "replace", "path": "members", "value": [{"value": heir["id"]}]}
    )
    assert moved.status == 200
    assert (directory.role_of(NEW), directory.role_of(email)) == ("helpdesk_lead", "executive")


def test_the_same_again_changes_nothing(directory: Directory) -> None:
    person = directory.user(NEW, roles=[{"value": "executive"}])
    with serving(directory.one):
        before = Entry.objects.count()
    same = directory.call("PUT", f"Users/{person['id']}", {"userName": NEW, "roles": [{"value": "executive"}]})
    assert same.status == 200
    with serving(directory.one):
        assert Entry.objects.count() == before


def test_a_new_address_is_another_account(cast: StandingCast, directory: Directory) -> None:
    """A directory must not move an account that its person has with others, too."""
    person = directory.user(NEW, roles=[{"value": "executive"}])
    directory.patch(
        f"Users/{person['id']}", {"op": "replace", "path": "emails", "value": [{"value": "n2@nieuw.example"}]}
    )
    assert User.objects.filter(email=NEW).exists()
    assert directory.role_of(NEW) is None
    assert directory.role_of("n2@nieuw.example") == "executive"


def test_the_vendors_people_are_not_provisioned(cast: StandingCast, directory: Directory) -> None:
    refused = directory.call(
        "POST", "Users", {"userName": cast.agent.user.email, "roles": [{"value": "helpdesk_engineer"}]}
    )
    assert refused.status == 409


def test_another_customers_people_are_not_there(cast: StandingCast, directory: Directory) -> None:
    theirs = directory_of(cast.other)
    person, group = theirs.user("a@nord.example"), theirs.group("Helpdesk lead")
    for path in (f"Users/{person['id']}", f"Groups/{group['id']}"):
        assert directory.call("GET", path).status == 404
        assert directory.call("DELETE", path).status == 404
        assert directory.patch(path, {"op": "replace", "path": "displayName", "value": "x"}).status == 404
    assert directory.call("GET", "Users").body["totalResults"] == 0
    foreign = {"displayName": "Helpdesk lead", "members": [{"value": person["id"]}]}
    assert directory.call("POST", "Groups", foreign).status == 400


def test_only_a_token_of_its_scope_opens_the_door(cast: StandingCast, directory: Directory, settings: Any) -> None:
    without = Directory("", cast.access)
    assert (without.call("GET", "Users").status, without.call("GET", "Users").body["status"]) == (401, "401")
    assert Directory("vrc_forged", cast.access).call("GET", "Users").status == 401
    assert directory_of(cast.access, "cases.read").call("GET", "Users").status == 403
    assert Client(headers={"Authorization": f"Bearer {directory.token}"}).get("/api/v1/cases").status_code == 403
    client = Client()
    client.force_login(cast.access.lead.user)
    assert client.get("/scim/v2/Users").status_code == 401, "a session opens nothing here"
