"""A caller list of 100,000 rows is compared, taken in and taken back in bounded time and memory. Long: part of the proof."""

import resource
import time

import pytest

from tests.cast import AT, StandingCast, serving
from voorrang.accounts.caller_list.reading import MOST_ROWS
from voorrang.accounts.caller_list.taking_in import take_back
from voorrang.accounts.caller_list.uploads import finish_list, keep_list, try_list
from voorrang.accounts.models import Contact, ContactImport

MOST_SECONDS = 60
"""Of this process: how fast the database is, is the machine's affair."""
MOST_MEGABYTES = 900


@pytest.mark.proof
def test_a_hundred_thousand(cast: StandingCast) -> None:
    one = cast.access
    rows = (f"Person {n};p{n}@nieuw.example;+3120{n:07d};helpdesk;own;{one.site.code}" for n in range(MOST_ROWS))
    content = "\n".join(("name;email;phone;standing;scope;site", *rows)).encode()
    by = one.lead.actor
    took = {}
    with serving(one):
        upload = keep_list(file_name="all.csv", content=content, ends_missing=False, invites=False, by=by, at=AT)
        for name in ("dry run", "taking in", "the same again", "taking back"):
            start = time.process_time()
            if name == "dry run":
                assert len(try_list(upload, by=by, at=AT).new) == MOST_ROWS
            elif name == "taking in":
                finish_list(upload=upload, by=by, at=AT)
            elif name == "the same again":
                again = keep_list(file_name="b.csv", content=content, ends_missing=False, invites=False, by=by, at=AT)
                assert try_list(again, by=by, at=AT).unchanged == MOST_ROWS
            else:
                assert take_back(batch=ContactImport.objects.get(), by=by, at=AT) == MOST_ROWS
            took[name] = round(time.process_time() - start, 1)
        assert Contact.objects.filter(ended_at=None).count() < MOST_ROWS
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(took, megabytes, "MB")
    assert max(took.values()) < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES
