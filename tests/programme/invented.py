"""A second programme that nobody sells: other tiers, features, minimums, regions, languages, articles and clause ids.

It shows that code knows no programme. It shares no id with any folder under `programmes/`; only words that code defines
(kinds of device, roles, reason codes, the keys of settings) are the same.
"""

from pathlib import Path

from voorrang.rules.reasons import REASON_CODES

CODE = "nordframe_care"

PROGRAMME = """
code = "nordframe_care"
vendor = "Nordframe"
edition = "third"
starts_on = 2023-02-01
name.en = "Nordframe Care"
text_languages = ["en"]
makers = ["nordframe"]
activation_days = 10
visits_a_year = 2
contract_starts = "purchase"
tier_follows = "scope"
exclusions_open = false
discretion_roles = ["agent", "support_manager"]

[override_role]
courtesy = ["agent"]

[[tier]]
code = "BIRCH"
rank = 1
name.en = "Birch"
clauses = ["k-1"]

[[tier]]
code = "OAK"
rank = 2
name.en = "Oak"
clauses = ["k-2"]

[[tier]]
code = "CEDAR"
rank = 3
name.en = "Cedar"
clauses = ["k-3"]

[[feature]]
key = "hotline"
name.en = "Hotline"
clauses = ["k-4"]

[[feature]]
key = "phone_coach"
name.en = "Coach on the phone"
clauses = ["k-5"]
replaced_by = "house_coach"

[[feature]]
key = "spare_pool"
name.en = "Pool of spare machines"
clauses = ["k-6"]

[[feature]]
key = "house_coach"
name.en = "Coach in the house"
clauses = ["k-7"]
at_most = "visits_a_year"

[[feature]]
key = "health_letter"
name.en = "Health letter"
clauses = ["k-8"]
every = "year"

[matrix.BIRCH]
hotline = "included"
health_letter = "none"

[matrix.OAK]
hotline = "included"
phone_coach = "included"
spare_pool = "included"

[matrix.CEDAR]
hotline = "included"
phone_coach = "replaced"
spare_pool = "included"
house_coach = "included"
health_letter = "included"

[[scope]]
key = "machines"
name.en = "Machines"
kinds = ["desktop", "laptop", "workstation"]
clauses = ["k-9"]

[[scope]]
key = "paper"
name.en = "Paper"
kinds = ["printer"]
along_with = {}
clauses = ["k-9"]

[[minimum.BIRCH]]
kinds = ["laptop", "desktop"]
at_least = 2
commercial_only = false
under_cover = true
clauses = ["k-10"]

[[minimum.OAK]]
kinds = ["laptop", "desktop", "workstation"]
at_least = 5
commercial_only = false
under_cover = false
clauses = ["k-10"]
readings = ["riddle-1"]

[[minimum.CEDAR]]
kinds = ["workstation"]
at_least = 8
commercial_only = true
under_cover = true
clauses = ["k-10"]

[[minimum.CEDAR]]
kinds = ["printer"]
at_least = 3
commercial_only = false
under_cover = true
clauses = ["k-10"]

[sale_rule.CEDAR]
regions = ["BALTIC"]
measured_by = "head_office"
clauses = ["k-11"]

[[duty]]
key = "switch_it_off_and_on"
name.en = "Switch it off and on again"
clauses = ["k-12"]

[[exclusion]]
key = "dropped"
name.en = "Machines that were dropped"
clauses = ["k-13"]

[[activation]]
key = "hello"
name.en = "Say hello"
owner = "sales"
due_days = 2
remind_days_before = [1]
clauses = ["k-14"]

[[activation]]
key = "meet_coach"
name.en = "Meet the coach"
owner = "support_manager"
due_days = 9
remind_days_before = []
feature = "house_coach"
clauses = ["k-14"]

[[internal_target]]
tier = "OAK"
source = "own-2"
calendar = "always"
minutes.one_person = { first_response = 300, resolution = 3000 }
minutes.site = { first_response = 200, resolution = 2000 }
minutes.company = { first_response = 100, resolution = 1000 }
"""

ARTICLES = """
[[article]]
clause = "k-15"
tier = "BIRCH"
scopes = ["machines", "paper"]
articles = { 1 = "NF-B1", 3 = "NF-B3" }

[[article]]
clause = "k-16"
tier = "OAK"
scopes = ["machines"]
articles = { 1 = "NF-O1", 3 = "NF-O3" }

[[article]]
clause = "k-17"
tier = "OAK"
scopes = ["paper"]
articles = { 1 = "NF-P1" }

[[article]]
clause = "k-18"
tier = "CEDAR"
scopes = ["machines", "paper"]
articles = { 3 = "NF-C3" }
"""

ASSUMPTIONS = """
[[assumption]]
id = "own-1"
key = "pin_rules"
name.en = "PIN"
value = { overlap_days = 3, tries = 5, link_hours = 24 }
why.en = "The booklet is silent."

[[assumption]]
id = "own-2"
key = "working_hours"
name.en = "Working hours"
value = { weekdays = [0, 1, 2, 3], opens = "07:00", closes = "15:00" }
why.en = "The booklet is silent."

[[assumption]]
id = "own-3"
key = "override_roles"
name.en = "Who is courteous"
value = { longest_days = 20 }
why.en = "The booklet is silent."
"""

COVERAGE = """
starts_on = 2023-02-01
fallback_language = "et"

[[region]]
code = "BALTIC"
name.en = "Baltic"
clause = "k-19"
countries = ["EE", "LV", "LT"]

[[region]]
code = "ISLAND"
name.en = "Island"
clause = "k-19"
countries = ["IS"]

[country]
EE = { zone = "Europe/Tallinn", languages = ["et"], toll_free = "+800 0000 1233" }
LV = { zone = "Europe/Riga", languages = ["lv"], toll_free = "+800 0000 1428" }
LT = { zone = "Europe/Vilnius", languages = ["lt"], toll_free = "+800 0000 1440" }
IS = { zone = "Atlantic/Reykjavik", languages = ["is"], toll_free = "+800 0000 1352" }

[hours.whole_week]
around_the_clock = true
source = "k-20"

[hours.mornings]
around_the_clock = false
weekdays = [0, 1, 2, 3, 4, 5]
opens = "06:00"
closes = "12:00"
source = "k-20"

[[language]]
code = "et"
name.en = "Estonian"
autonym = "eesti"
hours = "whole_week"

[[language]]
code = "lv"
name.en = "Latvian"
autonym = "latviešu"
hours = "mornings"

[[language]]
code = "is"
name.en = "Icelandic"
autonym = "íslenska"
hours = "mornings"
zone = "Atlantic/Reykjavik"
"""

READINGS = """
starts_on = 2023-02-01

[[reading]]
id = "riddle-1"
question.en = "Must the machines of Oak be under cover to count?"
chosen = "lenient"
[reading.choice.lenient]
text.en = "No."
changes = [{ path = "minimum/OAK/0/under_cover", value = false }]
[reading.choice.strict]
text.en = "Yes."
changes = [{ path = "minimum/OAK/0/under_cover", value = true }]

[[reading]]
id = "riddle-2"
question.en = "Is Cedar a tree?"
chosen = "no"
why_fixed.en = "It is a tier."
[reading.choice.no]
text.en = "No."
[reading.choice.yes]
text.en = "Yes."
"""

_CLAUSES = 20


def write_invented_programme(folder: Path) -> None:
    """Write the programme's seven files into a folder, which is made when it does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    clauses = [f"k-{number}" for number in range(1, _CLAUSES + 1)] + ["riddle-1", "riddle-2"]
    files = {
        "programme": PROGRAMME,
        "articles": ARTICLES,
        "assumptions": ASSUMPTIONS,
        "coverage": COVERAGE,
        "readings": READINGS,
        "clauses": "\n".join(f'[[clause]]\nid = "{each}"\ntext.en = "What {each} says."\n' for each in clauses),
        "reasons": "\n".join(_reason(code, facts) for code, facts in REASON_CODES.items()),
    }
    for name, content in files.items():
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")


def _reason(code: str, facts: tuple[str, ...]) -> str:
    """Every reason cites one clause, names its facts, and has a cure."""
    shown = " ".join(f"{fact}={{{fact}}}" for fact in facts)
    text = f"{code.replace('_', ' ').capitalize()} {shown}".strip()
    return f'[{code}]\nclauses = ["k-4"]\ntone = "info"\ntext.en = "{text}."\ncure.en = "Ask a forester."\n'
