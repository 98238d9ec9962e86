"""Co-terming: an article buys whole years (C.1); by agreement its scope may end earlier, together with another (Q.15)."""

from datetime import datetime

from voorrang.rules.periods import add_years, last_day, months_begun
from voorrang.rules.reasons import Reason


def agreed_end(starts_at: datetime, term_years: int, ends_at: datetime) -> Reason:
    """Tell what an agreed end makes of a term: `ends_together` where it may be, else the flaw.

    It lies after the start, and never after the end of the term: nobody gets more than the article buys.
    """
    if ends_at <= starts_at:
        return Reason("ends_before_start", {"ends_on": last_day(ends_at), "starts_on": starts_at.date().isoformat()})
    latest = add_years(starts_at, term_years)
    if ends_at > latest:
        return Reason("ends_beyond_term", {"latest_on": last_day(latest), "years": term_years})
    return Reason("ends_together", {"ends_on": last_day(ends_at), "months": months_begun(starts_at, ends_at)})
