"""Nothing that may hold what somebody typed is missing from the data map, and the map names nothing that is not there."""

from django.apps import apps
from django.db import models

from voorrang.privacy.data_map import CLASSES, FILE, Mapped, data_map, not_mapped
from voorrang.privacy.periods import OURS, read_periods
from voorrang.privacy.wording import BASES, PURPOSES


class PlantedNote(models.Model):
    """A model that somebody forgot."""

    remark = models.TextField()
    seen_at = models.DateTimeField()

    class Meta:
        app_label = "planted"
        managed = False


# The planted model is nobody's: neither migrations nor other tests may meet it.
apps.all_models.pop("planted")
apps.clear_cache()


def test_every_field_is_classified() -> None:
    assert list(not_mapped(apps.get_models(include_auto_created=True), data_map())) == []


def test_a_planted_model_is_told_with_the_line_to_add() -> None:
    told = list(not_mapped([PlantedNote], data_map()))
    assert told == [
        f'planted.PlantedNote is not in the data map. Add to {FILE.name}: ["planted.PlantedNote"] with purpose, basis and '
        "kept, and sort ['remark'] into identifying, words, label, secret or none"
    ]


def test_a_planted_field_is_told_with_the_line_to_add() -> None:
    entry = Mapped("planted.PlantedNote", "support", "contract", "business")
    told = list(not_mapped([PlantedNote], {"planted.PlantedNote": entry}))
    assert told == [
        f'planted.PlantedNote.remark is not classified. Add to {FILE.name}, under ["planted.PlantedNote"]: '
        'none = ["remark"] (or identifying, words, label, secret instead of none)'
    ]


def test_a_line_about_a_field_that_is_gone_is_told() -> None:
    entry = Mapped("planted.PlantedNote", "", "", "", fields={"remark": "words", "tone": "none"})
    assert "has no field tone" in " ".join(not_mapped([PlantedNote], {"planted.PlantedNote": entry}))


def test_every_line_has_a_purpose_a_basis_and_a_period() -> None:
    for entry in data_map().values():
        assert entry.purpose in PURPOSES, entry.label
        assert entry.basis in BASES, entry.label
        assert entry.kept in read_periods(OURS), entry.label
        assert set(entry.fields.values()) <= set(CLASSES), entry.label
        for _, column in entry.about:
            assert entry.model.objects is not None
            assert column.split("__")[0] in {
                part for one in entry.model._meta.fields for part in (one.name, one.attname)
            }
