# Faultline on one machine of a team: SQLite and folders under /data, sign-in by token.
# docs/one-machine.md says how to run it; compose.yaml does.
FROM python:3.12-slim-bookworm
ENV HOST=0.0.0.0 PORT=8080 DATA_DIR=/data PYTHONUNBUFFERED=1 MALLOC_ARENA_MAX=1
WORKDIR /app
RUN useradd --uid 10001 --user-group --no-create-home faultline \
    && install --directory --owner=faultline --group=faultline --mode=0750 /data
COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt
COPY functions functions/
COPY shared shared/
COPY templates templates/
RUN python -m compileall -q functions shared
USER faultline
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --start-interval=1s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/health', timeout=4)"]
CMD ["python", "-m", "shared.local"]
