"""`{% load voorrang %}`: every component under one name. Each is described where it is written, in `voorrang/ui/components`."""

from django.template import Library

from voorrang.ui.components import doors, fields, mark, moments, panels, words

register = Library()
for _part in (words, mark, moments, panels, fields, doors):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
