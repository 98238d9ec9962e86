"""The web application for any WSGI server: `voorrang.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from voorrang.config.access_log import AccessLog
from voorrang.config.databases import wait_at_most
from voorrang.config.environment import read_environment
from voorrang.config.logs import configure_logs
from voorrang.config.orphans import end_with_parent
from voorrang.config.own_health import OwnHealth
from voorrang.config.seats import Seats

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voorrang.config.settings")
_environment = read_environment()
configure_logs(_environment.log_level, _environment.log_format)
_django = get_wsgi_application()
wait_at_most(connections.settings["default"]["OPTIONS"], "5s")
end_with_parent()
application = Seats(AccessLog(OwnHealth(_django, _environment.hosts[0])), _environment.threads + _environment.waiting)
