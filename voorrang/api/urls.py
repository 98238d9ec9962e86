"""The API's addresses, below `/api/v1/`."""

app_name = "api"
urlpatterns: list[object] = []
