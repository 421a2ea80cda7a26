"""Real nginx with the settings of deploy/, on a port of its own, with nothing outside its own folder."""

import os
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
MODULE = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
CONFIG = """
load_module {module};
{user}
worker_processes 2;
pid nginx.pid;
events {{ worker_connections 512; }}
http {{
    access_log off;
    sendfile on;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {settings};
    }}
}}
"""


class Nginx:
    """Serves a folder until it is left."""

    def __init__(self, site: Path, own: Path) -> None:
        """Start it.

        Args:
            site: what it serves.
            own: a folder for its settings, its process id and its errors.
        """
        self.site = site
        # It inherits the listening socket, as in an upgrade of its program: so nobody can take the port in between, and
        # whoever connects before it is up waits in the queue.
        with socket.create_server(("127.0.0.1", 0), backlog=511) as listening:
            listening.setblocking(False)  # else a worker sleeps in accept() when another one was faster
            self.port: int = listening.getsockname()[1]
            user = "user root;" if os.geteuid() == 0 else ""  # pytest's folders are open to their owner only
            settings = ROOT / "deploy" / "nginx.conf"
            config = CONFIG.format(module=MODULE, user=user, port=self.port, root=site, settings=settings)
            (own / "nginx.conf").write_text(config)
            self.errors = own / "errors.txt"
            program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
            assert program, "нет nginx: его ставит make browsers"
            command = [program, "-p", str(own), "-c", "nginx.conf", "-e", str(self.errors), "-g", "daemon off;"]
            inherit = os.environ | {"NGINX": f"{listening.fileno()};"}
            self.process = subprocess.Popen(command, env=inherit, pass_fds=[listening.fileno()])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()

    @property
    def url(self) -> str:
        """The address of the site, with a slash at its end."""
        return f"http://127.0.0.1:{self.port}/"
