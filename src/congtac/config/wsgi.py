"""The door for servers: `congtac.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("CONGTAC_MODE", "serve")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtac.config.settings")
application = get_wsgi_application()
