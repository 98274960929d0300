# Amazcope in a container: dependencies in one layer, the code in another, bytecode compiled, nobody is root.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/amazcope
COPY requirements.lock .
RUN /opt/amazcope/bin/pip install -r requirements.lock
COPY pyproject.toml README.md ./
COPY core core
COPY adapters adapters
COPY bot bot
RUN /opt/amazcope/bin/pip install --no-deps . \
 && /opt/amazcope/bin/python -m compileall -q /opt/amazcope/lib

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home amazcope
COPY --from=build /opt/amazcope /opt/amazcope
ENV PATH=/opt/amazcope/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 AMAZCOPE_LOG=json
USER amazcope
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ.get('HTTP_PORT', '8080')}/healthz\", timeout=4)"]
ENTRYPOINT ["amazcope"]
CMD ["run"]
