"""The examples of RFC 7643 and RFC 7644, as they stand there but for ids."""

from tests.scim.directory import PATCH, Directory

BJENSEN = {
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
    "userName": "bjensen",
    "externalId": "bjensen",
    "name": {"formatted": "Ms. Barbara J Jensen III", "familyName": "Jensen", "givenName": "Barbara"},
    "emails": [{"value": "bjensen@example.com", "type": "work", "primary": True}],
}


def test_creating_a_resource(directory: Directory) -> None:
    """RFC 7644, 3.3."""
    made = directory.call("POST", "Users", BJENSEN)
    assert made.status == 201
    assert made.body["userName"] == "bjensen"
    assert made.body["name"]["familyName"] == "Jensen"
    assert made.body["meta"]["resourceType"] == "User"
    assert made.headers["Location"] == made.body["meta"]["location"]
    assert made.headers["Location"].endswith(f"/scim/v2/Users/{made.body['id']}")
    assert directory.call("GET", f"Users/{made.body['id']}").body == made.body


def test_the_same_name_twice_is_a_conflict(directory: Directory) -> None:
    directory.call("POST", "Users", BJENSEN)
    again = directory.call("POST", "Users", BJENSEN | {"userName": "BJensen"})
    assert (again.status, again.body["scimType"]) == (409, "uniqueness")
    assert again.body["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
    assert again.body["status"] == "409"


def test_filtering(directory: Directory) -> None:
    """RFC 7644, 3.4.2.2: attribute names and operators have no case."""
    made = directory.call("POST", "Users", BJENSEN).body
    directory.user("other@example.com")
    for text in ('userName eq "bjensen"', 'username Eq "BJENSEN"', 'externalId eq "bjensen"'):
        found = directory.call("GET", f"Users?filter={text}").body
        assert (found["totalResults"], found["Resources"]) == (1, [made]), text
    nobody = directory.call("GET", 'Users?filter=userName eq "nobody"')
    assert (nobody.status, nobody.body["totalResults"], nobody.body["Resources"]) == (200, 0, [])
    odd = directory.call("GET", 'Users?filter=title pr and userType eq "Employee"')
    assert (odd.status, odd.body["scimType"]) == (400, "invalidFilter")


def test_pages(directory: Directory) -> None:
    """RFC 7644, 3.4.2.4: startIndex begins at one; count is a wish."""
    for number in range(5):
        directory.user(f"{number}@example.com")
    page = directory.call("GET", "Users?startIndex=2&count=2").body
    assert (page["totalResults"], page["startIndex"], page["itemsPerPage"]) == (5, 2, 2)
    assert [one["userName"] for one in page["Resources"]] == ["1@example.com", "2@example.com"]
    assert directory.call("GET", "Users?startIndex=0&count=0").body["Resources"] == []
    assert directory.call("GET", "Users?count=x").status == 400


def test_replacing_with_put(directory: Directory) -> None:
    """RFC 7644, 3.5.1: what is not sent is cleared."""
    made = directory.call("POST", "Users", BJENSEN).body
    changed = directory.call("PUT", f"Users/{made['id']}", {k: v for k, v in BJENSEN.items() if k != "externalId"})
    assert changed.status == 200
    assert "externalId" not in changed.body
    assert changed.body["id"] == made["id"]


def test_adding_without_a_path(directory: Directory) -> None:
    """RFC 7644, 3.5.2.1; an attribute that we do not keep is left out."""
    made = directory.user("babs", name={"familyName": "Jensen"})
    value = {"emails": [{"value": "babs@jensen.org", "type": "home"}], "nickname": "Babs"}
    changed = directory.patch(f"Users/{made['id']}", {"op": "add", "value": value})
    assert changed.status == 200
    assert changed.body["emails"][0]["value"] == "babs@jensen.org"
    assert changed.body["name"]["familyName"] == "Jensen"


def test_adding_a_member_and_adding_it_again(directory: Directory) -> None:
    """RFC 7644, 3.5.2.1: adding what is there changes nothing."""
    babs, group = directory.user("babs"), directory.group("All")
    member = {"op": "add", "path": "members", "value": [{"display": "Babs Jensen", "value": babs["id"]}]}
    once = directory.patch(f"Groups/{group['id']}", member)
    twice = directory.patch(f"Groups/{group['id']}", member)
    assert [one["value"] for one in once.body["members"]] == [babs["id"]]
    assert twice.body["members"] == once.body["members"]


def test_removing_members(directory: Directory) -> None:
    """RFC 7644, 3.5.2.2: one by a filter, then all."""
    babs, james, kim = (directory.user(name) for name in ("babs", "james", "kim"))
    group = directory.group("All", babs, james, kim)
    one = directory.patch(f"Groups/{group['id']}", {"op": "remove", "path": f'members[value eq "{babs["id"]}"]'})
    assert [each["display"] for each in one.body["members"]] == ["james", "kim"]
    assert directory.patch(f"Groups/{group['id']}", {"op": "remove", "path": "members"}).body["members"] == []


def test_remove_and_add_in_one_message(directory: Directory) -> None:
    """RFC 7644, 3.5.2.2: a member is swapped."""
    babs, james = directory.user("babs"), directory.user("james")
    group = directory.group("All", babs)
    changed = directory.patch(
        f"Groups/{group['id']}",
        {"op": "remove", "path": f'members[value eq "{babs["id"]}"]'},
        {"op": "add", "path": "members", "value": [{"value": james["id"]}]},
    )
    assert [one["display"] for one in changed.body["members"]] == ["james"]


def test_replacing(directory: Directory) -> None:
    """RFC 7644, 3.5.2.3: all members; one part of one item."""
    babs, james = directory.user("babs"), directory.user("james")
    group = directory.group("All", babs)
    swapped = directory.patch(
        f"Groups/{group['id']}", {"op": "replace", "path": "members", "value": [{"value": james["id"]}]}
    )
    assert [one["display"] for one in swapped.body["members"]] == ["james"]
    person = directory.call("POST", "Users", BJENSEN).body
    work = {"op": "replace", "path": 'emails[type eq "work"].value', "value": "barbara@example.com"}
    changed = directory.patch(f"Users/{person['id']}", work)
    assert changed.body["emails"][0]["value"] == "barbara@example.com"


def test_what_large_directories_send(directory: Directory) -> None:
    """Capitals in op, booleans as text, dotted names as keys, members to remove in the value."""
    babs = directory.user("babs@example.com", name={"givenName": "Babs"})
    changed = directory.patch(
        f"Users/{babs['id']}",
        {"op": "Replace", "path": "active", "value": "False"},
        {"op": "Add", "path": "name.familyName", "value": "Jensen"},
        {"op": "Replace", "value": {"name.givenName": "Barbara", "displayName": "Barbara J"}},
        {"op": "Add", "path": 'emails[type eq "work"].value', "value": "b@example.com"},
        {"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "IT"},
    ).body
    assert changed["active"] is False
    assert (changed["name"]["givenName"], changed["name"]["familyName"]) == ("Barbara", "Jensen")
    assert changed["displayName"] == "Barbara J"
    group = directory.group("All", babs)
    emptied = directory.patch(
        f"Groups/{group['id']}", {"op": "Remove", "path": "members", "value": [{"value": babs["id"]}]}
    )
    assert emptied.body["members"] == []


def test_deleting(directory: Directory) -> None:
    """RFC 7644, 3.6: afterwards it is not there, and its name is free."""
    made = directory.call("POST", "Users", BJENSEN).body
    gone = directory.call("DELETE", f"Users/{made['id']}")
    assert (gone.status, gone.body) == (204, None)
    assert directory.call("GET", f"Users/{made['id']}").status == 404
    assert directory.call("DELETE", f"Users/{made['id']}").status == 404
    assert directory.call("POST", "Users", BJENSEN).status == 201


def test_what_we_can_do_is_described(directory: Directory) -> None:
    """RFC 7643, 5 to 7."""
    config = directory.call("GET", "ServiceProviderConfig").body
    assert (config["patch"]["supported"], config["bulk"]["supported"]) == (True, False)
    assert [one["endpoint"] for one in directory.call("GET", "ResourceTypes").body["Resources"]] == [
        "/Users",
        "/Groups",
    ]
    for one in directory.call("GET", "Schemas").body["Resources"]:
        assert directory.call("GET", f"Schemas/{one['id']}").body == one
    assert directory.call("GET", "ResourceTypes/User").status == 200
    assert directory.call("GET", "ResourceTypes/Car").status == 404


def test_broken_requests_change_nothing(directory: Directory) -> None:
    made = directory.call("POST", "Users", BJENSEN).body
    at = f"Users/{made['id']}"
    broken = [
        b"{", b"[]", b"null", b"[" * 100_000, {"schemas": [PATCH]}, {"Operations": "x"}, {"Operations": [1]},
        {"Operations": [{"op": "shout", "path": "active", "value": True}]},
        {"Operations": [{"op": "replace", "path": "active", "value": "perhaps"}]},
        {"Operations": [{"op": "remove"}]},
        {"Operations": [{"op": "replace", "path": "emails[", "value": 1}]},
        {"Operations": [{"op": "replace", "path": 'emails[type co "x"]', "value": {}}]},
        {"Operations": [{"op": "replace", "path": "userName", "value": "a\0b"}]},
        {"Operations": [{"op": "replace", "path": "userName", "value": {"a": 1}}]},
        {"Operations": [{"op": "replace", "path": 'emails[type eq "work"].value', "value": ["x"]}]},
        {"Operations": [{"op": "replace", "path": ["active"], "value": 1}]},
    ]  # fmt: skip
    for body in broken:
        assert directory.call("PATCH", at, body).status == 400, body
    for body in (b"{", {}, {"userName": 1}, {"userName": "x" * 300}, {"userName": "x", "emails": [{"value": "no"}]}):
        assert directory.call("POST", "Users", body).status == 400, body
    assert directory.call("POST", "Groups", {"displayName": "x", "members": [{"value": "not an id"}]}).status == 400
    assert directory.call("GET", at).body == made
    assert directory.call("POST", at).status == 405
    assert directory.call("GET", "Cars").status == 404
