"""Whether the process is alive, and whether it can serve."""

from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, connection
from django.http import JsonResponse


def healthz(_request: Any) -> JsonResponse:
    """Answer 200 while the process runs."""
    return JsonResponse({"status": "alive"})


def readyz(_request: Any) -> JsonResponse:
    """Answer 200 when the database answers as the app role and an edition of the programme is stored, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM editions_edition")
            editions = cursor.fetchone()[0]
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if not editions:
        return JsonResponse({"status": "no programme"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return JsonResponse({"status": "ready"})
