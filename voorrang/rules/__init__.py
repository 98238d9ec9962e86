"""Pure decisions: facts, programme and time come in, an outcome with reasons comes out. No Django, no I/O, no clock."""
