"""The append-only trail: who did what, when. Holds plain ids, for it lies below everything that it tells of."""
