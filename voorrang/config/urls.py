"""Where everything is."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from voorrang.config.health import healthz, readyz
from voorrang.config.home import home
from voorrang.portal.entrance import invitation, pin
from voorrang.ui.case_files import send_file
from voorrang.ui.programme.views import show as programme

urlpatterns = [
    path("api/v1/", include("voorrang.api.urls")),  # first: addresses are tried in this order, and systems ask most
    path("scim/v2/", include("voorrang.scim.urls")),
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("language/", set_language, name="set_language"),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/", include("voorrang.sign_in.urls")),
    path("programme/", programme, name="programme"),
    path("invitation/<str:token>", invitation.accept, name="invitation"),
    path("pin/<str:token>", pin.reveal, name="pin"),
    path("files/<str:signed>", send_file, name="file"),
    path("portal/", include("voorrang.portal.urls")),
    path("desk/", include("voorrang.desk.urls")),
]
if settings.VOORRANG_DEMO:
    urlpatterns += [path("kit/", include("voorrang.ui.urls"))]

handler400 = "voorrang.config.errors.bad_request"
handler403 = "voorrang.config.errors.permission_denied"
handler404 = "voorrang.config.errors.page_not_found"
handler500 = "voorrang.config.errors.server_error"
handler429 = "voorrang.config.errors.too_many"
